// A first contact: a customer and a conversation for an address that nobody has written from, or that was forgotten.
import { type ConversationState } from '../../model/conversation.ts';
import type { ConversationId, CustomerId } from '../../model/ids.ts';
import type { Address } from '../../model/message.ts';
import type { NewId } from '../../system/ids.ts';
import { encode } from './codec.ts';
import type { Engine } from './engine.ts';

/** Inside a write. */
export function addContact(
  { query, run }: Engine,
  newId: NewId,
  { channel, chat, user }: Address,
  state: ConversationState,
  at: number,
): ConversationId {
  const customer = newId() as CustomerId;
  const conversation = newId() as ConversationId;
  const address = { channel, chat, person: user };
  run(query.insertInto('customers').values({ id: customer, created_at: at }));
  run(
    query
      .insertInto('conversations')
      .values({ id: conversation, customer, revision: 0, ...address, state: encode(state) }),
  );
  run(query.insertInto('addresses').values({ ...address, conversation }));
  return conversation;
}
