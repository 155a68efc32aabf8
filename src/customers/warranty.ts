// Is it under warranty? The period runs from the day of delivery for whole calendar months (both days inclusive).
import { addMonths, type Day, isoDay, parseIsoDay } from '../model/day.ts';

export interface WarrantyVerdict {
  readonly kind: 'covered' | 'over';
  /** Last day of the warranty, `YYYY-MM-DD`. */
  readonly until: string;
  readonly untilDay: Day;
}

/** `bought` and `today` are `YYYY-MM-DD`; `months` is at least 0. Throws RangeError when a day is malformed. */
export function warrantyVerdict(bought: string, months: number, today: string): WarrantyVerdict {
  const untilDay = addMonths(parseIsoDay(bought), months);
  const until = isoDay(untilDay);
  return { kind: today <= until ? 'covered' : 'over', until, untilDay };
}
