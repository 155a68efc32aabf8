// What became of every inbound message, and which ones ended without anybody knowing.
import type { Ledger, LedgerException } from '../../model/ledger.ts';
import type { Engine } from './engine.ts';

export function createLedger(engine: Engine): Ledger {
  const { query } = engine;
  return {
    ledger(now, allowedMs, limit) {
      return engine.read('reading the ledger', () => {
        const before = now.getTime() - allowedMs;
        const messages = query.selectFrom('events').where('kind', '=', 'message').where('at', '<', before);
        const checked = engine.first(messages.select((e) => e.fn.countAll<number>().as('count')))?.count ?? 0;
        const open = messages.select(['id', 'conversation', 'at']).where('outcome', 'is', null);
        const exceptions = engine
          .all(open.orderBy('seq').limit(limit))
          .map(({ id, conversation, at }): LedgerException => ({
            event: id,
            conversation,
            at: new Date(at),
            why: 'not-handled',
          }));
        return { checked, exceptions };
      });
    },
  };
}
