// What a turn had done to the records about the customer, in the turn's own transaction.
import type { ConversationId, CustomerId } from '../../model/ids.ts';
import type { Effect, TurnChanges } from '../../model/turn.ts';
import type { Engine } from './engine.ts';
import type { Erasure } from './erasure.ts';
import type { Join } from './joining.ts';
import type { TurnWork } from './turn-work.ts';

export interface Effects {
  /** The last thing that a commit does: an erasure takes everything before it. */
  apply(changes: TurnChanges): void;
  /** After it was committed. */
  after(changes: TurnChanges): void;
}

export function createEffects(
  engine: Engine,
  erasure: Erasure,
  join: (conversation: ConversationId, join: Join) => void,
  work: TurnWork,
): Effects {
  const { query, turnLanes, signals } = engine;
  /** Of the turn applied last: a commit's `apply` and `after` may be other turns apart, so it is kept by conversation. */
  const waiting = new Map<string, readonly Parameters<typeof turnLanes.offer>[0][]>();

  function run(effect: Effect, customer: CustomerId, at: number, changes: TurnChanges): void {
    switch (effect.kind) {
      case 'register-product': {
        const { product, serial = null, bought = null } = effect;
        engine.run(query.insertInto('registrations').values({ customer, product, serial, bought, at }));
        return;
      }
      case 'subscription': {
        const said = { subscribed: effect.on ? (1 as const) : (0 as const), subscription_at: at };
        engine.run(query.updateTable('customers').set(said).where('id', '=', customer));
        return;
      }
      case 'join-conversation':
        join(changes.conversation.id, effect);
        return;
      case 'erase-customer': {
        const started = erasure.erase(customer, at, {
          consumed: changes.consumed.map(({ id }) => id),
          outgoing: changes.outgoing
            .filter(({ delivery }) => delivery.kind === 'message')
            .map(({ id }) => id),
        });
        waiting.set(changes.conversation.id, started);
      }
    }
  }

  return {
    apply(changes) {
      const { effects = [], conversation } = changes;
      if (effects.length === 0) return;
      const at = timeOf(changes);
      // erasing comes last, whatever the order in which they were given
      const ordered = effects.toSorted((a, b) => Number(erases(a)) - Number(erases(b)));
      for (const effect of ordered) run(effect, conversation.customer, at, changes);
    },

    after({ effects = [], conversation }) {
      for (const effect of effects) {
        if (effect.kind === 'join-conversation') work(effect.into, effect.event.at, 0);
      }
      if (!effects.some(erases)) return;
      erasure.afterErasing();
      for (const started of waiting.get(conversation.id) ?? []) turnLanes.offer(started, 0);
      waiting.delete(conversation.id);
      signals.mark('turn');
    },
  };
}

function erases({ kind }: Effect): boolean {
  return kind === 'erase-customer';
}

/** Ms; the time at which the turn was decided. */
export function timeOf({ transcript, outgoing }: TurnChanges): number {
  return (transcript.at(-1)?.at ?? outgoing.at(-1)?.at ?? new Date()).getTime();
}
