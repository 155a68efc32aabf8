// SLA rules of a desk that is at work day and night: an hour for each reply, eight for the solution.
import type { Calendar } from '../../../src/desk/calendar.ts';
import type { SlaRules, Targets } from '../../../src/desk/sla.ts';

const HOUR = 3_600_000;
const day = ['00:00-24:00'];
const allowed: Targets = { first: HOUR, next: HOUR, solution: 8 * HOUR };

export const always: Calendar = {
  timeZone: 'UTC',
  shifts: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
  holidays: [],
};

export const rules: SlaRules = {
  policy: { targets: { low: allowed, normal: allowed, high: allowed, urgent: allowed }, warnAt: 0.8 },
  calendarOf: () => always,
};
