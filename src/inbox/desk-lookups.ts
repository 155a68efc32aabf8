// What a turn may ask about the desk itself: how busy it is, other tickets, what carried an operator's message.
import { lastGivenIn } from '../desk/assigning.ts';
import type { ConversationId } from '../model/ids.ts';
import type { DeskFacts, Fact, Lookup, Lookups } from '../model/order.ts';
import type { Staff } from '../model/staff.ts';
import type { DeskRecords } from '../model/store.ts';
import type { Log } from '../system/log.ts';
import { loadsOf } from './board/queue.ts';

type Records = DeskRecords & Pick<Staff, 'staff' | 'presence'>;

const RECENT = 50;
const MANY = 500;
const EARLIER = 10;

/** Answers the desk's lookups itself and passes all others on. */
export function withDeskLookups(others: Lookups, records: Records, log: Log): Lookups {
  async function answer(lookup: Lookup): Promise<Fact | undefined> {
    switch (lookup.kind) {
      case 'desk':
        return { kind: 'desk', desk: await factsOf(records, lookup.conversation) };
      case 'ticket':
        return found(await records.ticket(lookup.ticket));
      case 'ticket-by-number':
        return found(await records.ticketByNumber(lookup.number));
      case 'sent': {
        const sent = await records.sentAs(lookup.conversation, lookup.ref);
        return { kind: 'sent', ...(sent ? { sent } : {}) };
      }
      case 'delivered': {
        const settled = await records.settledAs(lookup.delivery);
        if (settled?.state === 'pending') return { kind: 'delivered', state: 'pending' };
        const sent = settled?.state === 'sent';
        return {
          kind: 'delivered',
          state: sent ? 'sent' : 'failed',
          ...(settled?.at ? { at: settled.at } : {}),
        };
      }
      case 'quoted': {
        const quoted = await records.quoted(lookup.conversation, lookup.ref);
        return { kind: 'quoted', ...(quoted ? { quoted } : {}) };
      }
      default:
        return undefined;
    }
  }

  return {
    async resolve(lookup, now) {
      try {
        const own = await answer(lookup);
        if (own) return own;
      } catch (error) {
        log.error(
          { lookup: lookup.kind, error: error instanceof Error ? error.name : typeof error },
          'lookup failed',
        );
        return { kind: 'unavailable' };
      }
      return others.resolve(lookup, now);
    },
  };
}

function found(ticket: Awaited<ReturnType<DeskRecords['ticket']>>): Fact {
  return { kind: 'ticket', ...(ticket ? { ticket } : {}) };
}

async function factsOf(records: Records, conversation: ConversationId): Promise<DeskFacts> {
  const [untaken, latest, taken, earlier, staff, presence] = await Promise.all([
    records.tickets({ status: ['new'], limit: MANY }),
    records.tickets({ status: ['open', 'waiting', 'solved', 'closed'], limit: RECENT }),
    records.tickets({ status: ['open', 'waiting'], limit: MANY }),
    records.tickets({ conversation, limit: EARLIER }),
    records.staff(),
    records.presence(),
  ]);
  return {
    untaken: untaken.filter(({ assignee }) => assignee === undefined).length,
    recent: latest.filter(({ history }) => history.some(({ kind }) => kind === 'operator-wrote')),
    loads: loadsOf([...untaken, ...taken]),
    lastGiven: lastGivenIn(taken),
    earlier,
    staff,
    presence,
  };
}
