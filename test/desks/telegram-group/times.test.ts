// Times as operators write them, in the desk's time zone; what names no time in the coming year is refused.
import { describe, expect, test } from 'vitest';
import { timeIn } from '../../../src/desks/telegram-group/times.ts';

const ZONE = 'Europe/Sofia';
/** A Thursday; 14:30 in Sofia. */
const NOW = new Date('2026-03-26T12:30:00Z');

/** As a clock on the wall of that zone shows it. */
function wall(at: Date | undefined, timeZone = ZONE): string | undefined {
  return at?.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}

describe('a while', () => {
  test.each([
    ['2h', '2026-03-26 16:30'],
    ['30m', '2026-03-26 15:00'],
    ['1h30m', '2026-03-26 16:00'],
    ['1.5h', '2026-03-26 16:00'],
    ['in 2 hours', '2026-03-26 16:30'],
    ['in an hour', '2026-03-26 15:30'],
    ['half an hour', '2026-03-26 15:00'],
    ['45 мин', '2026-03-26 15:15'],
    ['через 3 часа', '2026-03-26 17:30'],
    ['час', '2026-03-26 15:30'],
    ['полчаса', '2026-03-26 15:00'],
    ['на неделю', '2026-04-02 14:30'],
    ['след 2 часа', '2026-03-26 16:30'],
    ['20 минути', '2026-03-26 14:50'],
    ['1d', '2026-03-27 14:30'],
    ['2 дня', '2026-03-28 14:30'],
    ['3 дни', '2026-03-29 14:30'],
    ['1 седмица', '2026-04-02 14:30'],
  ])('%s', (text, expected) => {
    expect(wall(timeIn(text, NOW, ZONE))).toBe(expected);
  });

  test('of days keeps the hour over the change to summer time', () => {
    expect(timeIn('4d', NOW, ZONE)).toEqual(new Date('2026-03-30T11:30:00Z'));
  });
});

describe('a day, an hour, or both', () => {
  test.each([
    ['tomorrow', '2026-03-27 09:00'],
    ['Завтра', '2026-03-27 09:00'],
    ['утре', '2026-03-27 09:00'],
    ['до завтра', '2026-03-27 09:00'],
    ['послезавтра в 18:00', '2026-03-28 18:00'],
    ['завтра в 10', '2026-03-27 10:00'],
    ['tomorrow at 6pm', '2026-03-27 18:00'],
    ['mon 10:00', '2026-03-30 10:00'],
    ['on Monday', '2026-03-30 09:00'],
    ['во вторник в 8:15', '2026-03-31 08:15'],
    ['понеделник, 10:00', '2026-03-30 10:00'],
    ['неделя', '2026-03-29 09:00'],
    ['thu', '2026-04-02 09:00'],
    ['чт 16:00', '2026-03-26 16:00'],
    ['today 16:00', '2026-03-26 16:00'],
    ['16:00', '2026-03-26 16:00'],
    ['10:00', '2026-03-27 10:00'],
    ['10.15', '2026-03-27 10:15'],
    ['12am', '2026-03-27 00:00'],
    ['1.4', '2026-04-01 09:00'],
    ['25.03', '2027-03-25 09:00'],
    ['01.04.2026 12:00', '2026-04-01 12:00'],
    ['2026-04-01', '2026-04-01 09:00'],
  ])('%s', (text, expected) => {
    expect(wall(timeIn(text, NOW, ZONE))).toBe(expected);
  });

  test.each([
    ['that the change to summer time leaves out', '29.03 3:30', '2026-03-29 04:30'],
    ['on the evening before it', '28.03 23:00', '2026-03-28 23:00'],
  ])('%s', (_name, text, expected) => {
    expect(wall(timeIn(text, NOW, ZONE))).toBe(expected);
  });

  test('on the other side of midnight the day is that of the time zone', () => {
    const late = new Date('2026-03-26T23:30:00Z');
    expect(wall(timeIn('tomorrow 10:00', late, ZONE))).toBe('2026-03-28 10:00');
    expect(wall(timeIn('tomorrow 10:00', late, 'America/New_York'), 'America/New_York')).toBe(
      '2026-03-27 10:00',
    );
  });
});

test.each([
  '',
  'soon',
  '10',
  '0m',
  '-2h',
  '2 hours ago',
  'm',
  'today 9:00',
  '25:00',
  '13pm',
  '31.02',
  '01.01.2026',
  '400d',
  '99.99 10:00',
])('"%s" is no time to come', (text) => {
  expect(timeIn(text, NOW, ZONE)).toBeUndefined();
});
