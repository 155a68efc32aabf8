// The waiting promise: honest about hours, queue and recent times.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, isOpen } from '../../src/desk/calendar.ts';
import { promiseOf } from '../../src/desk/promise.ts';

const MINUTE = 60_000;
const SHOP: Calendar = {
  timeZone: 'Europe/Moscow',
  shifts: { mon: ['09:00-18:00'], tue: ['09:00-18:00'] },
  holidays: [],
};
const monday = (time: string): Date => new Date(`2026-05-11T${time}:00+03:00`);
const IDLE = { ahead: 0, recentMs: [], people: 1 };
const ALLOWED = 60 * MINUTE;

describe('the promise', () => {
  it('is half an hour as long as there are no figures', () => {
    expect(promiseOf(SHOP, IDLE, ALLOWED, monday('10:00'))).toEqual({
      open: true,
      ms: 30 * MINUTE,
      by: monday('10:30'),
    });
  });

  it('is what four of five recent tickets kept, rounded up', () => {
    const recentMs = [2, 3, 4, 8, 11, 12, 13, 14, 17, 50].map((minutes) => minutes * MINUTE);
    expect(promiseOf(SHOP, { ...IDLE, recentMs }, ALLOWED, monday('10:00')).ms).toBe(20 * MINUTE);
  });

  it('grows with the queue and shrinks with the people', () => {
    const recentMs = Array.from({ length: 10 }, () => 10 * MINUTE);
    expect(promiseOf(SHOP, { ahead: 4, recentMs, people: 1 }, ALLOWED, monday('10:00')).ms).toBe(45 * MINUTE);
    expect(promiseOf(SHOP, { ahead: 4, recentMs, people: 4 }, ALLOWED, monday('10:00')).ms).toBe(10 * MINUTE);
  });

  it('is never longer than what the shop allows itself', () => {
    expect(promiseOf(SHOP, { ahead: 500, recentMs: [], people: 1 }, ALLOWED, monday('10:00')).ms).toBe(
      60 * MINUTE,
    );
  });

  it('begins with the next shift outside hours', () => {
    expect(promiseOf(SHOP, IDLE, ALLOWED, monday('20:00'))).toMatchObject({
      open: false,
      by: new Date('2026-05-12T09:30:00+03:00'),
    });
  });

  it('is always later than the moment it is made, and falls into working hours', () => {
    const minutes = fc.integer({ min: 0, max: 14 * 24 * 60 });
    const load = fc.record({
      ahead: fc.nat({ max: 300 }),
      recentMs: fc.array(fc.integer({ min: 0, max: 600 * MINUTE }), { maxLength: 12 }),
      people: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(minutes, load, (after, busy) => {
        const now = new Date(monday('00:00').getTime() + after * MINUTE);
        const { by, ms } = promiseOf(SHOP, busy, ALLOWED, now);
        expect(by!.getTime()).toBeGreaterThanOrEqual(now.getTime() + ms);
        expect(ms).toBeGreaterThanOrEqual(5 * MINUTE);
        expect(ms).toBeLessThanOrEqual(ALLOWED);
        expect(isOpen(SHOP, new Date(by!.getTime() - 1))).toBe(true);
      }),
    );
  });

  it('gives no time where nobody works', () => {
    expect(promiseOf({ ...SHOP, shifts: {} }, IDLE, ALLOWED, monday('20:00')).by).toBeUndefined();
  });
});
