import { describe, expect, test } from 'vitest';
import { editCost } from '../../src/knowledge/edit-cost.ts';
import { createSpeller } from '../../src/knowledge/speller.ts';
import { buildSpellingBook } from '../../src/knowledge/spelling-book.ts';

const book = buildSpellingBook([
  ['вернуть', 'товар', 'за', 'деньги', 'доставка', 'заказ'],
  ['доставка', 'товар', 'гарантия', 'холодильник'],
  ['как', 'получить', 'мой', 'заказ'],
]);
const everyday = buildSpellingBook([['погода']]);
const speller = createSpeller([book], everyday, (word) => word === 'товаром');

describe('a word that the base has never seen is read as', () => {
  const cases: readonly (readonly [what: string, typed: string, read: string])[] = [
    ['the word with a letter missing', 'вернть', 'вернуть'],
    ['the word with a letter too many', 'доосставка', 'доставка'],
    ['the word with two letters swapped', 'тоавр', 'товар'],
    ['the word with a wrong letter', 'холадильник', 'холодильник'],
    ['two words run together', 'вернутьтовар', 'вернуть товар'],
    ['one word torn apart', 'дос тавка', 'доставка'],
    ['two words with a letter on the wrong side of the space', 'мо йзаказ', 'мой заказ'],
    ['the word with two letters doubled', 'ддостаавка', 'доставка'],
    ['the word whose keys lie beside', 'зпказ', 'заказ'],
    ['an everyday word that the base does not use', 'пгода', 'погода'],
    ['itself when it is a form of a known word', 'товаром', 'товаром'],
    ['itself when it is an everyday word', 'погода', 'погода'],
    ['itself when nothing is near', 'бегемот', 'бегемот'],
    ['itself when it is short', 'зо', 'зо'],
    ['itself when only the end is alike', 'франция', 'франция'],
  ];
  test.each(cases)('%s', (_, typed, read) => {
    expect(speller.correct(typed.split(' ')).join(' ')).toBe(read);
  });
});

test('a slip of the hand costs less than a wrong letter, and the first letter is the dearest', () => {
  expect(editCost('заказ', 'заказ', 2)).toBe(0);
  const [swapped, doubled, beside, wrong, first] = ['закза', 'зааказ', 'звказ', 'зщказ', 'жаказ'].map(
    (typed) => editCost(typed, 'заказ', 2),
  );
  expect(doubled).toBeLessThan(swapped ?? 0);
  expect(swapped).toBeLessThan(beside ?? 0);
  expect(beside).toBeLessThan(wrong ?? 0);
  expect(wrong).toBeLessThan(first ?? 0);
  expect(editCost('заказ', 'доставка', 2)).toBe(Infinity);
});
