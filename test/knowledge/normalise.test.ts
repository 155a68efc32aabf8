import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_WORDS, normalise, words } from '../../src/knowledge/normalise.ts';

const CASES: readonly (readonly [what: string, typed: string, read: string])[] = [
  ['case and punctuation', 'Где МОЙ заказ?!', 'где мой заказ'],
  ['ё', 'Ещё везёте?', 'еще везете'],
  ['й stays й', 'чайник', 'чайник'],
  ['zero-width and soft hyphens', 'за\u200bка\u00adз', 'заказ'],
  ['right-to-left marks', '\u202eзаказ\u202c', 'заказ'],
  ['control characters', 'где\u0000заказ', 'где заказ'],
  ['full-width letters', 'ＯＲＤＥＲ', 'order'],
  ['Latin letters inside a Cyrillic word', 'зaкaз', 'заказ'],
  ['Cyrillic letters inside a Latin word', 'оrder', 'order'],
  ['stretched letters', 'ооочень дооолго', 'очень долго'],
  ['apostrophes', "doesn't", 'doesnt'],
  ['emoji', 'чайник 🫖 сломался 😡', 'чайник сломался'],
  ['addresses and long numbers', 'заказ 451234 a@b.ru https://x.y/z где', 'заказ где'],
  ['nothing', ' \t ', ''],
];

test.each(CASES)('reads through %s', (_, typed, read) => {
  expect(normalise(typed)).toBe(read);
});

test('whatever is sent, there are few words and reading them again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (text) => {
      const once = words(text);
      expect(once.length).toBeLessThanOrEqual(MAX_WORDS);
      expect(once.every((word) => Array.from(word).length <= 32)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
