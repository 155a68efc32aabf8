// What a Telegram update says to us: a customer's message, business of the desk's group, or nothing. Pure.
import type { Message, Update } from 'grammy/types';
import type { EventId } from '../../model/ids.ts';
import type { InboundBody, InboundMessage } from '../../model/message.ts';
import { mediaOf } from '../../system/telegram/media.ts';
import { sharedIn, wordsIn } from '../../system/telegram/shared.ts';

/** Name of the channel, in addresses and event ids. */
export const TELEGRAM = 'telegram';

export type Reading =
  /** `query` is the button press to be answered once the message is accepted. */
  | { readonly kind: 'message'; readonly message: InboundMessage; readonly query?: string }
  | { readonly kind: 'desk' }
  /** Acknowledged and left; `what` names the kind for the log. */
  | { readonly kind: 'skip'; readonly what: string };

export interface Reader {
  readonly botId: string;
  /** Used where Telegram gives no time (button presses). */
  readonly now: Date;
  readonly deskChatId?: number;
}

/** Kinds of updates that are asked for; Telegram keeps the others to itself. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

export function readUpdate(update: Update, reader: Reader): Reading {
  const event = eventOf(update);
  if (!event) return { kind: 'skip', what: kindOf(update) };
  if (event.chat?.type !== 'private') {
    // A press in some other group goes to the desk as well: it tells the person that the button is not theirs.
    const forDesk = event.chat?.id === reader.deskChatId || update.callback_query !== undefined;
    return reader.deskChatId !== undefined && forDesk
      ? { kind: 'desk' }
      : { kind: 'skip', what: `${kindOf(update)} in a ${event.chat?.type ?? 'foreign chat'}` };
  }
  if (!event.body) return { kind: 'skip', what: `${kindOf(update)} without meaning to us` };
  const { from } = event;
  return {
    kind: 'message',
    message: {
      id: `${TELEGRAM}:${reader.botId}:${update.update_id}` as EventId,
      from: { channel: TELEGRAM, chat: String(event.chat.id), user: String(from.id) },
      at: event.seconds === undefined ? reader.now : new Date(event.seconds * 1000),
      ...(event.ref === undefined ? {} : { ref: String(event.ref) }),
      ...(event.replyTo === undefined ? {} : { replyTo: String(event.replyTo) }),
      ...(from.language_code === undefined ? {} : { locale: from.language_code }),
      senderName: [from.first_name, from.last_name].filter(Boolean).join(' '),
      body: event.body,
    },
    ...(update.callback_query ? { query: update.callback_query.id } : {}),
  };
}

/** The name of the update's one field besides its id. */
export function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'empty update';
}

interface Happening {
  readonly chat: { readonly id: number; readonly type: string } | undefined;
  readonly from: NonNullable<Message['from']>;
  readonly seconds?: number;
  readonly ref?: number;
  readonly replyTo?: number;
  readonly body: InboundBody | undefined;
}

function eventOf(update: Update): Happening | undefined {
  const { message, edited_message: edited, callback_query: press, my_chat_member: member } = update;
  if (message) return happening(message, bodyOf(message));
  if (edited) {
    const text = edited.text ?? edited.caption;
    const of = String(edited.message_id);
    const found = happening(edited, text === undefined ? undefined : { kind: 'edited', of, text });
    return found && { ...found, seconds: edited.edit_date };
  }
  if (press) {
    const body: InboundBody | undefined =
      press.data === undefined ? undefined : { kind: 'choice', value: press.data };
    return { chat: press.message?.chat, from: press.from, body };
  }
  if (member) {
    const body = member.new_chat_member.status === 'kicked' ? ({ kind: 'blocked' } as const) : undefined;
    return { chat: member.chat, from: member.from, seconds: member.date, body };
  }
  return undefined;
}

function happening(message: Message, body: InboundBody | undefined): Happening | undefined {
  // Posts in the name of a chat have no sender; whoever has none in a private chat does not exist.
  const from = message.from ?? { id: message.chat.id, is_bot: false, first_name: '' };
  return {
    chat: message.chat,
    from,
    seconds: message.date,
    ref: message.message_id,
    ...(message.reply_to_message ? { replyTo: message.reply_to_message.message_id } : {}),
    body,
  };
}

function bodyOf(message: Message): InboundBody {
  if (message.text !== undefined) return textBody(message.text);
  const file = mediaOf(message, TELEGRAM);
  if (!file) {
    const text = wordsIn(message);
    const what = unsupportedKind(message);
    return sharedIn(message) ?? { kind: 'unsupported', what, ...(text === undefined ? {} : { text }) };
  }
  return {
    kind: 'files',
    files: [file],
    ...(message.caption === undefined ? {} : { caption: message.caption }),
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
  };
}

/** `/start` and `/start payload`, where a payload is what a deep link can carry. */
function textBody(text: string): InboundBody {
  const start = /^\/start(?:@\w+)?(?:\s+(?<payload>[\w-]{1,64}))?\s*$/u.exec(text);
  if (!start) return { kind: 'text', text };
  const payload = start.groups?.['payload'];
  return { kind: 'start', ...(payload === undefined ? {} : { payload }) };
}

/** Fields that say something about a message rather than being its content. */
const ABOUT = new Set([
  'message_id',
  'message_thread_id',
  'from',
  'sender_chat',
  'sender_business_bot',
  'date',
  'chat',
  'is_topic_message',
  'business_connection_id',
  'reply_to_message',
  'quote',
  'external_reply',
  'reply_to_story',
  'via_bot',
  'edit_date',
  'link_preview_options',
  'effect_id',
  'reply_markup',
]);

function unsupportedKind(message: Message): string {
  const kinds = Object.keys(message).filter(
    (key) => !ABOUT.has(key) && !/^(?:has|is|forward|media_group|caption)_?/u.test(key),
  );
  return kinds[0] ?? 'message';
}
