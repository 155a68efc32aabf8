// How a ticket looks in the group: the topic's title, the pinned card and a line of the conversation. Pure.
import type { TicketCard, TranscriptEntry } from '../../model/desk.ts';
import type { Block, RichText, Span } from '../../model/rich-text.ts';
import type { Priority, TicketStatus } from '../../model/ticket.ts';
import { MAX_TEXT, toTelegramHtml } from '../../system/telegram/html.ts';
import { withSpeaker } from '../../system/telegram/header.ts';
import type { Words } from './words/words.ts';

/** Most characters in a topic's name (Bot API, `createForumTopic`). */
const MAX_TITLE = 128;
/** Most characters shown of one thing that was asked or answered. */
const MAX_TRIED = 200;

const STATUS: Record<TicketStatus, string> = {
  new: '🔴',
  open: '🟡',
  waiting: '⏳',
  solved: '☑️',
  closed: '✅',
};
const PRIORITY: Record<Priority, string> = { low: '', normal: '', high: '❗', urgent: '🔥' };

/** `🔴 №1042 subject · customer`; a long subject gives way so that number and customer stay readable. */
export function titleOf(card: TicketCard): string {
  const before = `${STATUS[card.status]}${PRIORITY[card.priority]} №${card.number} `;
  const after = ` · ${shorten(card.customerName, 40)}`;
  return before + shorten(card.subject, MAX_TITLE - before.length - after.length) + after;
}

export function cardHtml(card: TicketCard, words: Words): string {
  const [html = '', ...rest] = toTelegramHtml(cardText(card, words), MAX_TEXT - 2);
  return rest.length === 0 ? html : `${html}\n…`;
}

/** Buttons carry `<action>:<ticket id>`. */
export function cardKeyboard(card: TicketCard): { text: string; callback_data: string }[][] {
  const row = card.actions.map(({ kind, label }) => ({
    text: label,
    callback_data: `${kind}:${card.ticket}`,
  }));
  return row.length === 0 ? [] : [row];
}

/** What somebody said, with who it was above it. */
export function entryText({ author, text }: TranscriptEntry, words: Words): RichText {
  switch (author.kind) {
    case 'customer':
      return withSpeaker('👤', author.name ?? words.customer, text);
    case 'bot':
      return withSpeaker('🤖', words.bot, text);
    case 'operator':
      return withSpeaker('💬', author.operator.name, text);
    case 'note':
      return withSpeaker('📝', author.operator.name, text, words.note);
  }
}

function cardText(card: TicketCard, words: Words): Block[] {
  const head = `${STATUS[card.status]}${PRIORITY[card.priority]} №${card.number} · ${card.subject}`;
  const state = card.assignee ? `${card.statusLabel} · ${card.assignee.name}` : card.statusLabel;
  return [
    { kind: 'heading', spans: [say(head)] },
    { kind: 'paragraph', spans: [say(`👤 ${card.customerName}`), { kind: 'break' }, say(state)] },
    ...(card.lines.length === 0 ? [] : [{ kind: 'paragraph', spans: card.lines.flatMap(line) } as const]),
    ...(card.tried.length === 0 ? [] : triedBlocks(card.tried, words)),
  ];
}

function line({ label, value }: TicketCard['lines'][number], index: number): Span[] {
  const strong: Span = { kind: 'strong', spans: [say(`${label}:`)] };
  return [...(index === 0 ? [] : [{ kind: 'break' } as const]), strong, say(` ${value}`)];
}

function triedBlocks(tried: TicketCard['tried'], words: Words): Block[] {
  const items = tried.map(({ question, answer }) => [
    say(`${shorten(question, MAX_TRIED)} → ${answer === undefined ? '—' : shorten(answer, MAX_TRIED)}`),
  ]);
  return [
    { kind: 'heading', spans: [say(words.tried)] },
    { kind: 'list', ordered: false, items },
  ];
}

function say(text: string): Span {
  return { kind: 'text', text };
}

/** At most `limit` UTF-16 units, never half a character. */
function shorten(text: string, limit: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= limit) return line;
  return `${line
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd()}…`;
}
