// How a ticket looks in the group: the topic's title, the pinned card and its buttons. Pure.
import type { TicketCard } from '../../model/desk.ts';
import type { Block, Span } from '../../model/rich-text.ts';
import type { Priority, TicketStatus } from '../../model/ticket.ts';
import { MAX_TEXT, toTelegramHtml } from '../../system/telegram/html.ts';
import { buttonData } from './buttons.ts';
import type { Words } from './words/words.ts';

/** Most characters in a topic's name (Bot API, `createForumTopic`). */
const MAX_TITLE = 128;
/** Buttons beside each other that a telephone still shows with their words. */
const BUTTONS_IN_ROW = 3;
/** Most characters of an article's title on a button. */
const MAX_BUTTON = 60;

const STATUS: Record<TicketStatus, string> = {
  new: '🔴',
  open: '🟡',
  waiting: '⏳',
  solved: '☑️',
  closed: '✅',
};
const PRIORITY: Record<Priority, string> = { low: '', normal: '', high: '❗', urgent: '🔥' };

/** `🔴 №1042 subject · customer`, of a merged one `✅ №1042 → №1040 …`; a long subject gives way so that number and customer stay readable. */
export function titleOf(card: TicketCard): string {
  const into = card.mergedInto === undefined || card.status !== 'closed' ? '' : `→ №${card.mergedInto} `;
  const before = `${stateOf(card)}${PRIORITY[card.priority]} №${card.number} ${into}`;
  const after = ` · ${shorten(card.customerName, 40)}`;
  return before + shorten(card.subject, MAX_TITLE - before.length - after.length) + after;
}

/** How much of everything is shown, from plenty to the least; the first measure that fits one message is taken. */
const MEASURES = [
  { value: 1500, tried: 10, words: 200 },
  { value: 400, tried: 5, words: 120 },
  { value: 150, tried: 2, words: 80 },
  { value: 80, tried: 0, words: 0 },
] as const;
type Measure = (typeof MEASURES)[number];

/** One message's worth: with endless details the values are shortened, then the oldest answers left out, then the last lines. */
export function cardHtml(card: TicketCard, words: Words): string {
  let shortest = '';
  for (const measure of MEASURES) {
    const [html = '', ...rest] = toTelegramHtml(cardText(card, words, measure), MAX_TEXT - 2);
    if (rest.length === 0) return html;
    shortest = `${html}\n…`;
  }
  return shortest;
}

/** The acts, then a row for every article that may help; one tap sends it. */
export function cardKeyboard(card: TicketCard): { text: string; callback_data: string }[][] {
  const acts = card.actions.map(({ kind, label }) => ({
    text: label,
    callback_data: buttonData(kind, card.ticket),
  }));
  const rows = acts.flatMap((_, index) =>
    index % BUTTONS_IN_ROW === 0 ? [acts.slice(index, index + BUTTONS_IN_ROW)] : [],
  );
  const articles = (card.suggested ?? []).map(({ article, title }) => [
    { text: `📖 ${shorten(title, MAX_BUTTON)}`, callback_data: buttonData('answer', card.ticket, article) },
  ]);
  return [...rows, ...articles];
}

/** At most `limit` UTF-16 units on one line, never half a character. */
export function shorten(text: string, limit: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= limit) return line;
  return `${line
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd()}…`;
}

/** One sign for how it stands: what needs no hand first, then what is late. */
function stateOf({ status, snoozedUntil, late }: TicketCard): string {
  if (status === 'closed') return STATUS.closed;
  if (snoozedUntil) return '💤';
  return late ? '⏰' : STATUS[status];
}

function cardText(card: TicketCard, words: Words, measure: Measure): Block[] {
  const head = `${stateOf(card)}${PRIORITY[card.priority]} №${card.number} · ${shorten(card.subject, 300)}`;
  const state = card.assignee ? `${card.statusLabel} · ${card.assignee.name}` : card.statusLabel;
  const lines = card.lines.flatMap(({ label, value }, index): Span[] => [
    ...(index === 0 ? [] : [{ kind: 'break' } as const]),
    { kind: 'strong', spans: [say(`${label}:`)] },
    say(` ${value.length > measure.value ? shorten(value, measure.value) : value}`),
  ]);
  return [
    { kind: 'heading', spans: [say(head)] },
    {
      kind: 'paragraph',
      spans: [say(`👤 ${shorten(card.customerName, 200)}`), { kind: 'break' }, say(state)],
    },
    ...(lines.length === 0 ? [] : [{ kind: 'paragraph', spans: lines } as const]),
    ...triedBlocks(card.tried, words, measure),
    ...suggestedBlocks(card.suggested ?? [], words),
  ];
}

const VERDICT = { 'not-helped': '👎', operator: '💬' } as const;

function triedBlocks(tried: TicketCard['tried'], words: Words, measure: Measure): Block[] {
  const shown = measure.tried === 0 ? [] : tried.slice(-measure.tried);
  if (shown.length === 0) return [];
  const items = shown.map(({ question, answer, verdict }) => [
    say(
      `${shorten(question, measure.words)} → ${answer === undefined ? '—' : shorten(answer, measure.words)}`,
    ),
    ...(verdict === undefined ? [] : [say(` ${VERDICT[verdict]}`)]),
  ]);
  return [
    { kind: 'heading', spans: [say(words.tried)] },
    { kind: 'list', ordered: false, items },
  ];
}

function suggestedBlocks(suggested: NonNullable<TicketCard['suggested']>, words: Words): Block[] {
  if (suggested.length === 0) return [];
  const items = suggested.map(({ title }) => [say(shorten(title, 120))]);
  return [
    { kind: 'heading', spans: [say(words.suggested)] },
    { kind: 'list', ordered: false, items },
  ];
}

function say(text: string): Span {
  return { kind: 'text', text };
}
