// Finds the lanes that had work when the process ended; without leases, everything pending is claimable again.
import { sql } from 'kysely';
import { quietAfter, quietBesidePeople } from '../../model/burst.ts';
import type { ConversationId } from '../../model/ids.ts';
import { decode } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';
import type { InAir } from './in-air.ts';
import type { Quietness } from './turn-work.ts';

export function recoverLanes(
  engine: Engine,
  burst?: Quietness,
): { readonly turns: number; readonly deliveries: number } {
  const { query, turnLanes, deliveryLanes } = engine;
  const turns = engine.all(
    query
      .selectFrom('events')
      .select(['conversation', sql<number>`min(at)`.as('since'), sql<number>`max(at)`.as('latest')])
      .where('outcome', 'is', null)
      .groupBy('conversation'),
  );
  const now = burst?.clock.now().getTime() ?? 0;
  for (const { conversation, since, latest } of turns) {
    const mayGoOn = burst !== undefined && latest + burst.mostMs > now;
    if (!mayGoOn || !hushAgain(engine, conversation, burst)) turnLanes.offer(conversation, since);
  }

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

/** What was being tried when the process ended may have arrived. Answers how many deliveries that were. */
export function markUnsure({ db }: Engine, air: InAir): number {
  const mark = db.prepare<[string]>(hotSql.markUnsure);
  const marked = db.transaction(() => air.left.reduce((sum, id) => sum + mark.run(id).changes, 0))();
  air.clear();
  return marked;
}

/** The quiet time that was running when the process ended goes on; false when the lane has anything that does not wait. */
function hushAgain(engine: Engine, conversation: ConversationId, burst: Quietness): boolean {
  const { query, turnLanes } = engine;
  const pending = engine.all(
    query
      .selectFrom('events')
      .select(['at', 'body'])
      .where('conversation', '=', conversation)
      .where('outcome', 'is', null)
      .orderBy('seq'),
  );
  const waits = pending.map(({ at, body }) => {
    const event = decode(body);
    if (event.kind === 'desk') return { at, quietMs: quietBesidePeople(event.event.body, burst) };
    return { at, quietMs: event.kind === 'message' ? quietAfter(event.message.body, burst) : 0 };
  });
  if (waits.some(({ quietMs }) => quietMs === 0)) return false;
  for (const { at, quietMs } of waits) turnLanes.hush(conversation, at, at, quietMs, burst.mostMs);
  return true;
}
