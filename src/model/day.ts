// Calendar days without a time, so that no time zone can move them.

export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Undefined when there is no such day (30 February). */
export function makeDay(year: number, month: number, day: number): Day | undefined {
  const probe = new Date(Date.UTC(year, month - 1, day));
  return probe.getUTCMonth() === month - 1 && probe.getUTCDate() === day ? { year, month, day } : undefined;
}

/** `2026-05-14`. */
export function isoDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day it is at `instant` in that IANA time zone. */
export function localDay(instant: Date, timeZone: string): Day {
  const parts = dayFormat(timeZone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day') };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all the rest of a turn. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone });
  formats.set(timeZone, made);
  return made;
}

/** `days` may be negative. */
export function addDays(from: Day, days: number): Day {
  const moved = new Date(Date.UTC(from.year, from.month - 1, from.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The same day `months` later; the month's last day where there is no such day (31 January + 1 = 28 February). */
export function addMonths(from: Day, months: number): Day {
  const first = new Date(Date.UTC(from.year, from.month - 1 + months, 1));
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, day: Math.min(from.day, last) };
}

/** Throws RangeError when the text is not an existing day written `YYYY-MM-DD`. */
export function parseIsoDay(text: string): Day {
  const [year, month, day] = text.split('-').map(Number);
  const made = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? makeDay(year ?? 0, month ?? 0, day ?? 0) : undefined;
  if (!made) throw new RangeError(`not a day: ${text}`);
  return made;
}

const TAGS: Readonly<Record<string, string>> = { en: 'en-GB' };

/** "14 мая 2026", "14 May 2026", "14 май 2026": without the Cyrillic "г.", whose point would meet that of the sentence. */
export function formatDay(day: Day, locale: string): string {
  const noon = new Date(Date.UTC(day.year, day.month - 1, day.day, 12));
  return longFormat(TAGS[locale] ?? locale)
    .format(noon)
    .replace(/\s?г\.$/u, '');
}

const longFormats = new Map<string, Intl.DateTimeFormat>();

function longFormat(tag: string): Intl.DateTimeFormat {
  const known = longFormats.get(tag);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  longFormats.set(tag, made);
  return made;
}
