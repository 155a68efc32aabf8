// Answers the dialogue's lookups. The identity rules stand in front of every record, wherever it comes from.
import type { Attachment } from '../model/attachment.ts';
import type { ConversationId, CustomerId } from '../model/ids.ts';
import type { Address } from '../model/message.ts';
import { orderKey } from '../model/order-key.ts';
import type { Fact, Lookup, Lookups } from '../model/order.ts';
import type { Attempts, TurnStore } from '../model/store.ts';
import type { Log } from '../system/log.ts';
import { ATTEMPT_WINDOW_MS, kindOfProof, limitedUntil } from './identity.ts';
import type { ShopRecords } from './shop-records.ts';

export interface LookupParts {
  readonly records: ShopRecords;
  readonly attempts: Attempts;
  readonly tickets: Pick<TurnStore, 'nextTicketNumber'>;
  /** Writes everything about the customer to a file of ours; undefined when nothing is known. */
  readonly personalData?: (
    customer: CustomerId,
    locale: string,
    now: Date,
  ) => Promise<Attachment | undefined>;
  /** A one-time link into another channel; undefined where none can be had. */
  readonly continuation?: (conversation: ConversationId, now: Date) => Promise<string | undefined>;
  readonly log: Log;
}

export function createLookups(parts: LookupParts): Lookups {
  const { records, tickets, log } = parts;
  const inTurn = oneByOne();

  /** `object` is what the guesses at it are counted under. */
  function proved<Found>(
    object: string,
    { proof, by }: { readonly proof: string; readonly by: Address },
    now: Date,
    find: () => Promise<Found | undefined>,
    tell: (found: Found) => Fact,
  ): Promise<Fact> {
    // side by side all would pass the limit before the first wrong guess is counted
    return inTurn(orderKey(object), async () => {
      const since = new Date(now.getTime() - ATTEMPT_WINDOW_MS);
      const kind = kindOfProof(proof);
      const until = limitedUntil(await parts.attempts.wrongAttempts(by, object, since), kind, now);
      if (until) return { kind: 'limited', until };
      const found = await find();
      if (found !== undefined) return tell(found);
      await parts.attempts.recordWrongAttempt(by, object, kind, now);
      return { kind: 'refused' };
    });
  }

  async function answer(lookup: Lookup, now: Date): Promise<Fact> {
    switch (lookup.kind) {
      case 'order': {
        const { number, proof } = lookup;
        const find = () => records.provedOrder(number, proof);
        return proved(number, lookup, now, find, (order) => ({ kind: 'order', order }));
      }
      case 'repair': {
        const { number, proof } = lookup;
        const find = () => records.provedRepair(number, proof);
        return proved(`repair:${number}`, lookup, now, find, (repair) => ({ kind: 'repair', repair }));
      }
      case 'verified-order': {
        const order = await records.order(lookup.number);
        return order ? { kind: 'order', order } : { kind: 'refused' };
      }
      case 'bonus': {
        const balance = await records.bonusOf(lookup.order);
        return { kind: 'bonus', ...(balance === undefined ? {} : { balance }) };
      }
      case 'products':
        return { kind: 'products', products: await records.products(lookup.words, lookup.limit) };
      case 'personal-data': {
        const file = await parts.personalData?.(lookup.customer, lookup.locale, now);
        return file ? { kind: 'file', file } : { kind: 'unavailable' };
      }
      case 'continuation': {
        const url = await parts.continuation?.(lookup.conversation, now);
        return url === undefined ? { kind: 'unavailable' } : { kind: 'link', url };
      }
      case 'ticket-number':
        return { kind: 'ticket-number', number: await tickets.nextTicketNumber() };
      case 'desk':
      case 'ticket':
      case 'ticket-by-number':
      case 'sent':
      case 'delivered':
      case 'quoted':
        throw new RangeError(
          `the shop's records cannot answer ${lookup.kind}; see src/inbox/desk-lookups.ts`,
        );
    }
  }

  return {
    async resolve(lookup, now) {
      try {
        return await answer(lookup, now);
      } catch (error) {
        if (lookup.kind === 'ticket-number') throw error;
        log.error(
          { lookup: lookup.kind, error: error instanceof Error ? error.message : String(error) },
          'lookup failed',
        );
        return { kind: 'unavailable' };
      }
    },
  };
}

/** Runs the jobs of one key strictly one after another, whether or not one fails. */
function oneByOne(): <T>(key: string, job: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, job) => {
    const next = (last.get(key) ?? Promise.resolve()).then(job);
    const settled = next
      .catch(() => undefined)
      .finally(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return next;
  };
}
