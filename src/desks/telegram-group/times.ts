// Times as people write them: 2h, 30 мин, завтра, mon 10:00, 25.11. Pure; in the desk's time zone, in three languages.
import { addDays, localDay, makeDay, type Day } from '../../model/day.ts';

/** On a day without an hour. */
const MORNING: Clock = { hour: 9, minute: 0 };
/** Further off than this nobody means it. */
const FURTHEST_MS = 366 * 24 * 3_600_000;

interface Clock {
  readonly hour: number;
  readonly minute: number;
}

/** The moment that is meant, after `now` and within a year; undefined when the words name none. */
export function timeIn(text: string, now: Date, timeZone: string): Date | undefined {
  const words = text.toLowerCase().replaceAll('ё', 'е').replace(/,/gu, ' ').trim().replace(/\s+/gu, ' ');
  const at = spanFrom(words, now, timeZone) ?? dayFrom(words, now, timeZone);
  if (!at || at <= now || at.getTime() - now.getTime() > FURTHEST_MS) return undefined;
  return at;
}

const IN = /^(?:in|for|через|на|след|за) (?:an? )?/u;
const SPAN = /^(?<count>\d{1,4}(?:[.,]\d)?)? ?(?<unit>[a-zа-я]+)\.? ?/u;
/** What means one of it without a number; a bare `неделя` is a Sunday in Bulgarian. */
const ALONE = /^(?:minute|hour|day|week|минуту|минута|час|день|ден|неделю|седмица)$/u;
const HALF_HOUR = /^(?:half an hour|полчаса|половин час)$/u;

const UNITS: readonly (readonly [RegExp, minutes: number, days: number])[] = [
  [/^(?:m|min|mins|minutes?|м|мин|минут[аыуи]?)$/u, 1, 0],
  [/^(?:h|hr|hrs|hours?|ч|час|часа|часов|часове)$/u, 60, 0],
  [/^(?:d|days?|д|дн|день|дня|дней|ден|дни)$/u, 0, 1],
  [/^(?:w|weeks?|н|нед|недел[яюиь]|седмиц[аи])$/u, 0, 7],
];

/** `2h`, `1h30m`, `через 2 дня`, `час`. Days keep the hour, whatever the clocks do in between. */
function spanFrom(words: string, now: Date, timeZone: string): Date | undefined {
  let rest = words.replace(IN, '');
  if (HALF_HOUR.test(rest)) return new Date(now.getTime() + 30 * 60_000);
  let minutes = 0;
  let days = 0;
  while (rest !== '') {
    const found = SPAN.exec(rest);
    const unit = UNITS.find(([name]) => name.test(found?.groups?.['unit'] ?? ''));
    if (!found || !unit) return undefined;
    const given: string | undefined = found.groups?.['count'];
    if (given === undefined && !ALONE.test(found.groups?.['unit'] ?? '')) return undefined;
    const count = given === undefined ? 1 : Number(given.replace(',', '.'));
    minutes += count * unit[1] + (count % 1) * unit[2] * 24 * 60;
    days += Math.floor(count) * unit[2];
    rest = rest.slice(found[0].length);
  }
  const from =
    days === 0 ? now : instantOf(addDays(localDay(now, timeZone), days), clockAt(now, timeZone), timeZone);
  return new Date(from.getTime() + minutes * 60_000);
}

const PREPOSITION = /^(?:until|till|to|on|до|в|во|на|към|през) /u;
const CLOCK =
  /(?:^|(?<= ))(?:(?:at|в|к|във|от|до) )?(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))? ?(?<half>am|pm)?(?: ?(?:h|ч|час[а]?))?$/u;

