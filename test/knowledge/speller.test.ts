import { describe, expect, test } from 'vitest';
import { buildSpellingBook, createSpeller, distance } from '../../src/knowledge/speller.ts';

const book = buildSpellingBook([
  ['вернуть', 'товар', 'за', 'деньги', 'доставка', 'заказ'],
  ['доставка', 'товар', 'гарантия', 'холодильник'],
]);
const speller = createSpeller([book], new Set(['погода']));

describe('a word that the base has never seen is read as', () => {
  const cases: readonly (readonly [what: string, typed: string, read: string])[] = [
    ['the word with a letter missing', 'вернть', 'вернуть'],
    ['the word with a letter too many', 'доосставка', 'доставка'],
    ['the word with two letters swapped', 'тоавр', 'товар'],
    ['the word with a wrong letter', 'холадильник', 'холодильник'],
    ['two words run together', 'вернутьтовар', 'вернуть товар'],
    ['one word torn apart', 'дос тавка', 'доставка'],
    ['itself when it is an everyday word', 'погода', 'погода'],
    ['itself when nothing is near', 'бегемот', 'бегемот'],
    ['itself when it is short', 'зо', 'зо'],
    ['itself when only the end is alike', 'франция', 'франция'],
  ];
  test.each(cases)('%s', (_, typed, read) => {
    expect(speller.correct(typed.split(' ')).join(' ')).toBe(read);
  });
});

test('distance counts a swap of neighbours as one mistake and gives up beyond the limit', () => {
  expect(distance('заказ', 'заказ', 2)).toBe(0);
  expect(distance('заказ', 'закза', 2)).toBe(1);
  expect(distance('заказ', 'указ', 2)).toBe(2);
  expect(distance('заказ', 'доставка', 2)).toBe(Infinity);
});
