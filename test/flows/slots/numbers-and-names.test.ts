import { describe, expect, test } from 'vitest';
import { findOption, pickOption } from '../../../src/flows/slots/choice.ts';
import { SLOT_TYPES } from '../../../src/flows/slots/types.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { context } from '../context.ts';
import { find, parse } from './parsing.ts';

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

  test('in a sentence it comes with the words it was read from', () => {
    expect(find('order-number', 'заказ ут 10421 ещё не привезли')).toEqual({
      slot: { value: 'UT-10421', shown: 'UT-10421' },
      certain: true,
      words: 'ут 10421',
    });
    expect(find('order-number', 'где мой заказ?')).toBeUndefined();
  });
});

describe('serial number', () => {
  test.each([
    ['4CE0460D0G', '4CE0460D0G'],
    ['4се0460d0g', '4CE0460D0G'],
    ['s/n: 4CE0460D0G', '4CE0460D0G'],
    ['S/N 1234-5678-90', '1234-5678-90'],
    ['серийный номер 1234 5678 9012', '123456789012'],
    ['Сериен номер: АВ123456', 'AB123456'],
    ['SN12345678', 'SN12345678'],
    ['вот он: 4CE0460D0G', '4CE0460D0G'],
    ['1234 5678 9012', '123456789012'],
    ['не знаю', 'invalid'],
    ['чайник', 'invalid'],
    ['15.05.2026', 'invalid'],
    ['12', 'invalid'],
    ['AB12345 или CD67890', 'invalid'],
  ])('%j: %s', (words, expected) => expect(parse('serial', words)).toBe(expected));

  test('is shown whole', () => {
    const parsed = SLOT_TYPES.serial.parse({ text: '4ce0460d0g' }, context());
    expect(parsed).toMatchObject({ slot: { shown: '4CE0460D0G' }, fit: 'certain' });
  });

  test('in a sentence it counts only beside a word that says what it is', () => {
    expect(find('serial', 'чайник, s/n 4CE0460D0G, течёт')).toMatchObject({
      slot: { value: '4CE0460D0G' },
      words: 's/n 4CE0460D0G',
      certain: true,
    });
    expect(find('serial', 'серийный номер: 12345678 телефон потом')).toMatchObject({
      slot: { value: '12345678' },
    });
    expect(find('serial', 'чайник 4CE0460D0G течёт')).toBeUndefined();
  });
});

describe('proof', () => {
  test.each([
    ['4512', '4512'],
    ['последние цифры 45-12', '4512'],
    ['+7 916 123-45-12', '79161234512'],
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

  test('in a sentence it comes with the words it was read from, and is shown masked', () => {
    expect(find('phone', 'течёт чайник, звоните 8 916 123-45-12 вечером')).toEqual({
      slot: { value: '+79161234512', shown: '••• 4512' },
      certain: true,
      words: '8 916 123-45-12',
    });
  });
});

describe('e-mail', () => {
  test.each([
    ['anna@example.ru', 'anna@example.ru'],
    ['моя почта «Anna@Example.ru».', 'anna@example.ru'],
    ['(anna@example.ru)', 'anna@example.ru'],
    ['anna@', 'invalid'],
    ['нет почты', 'invalid'],
  ])('%j: %s', (words, expected) => expect(parse('email', words)).toBe(expected));

  test('in a sentence it comes with the words it was read from', () => {
    expect(find('email', 'пишите на Anna@Example.ru, спасибо')).toMatchObject({ words: 'Anna@Example.ru' });
  });

  test('also behind a letter that is longer in lower case', () => {
    expect(find('email', 'İ anna@example.ru')).toMatchObject({ words: 'anna@example.ru' });
  });
});

describe('city', () => {
  test.each<[Locale, string, string]>([
    ['ru', 'Москва', 'Москва'],
    ['ru', 'москва', 'Москва'],
    ['ru', 'в Москве', 'Москва'],
    ['ru', 'из казани', 'Казань'],
    ['ru', 'я живу в нижнем новгороде', 'Нижний Новгород'],
    ['ru', 'г. Ростов-на-Дону', 'Ростов-на-Дону'],
    ['ru', 'спб', 'Санкт-Петербург'],
    ['ru', 'в Питере', 'Санкт-Петербург'],
    ['ru', 'в санкт-петербурге', 'Санкт-Петербург'],
    ['ru', 'в Туле', 'Тула'],
    ['ru', 'в Твери', 'Тверь'],
    ['ru', 'Сочи', 'Сочи'],
    ['ru', 'из Уфы', 'Уфа'],
    ['ru', 'посёлок октябрьский', 'Октябрьский'],
    ['ru', 'УРЮПИНСК', 'Урюпинск'],
    ['ru', 'комсомольск-на-амуре', 'Комсомольск-на-Амуре'],
    ['en', 'I live in Sofia', 'Sofia'],
    ['en', 'from New York', 'New York'],
    ['bg', 'в София', 'София'],
    ['bg', 'гр. Пловдив', 'Пловдив'],
    ['bg', 'живея във велико търново', 'Велико Търново'],
    ['bg', 'от Русе', 'Русе'],
    ['bg', 'Айтос', 'Айтос'],
  ])('%s: %j is %s', (locale, words, name) => expect(parse('city', words, locale)).toBe(name));

  test.each([
    '12345',
    'улица Ленина, 5',
    'не знаю',
    'привезите заказ',
    'где мой заказ',
    'а можно доставить завтра к обеду домой',
    'я',
    '😀',
    'Москва 101000',
  ])('%j is none', (words) => expect(parse('city', words)).toBe('invalid'));
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

describe('an offered option', () => {
  const ways = [
    { value: 'courier', label: 'Курьером до двери' },
    { value: 'pickup', label: 'Пункт выдачи' },
    { value: 'post', label: 'Почтой России' },
  ];
  const models = [
    { value: 'W700', label: 'Стиральная машина Nord W700' },
    { value: 'W900', label: 'Стиральная машина Nord W900' },
    { value: '~', label: 'Другое' },
  ];

  test.each([
    ['2', 'pickup'],
    ['второй', 'pickup'],
    ['второе, пожалуйста', 'pickup'],
    ['the first one', 'courier'],
    ['първото', 'courier'],
    ['последний', 'post'],
    ['пункт выдачи', 'pickup'],
    ['ПУНКТ ВЫДАЧИ!', 'pickup'],
    ['курьером', 'courier'],
    ['курьер', 'courier'],
    ['курером до двери', 'courier'],
    ['почта', 'post'],
    ['почтой', 'post'],
    ['давайте почтой', 'post'],
    ['что-нибудь', undefined],
    ['4', undefined],
    ['не знаю', undefined],
    ['курьером или почтой', undefined],
    ['', undefined],
  ])('%j picks %s', (words, value) => expect(pickOption(words, ways)?.option.value).toBe(value));

  test.each([
    ['W900', 'W900'],
    ['w900', 'W900'],
    ['nord w700', 'W700'],
    ['у меня 900', undefined],
    ['стиральная машина', undefined],
    ['nord', undefined],
    ['другое', '~'],
  ])('of models alike, %j picks %s', (words, value) => {
    expect(pickOption(words, models)?.option.value).toBe(value);
  });

  test('is found in a message about other things by its whole label only', () => {
    expect(findOption('хочу пункт выдачи, телефон потом', ways)?.value).toBe('pickup');
    expect(findOption('курьер не приехал', ways)).toBeUndefined();
    expect(findOption('пункт выдачи или почтой россии', ways)).toBeUndefined();
  });
});
