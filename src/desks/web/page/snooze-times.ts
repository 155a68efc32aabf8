// The moments that a request can be put aside until, in the operator's own time zone. Pure.

export interface SnoozeTimes {
  readonly hour: Date;
  readonly threeHours: Date;
  /** Nine in the morning of the next day. */
  readonly tomorrow: Date;
  /** Nine in the morning of the next Monday. */
  readonly monday: Date;
}

const HOUR_MS = 3_600_000;
const MORNING = 9;

export function snoozeTimes(now: Date): SnoozeTimes {
  return {
    hour: new Date(now.getTime() + HOUR_MS),
    threeHours: new Date(now.getTime() + 3 * HOUR_MS),
    tomorrow: morning(now, 1),
    monday: morning(now, (8 - now.getDay()) % 7 || 7),
  };
}

/** The value of a date field, such as `2026-03-04T09:00`. */
export function fieldValue(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
