import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../src/knowledge/language.ts';
import { otherReadings } from '../../src/knowledge/keyboard.ts';
import type { Locale } from '../../src/model/locale.ts';

const SPOKEN: readonly (readonly [text: string, locale: Locale])[] = [
  ['где мой заказ', 'ru'],
  ['как вернуть товар', 'ru'],
  ['чайник не работает', 'ru'],
  ['къде е поръчката', 'bg'],
  ['как да върна стоката', 'bg'],
  ['не работи пералнята', 'bg'],
  ['кога ще дойде куриерът', 'bg'],
  ['where is my order', 'en'],
  ['refund please', 'en'],
  ['gde moi zakaz', 'ru'],
  ['kak vernut dengi', 'ru'],
  ['ult vjq pfrfp', 'ru'],
  ['kade e moqta poruchka', 'bg'],
  ['рщц сфт ш кугкт', 'en'],
];

describe('without any hint', () => {
  test.each(SPOKEN)('"%s" is %s', (text, locale) => {
    expect(detectLanguage(text)).toBe(locale);
  });
});

describe('inside a conversation in another language', () => {
  test.each(SPOKEN.filter(([text]) => text.length > 14))('"%s" is still %s', (text, locale) => {
    expect(detectLanguage(text, 'en')).toBe(locale);
  });
});

test('a text in no language, or in one that we do not speak, is taken to be in the language of the conversation', () => {
  for (const text of ['12345', '🙂', '', 'wifi', 'bluetooth', 'siparişim nerede', '你好吗'])
    expect(detectLanguage(text, 'bg')).toBe('bg');
});

test('a close call goes to the language of the conversation', () => {
  expect(detectLanguage('магазин', 'ru')).toBe('ru');
  expect(detectLanguage('магазин', 'bg')).toBe('bg');
});

test.each([
  ['Нужна инструкция к печи', 'ru'],
  ['не греет воду', 'ru'],
  ['трябва ми упътване за печката', 'bg'],
  ['не загрява водата', 'bg'],
] as const)('"%s" does not change the language of the conversation', (text, locale) => {
  expect(detectLanguage(text, locale)).toBe(locale);
});

test('keys and sounds are read as they were meant', () => {
  const texts = (typed: string): string[] => otherReadings(typed).map((reading) => reading.text);
  expect(texts('ult vjq pfrfp')).toContain('где мой заказ');
  expect(texts('gde moy zakaz')).toContain('где мой заказ');
  expect(texts('chainik slomalsya')).toContain('чайник сломался');
  expect(texts('рщц сфт ш кугкт')).toContain('how can i reurn');
  expect(texts('12345')).toEqual([]);
});
