// Finds the lanes that had work when the process ended; without leases, everything pending is claimable again.
import { sql } from 'kysely';
import type { Engine } from './engine.ts';

export function recoverLanes(engine: Engine): { readonly turns: number; readonly deliveries: number } {
  const { query, turnLanes, deliveryLanes } = engine;
  const turns = engine.all(
    query
      .selectFrom('events')
      .select(['conversation', sql<number>`min(at)`.as('since')])
      .where('outcome', 'is', null)
      .groupBy('conversation'),
  );
  for (const { conversation, since } of turns) turnLanes.offer(conversation, since);

  const deliveries = engine.all(
    query
      .selectFrom('outbox')
      // Only the head of a lane is ever tried, so the latest back-off is the head's.
      .select([
        'target',
        'conversation',
        sql<number>`min(at)`.as('since'),
        sql<number>`max(not_before)`.as('due'),
      ])
      .where('state', '=', sql.lit('pending'))
      .groupBy(['target', 'conversation']),
  );
  for (const { target, conversation, since, due } of deliveries) {
    deliveryLanes.of(target).offer(conversation, since, due);
  }
  return { turns: turns.length, deliveries: deliveries.length };
}
