// What somebody in the operators' group said: which messages mean what, and whose they are. Pure.
import type { Message, User } from 'telegraf/types';
import type { Attachment } from '../../model/attachment.ts';
import type { Operator } from '../../model/ticket.ts';
import { sharedWords } from '../../model/sharing.ts';
import { MAX_DOWNLOAD, mediaOf } from '../../system/telegram/media.ts';
import { sharedIn } from '../../system/telegram/shared.ts';
import { actOf, type Act, type Moment } from './command-acts.ts';
import { commandIn } from './commands.ts';
import type { Words } from './words/words.ts';

/** Name of the desk, in operator ids, event ids and bindings. */
export const TELEGRAM_GROUP = 'telegram-group';

/** Messages in a topic that a person meant to send, and that lose their meaning when they are passed on. */
const OTHER_CONTENT = [
  'poll',
  'location',
  'venue',
  'contact',
  'dice',
  'game',
  'story',
  'checklist',
  'paid_media',
  'invoice',
  'giveaway',
];

/** `botName` is the bot's user name, for commands that name the bot they are for. */
export function readMessage(message: Message, botName: string | undefined, moment: Moment): Act {
  if (message.from?.is_bot && !isAnonymousAdmin(message.from))
    return { kind: 'skip', what: 'message of a bot' };
  if ('text' in message) return readText(message.text, botName, moment);
  const file = mediaOf(message, TELEGRAM_GROUP);
  if (file) return readFile(message, file, botName);
  const shared = sharedIn(message);
  if (shared) return { kind: 'act', body: { kind: 'reply', text: sharedWords(shared), files: [] } };
  if (OTHER_CONTENT.some((kind) => kind in message)) return { kind: 'hint', hint: 'cannotPassOn' };
  return { kind: 'skip', what: 'service message' };
}

/** An administrator who hides behind the group's name counts as a person without one. */
export function operatorOf(from: User, words: Words, signature?: string): Operator {
  const name = isAnonymousAdmin(from) ? (signature ?? words.operator) : nameOf(from);
  return { id: operatorId(from.id), name };
}

export function operatorId(user: number): string {
  return `${TELEGRAM_GROUP}:${user}`;
}

export function nameOf(user: User): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ');
}

/** The account that Telegram puts in place of anonymous administrators (Bot API, `Message.sender_chat`). */
export function isAnonymousAdmin(from: User): boolean {
  return from.id === 1_087_968_824;
}

/** The words after `//` or `/note`. */
export function noteIn(text: string): string | undefined {
  return /^(?:\/\/|\/note(?:@\w+)?(?=\s|$))(?<note>[\s\S]*)$/iu.exec(text)?.groups?.['note']?.trim();
}

/** Of the members of an album only one has words; what they say holds for all. */
export function albumOf(message: Message): string | undefined {
  return 'media_group_id' in message ? message.media_group_id : undefined;
}

function readText(text: string, botName: string | undefined, moment: Moment): Act {
  const command = commandIn(text, botName);
  if (command?.kind === 'elsewhere') return { kind: 'skip', what: 'command for another bot' };
  const note = noteIn(text);
  if (note !== undefined) return noteOf(note, []);
  // A mistyped command is a word to us, not to the customer.
  if (command?.kind === 'unknown') return { kind: 'hint', hint: 'unknownCommand' };
  if (command) return actOf(command.name, command.rest, moment);
  return { kind: 'act', body: { kind: 'reply', text, files: [] } };
}

function readFile(message: Message, file: Attachment, botName: string | undefined): Act {
  const caption = 'caption' in message ? (message.caption ?? '') : '';
  const note = noteIn(caption);
  if (note === undefined && commandIn(caption, botName)) return { kind: 'hint', hint: 'commandUnderFile' };
  if (note !== undefined) return noteOf(note, [file]);
  if ((file.size ?? 0) > MAX_DOWNLOAD) return { kind: 'hint', hint: 'tooBig' };
  const album = albumOf(message);
  return {
    kind: 'act',
    body: { kind: 'reply', text: caption, files: [file], ...(album === undefined ? {} : { album }) },
  };
}

function noteOf(text: string, files: readonly Attachment[]): Act {
  if (text === '' && files.length === 0) return { kind: 'hint', hint: 'emptyNote' };
  return { kind: 'act', body: { kind: 'note', text, files } };
}
