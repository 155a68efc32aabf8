// The business calendar: when people are at work, and how that is said to a customer. Pure functions over instants.
import { z } from 'zod';
import { addDays, type Day, isoDay, localDay } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
type Weekday = (typeof WEEKDAYS)[number];

const shift = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, 'a shift is written 09:00-18:00')
  .refine((text) => (text.split('-')[0] ?? '') < (text.split('-')[1] ?? ''), 'a shift ends after it begins');

export const calendarSchema = z.strictObject({
  /** Shifts of each weekday; a day that is missing is free. */
  shifts: z.partialRecord(z.enum(WEEKDAYS), z.array(shift)),
  /** `05-09` every year, `2026-12-31` once. */
  holidays: z
    .array(z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/u, 'a holiday is 05-09 or 2026-05-09'))
    .default([]),
});

export interface Calendar extends z.infer<typeof calendarSchema> {
  /** IANA name. */
  readonly timeZone: string;
}

/** Days looked ahead for the next shift. */
const HORIZON_DAYS = 60;

export function isOpen(calendar: Calendar, now: Date): boolean {
  const minute = minuteOfDay(now, calendar.timeZone);
  return shiftsOn(calendar, localDay(now, calendar.timeZone)).some(
    ([from, to]) => from <= minute && minute < to,
  );
}

/** When work begins next, as the local day and minute of the day; undefined when people are at work or never come. */
export function nextOpening(
  calendar: Calendar,
  now: Date,
): { day: Day; minute: number; inDays: number } | undefined {
  if (isOpen(calendar, now)) return undefined;
  const today = localDay(now, calendar.timeZone);
  const minute = minuteOfDay(now, calendar.timeZone);
  for (let inDays = 0; inDays <= HORIZON_DAYS; inDays += 1) {
    const day = addDays(today, inDays);
    const begins = shiftsOn(calendar, day)
      .map(([from]) => from)
      .find((from) => inDays > 0 || from > minute);
    if (begins !== undefined) return { day, minute: begins, inDays };
  }
  return undefined;
}

/** "пн–пт 09:00–20:00, сб–вс 10:00–18:00". Empty when nobody ever works. */
export function describeHours(calendar: Calendar, locale: Locale): string {
  const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const groups: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of week) {
    const hours = (calendar.shifts[day] ?? []).join(', ').replaceAll('-', '–');
    const last = groups.at(-1);
    if (last && last.hours === hours) last.to = day;
    else groups.push({ from: day, to: day, hours });
  }
  return groups
    .filter(({ hours }) => hours !== '')
    .map(({ from, to, hours }) => {
      const days =
        from === to ? weekdayName(from, locale) : `${weekdayName(from, locale)}–${weekdayName(to, locale)}`;
      return `${days} ${hours}`;
    })
    .join(', ');
}

/** What the customer calls the calendar's time: "Moscow Time", "Москва", "България". */
export function zoneName({ timeZone }: Calendar, locale: Locale, now: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortGeneric' }).formatToParts(
    now,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** `570` is "09:30". */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function shiftsOn(calendar: Calendar, day: Day): (readonly [number, number])[] {
  const iso = isoDay(day);
  if (calendar.holidays.some((holiday) => holiday === iso || holiday === iso.slice(5))) return [];
  const weekday = WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()];
  return (weekday ? (calendar.shifts[weekday] ?? []) : [])
    .map((text) => text.split('-').map(minutes))
    .map(([from, to]) => [from ?? 0, to ?? 0] as const)
    .sort(([a], [b]) => a - b);
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

function minuteOfDay(now: Date, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return minutes(text);
}

function weekdayName(day: Weekday, locale: Locale): string {
  // 4 January 1970 was a Sunday
  const sample = new Date(Date.UTC(1970, 0, 4 + WEEKDAYS.indexOf(day)));
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(sample);
}
