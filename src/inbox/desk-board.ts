// What a desk may ask at once: what waits, how things stand, who is there, ready texts and articles. Reads, and never writes.
import { cardOf } from '../desk/card.ts';
import { peopleOf } from '../desk/people.ts';
import type { Shop } from '../dialogue/deps.ts';
import type { DeskBoard } from '../model/desk.ts';
import type { Store } from '../model/store.ts';
import type { Ticket } from '../model/ticket.ts';
import type { Clock } from '../system/clock.ts';

export interface DeskBoardParts {
  readonly store: Pick<
    Store,
    'ticket' | 'tickets' | 'transcript' | 'staff' | 'presence' | 'setPresence' | 'backlog' | 'acceptDeskEvent'
  >;
  readonly shop: () => Shop;
  readonly clock: Clock;
  /** What is not well, each with its cure. */
  readonly troubles: DeskBoard['troubles'];
}

export function deskBoard({ store, shop, clock, troubles }: DeskBoardParts): DeskBoard {
  const card = (ticket: Ticket) => {
    const { phrases, slaRules, calendar, knowledge, deskLocale: locale } = shop();
    return cardOf(ticket, { phrases, locale, slaRules, timeZone: calendar.timeZone, knowledge }, clock.now());
  };
  return {
    queue: () => Promise.reject(new Error('being built: queue')),
    stats: () => Promise.reject(new Error('being built: stats')),
    macros: () => Promise.reject(new Error('being built: macros')),
    articles: () => Promise.reject(new Error('being built: articles')),
    async people() {
      const { deskRules, calendar } = shop();
      const [staff, presence] = await Promise.all([store.staff(), store.presence()]);
      return peopleOf({ staff, presence, loads: {} }, deskRules, calendar, clock.now());
    },
    queues: () => shop().deskRules.queues.map(({ name, tier }) => ({ name, tier })),
    setShift: () => Promise.reject(new Error('being built: setShift')),
    async card(id) {
      const ticket = await store.ticket(id);
      return ticket && card(ticket);
    },
    explain: () => Promise.reject(new Error('being built: explain')),
    earlier: () => Promise.reject(new Error('being built: earlier')),
    troubles,
  };
}
