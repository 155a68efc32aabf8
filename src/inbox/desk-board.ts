// What a desk may ask at once: what waits, how things stand, who is there, ready texts and articles. Writes nothing but shifts.
import { cardOf } from '../desk/card.ts';
import { explain } from '../desk/explain.ts';
import { peopleOf } from '../desk/people.ts';
import { queuesOf } from '../desk/queues.ts';
import type { Shop } from '../dialogue/deps.ts';
import type { DeskBoard, Person, TicketCard } from '../model/desk.ts';
import type { TicketId } from '../model/ids.ts';
import { ALLOWED_MS } from '../model/ledger.ts';
import type { Store } from '../model/store.ts';
import type { Ticket } from '../model/ticket.ts';
import type { Clock } from '../system/clock.ts';
import { findArticles, findMacros, questionsOf } from './board/finding.ts';
import { MOST_OPEN, queueOf } from './board/queue.ts';
import { changeShift } from './board/shifts.ts';
import { statsOf } from './board/stats.ts';
import { actorOf } from './operators.ts';

export interface DeskBoardParts {
  readonly store: Pick<
    Store,
    | 'ticket'
    | 'deskLoad'
    | 'tickets'
    | 'transcript'
    | 'staff'
    | 'presence'
    | 'setPresence'
    | 'backlog'
    | 'counts'
    | 'acceptDeskEvent'
    | 'addAudit'
    | 'ledgerExceptions'
  >;
  readonly shop: () => Shop;
  readonly clock: Clock;
  /** What is not well, each with its cure. */
  readonly troubles: DeskBoard['troubles'];
}

/** Tickets among which today's are looked for. */
const MOST_TODAY = 2_000;
const EARLIER = 20;
/** Entries of a conversation in which the last question is looked for. */
const LAST_ENTRIES = 30;

export function deskBoard({ store, shop, clock, troubles }: DeskBoardParts): DeskBoard {
  const card = (ticket: Ticket): TicketCard => {
    const { phrases, deskRules, slaRules, calendar, knowledge, deskLocale: locale } = shop();
    const { queues } = deskRules;
    const parts = { phrases, locale, slaRules, queues, timeZone: calendar.timeZone, knowledge };
    return cardOf(ticket, parts, clock.now());
  };

  async function people(): Promise<readonly Person[]> {
    const { deskRules, calendar } = shop();
    const [staff, presence, { loads }] = await Promise.all([
      store.staff(),
      store.presence(),
      store.deskLoad(),
    ]);
    return peopleOf({ staff, presence, loads }, deskRules, calendar, clock.now());
  }

  /** What it makes of the ticket; nothing of one that is gone. */
  async function of<Value>(
    id: TicketId,
    make: (ticket: Ticket) => readonly Value[] | Promise<readonly Value[]>,
  ): Promise<readonly Value[]> {
    const ticket = await store.ticket(id);
    return ticket ? make(ticket) : [];
  }

  return {
    async queue() {
      const { slaRules, phrases, deskRules, deskLocale } = shop();
      const waiting = await store.tickets({ status: ['new', 'open'], limit: MOST_OPEN });
      const nameless = phrases.label(deskLocale, 'desk.card.nameless');
      return queueOf(
        waiting,
        { slaRules, queues: queuesOf(deskRules.queues, deskLocale), nameless },
        clock.now(),
      );
    },
    async stats(wanted) {
      const { phrases, deskRules, slaRules, calendar, deskLocale } = shop();
      const locale = wanted ?? deskLocale;
      const queues = queuesOf(deskRules.queues, locale);
      const now = clock.now();
      const [counts, open, latest, backlog, exceptions] = await Promise.all([
        store.counts(),
        store.tickets({ status: ['new', 'open', 'waiting', 'solved'], limit: MOST_OPEN }),
        store.tickets({ limit: MOST_TODAY }),
        store.backlog(now),
        store.ledgerExceptions(now, ALLOWED_MS),
      ]);
      const standing = {
        counts: counts.tickets,
        open,
        latest,
        people: await people(),
        backlog,
        exceptions,
      };
      return statsOf(standing, { phrases, locale, slaRules, queues, timeZone: calendar.timeZone }, now);
    },
    async macros(id, part, operator) {
      const { macros, deskLocale } = shop();
      const actor = actorOf(operator, await store.staff());
      return of(id, (ticket) => findMacros(macros, ticket, part, actor.operator, deskLocale));
    },
    articles(id, words) {
      const { knowledge, deskLocale } = shop();
      return of(id, async (ticket) => {
        const said = words === undefined ? await store.transcript(ticket.conversation, LAST_ENTRIES) : [];
        const asked = { questions: questionsOf(ticket, said), ...(words === undefined ? {} : { words }) };
        return findArticles(knowledge, ticket, asked, deskLocale);
      });
    },
    people: () => people(),
    queues: () => queuesOf(shop().deskRules.queues, shop().deskLocale),
    setShift(operator, on) {
      const desk = shop().desks[0] ?? 'web';
      return changeShift({ store, desk, now: clock.now() }, operator, on);
    },
    async card(id) {
      const ticket = await store.ticket(id);
      return ticket && card(ticket);
    },
    explain(id, wanted) {
      const { slaRules: rules, deskRules, phrases, deskLocale, calendar } = shop();
      const locale = wanted ?? deskLocale;
      const parts = { rules, queues: deskRules.queues, phrases, locale, timeZone: calendar.timeZone };
      return of(id, (ticket) => explain(ticket, parts, clock.now()));
    },
    earlier: (id) =>
      of(id, async ({ conversation }) => {
        const tickets = await store.tickets({ customerOf: conversation, limit: EARLIER });
        return tickets.filter((ticket) => ticket.id !== id).map(card);
      }),
    troubles,
  };
}
