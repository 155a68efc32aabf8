// Bulgarian words for days: "вчера", "преди две седмици", "15 май", "миналия петък".
import { type Day, addDays, isoDay, makeDay } from '../../model/day.ts';

const MONTHS = ['яну', 'фев', 'мар', 'апр', 'май', 'юни', 'юли', 'авг', 'сеп', 'окт', 'ное', 'дек'];
const WEEKDAYS = ['недел', 'понедел', 'вторник', 'сряда', 'четвърт', 'петък', 'събот'];
const NUMBERS: Readonly<Record<string, number>> = {
  един: 1, една: 1, едно: 1, два: 2, две: 2, три: 3, четири: 4, пет: 5, шест: 6, седем: 7, осем: 8, девет: 9, десет: 10,
}; // prettier-ignore
const UNIT_DAYS: readonly (readonly [RegExp, number])[] = [
  [/^ден|^дн/u, 1],
  [/^седмиц/u, 7],
  [/^месец/u, 30],
  [/^годин/u, 365],
];

export function bulgarianDay(words: string, today: Day): Day | undefined {
  const text = words.toLowerCase();
  if (/(?<!\p{L})(?:онзи ден|завчера)(?!\p{L})/u.test(text)) return addDays(today, -2);
  if (/(?<!\p{L})(?:вчера|снощи)(?!\p{L})/u.test(text)) return addDays(today, -1);
  if (/(?<!\p{L})(?:днес|тази сутрин)(?!\p{L})/u.test(text)) return today;
  return ago(text, today) ?? lastWeekday(text, today) ?? dayOfMonth(text, today) ?? lastUnit(text, today);
}

function ago(text: string, today: Day): Day | undefined {
  const match = /(?<!\p{L})преди\s+(?:около\s+)?(?:(\d{1,3}|\p{L}+)\s+)?(\p{L}+)/u.exec(text);
  if (!match) return undefined;
  const unit = UNIT_DAYS.find(([pattern]) => pattern.test(match[2] ?? ''));
  const count = match[1] === undefined ? 1 : (NUMBERS[match[1]] ?? Number(match[1]));
  return unit && Number.isInteger(count) ? addDays(today, -count * unit[1]) : undefined;
}

function lastUnit(text: string, today: Day): Day | undefined {
  if (/минал(?:ата|а) седмица/u.test(text)) return addDays(today, -7);
  if (/минал(?:ия|ият) месец/u.test(text)) return addDays(today, -30);
  return undefined;
}

function lastWeekday(text: string, today: Day): Day | undefined {
  const weekday = WEEKDAYS.findIndex((name) => new RegExp(`(?<!\\p{L})${name}`, 'u').test(text));
  if (weekday < 0) return undefined;
  const now = new Date(`${isoDay(today)}T00:00:00Z`).getUTCDay();
  return addDays(today, -((now - weekday + 7) % 7 || 7));
}

function dayOfMonth(text: string, today: Day): Day | undefined {
  const match = /(?<!\d)(\d{1,2})(?:-?(?:ти|ви|ри|ми))?\s+(\p{L}{3})\p{L}*(?:\s+(\d{4}))?/u.exec(text);
  const month = MONTHS.indexOf(match?.[2] ?? '') + 1;
  if (!match || month === 0) return undefined;
  if (match[3] !== undefined) return makeDay(Number(match[3]), month, Number(match[1]));
  const thisYear = makeDay(today.year, month, Number(match[1]));
  if (thisYear && isoDay(thisYear) <= isoDay(today)) return thisYear;
  return makeDay(today.year - 1, month, Number(match[1]));
}