/** A day, a clock time, or a day with one. */
function dayFrom(words: string, now: Date, timeZone: string): Date | undefined {
  const text = words.replace(PREPOSITION, '');
  const today = localDay(now, timeZone);
  const whole = daysNamed(text, today);
  if (whole) return soonest(whole, MORNING, now, timeZone);
  const found = CLOCK.exec(text);
  if (!found) return undefined;
  const before = text.slice(0, found.index).trim();
  const clock = clockFrom(found.groups ?? {}, before !== '');
  if (!clock) return undefined;
  const days = before === '' ? [today, addDays(today, 1)] : daysNamed(before, today);
  return days && soonest(days, clock, now, timeZone);
}

/** A number alone may be anything; after a day it is an hour. */
function clockFrom(
  { hour: hours, minute: minutes, half }: Readonly<Record<string, string | undefined>>,
  afterDay: boolean,
): Clock | undefined {
  if (minutes === undefined && half === undefined && !afterDay) return undefined;
  const given = Number(hours);
  if (half !== undefined && (given < 1 || given > 12)) return undefined;
  const hour = half === undefined ? given : (given % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(minutes ?? 0);
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/^(?:today|сегодня|днес)$/u, 0],
  [/^(?:tomorrow|завтра|утре)$/u, 1],
  [/^(?:day after tomorrow|послезавтра|вдругиден)$/u, 2],
];

/** Sunday first, as `Date.getUTCDay` counts. */
const WEEKDAYS: readonly RegExp[] = [
  /^(?:sun(?:day)?|вс|воскресенье|нд|нед|неделя)$/u,
  /^(?:mon(?:day)?|пн|понедельник|пон|понеделник)$/u,
  /^(?:tue(?:s|sday)?|вт|вторник)$/u,
  /^(?:wed(?:nesday)?|ср|сред[ау]|сряда)$/u,
  /^(?:thu(?:rs|rsday)?|чт|четверг|чет|четвъртък)$/u,
  /^(?:fri(?:day)?|пт|пятниц[ау]|пет|петък)$/u,
  /^(?:sat(?:urday)?|сб|суббот[ау]|съб|събота)$/u,
];

const NUMERIC = /^(?<day>\d{1,2})[./](?<month>\d{1,2})(?:[./](?<year>\d{4}))?\.?$/u;
const ISO = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/u;

/** The days that may be meant, soonest first. */
function daysNamed(text: string, today: Day): Day[] | undefined {
  const relative = RELATIVE.find(([name]) => name.test(text));
  if (relative) return [addDays(today, relative[1])];
  const weekday = WEEKDAYS.findIndex((name) => name.test(text));
  if (weekday >= 0) {
    const ahead = (weekday - new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 7) % 7;
    return [addDays(today, ahead), addDays(today, ahead + 7)];
  }
  const groups = (NUMERIC.exec(text) ?? ISO.exec(text))?.groups;
  if (!groups) return undefined;
  const given: string | undefined = groups['year'];
  const years = given === undefined ? [today.year, today.year + 1] : [Number(given)];
  const days = years.map((year) => makeDay(year, Number(groups['month']), Number(groups['day'])));
  const real = days.filter((day) => day !== undefined);
  return real.length === 0 ? undefined : real;
}

function soonest(days: readonly Day[], clock: Clock, now: Date, timeZone: string): Date | undefined {
  return days.map((day) => instantOf(day, clock, timeZone)).find((at) => at > now);
}

/** Of a clock time that the change to summer time leaves out: as if the clocks had not changed yet. */
function instantOf({ year, month, day }: Day, { hour, minute }: Clock, timeZone: string): Date {
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const first = wall - offsetAt(wall, timeZone);
  const second = wall - offsetAt(first, timeZone);
  return new Date(offsetAt(second, timeZone) === wall - second ? second : Math.max(first, second));
}

function offsetAt(ms: number, timeZone: string): number {
  const at = new Date(ms);
  const { year, month, day } = localDay(at, timeZone);
  const { hour, minute } = clockAt(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clockAt(at: Date, timeZone: string): Clock {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const parts = format.formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return { hour: part('hour'), minute: part('minute') };
}
