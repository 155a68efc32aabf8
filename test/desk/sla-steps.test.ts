// What an SLA clock makes happen: a warning in time, the breach at the end, and after a long silence of the server only the breach.
import { expect, test } from 'vitest';
import { slaClocks, type SlaRules } from '../../src/desk/sla.ts';
import { slaSteps } from '../../src/desk/sla-steps.ts';
import { ticketWith } from './ticket-with.ts';

const HOUR = 3_600_000;
const OPENED = new Date('2026-11-16T09:00:00Z');
const ALWAYS = ['00:00-24:00'];
const TARGETS = { first: HOUR, next: 2 * HOUR, solution: 1_000 * HOUR };
const RULES: SlaRules = {
  policy: { targets: { low: TARGETS, normal: TARGETS, high: TARGETS, urgent: TARGETS }, warnAt: 0.8 },
  calendarOf: () => ({
    timeZone: 'UTC',
    shifts: { mon: ALWAYS, tue: ALWAYS, wed: ALWAYS, thu: ALWAYS, fri: ALWAYS, sat: ALWAYS, sun: ALWAYS },
    holidays: [],
  }),
};
const TICKET = ticketWith([{ at: OPENED, kind: 'opened' }]);

test.each([
  ['in time', 0, 'warned in 48m, breached in 60m'],
  ['between the two', 50, 'warned in -2m, breached in 10m'],
  ['at the very end', 60, 'breached in 0m'],
  ['after five days without a server', 5 * 24 * 60, 'breached in 0m'],
])('%s', (_, minutes, expected) => {
  const now = new Date(OPENED.getTime() + minutes * 60_000);
  const steps = slaSteps(TICKET, slaClocks(TICKET, RULES, now), now).filter(({ clock }) => clock === 'first');
  const told = steps.map(({ what, at }) => `${what} in ${(at.getTime() - now.getTime()) / 60_000}m`);
  expect(told.join(', ')).toBe(expected);
});
