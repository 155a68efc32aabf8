// What is answered in every topic, the general one included: what waits, how things stand, shifts, help.
import type { DeskBoard, QueueLine } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import { plain, type RichText, type Span } from '../../model/rich-text.ts';
import type { Operator, Priority } from '../../model/ticket.ts';
import type { Question } from './command-acts.ts';
import type { DeskMemory } from './memory.ts';
import { helpText } from './menu.ts';
import type { OperatorWords } from './words/operator-words.ts';

export interface GeneralParts {
  readonly board: DeskBoard;
  readonly memory: Pick<DeskMemory, 'topicOf'>;
  readonly chatId: number;
  readonly words: OperatorWords;
  readonly locale: Locale;
}

/** More would not be read in a chat. */
const LISTED = 30;

/** Rejects with what the board rejects with. */
export async function answerTo(
  question: Question,
  { operator, now }: { readonly operator: Operator; readonly now: Date },
  parts: GeneralParts,
): Promise<RichText> {
  const { board, words } = parts;
  switch (question.kind) {
    case 'help':
      return helpText(words);
    case 'stats': {
      const lines = await board.stats();
      return [
        heading(words.statsHead),
        ...rows(lines.map(({ label, value }) => [bold(`${label}:`), say(` ${value}`)])),
      ];
    }
    case 'shift': {
      const { handedOver } = await board.setShift(operator, question.on);
      const said = question.on ? words.onShift : words.offShift;
      return plain(handedOver > 0 ? `${said} ${words.handedOver} ${handedOver}.` : said);
    }
    case 'queue': {
      const queue = await board.queue();
      if (queue.length === 0) return plain(words.queueEmpty);
      const lines = await Promise.all(queue.slice(0, LISTED).map((line) => queueLine(line, now, parts)));
      const more = queue.length - lines.length;
      return [heading(words.queueHead), ...rows(lines), ...(more > 0 ? plain(`${words.more} ${more}`) : [])];
    }
  }
}

const SIGNS: Readonly<Record<Priority, string>> = { low: '', normal: '', high: '❗', urgent: '🔥' };

/** The number leads to the ticket's topic. */
async function queueLine(line: QueueLine, now: Date, parts: GeneralParts): Promise<Span[]> {
  const { memory, chatId, words, locale } = parts;
  const thread = await memory.topicOf(line.ticket);
  const number = `№${line.number}`;
  const details = [
    line.subject,
    line.customerName,
    line.queue ?? '',
    waitedFor(now.getTime() - line.since.getTime(), locale),
    line.assignee?.name ?? words.untaken,
    ...(line.late ? [`⏰ ${words.late}`] : []),
  ].filter((one) => one !== '');
  return [
    thread === undefined
      ? say(number)
      : { kind: 'link', href: topicLink(chatId, thread), spans: [say(number)] },
    say(`${SIGNS[line.priority]} ${details.join(' · ')}`),
  ];
}

/** Leads members of the group to the topic (Telegram's message links: a supergroup's id without its -100). */
export function topicLink(chatId: number, thread: number): string {
  return `https://t.me/c/${String(chatId).replace(/^-100/u, '')}/${thread}`;
}

/** "5 min", "2 hr 5 min", "3 days". */
export function waitedFor(ms: number, locale: Locale): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const count = (value: number, unit: 'minute' | 'hour' | 'day'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (minutes < 60) return count(minutes, 'minute');
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    const hours = count(Math.floor(minutes / 60), 'hour');
    return rest === 0 ? hours : `${hours} ${count(rest, 'minute')}`;
  }
  return count(Math.floor(minutes / (24 * 60)), 'day');
}

function rows(lines: readonly (readonly Span[])[]): RichText {
  if (lines.length === 0) return [];
  const spans = lines.flatMap((line, index): Span[] => [
    ...(index === 0 ? [] : [{ kind: 'break' } as const]),
    ...line,
  ]);
  return [{ kind: 'paragraph', spans }];
}

function heading(text: string): RichText[number] {
  return { kind: 'heading', spans: [say(text)] };
}

function bold(text: string): Span {
  return { kind: 'strong', spans: [say(text)] };
}

function say(text: string): Span {
  return { kind: 'text', text };
}
