import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SLOT_TYPES, type SlotTypeName } from '../../../src/flows/slots/types.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { context } from '../context.ts';

function parse(type: SlotTypeName, text: string, locale: Locale = 'ru'): unknown {
  const parsed = SLOT_TYPES[type].parse({ text }, context({ locale }));
  return parsed.kind === 'value' ? parsed.slot.value : parsed.kind;
}

describe('date (today is Wednesday, 18 November 2026)', () => {
  test.each<[Locale, string, string]>([
    ['ru', 'вчера', '2026-11-17'],
    ['ru', 'позавчера', '2026-11-16'],
    ['ru', 'сегодня', '2026-11-18'],
    ['ru', '15 мая', '2026-05-15'],
    ['ru', '15 мая 2024', '2024-05-15'],
    ['ru', '20 декабря', '2025-12-20'],
    ['ru', 'в прошлую пятницу', '2026-11-13'],
    ['ru', 'две недели назад', '2026-11-04'],
    ['ru', 'купил 05.03.2026 в магазине', '2026-03-05'],
    ['ru', '5.3.26', '2026-03-05'],
    ['ru', '25.12', '2025-12-25'],
    ['ru', '2026-03-05', '2026-03-05'],
    ['en', 'yesterday', '2026-11-17'],
    ['en', 'last friday', '2026-11-13'],
    ['en', 'May 15 2024', '2024-05-15'],
    ['en', 'two weeks ago', '2026-11-04'],
    ['bg', 'вчера', '2026-11-17'],
    ['bg', 'онзи ден', '2026-11-16'],
    ['bg', 'преди две седмици', '2026-11-04'],
    ['bg', 'преди 10 дни', '2026-11-08'],
    ['bg', 'миналия петък', '2026-11-13'],
    ['bg', '15 май', '2026-05-15'],
    ['bg', 'на 3 декември', '2025-12-03'],
    ['bg', '15 май 2024', '2024-05-15'],
    ['bg', 'миналата седмица', '2026-11-11'],
  ])('%s: %j is %s', (locale, words, day) => expect(parse('date', words, locale)).toBe(day));

  test.each([['30.02.2026'], ['не помню'], ['ааа'], ['']])('%j is no date', (words) => {
    expect(parse('date', words)).toBe('invalid');
  });

  test('a day to come, or one of a century ago, is refused with its own reason', () => {
    expect(SLOT_TYPES.date.parse({ text: '25.12.2026' }, context())).toEqual({
      kind: 'invalid',
      why: 'slot.date.future',
    });
    expect(SLOT_TYPES.date.parse({ text: '01.01.1920' }, context())).toEqual({
      kind: 'invalid',
      why: 'slot.date.old',
    });
  });
});

describe('order number', () => {
  test.each([
    ['UT-10421', 'UT-10421'],
    ['ut10421', 'UT-10421'],
    ['мой заказ ут-10421, где он?', 'UT-10421'],
    ['UT 10421', 'UT-10421'],
    ['UT–10421', 'UT-10421'],
    ['UT-104211', 'invalid'],
    ['10421', 'invalid'],
    ['OUT-10421', 'invalid'],
  ])('%j: %s', (words, expected) => expect(parse('order-number', words)).toBe(expected));
});

describe('proof', () => {
  test.each([
    ['4512', '4512'],
    ['последние цифры 45-12', '4512'],
    ['+7 916 123-45-12', '4512'],
    ['Anna@Example.ru.', 'anna@example.ru'],
    ['451', 'invalid'],
    ['не скажу', 'invalid'],
  ])('%j: %s', (words, expected) => expect(parse('proof', words)).toBe(expected));

  test('is never shown back', () => {
    const parsed = SLOT_TYPES.proof.parse({ text: '4512' }, context());
    expect(parsed).toMatchObject({ slot: { shown: expect.not.stringContaining('4512') as string } });
  });
});

describe('phone', () => {
  test.each<[Locale, string, string]>([
    ['ru', '8 916 123-45-12', '+79161234512'],
    ['ru', 'звоните +79161234512 после шести', '+79161234512'],
    ['bg', '088 123 4567', '+359881234567'],
    ['en', '+359 88 123 4567', '+359881234567'],
    ['ru', '12345', 'invalid'],
  ])('%s: %j is %s', (locale, words, expected) => expect(parse('phone', words, locale)).toBe(expected));
});

describe('yes or no', () => {
  test.each([
    ['да', true],
    ['Конечно!', true],
    ['не', false],
    ['nope', false],
    ['может быть', 'invalid'],
    ['да, но не сейчас', 'invalid'],
  ])('%j: %s', (words, expected) => expect(parse('yes-no', words)).toBe(expected));
});

test('no slot type throws or hangs on anything that can be typed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(SLOT_TYPES) as SlotTypeName[])),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom<Locale>('ru', 'en', 'bg'),
      (type, text, locale) => {
        const parsed = SLOT_TYPES[type].parse({ text }, context({ locale }));
        return ['value', 'invalid', 'needs', 'which'].includes(parsed.kind);
      },
    ),
    { numRuns: 500 },
  );
});
