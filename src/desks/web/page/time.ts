// Times for people: how long ago, how long from now, the hour, the day.
import type { Text } from './text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Short age such as `5 min`, `3 h`, `2 d`; older than a week: the date. */
export function age(at: number, now: number, text: Text): string {
  const ms = Math.max(0, now - at);
  if (ms < 7 * DAY) return span(ms, text);
  return new Intl.DateTimeFormat(text.locale, { day: 'numeric', month: 'short' }).format(at);
}

/** What is left until a clock is used up, or for how long it has been, in words. */
export function due(at: number, now: number, text: Text): string {
  return at >= now ? text.dueIn(span(at - now, text)) : text.lateBy(span(now - at, text));
}

/** Only how long, where a sign says which way. */
export function briefly(at: number, now: number, text: Text): string {
  return span(Math.abs(at - now), text);
}

/** The hour today, else the day with the hour. */
export function soon(at: number, now: number, text: Text): string {
  if (dayKey(at) === dayKey(now)) return hour(at, text);
  return new Intl.DateTimeFormat(text.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

export function hour(at: number, text: Text): string {
  return new Intl.DateTimeFormat(text.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** The full date and time, for the hint on a short one. */
export function moment(at: number, text: Text): string {
  return new Intl.DateTimeFormat(text.locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at);
}

/** Equal for times on the same day in this person's time zone. */
export function dayKey(at: number): string {
  return new Date(at).toDateString();
}

export function day(at: number, now: number, text: Text): string {
  if (dayKey(at) === dayKey(now)) return text.today;
  if (dayKey(at) === dayKey(now - DAY)) return text.yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(text.locale, {
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  }).format(at);
}

/** The largest whole unit of a duration, at least a minute. */
function span(ms: number, text: Text): string {
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(text.locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (ms < HOUR) return unit(Math.max(1, Math.floor(ms / MINUTE)), 'minute');
  if (ms < DAY) return unit(Math.floor(ms / HOUR), 'hour');
  return unit(Math.floor(ms / DAY), 'day');
}
