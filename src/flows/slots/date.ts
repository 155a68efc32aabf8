// A day in the past, in words or figures. chrono-node reads Russian and English; Bulgarian and bare figures are ours.
import { en, ru, type ParsedComponents } from 'chrono-node';
import type { Locale } from '../../model/locale.ts';
import type { SlotType } from '../types.ts';
import { bulgarianDay } from './date-bg.ts';
import { type Day, formatDay, isoDay, localDay, makeDay } from '../../model/day.ts';

export const date: SlotType = {
  name: 'date',
  parse(said, { locale, now, timeZone }) {
    const words = (said.text ?? '').trim().slice(0, 200);
    const today = localDay(now, timeZone);
    const day = parseDay(words, locale, today);
    if (!day) return { kind: 'invalid', why: 'slot.date.invalid' };
    const iso = isoDay(day);
    if (iso > isoDay(today)) return { kind: 'invalid', why: 'slot.date.future' };
    if (day.year < today.year - 30) return { kind: 'invalid', why: 'slot.date.old' };
    return { kind: 'value', slot: { value: iso, shown: formatDay(day, locale) } };
  },
};

/** The day that `words` name, seen from `today`; undefined when they name none. Figures are day first. */
export function parseDay(words: string, locale: Locale, today: Day): Day | undefined {
  return (
    figures(words, today) ??
    (locale === 'bg' ? bulgarianDay(words, today) : undefined) ??
    byChrono(words, locale, today)
  );
}

function figures(words: string, today: Day): Day | undefined {
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u.exec(words);
  if (iso) return makeDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const european = /(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?!\d)/u.exec(words);
  if (!european) return undefined;
  const [day, month] = [Number(european[1]), Number(european[2])];
  if (european[3] !== undefined) {
    const year = Number(european[3]);
    return makeDay(year < 100 ? 2000 + year : year, month, day);
  }
  return latestPast(month, day, today);
}

function byChrono(words: string, locale: Locale, today: Day): Day | undefined {
  const reference = new Date(`${isoDay(today)}T12:00:00Z`);
  const parsers = locale === 'en' ? [en.casual, ru.casual] : [ru.casual, en.casual];
  for (const parser of parsers) {
    const start = parser.parse(words, { instant: reference, timezone: 0 }, { forwardDate: false })[0]?.start;
    if (start) return dayOf(start, today);
  }
  return undefined;
}

function dayOf(start: ParsedComponents, today: Day): Day | undefined {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || month === null || day === null) return undefined;
  if (start.isCertain('year') || !start.isCertain('month')) return makeDay(year, month, day);
  return latestPast(month, day, today);
}

function latestPast(month: number, day: number, today: Day): Day | undefined {
  const thisYear = makeDay(today.year, month, day);
  if (thisYear && isoDay(thisYear) <= isoDay(today)) return thisYear;
  return makeDay(today.year - 1, month, day) ?? thisYear;
}
