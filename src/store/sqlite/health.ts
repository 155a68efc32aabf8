// Whether the database works, what waits in it, and the counts for the figures.
import { sql } from 'kysely';
import type { StoreHealth } from '../../model/store.ts';
import type { TicketStatus } from '../../model/ticket.ts';
import { nextCount } from './counters.ts';
import type { Engine } from './engine.ts';
import type { Timers } from './timers.ts';

export function createHealth(engine: Engine, timers: Timers): StoreHealth {
  const { query, turnLanes, deliveryLanes, signals } = engine;
  return {
    onWork: signals.onWork,

    nextDue(kind, except) {
      return engine.read('asking for the next due work', () => {
        const dues =
          kind === 'turn' ? [turnLanes.nextDue(), timers.nextDue()] : [deliveryLanes.nextDue(except)];
        const known = dues.filter((due) => due !== undefined);
        return known.length === 0 ? undefined : new Date(Math.min(...known));
      });
    },

    async ping() {
      await engine.write('checking the database', () => nextCount(engine, 'ping'));
    },

    counts() {
      return engine.read('counting', () => {
        const many = sql<number>`count(*)`.as('many');
        const events = engine.all(query.selectFrom('outcomes').selectAll());
        const pending = engine.first(query.selectFrom('events').select(many).where('outcome', 'is', null));
        const tickets: Record<TicketStatus, number> = { new: 0, open: 0, waiting: 0, solved: 0, closed: 0 };
        for (const row of engine.all(
          query.selectFrom('tickets').select(['status', many]).groupBy('status'),
        )) {
          tickets[row.status] = row.many;
        }
        return {
          events: Object.fromEntries(events.map((row) => [row.outcome, row.events])),
          pendingEvents: pending?.many ?? 0,
          tickets,
        };
      });
    },
  };
}
