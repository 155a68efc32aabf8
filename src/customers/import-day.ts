// Days in the shop's files: fixed ones (`2026-05-14`) and ones counted from the day of the import (`today-12`), so that
// samples never go stale.
import { addDays, type Day, isoDay, parseIsoDay } from '../model/day.ts';

/** The hour of the day, UTC, at which an imported day is stored. */
const HOUR = 9;

/** 09:00 UTC on the day that `text` names; undefined when it names none. `today` is the day of `now` in UTC. */
export function importDay(text: string, now: Date): Date | undefined {
  const day = dayOf(text, now);
  return day && new Date(Date.UTC(day.year, day.month - 1, day.day, HOUR));
}

function dayOf(text: string, now: Date): Day | undefined {
  const relative = /^today(?:([+-])(\d{1,4}))?$/u.exec(text.toLowerCase());
  if (relative) {
    const days = Number(relative[2] ?? 0);
    return addDays(parseIsoDay(now.toISOString().slice(0, 10)), relative[1] === '-' ? -days : days);
  }
  try {
    const day = parseIsoDay(text);
    return isoDay(day) === text ? day : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
