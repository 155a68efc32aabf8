// What an incoming activity means to us. Pure: files are only named here, not fetched.
import { createHash } from 'node:crypto';
import type { InboundBody } from '../../model/message.ts';
import type { IncomingActivity } from './activity.ts';
import { hasCard, incomingFiles, type IncomingFile } from './incoming-files.ts';
import { placeIn } from './place.ts';
import { pressedValue } from './press.ts';

export interface Meaning {
  /** Account id of the person it comes from. */
  readonly user: string;
  readonly body:
    | Exclude<InboundBody, { kind: 'files' }>
    | { readonly kind: 'incoming-files'; readonly files: readonly IncomingFile[]; readonly caption?: string };
  /** Tells this event from others about the same activity; stable when the service sends it again. */
  readonly suffix?: string;
}

/** Nothing that a customer said: typing signs, reactions, page events, calls of Teams' own features. */
const SILENT = new Set([
  'typing',
  'messageReaction',
  'messageDelete',
  'endOfConversation',
  'deleteUserData',
  'event',
  'invoke',
  'invokeResponse',
  'trace',
  'command',
  'commandResult',
  'handoff',
]);

/**
 * Undefined means there is nothing to tell. `knownUser` is who spoke last in this chat: a removal of the bot does not
 * always say whose chat it was.
 */
export function meaningOf(activity: IncomingActivity, knownUser?: string): Meaning | undefined {
  const user = activity.from.id;
  if (SILENT.has(activity.type)) return undefined;
  switch (activity.type) {
    case 'message':
      return { user, body: messageBody(activity) };
    case 'messageUpdate':
      return edited(activity);
    case 'conversationUpdate':
      return membership(activity, knownUser);
    case 'installationUpdate':
    case 'contactRelationUpdate':
      return installation(activity, knownUser);
    default:
      return { user, body: { kind: 'unsupported', what: activity.type } };
  }
}

/**
 * The id of the message that the person quotes. Teams names it in its HTML copy of the text; there `replyToId` is only the
 * thread.
 */
export function quoteOf(activity: IncomingActivity): string | undefined {
  if (activity.channelId !== 'msteams') return activity.replyToId;
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  if (typeof html !== 'string') return undefined;
  const quote =
    /<blockquote\b[^>]*\bitemtype="http:\/\/schema\.skype\.com\/Reply"[^>]*>/u.exec(html)?.[0] ?? '';
  return /\bitemid="(?<id>[^"]{1,100})"/u.exec(quote)?.groups?.['id'];
}

function messageBody(activity: IncomingActivity): Meaning['body'] {
  const text = spokenText(activity);
  const pressed = pressedValue(activity.value, text);
  if (pressed !== undefined) return { kind: 'choice', value: pressed };
  const attachments = activity.attachments ?? [];
  const files = incomingFiles(attachments);
  if (files.length > 0) {
    return { kind: 'incoming-files', files, ...(text === '' ? {} : { caption: text }) };
  }
  if (text !== '') return { kind: 'text', text };
  const place = placeIn(activity.entities ?? []);
  if (place) return place;
  return { kind: 'unsupported', what: hasCard(attachments) ? 'card' : 'message without text' };
}

function edited(activity: IncomingActivity): Meaning | undefined {
  const text = spokenText(activity);
  if (activity.id === undefined || text === '') return undefined;
  const version = activity.timestamp ?? createHash('sha256').update(text).digest('hex').slice(0, 16);
  return {
    user: activity.from.id,
    body: { kind: 'edited', of: activity.id, text },
    suffix: `edited:${version}`,
  };
}

/** In a group, people come and go without having anything to ask; only their own messages count there. */
function membership(activity: IncomingActivity, knownUser: string | undefined): Meaning | undefined {
  const bot = activity.recipient.id;
  if (activity.membersRemoved?.some((member) => member.id === bot)) {
    return { user: knownUser ?? activity.from.id, body: { kind: 'blocked' } };
  }
  if (activity.conversation.isGroup) return undefined;
  const person = activity.membersAdded?.find((member) => member.id !== bot);
  return person === undefined
    ? undefined
    : { user: person.id, body: { kind: 'start' }, suffix: `start:${person.id}` };
}

/** Upgrades of the Teams app (`add-upgrade`, `remove-upgrade`) change nothing for the person. */
function installation(activity: IncomingActivity, knownUser: string | undefined): Meaning | undefined {
  if (activity.action === 'remove') {
    return { user: knownUser ?? activity.from.id, body: { kind: 'blocked' } };
  }
  if (activity.action === 'add' && !activity.conversation.isGroup) {
    return { user: activity.from.id, body: { kind: 'start' } };
  }
  return undefined;
}

/** The text without the mention by which a bot is called in a group. */
function spokenText(activity: IncomingActivity): string {
  const mentions = (activity.entities ?? []).filter(
    (entity) => entity.type === 'mention' && entity.mentioned?.id === activity.recipient.id,
  );
  return mentions
    .reduce((text, { text: words }) => text.replaceAll(words ?? '', ''), activity.text ?? '')
    .trim();
}
