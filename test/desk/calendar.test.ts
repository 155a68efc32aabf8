import { describe, expect, test } from 'vitest';
import {
  calendarSchema,
  clockTime,
  describeHours,
  isOpen,
  nextOpening,
  type Calendar,
  zoneName,
} from '../../src/desk/calendar.ts';

const CALENDAR: Calendar = {
  timeZone: 'Europe/Moscow',
  shifts: { mon: ['09:00-13:00', '14:00-20:00'], tue: ['09:00-20:00'], sat: ['10:00-18:00'] },
  holidays: ['05-09', '2026-11-24'],
};
const at = (local: string): Date => new Date(`${local}+03:00`);

describe('business hours', () => {
  test.each([
    ['2026-11-16T08:59:59', false],
    ['2026-11-16T09:00:00', true],
    ['2026-11-16T13:00:00', false],
    ['2026-11-16T14:00:00', true],
    ['2026-11-16T20:00:00', false],
    ['2026-11-18T12:00:00', false],
    ['2026-11-24T12:00:00', false],
    ['2027-05-09T12:00:00', false],
  ])('at %s Moscow time people are there: %s', (local, open) =>
    expect(isOpen(CALENDAR, at(local))).toBe(open),
  );

  test.each([
    ['2026-11-16T13:30:00', '2026-11-16', '14:00', 0],
    ['2026-11-16T21:00:00', '2026-11-17', '09:00', 1],
    ['2026-11-18T12:00:00', '2026-11-21', '10:00', 3],
    // Tuesday 24 is a holiday, so Saturday is next
    ['2026-11-23T21:00:00', '2026-11-28', '10:00', 5],
  ])('after %s work begins on %s at %s', (local, day, time, inDays) => {
    const next = nextOpening(CALENDAR, at(local));
    expect(
      next && {
        day: `${next.day.year}-${next.day.month}-${next.day.day}`,
        time: clockTime(next.minute),
        inDays: next.inDays,
      },
    ).toEqual({ day, time, inDays });
  });

  test('nothing opens next while people are there, or when nobody ever works', () => {
    expect(nextOpening(CALENDAR, at('2026-11-16T10:00:00'))).toBeUndefined();
    expect(nextOpening({ ...CALENDAR, shifts: {} }, at('2026-11-16T10:00:00'))).toBeUndefined();
  });

  test('hours are told by runs of equal days', () => {
    const shifts = { mon: ['09:00-20:00'], tue: ['09:00-20:00'], wed: ['09:00-20:00'], sun: ['10:00-18:00'] };
    expect(describeHours({ ...CALENDAR, shifts }, 'ru')).toBe('пн–ср 09:00–20:00, вс 10:00–18:00');
    expect(describeHours({ ...CALENDAR, shifts }, 'en')).toBe('Mon–Wed 09:00–20:00, Sun 10:00–18:00');
  });

  test.each([['9:00-18:00'], ['18:00-09:00'], ['09:00 - 18:00'], ['09:00-25:00']])(
    'the shift %j is refused',
    (shift) => {
      expect(calendarSchema.safeParse({ shifts: { mon: [shift] } }).success).toBe(false);
    },
  );
});

test.each([
  ['Europe/Moscow', 'ru', 'Москва'],
  ['Europe/Moscow', 'en', 'Moscow Time'],
  ['Europe/Sofia', 'bg', 'България'],
  ['Asia/Almaty', 'ru', 'Алматы'],
] as const)('the time of %s is called in %s "%s"', (timeZone, locale, name) => {
  expect(zoneName({ ...CALENDAR, timeZone }, locale, at('2026-11-18T12:00:00'))).toBe(name);
});
