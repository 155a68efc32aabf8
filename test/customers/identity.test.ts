import { describe, expect, test } from 'vitest';
import { ATTEMPT_WINDOW_MS, limitedUntil, proves } from '../../src/customers/identity.ts';

const ORDER = { phone: '79161234512', email: 'Anna@Example.ru' };

describe('proof of an order', () => {
  test.each([
    ['4512', true],
    [' 4512 ', true],
    ['anna@example.ru', true],
    ['4513', false],
    ['512', false],
    ['79161234512', false],
    ['', false],
    ['anna@example.com', false],
    ['@', false],
  ])('%j proves it: %s', (given, expected) => expect(proves(given, ORDER)).toBe(expected));

  test('an order without e-mail is not proved by any', () => {
    expect(proves('@', { phone: '79161234512' })).toBe(false);
  });
});

describe('wrong attempts', () => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 18, 12, minute));
  const newestFirst = (count: number): Date[] => Array.from({ length: count }, (_, index) => at(30 - index));

  test('four by an address are free, the fifth closes for an hour from the oldest of the five', () => {
    expect(limitedUntil({ byAddress: newestFirst(4), atOrder: [] })).toBeUndefined();
    expect(limitedUntil({ byAddress: newestFirst(5), atOrder: [] })).toEqual(
      new Date(at(26).getTime() + ATTEMPT_WINDOW_MS),
    );
  });

  test('ten at one order close it for everybody', () => {
    expect(limitedUntil({ byAddress: [], atOrder: newestFirst(9) })).toBeUndefined();
    expect(limitedUntil({ byAddress: [], atOrder: newestFirst(10) })).toBeInstanceOf(Date);
  });
});
