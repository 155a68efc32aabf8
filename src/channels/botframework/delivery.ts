// What every delivery to a chat has in common: its stored reference, and that it fails with `DeliveryError` and nothing else.
import type { Activity } from 'botbuilder';
import { DeliveryError, type Receipt } from '../../model/message.ts';
import type { Bindings } from '../../model/store.ts';
import { readReference, type StoredReference } from './references.ts';

/** Does `work` with the reference of `chat`. */
export async function deliver(
  bindings: Bindings,
  chat: string,
  work: (to: StoredReference) => Promise<Receipt>,
): Promise<Receipt> {
  try {
    const reference = await readReference(bindings, chat);
    if (reference !== undefined) return await work(reference);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    throw new DeliveryError('a message could not be handed to the connector service', {
      outcome: 'retry',
      sentForSure: 'unknown',
      cause: error,
    });
  }
  const why = 'this chat has never written to the bot';
  throw new DeliveryError(why, { outcome: 'gone', sentForSure: 'no' });
}

/** Posts with the quote, or without it when the service refuses: a quote of a message that is gone must not cost the answer. */
export async function postQuoting(
  activity: Partial<Activity>,
  post: (activity: Partial<Activity>) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await post(activity);
  } catch (error) {
    const refused = error instanceof DeliveryError && error.outcome === 'rejected';
    if (!refused || activity.replyToId === undefined) throw error;
    const alone = { ...activity };
    delete alone.replyToId;
    return post(alone);
  }
}

/** The id of the one activity that a delivery became. Throws `DeliveryError` when the service gave none. */
export function idOf({ refs: [ref] }: Receipt): string {
  if (ref !== undefined) return ref;
  const why = 'the messenger gave no id for the message, so it can be neither changed nor deleted';
  throw new DeliveryError(why, { outcome: 'rejected', sentForSure: 'no' });
}
