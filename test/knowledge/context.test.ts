import { expect, test } from 'vitest';
import { inContext } from '../../src/knowledge/context.ts';

const PREVIOUS = 'Сколько стоит доставка?';

test.each([
  ['а за границу?', `${PREVIOUS} а за границу?`],
  ['а если курьером', `${PREVIOUS} а если курьером`],
  ['what about abroad?', `${PREVIOUS} what about abroad?`],
  ['ами до офис?', `${PREVIOUS} ами до офис?`],
  ['где мой заказ', 'где мой заказ'],
  ['а как мне вернуть товар без чека', 'а как мне вернуть товар без чека'],
  ['авария', 'авария'],
  ['', ''],
])('"%s" is read as "%s"', (question, read) => {
  expect(inContext(question, PREVIOUS)).toBe(read);
});

test('the first question of a conversation stands alone', () => {
  expect(inContext('а за границу?', undefined)).toBe('а за границу?');
});
