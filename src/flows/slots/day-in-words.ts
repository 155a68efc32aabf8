// Which day a text names. chrono-node reads what is relative in Russian and English; Bulgarian, figures and months are ours.
import { en, ru, type ParsedComponents } from 'chrono-node';
import { type Day, addDays, isoDay, makeDay } from '../../model/day.ts';
import type { Locale } from '../../model/locale.ts';
import { bulgarianDay } from './date-bg.ts';
import { dayByMonth, inYear } from './months.ts';
import { inFigures } from './numerals.ts';

export interface DayInWords {
  readonly day: Day;
  /** Named as a day, not as a month, a week or a year. */
  readonly exact: boolean;
  /** With its year, so that it can hardly be anything but a date. */
  readonly full: boolean;
  /** The part of the text that names it, as typed. */
  readonly words: string;
}

interface Place extends Omit<DayInWords, 'words'> {
  readonly from: number;
  readonly to: number;
}

/** Figures are day first. A day without its year is the latest gone by; with `future`, the next to come. */
export function findDay(words: string, locale: Locale, today: Day, future: boolean): DayInWords | undefined {
  const figures = inFigures(words);
  const text = lowerCase(figures.text);
  const found =
    inNumbers(text, today, future) ??
    byMonth(text, today, future) ??
    (locale === 'bg' ? inBulgarian(text, today, future) : undefined) ??
    byChrono(text, locale, today, future);
  if (!found) return undefined;
  return {
    day: found.day,
    exact: found.exact,
    full: found.full,
    words: figures.original(found.from, found.to),
  };
}

/** As long as the text, place by place. */
function lowerCase(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}

function inNumbers(text: string, today: Day, future: boolean): Place | undefined {
  for (const match of text.matchAll(
    /(?<![\d.])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([./-])(\d{1,2})(?:\5(\d{4}|\d{2}))?)(?![\d:]|[.,]\d)/gu,
  )) {
    const [, isoYear, isoMonth, isoDate, date, sign, month, year] = match;
    // hours are written 10-14 as well
    if (sign === '-' && year === undefined) continue;
    const day =
      isoYear !== undefined
        ? makeDay(Number(isoYear), Number(isoMonth), Number(isoDate))
        : year !== undefined
          ? makeDay(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(date))
          : nearest((one) => makeDay(one, Number(month), Number(date)), today, future);
    const full = isoYear !== undefined || year?.length === 4;
    if (day) return { day, exact: true, full, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

function byMonth(text: string, today: Day, future: boolean): Place | undefined {
  const found = dayByMonth(text);
  if (!found) return undefined;
  const { year, exact, from, to } = found;
  const day = year === undefined ? nearest((one) => inYear(found, one), today, future) : inYear(found, year);
  return day && { day, exact, full: exact && year !== undefined, from, to };
}

function inBulgarian(text: string, today: Day, future: boolean): Place | undefined {
  const found = bulgarianDay(text, today, future);
  return found && { ...found, exact: true, full: false };
}

function byChrono(text: string, locale: Locale, today: Day, future: boolean): Place | undefined {
  const reference = { instant: new Date(`${isoDay(today)}T12:00:00Z`), timezone: 0 };
  for (const parser of locale === 'en' ? [en.casual, ru.casual] : [ru.casual, en.casual]) {
    for (const { start, index, text: words } of parser.parse(text, reference, { forwardDate: false })) {
      const day = /\d{4}/u.test(words) ? undefined : dayOf(start, words, today, future);
      if (!day) continue;
      const exact = start.isCertain('day') || start.isCertain('weekday');
      return { day, exact, full: false, from: index, to: index + words.length };
    }
  }
  return undefined;
}

function dayOf(start: ParsedComponents, words: string, today: Day, future: boolean): Day | undefined {
  const [year, month, date] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || month === null || date === null) return undefined;
  const known = (['year', 'month', 'day', 'weekday'] as const).filter((part) => start.isCertain(part));
  // an hour alone is no day
  if (known.length === 0 && start.isCertain('hour')) return undefined;
  const day = makeDay(year, month, date);
  if (!day || !start.isCertain('weekday') || start.isCertain('day')) return day;
  const [iso, present] = [isoDay(day), isoDay(today)];
  const past = /(?<!\p{L})(?:прошл|минувш|last|past)/u.test(words);
  if (future && !past) return iso <= present ? addDays(day, 7) : day;
  return iso >= present && !/(?<!\p{L})(?:следующ|будущ|next|coming)/u.test(words) ? addDays(day, -7) : day;
}

/** This year's, or last year's where that has not come yet; with `future`, next year's where it is over. */
function nearest(inThat: (year: number) => Day | undefined, today: Day, future: boolean): Day | undefined {
  const years = future ? [0, 1, 2, 3, 4] : [0, -1, -2, -3, -4];
  return years
    .map((more) => inThat(today.year + more))
    .find((day) => day && (future ? isoDay(day) >= isoDay(today) : isoDay(day) <= isoDay(today)));
}
