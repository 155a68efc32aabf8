// Joins an address to a conversation by a one-time key, and with it the person behind the address: the only way in which two
// customers become one without an operator.
import { createHash } from 'node:crypto';
import type { ConversationId } from '../../model/ids.ts';
import type { Address, InboundMessage } from '../../model/message.ts';
import type { Continuations } from '../../model/personal.ts';
import { digestOf } from './attempts.ts';
import type { Customers } from './customers.ts';
import type { Engine } from './engine.ts';

/** How a start's payload begins that carries a key; the rest of it is the key. */
const PREFIX = 'c_';
/** Wrong keys that one address may try in an hour; further ones are not looked at. */
const MAX_WRONG = 5;
const WRONG_WINDOW_MS = 60 * 60 * 1000;
/** Under this name wrong keys are counted; no order has it. */
const OBJECT = '~CONTINUATION';

export interface Joining extends Continuations {
  /** The conversation that the start's key opens, with the address and its person now belonging to it. Inside a write. */
  join(message: InboundMessage): ConversationId | undefined;
}

export function createContinuations(engine: Engine, customers: Customers): Joining {
  const { query } = engine;

  function mayTry(who: string, now: number): boolean {
    const wrong = query
      .selectFrom('wrong_guesses')
      .select('at')
      .where('object', '=', OBJECT)
      .where('who', '=', who)
      .where('at', '>=', now - WRONG_WINDOW_MS);
    return engine.all(wrong).length < MAX_WRONG;
  }

  function conversationAt({ channel, chat, user }: Address): ConversationId | undefined {
    const here = query.selectFrom('addresses').select('conversation').where('channel', '=', channel);
    return engine.first(here.where('chat', '=', chat).where('person', '=', user))?.conversation;
  }

  return {
    allowContinuation(where, keyHash, until) {
      return engine.write('allowing a continuation', () => {
        const conversation = typeof where === 'string' ? where : conversationAt(where);
        if (conversation === undefined || customers.customerOf(conversation) === undefined) return false;
        engine.run(
          query.insertInto('continuations').values({ hash: keyHash, conversation, until: until.getTime() }),
        );
        return true;
      });
    },

    join({ body, from, at }) {
      if (body.kind !== 'start' || body.payload?.startsWith(PREFIX) !== true) return undefined;
      const who = digestOf(from);
      const now = at.getTime();
      if (!mayTry(who, now)) return undefined;
      const hash = createHash('sha256').update(body.payload.slice(PREFIX.length)).digest('base64url');
      const found = engine.first(query.selectFrom('continuations').selectAll().where('hash', '=', hash));
      engine.run(query.deleteFrom('continuations').where('hash', '=', hash));
      const target = found && found.until > now ? found.conversation : undefined;
      const customer = target && customers.customerOf(target);
      if (target === undefined || customer === undefined) {
        const guess = { who, object: OBJECT, proof: 'whole' as const, at: now };
        engine.run(query.insertInto('wrong_guesses').values(guess));
        return undefined;
      }
      const own = conversationAt(from);
      const owner = own && customers.customerOf(own);
      if (owner !== undefined) customers.merge(owner, customer);
      const { channel, chat, user: person } = from;
      engine.run(
        query
          .insertInto('addresses')
          .values({ channel, chat, person, conversation: target })
          .onConflict((conflict) =>
            conflict.columns(['channel', 'chat', 'person']).doUpdateSet({ conversation: target }),
          ),
      );
      return target;
    },
  };
}
