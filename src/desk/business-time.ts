// Time at work: how much of it lies between two instants, and when so much of it will have passed. Exact through clock changes.
import { addDays, type Day, isoDay, localDay } from '../model/day.ts';
import { type Calendar, shiftsOn } from './calendar.ts';

/** From `from` until before `to`, ms since 1970, UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No zone is further from UTC than this. */
const WIDEST_OFFSET_MS = 15 * 60 * MINUTE_MS;
/** How far ahead work is looked for; a calendar without any ends the search. */
const HORIZON_DAYS = 400;

/** Business time between two instants, ms; 0 when `to` is not after `from`. */
export function businessMs(calendar: Calendar, from: Date, to: Date): number {
  let sum = 0;
  for (const span of spansFrom(calendar, from)) {
    if (span.from >= to.getTime()) break;
    sum += Math.max(0, Math.min(span.to, to.getTime()) - Math.max(span.from, from.getTime()));
  }
  return sum;
}

/**
 * The instant at which `ms` of business time will have passed since `from`; `from` itself for 0 or less. Undefined when
 * people never work that long within the next 400 days.
 */
export function afterBusinessMs(calendar: Calendar, from: Date, ms: number): Date | undefined {
  if (ms <= 0) return from;
  let left = ms;
  for (const span of spansFrom(calendar, from)) {
    const begin = Math.max(span.from, from.getTime());
    if (span.to - begin >= left) return new Date(begin + left);
    left -= Math.max(0, span.to - begin);
  }
  return undefined;
}

/** Spans of work that end after `from`, in order, for the next 400 days. */
export function* spansFrom(calendar: Calendar, from: Date): Generator<Span> {
  let day = localDay(from, calendar.timeZone);
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead += 1) {
    for (const span of spansOn(calendar, day)) if (span.to > from.getTime()) yield span;
    day = addDays(day, 1);
  }
}

const known = new WeakMap<Calendar, Map<string, readonly Span[]>>();

/** Work of one local day, in order; a repeated hour counts twice, a left-out one not at all. */
export function spansOn(calendar: Calendar, day: Day): readonly Span[] {
  const days = known.get(calendar) ?? new Map<string, readonly Span[]>();
  known.set(calendar, days);
  const iso = isoDay(day);
  const found = days.get(iso);
  if (found) return found;
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  const spans = stretches(calendar.timeZone, midnight)
    .flatMap(({ from, to, offset }) =>
      shiftsOn(calendar, day).map((shift) => ({
        from: Math.max(from, midnight + shift[0] * MINUTE_MS - offset),
        to: Math.min(to, midnight + shift[1] * MINUTE_MS - offset),
      })),
    )
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  days.set(iso, spans);
  return spans;
}

/** The time around a local day, cut where the zone's offset changes (at most once within it). */
function stretches(timeZone: string, midnight: number): (Span & { readonly offset: number })[] {
  const from = midnight - WIDEST_OFFSET_MS;
  const to = midnight + DAY_MS + WIDEST_OFFSET_MS;
  const [before, after] = [offsetAt(timeZone, from), offsetAt(timeZone, to)];
  if (before === after) return [{ from, to, offset: before }];
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return [
    { from, to: high, offset: before },
    { from: high, to, offset: after },
  ];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clocks are ahead of UTC at that instant, ms. */
function offsetAt(timeZone: string, instant: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(timeZone, format);
  const parts = format.formatToParts(new Date(instant));
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}
