// The names of the months in Russian, English and Bulgarian, and the days that are told by them: "15 мая", "в началото на май".
import { type Day, addDays, makeDay } from '../../model/day.ts';

/** In order, all usual forms and short forms. */
const NAMES: readonly string[] = [
  'январ[ьяе]|янв|януари|яну|january|jan',
  'феврал[ьяе]|фев|февр|февруари|february|feb',
  'март|марта|марте|мар|march|mar',
  'апрел[ьяе]|апр|април|april|apr',
  'ма[йяе]|may',
  'июн[ьяе]|июн|юни|june|jun',
  'июл[ьяе]|июл|юли|july|jul',
  'август|августа|августе|авг|august|aug',
  'сентябр[ьяе]|сент?|септември|септ?|september|sept?',
  'октябр[ьяе]|окт|октомври|october|oct',
  'ноябр[ьяе]|нояб?|ноември|ноем?|november|nov',
  'декабр[ьяе]|дек|декември|december|dec',
];
const MONTHS = NAMES.map((forms) => new RegExp(`^(?:${forms})$`, 'u'));
const MONTH = `(${NAMES.join('|')})\\.?(?![\\p{L}\\p{N}])`;
const YEAR = '(?:,?\\s+(\\d{4})(?!\\d))?';
const EDGE = '(?<![\\p{L}\\p{N}])';

const ORDINAL = '(?:-?(?:го|ого|е|ое|ти|ви|ри|ми|st|nd|rd|th))?';
const DAY_FIRST = new RegExp(`${EDGE}(\\d{1,2})${ORDINAL}\\s+(?:of\\s+)?${MONTH}${YEAR}`, 'u');
const MONTH_FIRST = new RegExp(`${EDGE}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d.:])${YEAR}`, 'u');
const PART = new RegExp(
  `${EDGE}(?:в(?:ъв)?\\s+|in\\s+|at\\s+)?(?:the\\s+)?(начал[аеоу]то|начал[аеоу]|early|beginning|start|середин[аеуы]|средата|среда|mid|middle|конц[аеу]|конец|края|край|late|end)(?:\\s+на|\\s+of)?[\\s-]+${MONTH}${YEAR}`,
  'u',
);
const WITH_YEAR = new RegExp(`${EDGE}${MONTH},?\\s+(\\d{4})(?!\\d)`, 'u');
const ALONE = new RegExp(`${EDGE}(?:в|через|през|от|с|in|since|from)\\s+${MONTH}`, 'u');
const ONLY = new RegExp(`^${MONTH}[\\s.!]*$`, 'u');

export interface MonthDay {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
  /** Whether the day itself was named, not only the month. */
  readonly exact: boolean;
  readonly from: number;
  readonly to: number;
}

/** The day that lower-case `text`, with its numbers in figures, tells by a month's name. */
export function dayByMonth(text: string): MonthDay | undefined {
  return (
    made(DAY_FIRST.exec(text), (match) => [match[2], Number(match[1]), match[3], true]) ??
    made(MONTH_FIRST.exec(text), (match) => [match[1], Number(match[2]), match[3], true]) ??
    made(PART.exec(text), (match) => [match[2], partOf(match[1] ?? ''), match[3], false]) ??
    made(WITH_YEAR.exec(text), (match) => [match[1], 1, match[2], false]) ??
    made(ALONE.exec(text) ?? ONLY.exec(text), (match) => [match[1], 1, undefined, false])
  );
}

/** The day in that year; the month's last day where `day` is past its end (`Infinity` for "the end of"). */
export function inYear({ month, day }: MonthDay, year: number): Day | undefined {
  if (day !== Infinity) return makeDay(year, month, day);
  return addDays(
    month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 },
    -1,
  );
}

function made(
  match: RegExpExecArray | null,
  read: (match: RegExpExecArray) => [string | undefined, number, string | undefined, boolean],
): MonthDay | undefined {
  if (!match) return undefined;
  const [name, day, year, exact] = read(match);
  const month = MONTHS.findIndex((forms) => forms.test(name ?? '')) + 1;
  if (month === 0) return undefined;
  const place = { from: match.index, to: match.index + match[0].length };
  return { month, day, exact, ...place, ...(year === undefined ? {} : { year: Number(year) }) };
}

function partOf(word: string): number {
  if (/^(?:начал|early|beginning|start)/u.test(word)) return 1;
  return /^(?:серед|сред|mid)/u.test(word) ? 15 : Infinity;
}
