// What became of every inbound message, and which ones ended without anybody knowing. Looks only at what waits, failed, or was
// marked when its turn was stored; never at all that ever came.
import type { ConversationId, EventId } from '../../model/ids.ts';
import type { Ledger, LedgerException } from '../../model/ledger.ts';
import type { Engine } from './engine.ts';

/** Deliveries that carry somebody's words; cards, notices and marks are about them. */
const WORDS = `forget = 0 and (json_extract(delivery, '$.kind') <> 'post'
  or json_extract(delivery, '$.post.kind') in ('opened', 'said', 'edited', 'removed'))`;

const MESSAGES = "select seq, id, conversation, at from events where kind = 'message' and at < @before";

/** By why it is an exception. `+seq`: else SQLite walks through all events in their order. A test looks at the plans. */
export const ledgerSql: Readonly<Record<LedgerException['why'], string>> = {
  'not-handled': `${MESSAGES} and outcome is null order by +seq limit @limit`,
  unheard: `${MESSAGES} and heard = 0 order by seq limit @limit`,
  'not-sent': `${MESSAGES} and id in
      (select event from outbox where state = 'pending' and at < @before and ${WORDS})
    order by +seq limit @limit`,
  // what became of the failure is itself an event, which may still be under way
  'failed-unseen': `${MESSAGES} and id in
      (select event from outbox where state = 'failed' and ${WORDS}
        and not exists (select 1 from events as told where told.id = 'undelivered:' || outbox.id
          and (told.heard = 1 or (told.outcome is null and told.at >= @before))))
    order by +seq limit @limit`,
};

const MOST_COUNTED = 1_000;

interface Row {
  readonly seq: number;
  readonly id: EventId;
  readonly conversation: ConversationId;
  readonly at: number;
}

export function createLedger(engine: Engine): Ledger {
  const { db, query } = engine;
  const statements = (Object.keys(ledgerSql) as LedgerException['why'][]).map((why) => ({
    why,
    find: db.prepare<[{ before: number; limit: number }], Row>(ledgerSql[why]),
  }));

  function exceptions(before: number, limit: number): LedgerException[] {
    return statements
      .flatMap(({ why, find }) => find.all({ before, limit }).map((row) => ({ ...row, why })))
      .sort((a, b) => a.seq - b.seq)
      .slice(0, limit)
      .map(({ id, conversation, at, why }) => ({ event: id, conversation, at: new Date(at), why }));
  }

  return {
    ledger(now, allowedMs, limit) {
      return engine.read('reading the ledger', () => {
        const before = now.getTime() - allowedMs;
        const all = query
          .selectFrom('events')
          .select((e) => e.fn.countAll<number>().as('count'))
          .where('kind', '=', 'message')
          .where('at', '<', before);
        return { checked: engine.first(all)?.count ?? 0, exceptions: exceptions(before, limit) };
      });
    },

    ledgerExceptions(now, allowedMs) {
      return engine.read(
        'counting what the ledger complains of',
        () => exceptions(now.getTime() - allowedMs, MOST_COUNTED).length,
      );
    },
  };
}
