// `explain <ticket>`: each start, pause and stop of each SLA clock with its reason and its sum, in the desk's language.
import type { Phrases } from '../flows/phrases.ts';
import type { Locale } from '../model/locale.ts';
import type { Ticket } from '../model/ticket.ts';
import { queueTitle, type Queues } from './queues.ts';
import { slaClocks, type SlaClock, type SlaRules } from './sla.ts';

export interface ExplainParts {
  readonly rules: SlaRules;
  readonly queues: Queues;
  readonly phrases: Phrases;
  readonly locale: Locale;
  /** IANA name; times are shown in it. */
  readonly timeZone: string;
}

/** Lines of text; the first one names the ticket, and what belongs to a clock is set in by two spaces under its name. */
export function explain(ticket: Ticket, parts: ExplainParts, now: Date): readonly string[] {
  const { rules, phrases, locale } = parts;
  const word = (key: string, variables: Record<string, string | number> = {}): string =>
    phrases.label(locale, `desk.explain.${key}`, variables);
  const clocks = slaClocks(ticket, rules, now);
  return [
    word('title', {
      number: ticket.number,
      priority: phrases.label(locale, `desk.priority.${ticket.priority}`),
      queue: ticket.queue === undefined ? '—' : queueTitle(parts.queues, ticket.queue, locale),
    }),
    ...clocks.flatMap((clock) => [
      word('clock', {
        name: word(`name.${clock.name}`),
        used: workTime(clock.usedMs, word),
        allowed: workTime(clock.allowedMs, word),
      }),
      ...[...stretches(clock, parts, word), ending(clock, parts, word)].map((line) => `  ${line}`),
    ]),
  ];
}

/** "1 ч 5 мин". Whole minutes, rounded down. */
export function workTime(
  ms: number,
  word: (key: string, variables?: Record<string, string | number>) => string,
): string {
  const minutes = Math.floor(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return word('minutes', { minutes: rest });
  return rest === 0 ? word('hours', { hours }) : word('hours-minutes', { hours, minutes: rest });
}

type Word = (key: string, variables?: Record<string, string | number>) => string;

function stretches({ stretches: list }: SlaClock, parts: ExplainParts, word: Word): string[] {
  // a clock that changes queues stops by the hours of the one and starts at once by those of the next
  const reason = (kind: string, queue: string): string =>
    parts.phrases.label(parts.locale, `desk.event.${kind}`, {
      queue: queueTitle(parts.queues, queue, parts.locale),
    });
  return list.map(({ from, to, because, until, ms, queue }, at) => {
    const begun = { from: clock(from, parts), because: reason(because, queue), time: workTime(ms, word) };
    if (!to || !until) return word('running', begun);
    const next = list[at + 1]?.queue ?? queue;
    return word('stretch', { ...begun, to: clock(to, parts), until: reason(until, next) });
  });
}

function ending(
  { state, late, dueAt, usedMs, allowedMs, stretches: list }: SlaClock,
  parts: ExplainParts,
  word: Word,
): string {
  if (late) return word('late', { over: workTime(usedMs - allowedMs, word) });
  if (state === 'running') return dueAt ? word('due', { at: clock(dueAt, parts) }) : word('never');
  if (state !== 'paused') return word('kept');
  return word(list.at(-1)?.until === 'snoozed' ? 'asleep' : 'paused');
}

/** Day and time in the desk's language and zone. */
export function clock(at: Date, { locale, timeZone }: Pick<ExplainParts, 'locale' | 'timeZone'>): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
