// `/stats`: how the desk stands at this moment and what today has brought, as labels and values in the desk's language. Pure.
import { workTime } from '../../desk/explain.ts';
import { slaClocks, type SlaRules } from '../../desk/sla.ts';
import type { Phrases } from '../../flows/phrases.ts';
import { isoDay, localDay } from '../../model/day.ts';
import type { DeskQueue, Person } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import type { Ticket, TicketStatus } from '../../model/ticket.ts';
import { isLate, isUntaken, waitsForUs } from './queue.ts';

export interface Standing {
  readonly counts: Readonly<Record<TicketStatus, number>>;
  /** All that are open. */
  readonly open: readonly Ticket[];
  /** The latest ones, whatever became of them; today's are among them. */
  readonly latest: readonly Ticket[];
  readonly people: readonly Person[];
  /** By lane target: the desk's or channel's name, with `#1` or `#2` for what may wait. */
  readonly backlog: readonly {
    readonly target: string;
    readonly waiting: number;
    readonly oldestMs: number;
  }[];
  /** Messages that the ledger complains of. */
  readonly exceptions: number;
}

export interface StatsParts {
  readonly phrases: Phrases;
  readonly locale: Locale;
  readonly slaRules: SlaRules;
  readonly queues: readonly DeskQueue[];
  /** IANA name; today is a day there. */
  readonly timeZone: string;
}

type Line = { readonly label: string; readonly value: string };
const OPEN: readonly TicketStatus[] = ['new', 'open', 'waiting', 'solved'];

export function statsOf(standing: Standing, parts: StatsParts, now: Date): Line[] {
  const { phrases, locale, slaRules } = parts;
  const word = (key: string, variables: Record<string, string | number> = {}): string =>
    phrases.label(locale, `desk.board.stats.${key}`, variables);
  const line = (key: string, value: string | number): Line => ({ label: word(key), value: String(value) });
  const here = standing.people.filter(({ onShift }) => onShift).map(({ operator }) => operator.name);
  return [
    ...OPEN.map((status) => ({
      label: capitalised(phrases.label(locale, `desk.status.${status}`)),
      value: String(standing.counts[status]),
    })),
    line('late', standing.open.filter((ticket) => isLate(ticket, slaRules, now)).length),
    line('untaken', standing.open.filter(isUntaken).length),
    ...queues(standing.open, parts, now, word),
    line('on-shift', here.length === 0 ? word('nobody') : here.join(', ')),
    ...today(standing.latest, parts, now, word),
    ...standing.backlog.map((lane) => backlogLine(lane, parts, word)),
    line('ledger', standing.exceptions),
  ];
}

type Word = (key: string, variables?: Record<string, string | number>) => string;

/** What waits for us in each, where there is more than one. */
function queues(open: readonly Ticket[], parts: StatsParts, now: Date, word: Word): Line[] {
  if (parts.queues.length < 2) return [];
  const waiting = open.filter((ticket) => waitsForUs(ticket, now));
  return parts.queues.map(({ name, title }) => ({
    label: word('queue', { title }),
    value: String(waiting.filter(({ queue }) => queue === name).length),
  }));
}

function today(latest: readonly Ticket[], parts: StatsParts, now: Date, word: Word): Line[] {
  const day = isoDay(localDay(now, parts.timeZone));
  const isToday = (at: Date | undefined): boolean =>
    at !== undefined && isoDay(localDay(at, parts.timeZone)) === day;
  const closed = latest.filter(({ status, closedAt }) => status === 'closed' && isToday(closedAt));
  const ended = (how: Ticket['resolution']): number =>
    closed.filter(({ resolution }) => resolution === how).length;
  const firstReplies = latest
    .filter(({ history }) => isToday(history.find(({ kind }) => kind === 'operator-wrote')?.at))
    .flatMap((ticket) => slaClocks(ticket, parts.slaRules, now).filter(({ name }) => name === 'first'))
    .map(({ usedMs }) => usedMs);
  const middle = median(firstReplies);
  return [
    { label: word('opened'), value: String(latest.filter(({ openedAt }) => isToday(openedAt)).length) },
    {
      label: word('closed'),
      value: word('closed-how', {
        closed: closed.length,
        confirmed: ended('confirmed') + ended('by-customer'),
        unconfirmed: ended('unconfirmed'),
      }),
    },
    {
      label: word('first-reply'),
      value: middle === undefined ? word('none') : timeOf(middle, parts, word),
    },
  ];
}

/** The lower of the two middle ones; undefined of nothing. */
function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

function backlogLine(
  { target, waiting, oldestMs }: Standing['backlog'][number],
  parts: StatsParts,
  word: Word,
): Line {
  const [name = target, urgency = '0'] = target.split('#');
  return {
    label: word(`lane${urgency}`, { target: nameOf(name, parts) }),
    value: word('waiting', { count: waiting, age: timeOf(oldestMs, parts, word) }),
  };
}

/** As people know it; the adapter's own name where nobody gave it one. */
function nameOf(target: string, { phrases, locale }: StatsParts): string {
  const key = [`desk.channel.${target}`, `desk.board.target.${target}`].find((one) =>
    phrases.has(locale, one),
  );
  return key === undefined ? target : phrases.label(locale, key);
}

function timeOf(ms: number, { phrases, locale }: StatsParts, word: Word): string {
  if (ms < 60_000) return word('moment');
  return workTime(ms, (key, variables = {}) => phrases.label(locale, `desk.explain.${key}`, variables));
}

function capitalised(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
