// Business time against a slow reference that walks minute by minute through shifts, holidays and both clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterBusinessMs, businessMs } from '../../src/desk/business-time.ts';
import type { Calendar } from '../../src/desk/calendar.ts';

const MINUTE = 60_000;

const SHOP: Calendar = {
  timeZone: 'Europe/Sofia',
  shifts: {
    mon: ['09:00-13:00', '14:00-18:00'],
    tue: ['09:00-18:00'],
    wed: ['00:00-24:00'],
    fri: ['22:30-24:00'],
    sat: ['00:00-02:15', '23:00-24:00'],
    sun: ['02:30-05:00'],
  },
  holidays: ['03-03', '2026-10-26'],
};

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether people work in the minute that begins at `instant`, by what the clock on the wall shows. */
function works(calendar: Calendar, instant: number): boolean {
  const { timeZone } = calendar;
  const format =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  clocks.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const date = `${parts['month']}-${parts['day']}`;
  if (calendar.holidays.some((one) => one === date || one === `${parts['year']}-${date}`)) return false;
  const time = `${parts['hour']}:${parts['minute']}`;
  const shifts = calendar.shifts[(parts['weekday'] ?? '').toLowerCase() as 'mon'] ?? [];
  return shifts.some((shift) => (shift.split('-')[0] ?? '') <= time && time < (shift.split('-')[1] ?? ''));
}

function slowMs(calendar: Calendar, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += MINUTE) if (works(calendar, at)) sum += MINUTE;
  return sum;
}

/** Minutes since the beginning of 2026, spread over the year with weight on the two clock changes. */
const instant = fc
  .oneof(
    fc.integer({ min: 0, max: 365 * 24 * 60 }),
    fc.integer({ min: 86 * 24 * 60, max: 89 * 24 * 60 }),
    fc.integer({ min: 296 * 24 * 60, max: 299 * 24 * 60 }),
  )
  .map((minutes) => Date.UTC(2026, 0, 1) + minutes * MINUTE);
const length = fc.integer({ min: 0, max: 6 * 24 * 60 }).map((minutes) => minutes * MINUTE);
const zone = fc.constantFrom('Europe/Sofia', 'Europe/Moscow', 'America/New_York', 'Australia/Lord_Howe');

describe('business time', () => {
  it('is what a walk through every minute counts', () => {
    fc.assert(
      fc.property(instant, length, zone, (from, ms, timeZone) => {
        const calendar = { ...SHOP, timeZone };
        expect(businessMs(calendar, new Date(from), new Date(from + ms))).toBe(
          slowMs(calendar, from, from + ms),
        );
      }),
      { numRuns: 120 },
    );
  }, 180_000);

  it('is over at the first instant that has so much of it behind it', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 40 * 60 }), (from, minutes) => {
        const end = afterBusinessMs(SHOP, new Date(from), minutes * MINUTE);
        if (!end) throw new Error('the calendar has work every week');
        expect(businessMs(SHOP, new Date(from), end)).toBe(minutes * MINUTE);
        expect(businessMs(SHOP, new Date(from), new Date(end.getTime() - 1))).toBe(minutes * MINUTE - 1);
      }),
      { numRuns: 200 },
    );
  });

  it('never comes where nobody ever works', () => {
    const idle = { ...SHOP, shifts: {} };
    expect(afterBusinessMs(idle, new Date('2026-05-01T00:00:00Z'), 1)).toBeUndefined();
    expect(businessMs(idle, new Date('2026-05-01T00:00:00Z'), new Date('2027-05-01T00:00:00Z'))).toBe(0);
  });

  it.each([
    ['an hour is left out in spring', '2026-03-29', 90],
    ['an hour is repeated in autumn', '2026-10-25', 210],
    ['on any other Sunday', '2026-05-10', 150],
  ])('of a shift from 02:30 to 05:00: %s', (_, day, minutes) => {
    const noonBefore = new Date(`${day}T00:00:00Z`);
    const sunday = { ...SHOP, shifts: { sun: ['02:30-05:00'] } };
    const spent = businessMs(
      sunday,
      new Date(noonBefore.getTime() - 12 * 60 * MINUTE),
      new Date(noonBefore.getTime() + 12 * 60 * MINUTE),
    );
    expect(spent / MINUTE).toBe(minutes);
  });
});
