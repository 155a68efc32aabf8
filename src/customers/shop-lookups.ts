// Answers the dialogue's lookups from the shop's own tables, with the identity rules in front of every order.
import type { Fact, Lookup, Lookups, Order } from '../model/order.ts';
import type { Attempts, Catalogue, TurnStore } from '../model/store.ts';
import type { Log } from '../system/log.ts';
import { ATTEMPT_WINDOW_MS, limitedUntil, proves } from './identity.ts';
import { matchProducts } from './product-match.ts';

type Tables = Attempts & Catalogue & Pick<TurnStore, 'nextTicketNumber'>;

export function shopLookups(tables: Tables, log: Log): Lookups {
  const inTurn = oneByOne();
  return {
    async resolve(lookup, now) {
      try {
        switch (lookup.kind) {
          case 'order':
            // side by side they would all pass the limit before the first wrong guess is counted
            return await inTurn(() => order(tables, lookup, now));
          case 'products':
            return {
              kind: 'products',
              products: matchProducts(lookup.words, await tables.products(), lookup.limit),
            };
          case 'ticket-number':
            return { kind: 'ticket-number', number: await tables.nextTicketNumber() };
          default:
            return { kind: 'unavailable' };
        }
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

/** Runs jobs strictly one after another, whether or not one fails. */
function oneByOne(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job);
    last = next.catch(() => undefined);
    return next;
  };
}

async function order(
  tables: Tables,
  { number, proof, by }: Extract<Lookup, { kind: 'order' }>,
  now: Date,
): Promise<Fact> {
  const wrong = await tables.wrongAttempts(by, number, new Date(now.getTime() - ATTEMPT_WINDOW_MS));
  const until = limitedUntil(wrong);
  if (until) return { kind: 'limited', until };
  const found = await tables.findOrder(number);
  if (found && proves(proof, found)) return { kind: 'order', order: await named(tables, found.order) };
  await tables.recordWrongAttempt(by, number, now);
  return { kind: 'refused' };
}

/** The order with its items' names in every language of the catalogue, and what kind of things they are. */
async function named(tables: Tables, found: Order): Promise<Order> {
  const products = new Map((await tables.products()).map((product) => [product.sku, product]));
  const items = found.items.map((item) => {
    const known = products.get(item.sku);
    return known ? { ...item, names: known.names, category: known.category } : item;
  });
  return { ...found, items };
}
