// Wrong guesses at orders, counted by who guessed and by what was guessed at.
import type { Attempts } from '../../model/store.ts';
import type { Engine } from './engine.ts';
import { orderKey } from '../../model/order-key.ts';

export function createAttempts(engine: Engine): Attempts {
  const { query } = engine;
  return {
    wrongAttempts(by, order, since) {
      return engine.read('reading wrong attempts', () => {
        const recent = query
          .selectFrom('wrong_attempts')
          .select('at')
          .where('at', '>=', since.getTime())
          .orderBy('at', 'desc');
        const byAddress = recent
          .where('channel', '=', by.channel)
          .where('chat', '=', by.chat)
          .where('person', '=', by.user);
        return {
          byAddress: engine.all(byAddress).map(({ at }) => new Date(at)),
          atOrder: engine.all(recent.where('order_key', '=', orderKey(order))).map(({ at }) => new Date(at)),
        };
      });
    },

    recordWrongAttempt(by, order, at) {
      return engine.write('recording a wrong attempt', () => {
        engine.run(
          query.insertInto('wrong_attempts').values({
            channel: by.channel,
            chat: by.chat,
            person: by.user,
            order_key: orderKey(order),
            at: at.getTime(),
          }),
        );
      });
    },
  };
}
