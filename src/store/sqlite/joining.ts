// A conversation is joined to another one: what the customer writes from then on, and what waits to be handled, is the other's.
import type { ConversationState } from '../../model/conversation.ts';
import type { ConversationId } from '../../model/ids.ts';
import { StoreError } from '../../model/store-error.ts';
import type { Effect } from '../../model/turn.ts';
import { decode, encode } from './codec.ts';
import type { Customers } from './customers.ts';
import type { Engine } from './engine.ts';
import type { EventRows } from './inbox.ts';

export type Join = Extract<Effect, { kind: 'join-conversation' }>;

/**
 * Inside the write of a turn of `conversation`. Its deliveries and timers stay its own; its customer becomes the other's.
 * Throws `StoreError` when there is no such other conversation.
 */
export function conversationJoiner(
  { query, first, run }: Engine,
  events: EventRows,
  customers: Customers,
): (conversation: ConversationId, join: Join) => void {
  function leaveIdle(id: ConversationId): void {
    const row = first(query.selectFrom('conversations').select('state').where('id', '=', id));
    if (row === undefined) return;
    const state: ConversationState = { ...decode(row.state), mode: { kind: 'idle' } };
    run(
      query
        .updateTable('conversations')
        .set({ state: encode(state) })
        .where('id', '=', id),
    );
  }

  return (conversation, { into, event }) => {
    const customer = customers.customerOf(into);
    if (customer === undefined) {
      throw new StoreError(
        'STORE_UNKNOWN',
        'joining a conversation failed: the one to join is not stored; decide the turn again',
      );
    }
    if (into !== conversation) {
      const own = customers.customerOf(conversation);
      if (own !== undefined) customers.merge(own, customer);
      for (const table of ['addresses', 'continuations'] as const) {
        run(query.updateTable(table).set({ conversation: into }).where('conversation', '=', conversation));
      }
      run(
        query
          .updateTable('events')
          .set({ conversation: into })
          .where('conversation', '=', conversation)
          .where('outcome', 'is', null)
          .where('kind', '=', 'message'),
      );
      leaveIdle(conversation);
    }
    events.add(event.id, into, event.at.getTime(), { kind: 'desk', event });
  };
}
