// What it means that somebody in the group changed a message, or wants one taken back. Pure.
import type { Message } from 'telegraf/types';
import type { DeskBody } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { noteIn } from './acts.ts';
import type { Hint } from './command-acts.ts';
import { commandIn } from './commands.ts';
import type { Shown } from './messages.ts';

export type Edit =
  | { readonly kind: 'act'; readonly body: DeskBody }
  | { readonly kind: 'hint'; readonly hint: Hint }
  | { readonly kind: 'skip'; readonly what: string };

/** `shown` is what is remembered of the message: nothing of commands and of what was refused. */
export function readEdit(message: Message, shown: Shown | undefined, botName: string | undefined): Edit {
  const text = textOf(message);
  // Live locations and polls change all the time.
  if (text === undefined) return { kind: 'skip', what: 'edit without words' };
  if (!shown) return commandIn(text, botName)?.kind === 'elsewhere' ? ELSEWHERE : hint('editedNothing');
  if (shown.by === 'note') return hint('editedNote');
  if (shown.by !== 'operator') return { kind: 'skip', what: 'edit of what is not ours' };
  if (noteIn(text) !== undefined || commandIn(text, botName)) return hint('editedToCommand');
  return { kind: 'act', body: { kind: 'edit', of: shown.ref, text } };
}

const ELSEWHERE: Edit = { kind: 'skip', what: 'command for another bot' };

function hint(one: Hint): Edit {
  return { kind: 'hint', hint: one };
}

/** Takes back what the message says at the customer's; else the word for why it cannot be. */
export function readRemoval(
  shown: Shown | undefined,
  ticket: TicketId,
): { readonly body: DeskBody } | { readonly why: 'notOurs' | 'notSent' } {
  if (!shown || shown.ticket !== ticket || shown.by === 'note') return { why: 'notSent' };
  if (shown.by !== 'operator') return { why: 'notOurs' };
  return { body: { kind: 'delete', of: shown.ref } };
}

/** The `ref` that a reply to that message quotes; notes are quoted to nobody. */
export function quoteOf(shown: Shown | undefined, ticket: TicketId): string | undefined {
  return shown && shown.ticket === ticket && shown.by !== 'note' ? shown.ref : undefined;
}

/** Undefined for content that has none; a file without a caption has empty words. */
function textOf(message: Message): string | undefined {
  if ('text' in message) return message.text;
  if ('caption' in message) return message.caption ?? '';
  return FILES.some((kind) => kind in message) ? '' : undefined;
}

const FILES = ['photo', 'video', 'animation', 'audio', 'voice', 'document'];
