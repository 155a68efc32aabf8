import { describe, expect, test } from 'vitest';
import { ATTEMPT_WINDOW_MS, kindOfProof, limitedUntil, proves } from '../../src/customers/identity.ts';
import type { WrongAttempt } from '../../src/model/store.ts';

const ORDER = { phone: '79161234512', email: 'Anna@Example.ru' };

describe('proof of an order', () => {
  test.each([
    ['4512', true],
    [' 4512 ', true],
    ['anna@example.ru', true],
    ['+7 916 123-45-12', true],
    ['89161234512', true],
    ['9161234512', true],
    ['4513', false],
    ['512', false],
    ['34512', false],
    ['+7 916 123-45-13', false],
    ['', false],
    ['anna@example.com', false],
    ['@', false],
  ])('%j proves it: %s', (given, expected) => expect(proves(given, ORDER)).toBe(expected));

  test('a Bulgarian number proves it as people write it at home', () => {
    expect(proves('0888 123 456', { phone: '359888123456' })).toBe(true);
  });

  test('an order without e-mail or phone is not proved by any', () => {
    expect(proves('@', { phone: '79161234512' })).toBe(false);
    expect(proves('0000', { phone: '' })).toBe(false);
  });

  test.each([
    ['4512', 'short'],
    ['anna@example.ru', 'whole'],
    ['89161234512', 'whole'],
    ['nonsense', 'short'],
  ])('%j is a %s proof', (given, kind) => expect(kindOfProof(given)).toBe(kind));
});

describe('limits of wrong attempts', () => {
  const NOW = new Date('2026-11-18T12:00:00Z');
  const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
  const times = (count: number): Date[] => Array.from({ length: count }, (_, index) => ago(index + 1));
  const strangers = (count: number, from = 1, proof: WrongAttempt['proof'] = 'short'): WrongAttempt[] =>
    Array.from({ length: count }, (_, index) => ({ at: ago(from + index), who: `stranger-${index}`, proof }));
  const NOBODY = { byAddress: [], atObject: [] };

  test('four by an address are free, the fifth closes for an hour from the oldest of the five', () => {
    expect(limitedUntil({ ...NOBODY, byAddress: times(4) }, 'short', NOW)).toBeUndefined();
    expect(limitedUntil({ ...NOBODY, byAddress: times(5) }, 'short', NOW)).toEqual(ago(5 - 60));
    expect(
      limitedUntil(
        { ...NOBODY, byAddress: times(5).map((at) => ago(60 + (NOW.getTime() - at.getTime()) / 60_000)) },
        'short',
        NOW,
      ),
    ).toBeUndefined();
  });

  test('ten strangers do not lock out whoever has made no mistake', () => {
    expect(limitedUntil({ byAddress: [], atObject: strangers(10) }, 'short', NOW)).toBeUndefined();
  });

  test('while five addresses guess at an object, one mistake an hour is all that each may make', () => {
    const wrong = { byAddress: [ago(3)], atObject: strangers(5) };
    expect(limitedUntil(wrong, 'short', NOW)).toEqual(ago(3 - 60));
    expect(limitedUntil({ ...wrong, atObject: strangers(4) }, 'short', NOW)).toBeUndefined();
  });

  test('thirty wrong guesses of four digits a day close an object to four digits, from any address', () => {
    const atObject = strangers(30, 61);
    const until = new Date(ago(90).getTime() + ATTEMPT_WINDOW_MS);
    expect(limitedUntil({ byAddress: [], atObject }, 'short', NOW)).toEqual(until);
    expect(limitedUntil({ byAddress: [], atObject: atObject.slice(0, 29) }, 'short', NOW)).toBeUndefined();
  });

  test('an e-mail or a whole phone still opens it then, until those are guessed at as often', () => {
    const short = strangers(30, 61);
    expect(limitedUntil({ byAddress: [], atObject: short }, 'whole', NOW)).toBeUndefined();
    const both = [...short, ...strangers(30, 100, 'whole')];
    expect(limitedUntil({ byAddress: [], atObject: both }, 'whole', NOW)).toBeInstanceOf(Date);
  });
});
