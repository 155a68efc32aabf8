// Where to answer each chat: the conversation reference, kept in the bindings so that a reply outlives the process.
import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { Bindings } from '../../model/store.ts';
import type { IncomingActivity } from './activity.ts';

export const OWNER = 'botframework';

const account = z.looseObject({ id: z.string() });
const stored = z.looseObject({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  bot: account,
  user: account,
});

export type StoredReference = z.infer<typeof stored>;

/** Our opaque name of a conversation. The Bot Framework's ids are unique only within one messenger. */
export function chatKey(activity: Pick<IncomingActivity, 'channelId' | 'conversation'>): string {
  return `${activity.channelId}:${activity.conversation.id}`;
}

/** Durable when it resolves; writes only what has changed. The person's name is left out: a reply does not need it. */
export async function keepReference(
  bindings: Bindings,
  activity: IncomingActivity,
  user: string,
): Promise<void> {
  const reference: StoredReference = {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: activity.conversation,
    bot: activity.recipient,
    user: activity.from.id === user ? { ...activity.from, name: undefined } : { id: user },
  };
  const key = chatKey(activity);
  const value = JSON.stringify(reference);
  if ((await bindings.getBinding(OWNER, key)) !== value) await bindings.setBinding(OWNER, key, value);
}

/** Undefined when nobody has written from that chat. */
export async function readReference(bindings: Bindings, chat: string): Promise<StoredReference | undefined> {
  const value = await bindings.getBinding(OWNER, chat);
  return value === undefined ? undefined : stored.parse(JSON.parse(value));
}

export function toConversationReference(reference: StoredReference): Partial<ConversationReference> {
  // The service gave us these objects; the fields that botbuilder's types ask for beyond the id are optional on the wire.
  return reference as unknown as Partial<ConversationReference>;
}
