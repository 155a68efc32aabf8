// How anger is heard, by the project's own lists.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createMoods, type Moods, moodsSchema } from '../../src/dialogue/mood.ts';

let moods: Moods;
beforeAll(() => {
  moods = createMoods(moodsSchema.parse(parse(readFileSync('flows/moods.yaml', 'utf8'))));
});

test.each([
  'Вы идиоты',
  'подам на вас в суд',
  'буду жаловаться в Роспотребнадзор',
  'СКОЛЬКО МОЖНО',
  'ГДЕ МОЙ ЗАКАЗ, Я ЖДУ НЕДЕЛЮ',
  'это безобразие!!!',
  'где заказ, блять',
  'i will sue you',
  'you are useless',
  'WHERE IS MY BLOODY ORDER',
  'this is ridiculous!!!',
  'ще се оплача в КЗП',
  'вие сте измамници',
  'КЪДЕ МИ Е ПОРЪЧКАТА ВЕЧЕ',
  'докога!!!',
  'верните деньги, мошенники',
])('"%s" is angry', (words) => {
  expect(moods.hear(words).angry).toBe(true);
});

test.each([
  'Где мой заказ?',
  'спасибо!!!',
  'ГДЕ ЗАКАЗ',
  'посудомойка не моет посуду',
  'как подать жалобу',
  'UT-10421',
  'LG OLED55C1',
  'чайник Bosch TWK',
  'тупые ножи у блендера',
  'педаль мусорного ведра сломалась',
  'съдът на блендера тече',
  'съдомиялната не пере',
  'how long does delivery take',
  'the drum jerks when it spins',
  'wo ist mein paket',
  'кош за боклук',
  'опять не греет',
  'срочно нужен мастер',
  'can you help me please',
  'OK',
  'SOS',
  '',
  '!!!',
  'гриль для кур',
  'претензия по гарантии',
])('"%s" is calm', (words) => {
  expect(moods.hear(words).angry).toBe(false);
});

describe('a message with nothing but anger', () => {
  test.each([
    'вы идиоты!!!',
    'блять',
    'да пошли вы нахуй',
    'you idiots',
    'oh fuck off',
    'майната ви',
    'сволочи 🤬',
    'тъпаци',
  ])('%s', (words) => {
    expect(moods.hear(words).empty).toBe(true);
  });

  test.each([
    'где мой чёртов заказ, уроды',
    'верните деньги, сволочи',
    'your app is shit, how do i return it',
    'кретени, къде е поръчката',
  ])('is not %s', (words) => {
    expect(moods.hear(words)).toMatchObject({ angry: true, empty: false });
  });
});

test.each([
  ['какого хрена сколько стоит доставка', 'сколько стоит доставка'],
  ['ЭТО БЕЗОБРАЗИЕ! СКОЛЬКО СТОИТ ДОСТАВКА!!!', 'СКОЛЬКО СТОИТ ДОСТАВКА!!!'],
  ['you idiots, where is my order?', 'where is my order?'],
])('of "%s" the question is "%s"', (words, rest) => {
  expect(moods.hear(words).rest).toBe(rest);
});

test('never throws, and a calm message is left as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
      const mood = moods.hear(words);
      if (!mood.angry) expect(mood.rest).toBe(words);
      expect(mood.empty && !mood.angry).toBe(false);
    }),
  );
});
