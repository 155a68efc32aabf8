// Turns a posted activity into what the customer did.
import type { Attachment, AttachmentKind } from '../../model/attachment.ts';
import type { EventId } from '../../model/ids.ts';
import type { Address, InboundBody, InboundMessage } from '../../model/message.ts';
import { HttpProblem } from '../../system/http.ts';
import { clientActivityId, type PostedActivity, type StoredFile } from './activity.ts';

export const CHANNEL = 'webchat';

export interface Arrival {
  readonly conversation: string;
  readonly activity: PostedActivity;
  /** Unique in the conversation and equal on a repeat. */
  readonly key: string;
  readonly at: Date;
  /** The activity's id in the feed. */
  readonly ref: string;
  readonly files: readonly StoredFile[];
}

/**
 * The user id in a token is chosen by whatever page asked for it, so it proves nothing: a person here is known only by
 * the conversation's id, for which nobody else gets a token.
 */
export function addressOf(conversation: string): Address {
  return { channel: CHANNEL, chat: conversation, user: conversation };
}

export function toInbound({ conversation, activity, key, at, ref, files }: Arrival): InboundMessage {
  const name = activity.from?.name?.trim();
  return {
    id: `${CHANNEL}:${conversation}:${key}` as EventId,
    from: addressOf(conversation),
    at,
    ref,
    ...(activity.replyToId === undefined ? {} : { replyTo: activity.replyToId }),
    ...(activity.locale === undefined || activity.locale === '' ? {} : { locale: activity.locale }),
    ...(name === undefined || name === '' ? {} : { senderName: name }),
    body: bodyOf(activity, files.map(toAttachment)),
  };
}

/** Throws `HttpProblem` 400 for a message that says nothing at all. */
export function refuseEmpty(activity: PostedActivity, files: readonly unknown[]): void {
  if (activity.type !== 'message' || files.length > 0) return;
  if (choiceOf(activity) !== undefined || (activity.text ?? '').trim() !== '') return;
  if (activity.value !== undefined && activity.value !== null) return;
  throw new HttpProblem(400, 'MissingProperty', 'The message is empty: give it a text, a choice or a file.');
}

/** The kind of file that a media type means to people. */
export function kindOf(mime: string): AttachmentKind {
  if (mime.startsWith('video/')) return 'video';
  if (mime.startsWith('audio/')) return 'audio';
  return mime.startsWith('image/') && !mime.includes('svg') ? 'photo' : 'document';
}

/** How the client names its repeatable act; a name of our own where it gives none. */
export function keyOf(activity: PostedActivity, newId: () => string): string {
  return clientActivityId(activity) ?? newId();
}

function bodyOf(activity: PostedActivity, files: readonly Attachment[]): InboundBody {
  const { type, name, value } = activity;
  const text = activity.text ?? '';
  if (type === 'conversationUpdate') return { kind: 'start' };
  if (type === 'event' && (name === 'startConversation' || name === 'webchat/join')) {
    return typeof value === 'string' && value !== '' ? { kind: 'start', payload: value } : { kind: 'start' };
  }
  if (type !== 'message')
    return { kind: 'unsupported', what: type === 'event' ? `event ${name ?? ''}` : type };
  if (files.length > 0) return { kind: 'files', files, ...(text.trim() === '' ? {} : { caption: text }) };
  const choice = choiceOf(activity);
  if (choice !== undefined) return { kind: 'choice', value: choice };
  return text.trim() === '' ? { kind: 'unsupported', what: 'message value' } : { kind: 'text', text };
}

/**
 * A pressed button comes in three forms: our widget sends the label as text and the choice as `value`; Microsoft's Web
 * Chat sends the choice as text and marks it `postBack`; other clients put it into `channelData.choice`.
 */
function choiceOf({ text, value, channelData }: PostedActivity): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  const choice = channelData?.['choice'];
  if (typeof choice === 'string' && choice !== '') return choice;
  return channelData?.['postBack'] === true && text !== undefined && text !== '' ? text : undefined;
}

function toAttachment({ origin, id, name, mime }: StoredFile): Attachment {
  return { kind: kindOf(mime), file: { origin, id }, name, mime };
}
