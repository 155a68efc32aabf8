// What somebody in the operators' group did: which words and buttons mean what. Pure.
import type { Message, User } from 'telegraf/types';
import type { DeskBody } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { Operator } from '../../model/ticket.ts';
import { mediaOf } from '../../system/telegram/media.ts';
import type { Words } from './words/words.ts';

/** Name of the desk, in operator ids, event ids and bindings. */
export const TELEGRAM_GROUP = 'telegram-group';

export type Act =
  | { readonly kind: 'act'; readonly body: DeskBody }
  /** Nothing was done; the person is told why. */
  | { readonly kind: 'hint'; readonly hint: keyof Words }
  | { readonly kind: 'skip'; readonly what: string };

/** Messages in a topic that are neither text nor a file, and that a person meant to send. */
const OTHER_CONTENT = ['poll', 'location', 'venue', 'contact', 'dice', 'game', 'story'];

/** `botName` is the bot's user name, for commands that name the bot they are for. */
export function readMessage(message: Message, botName: string | undefined): Act {
  if (message.from?.is_bot && !isAnonymousAdmin(message.from))
    return { kind: 'skip', what: 'message of a bot' };
  const file = mediaOf(message, TELEGRAM_GROUP);
  if ('text' in message) return readText(message.text, botName);
  if (file) return readFile(message, file);
  if (OTHER_CONTENT.some((kind) => kind in message)) return { kind: 'hint', hint: 'cannotPassOn' };
  return { kind: 'skip', what: 'service message' };
}

const BUTTON = /^(?<action>take|release|close):(?<ticket>.+)$/u;

export function readButton(data: string): { ticket: TicketId; body: DeskBody } | undefined {
  const groups = BUTTON.exec(data)?.groups;
  if (!groups?.['ticket']) return undefined;
  return {
    ticket: groups['ticket'] as TicketId,
    body: { kind: groups['action'] as 'take' | 'release' | 'close' },
  };
}

/** An administrator who hides behind the group's name counts as a person without one. */
export function operatorOf(from: User, words: Words, signature?: string): Operator {
  const name = isAnonymousAdmin(from)
    ? (signature ?? words.operator)
    : [from.first_name, from.last_name].filter(Boolean).join(' ');
  return { id: `${TELEGRAM_GROUP}:${from.id}`, name };
}

/** The account that Telegram puts in place of anonymous administrators (Bot API, `Message.sender_chat`). */
function isAnonymousAdmin(from: User): boolean {
  return from.id === 1_087_968_824;
}

const COMMAND = /^\/(?<name>[a-z_]+)(?:@(?<bot>\w+))?(?:\s+(?<rest>[\s\S]*))?$/iu;

function readText(text: string, botName: string | undefined): Act {
  const note = noteIn(text);
  if (note !== undefined) return noteOf(note, []);
  const command = COMMAND.exec(text)?.groups;
  if (!command) return { kind: 'act', body: { kind: 'reply', text, files: [] } };
  const { bot, name = '', rest = '' } = command;
  if (bot !== undefined && botName !== undefined && bot.toLowerCase() !== botName.toLowerCase()) {
    return { kind: 'skip', what: 'command for another bot' };
  }
  switch (name.toLowerCase()) {
    case 'take':
      return { kind: 'act', body: { kind: 'take' } };
    case 'release':
      return { kind: 'act', body: { kind: 'release' } };
    case 'close':
      return { kind: 'act', body: { kind: 'close' } };
    case 'answer':
      return rest.trim() === ''
        ? { kind: 'hint', hint: 'emptyAnswer' }
        : { kind: 'act', body: { kind: 'answer', article: rest.trim() } };
    default:
      // A mistyped command is a word to us, not to the customer.
      return { kind: 'hint', hint: 'unknownCommand' };
  }
}

function readFile(message: Message, file: NonNullable<ReturnType<typeof mediaOf>>): Act {
  const caption = 'caption' in message ? (message.caption ?? '') : '';
  const note = noteIn(caption);
  if (note !== undefined) return noteOf(note, [file]);
  const album = 'media_group_id' in message ? message.media_group_id : undefined;
  return {
    kind: 'act',
    body: { kind: 'reply', text: caption, files: [file], ...(album === undefined ? {} : { album }) },
  };
}

/** The words after `//` or `/note`. */
function noteIn(text: string): string | undefined {
  return /^(?:\/\/|\/note(?:@\w+)?(?=\s|$))(?<note>[\s\S]*)$/iu.exec(text)?.groups?.['note']?.trim();
}

function noteOf(text: string, files: NonNullable<ReturnType<typeof mediaOf>>[]): Act {
  if (text === '' && files.length === 0) return { kind: 'hint', hint: 'emptyNote' };
  return { kind: 'act', body: { kind: 'note', text, files } };
}
