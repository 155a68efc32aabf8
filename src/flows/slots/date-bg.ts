// Bulgarian words for days, which chrono-node does not know: "вчера", "преди две седмици", "миналия петък", "другия вторник".
import { type Day, addDays, addMonths, isoDay } from '../../model/day.ts';

export interface BulgarianDay {
  readonly day: Day;
  readonly from: number;
  readonly to: number;
}

type Reading = readonly [RegExp, (match: RegExpExecArray, today: Day, future: boolean) => Day | undefined];

const COUNT = '(?:(\\d{1,3})\\s+)?';
const UNIT = '(ден|дни|дена|седмица|седмици|месец|месеца|месеци|година|години)';
const WEEKDAY = '(неделя|понеделник|вторник|сряда|четвъртък|петък|събота)';
const WEEKDAYS = ['неделя', 'понеделник', 'вторник', 'сряда', 'четвъртък', 'петък', 'събота'];
const LAST = 'минал(?:ия|ият|ата|а|и|ото)';
const NEXT = '(?:следващ|идн|идващ|друг)(?:ия|ият|ата|а|и|ото)';

/** The first that fits wins; all are read in lower case with numbers in figures. */
const READINGS: readonly Reading[] = [
  [whole('онзи ден|оня ден|завчера'), (_, today) => addDays(today, -2)],
  [whole('вчера|снощи'), (_, today) => addDays(today, -1)],
  [whole('вдругиден|други ден'), (_, today) => addDays(today, 2)],
  [whole('утре'), (_, today) => addDays(today, 1)],
  [whole('днес|тази сутрин|тази вечер|довечера'), (_, today) => today],
  [whole(`преди\\s+(?:около\\s+|към\\s+)?${COUNT}${UNIT}`), (match, today) => moved(today, match, -1)],
  [whole('преди\\s+половин\\s+година'), (_, today) => addMonths(today, -6)],
  [whole(`след\\s+(?:около\\s+)?${COUNT}${UNIT}`), (match, today) => moved(today, match, 1)],
  [whole(`(?:в\\s+|във\\s+|от\\s+)?${LAST}\\s+${WEEKDAY}`), (match, today) => weekday(today, match[1], false)],
  [whole(`(?:в\\s+|във\\s+)?${NEXT}\\s+${WEEKDAY}`), (match, today) => weekday(today, match[1], true)],
  [whole(`(?:в\\s+|във\\s+|от\\s+)?${WEEKDAY}(?:та)?`), (match, today, future) => weekday(today, match[1], future)],
  [whole(`${LAST}\\s+седмица`), (_, today) => addDays(today, -7)],
  [whole(`${LAST}\\s+месец`), (_, today) => addMonths(today, -1)],
  [whole(`${LAST}\\s+година`), (_, today) => addMonths(today, -12)],
  [whole(`${NEXT}\\s+седмица`), (_, today) => addDays(today, 7)],
]; // prettier-ignore

/** `text` is lower case, its numbers are figures. `future`: a bare weekday is the one to come. */
export function bulgarianDay(text: string, today: Day, future: boolean): BulgarianDay | undefined {
  for (const [pattern, read] of READINGS) {
    const match = pattern.exec(text);
    const day = match && read(match, today, future);
    if (match && day) return { day, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

function whole(pattern: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'u');
}

function moved(today: Day, match: RegExpExecArray, sign: 1 | -1): Day {
  const count = sign * Number(match[1] ?? 1);
  const unit = match[2] ?? '';
  if (unit.startsWith('д')) return addDays(today, count);
  if (unit.startsWith('с')) return addDays(today, 7 * count);
  return addMonths(today, unit.startsWith('м') ? count : 12 * count);
}

function weekday(today: Day, name: string | undefined, future: boolean): Day | undefined {
  const wanted = WEEKDAYS.indexOf(name ?? '');
  if (wanted < 0) return undefined;
  const now = new Date(`${isoDay(today)}T00:00:00Z`).getUTCDay();
  return addDays(today, future ? (wanted - now + 7) % 7 || 7 : -((now - wanted + 7) % 7 || 7));
}
