// Wrong guesses, counted by who guessed and by what was guessed at. Who it was is kept as a digest, so that the count outlives
// the erasure of a customer without naming anybody.
import { createHash } from 'node:crypto';
import type { Address } from '../../model/message.ts';
import { orderKey } from '../../model/order-key.ts';
import type { Attempts } from '../../model/store.ts';
import type { Engine } from './engine.ts';

export function createAttempts(engine: Engine): Attempts {
  const { query } = engine;
  return {
    wrongAttempts(by, object, since) {
      return engine.read('reading wrong attempts', () => {
        const recent = query
          .selectFrom('wrong_guesses')
          .where('at', '>=', since.getTime())
          .orderBy('at', 'desc');
        const byAddress = recent
          .select('at')
          .where('who', '=', digestOf(by))
          .where('object', 'not like', '~%');
        const atObject = recent.select(['at', 'who', 'proof']).where('object', '=', orderKey(object));
        return {
          byAddress: engine.all(byAddress).map(({ at }) => new Date(at)),
          atObject: engine.all(atObject).map(({ at, who, proof }) => ({ at: new Date(at), who, proof })),
        };
      });
    },

    recordWrongAttempt(by, object, proof, at) {
      return engine.write('recording a wrong attempt', () => {
        engine.run(
          query
            .insertInto('wrong_guesses')
            .values({ who: digestOf(by), object: orderKey(object), proof, at: at.getTime() }),
        );
      });
    },
  };
}

export function digestOf({ channel, chat, user }: Address): string {
  return createHash('sha256')
    .update(JSON.stringify([channel, chat, user]))
    .digest('base64url');
}
