import { describe, expect, test } from 'vitest';
import { inFigures } from '../../../src/flows/slots/numerals.ts';
import { SLOT_TYPES } from '../../../src/flows/slots/types.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { context } from '../context.ts';
import { find, parse, shown } from './parsing.ts';

describe('numbers in words become figures', () => {
  test.each([
    ['двадцать первого мая', '21 мая'],
    ['три недели', '3 недели'],
    ['сто двадцать пять рублей', '125 рублей'],
    ['две тысячи пятьсот', '2500'],
    ['двадесет и девет', '29'],
    ['двайсет и първи', '21'],
    ['трийсет', '30'],
    ['двадцать, тридцать', '20, 30'],
    ['два три', '2 3'],
    ['в пятницу', 'в пятницу'],
    ['в четверг', 'в четверг'],
    ['петък', 'петък'],
    ['четвъртък', 'четвъртък'],
    ['twenty-first', '21'],
    ['one hundred and five', '105'],
    ['2 две', '2 2'],
    ['стол', 'стол'],
  ])('%j: %j', (words, figures) => expect(inFigures(words).text).toBe(figures));

  test('and what stood there is remembered', () => {
    const { text, original } = inFigures('с двадцать первого по третье');
    const at = text.indexOf('21');
    expect(original(at, at + 2)).toBe('двадцать первого');
    expect(original(at, text.length)).toBe('двадцать первого по третье');
    expect(original(0, text.length)).toBe('с двадцать первого по третье');
  });
});

describe('number', () => {
  test.each<[Locale, string, unknown]>([
    ['ru', '3', 3],
    ['ru', 'три', 3],
    ['ru', 'три штуки', 3],
    ['ru', '3,5', 3.5],
    ['ru', '1 500', 1500],
    ['ru', '-2', -2],
    ['ru', 'сто двадцать', 120],
    ['bg', 'двайсет и два', 22],
    ['en', 'about twenty', 20],
    ['ru', 'от 3 до 5', 'invalid'],
    ['ru', 'много', 'invalid'],
    ['ru', 'UT-10421', 'invalid'],
    ['ru', '89161234512', 'invalid'],
  ])('%s: %j is %s', (locale, words, value) => expect(parse('number', words, locale)).toBe(value));
});

describe('money', () => {
  test.each<[Locale, string, unknown, string?]>([
    ['ru', '1 500 руб', 150_000, 'RUB'],
    ['ru', '1500р', 150_000, 'RUB'],
    ['ru', '1 500,50 ₽', 150_050, 'RUB'],
    ['ru', '1500', 150_000, 'RUB'],
    ['ru', 'вернули 12 тыс. рублей', 1_200_000, 'RUB'],
    ['ru', 'двадцать рублей', 2000, 'RUB'],
    ['en', '€20', 2000, 'EUR'],
    ['en', '20 euros', 2000, 'EUR'],
    ['en', '1,500.50 €', 150_050, 'EUR'],
    ['en', '1,500 roubles', 150_000, 'RUB'],
    ['en', '$5.99', 599, 'USD'],
    ['bg', '20 лв.', 2000, 'BGN'],
    ['bg', 'двайсет лева', 2000, 'BGN'],
    ['bg', '19,99 евро', 1999, 'EUR'],
    ['bg', '20', 2000, 'EUR'],
    ['ru', 'не знаю', 'invalid'],
    ['ru', 'около тысячи', 100_000, 'RUB'],
    ['ru', '10 или 20', 'invalid'],
    ['ru', '99999999999 руб', 'invalid'],
  ])('%s: %j is %s %s', (locale, words, value, currency) => {
    const parsed = SLOT_TYPES.money.parse({ text: words }, context({ locale }));
    expect(parsed.kind === 'value' ? parsed.slot.value : parsed.kind).toBe(value);
    if (parsed.kind === 'value') expect(parsed.beside).toMatchObject({ currency: { value: currency } });
  });

  test('is shown as people write it', () => {
    expect(shown('money', '1500,5 руб')).toBe('1\u00a0500,50\u00a0₽');
    expect(shown('money', '1500 eur', 'en')).toBe('1\u00a0500\u00a0€');
  });

  test.each<[Locale, string, string]>([
    ['ru', 'списали 1 500 руб. дважды', '1 500 руб.'],
    ['bg', 'взеха ми двайсет лева повече', 'двайсет лева'],
    ['en', 'you owe me €20, please', '€20'],
  ])('%s: in %j it is %j', (locale, text, words) => {
    expect(find('money', text, locale)).toMatchObject({ words, certain: true });
  });

  test.each(['заказ 10421', 'купил 2 чайника за 3 дня', 'привезли 5 разных'])('%j holds none', (text) => {
    expect(find('money', text)).toBeUndefined();
  });
});

describe('rating', () => {
  test.each<[Locale, string, unknown]>([
    ['ru', '5', 5],
    ['ru', '5/5', 5],
    ['ru', '4 из 5', 4],
    ['ru', '4+', 4],
    ['ru', '⭐⭐⭐', 3],
    ['ru', '★★★★☆', 4],
    ['ru', 'пять', 5],
    ['ru', 'пятёрка', 5],
    ['ru', 'на троечку', 3],
    ['ru', 'очень плохо', 2],
    ['ru', 'ужасно', 1],
    ['ru', 'Отлично!', 5],
    ['en', '4 stars', 4],
    ['en', 'excellent', 5],
    ['en', 'terrible', 1],
    ['bg', 'отлично', 5],
    ['bg', 'много добре', 4],
    ['bg', 'лошо', 2],
    ['ru', '0', 'invalid'],
    ['ru', '6', 'invalid'],
    ['ru', '8 из 10', 'invalid'],
    ['ru', '4,5', 'invalid'],
    ['ru', 'не хорошо', 'invalid'],
    ['en', 'good or bad', 'invalid'],
    ['ru', 'не знаю', 'invalid'],
  ])('%s: %j is %s', (locale, words, value) => expect(parse('rating', words, locale)).toBe(value));

  test('is offered as stars', () => {
    const [best] = SLOT_TYPES.rating.choices?.(context()) ?? [];
    expect(best).toEqual({ value: '5', label: '★★★★★' });
    expect(SLOT_TYPES.rating.parse({ choice: '2' }, context())).toMatchObject({
      slot: { value: 2, shown: '★★☆☆☆' },
    });
  });
});
