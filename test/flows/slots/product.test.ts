import { describe, expect, test } from 'vitest';
import { product } from '../../../src/flows/slots/product.ts';
import type { Parsed, StepContext, Utterance } from '../../../src/flows/types.ts';
import { matchProducts } from '../../../src/customers/product-match.ts';
import type { Product } from '../../../src/model/order.ts';
import { context } from '../context.ts';

const LONG = 'X'.repeat(60);
const CATALOGUE: readonly Product[] = [
  { sku: 'W700', names: { ru: 'Стиральная машина Nord W700' }, category: 'washers', warrantyMonths: 36 },
  { sku: 'W900', names: { ru: 'Стиральная машина Nord W900' }, category: 'washers', warrantyMonths: 36 },
  { sku: 'K1', names: { ru: 'Чайник Уют' }, category: 'kettles', warrantyMonths: 12 },
  { sku: LONG, names: { ru: 'Утюг паровой Лён' }, category: 'irons', warrantyMonths: 12 },
  { sku: `${LONG}Y`, names: { ru: 'Утюг паровой Шёлк' }, category: 'irons', warrantyMonths: 12 },
];

const surroundings: StepContext = context({
  fact: (lookup) =>
    lookup.kind === 'products'
      ? { kind: 'products', products: matchProducts(lookup.words, CATALOGUE, lookup.limit) }
      : undefined,
});
const parse = (said: Utterance): Parsed => product.parse(said, surroundings);
const value = (said: Utterance): unknown => {
  const parsed = parse(said);
  return parsed.kind === 'value' ? parsed.slot.value : parsed.kind;
};

describe('product', () => {
  test('words that mean one product are that product', () => {
    expect(parse({ text: 'чайник уют' })).toEqual({
      kind: 'value',
      slot: { value: 'K1', shown: 'Чайник Уют' },
      fit: 'certain',
    });
  });

  test('words that mean none stay as they are, and are only possibly a product', () => {
    expect(parse({ text: 'миксер' })).toMatchObject({ slot: { value: '~миксер' }, fit: 'possible' });
    expect(value({ text: '123' })).toBe('invalid');
  });

  test('words that mean several lead to a choice', () => {
    expect(parse({ text: 'стиральная машина' })).toMatchObject({
      kind: 'which',
      words: 'стиральная машина',
      choices: [{ value: 'W700' }, { value: 'W900' }, { value: '~' }],
    });
  });
});

describe('while "which of these?" waits', () => {
  const earlier = 'стиральная машина, которая стоит на даче и досталась мне от бабушки в прошлом году';
  const asked = 'стиральная машина';

  test.each([
    ['W900', 'W900'],
    ['вторая', 'W900'],
    ['первая', 'W700'],
    ['1', 'W700'],
    ['nord w700', 'W700'],
    ['чайник уют', 'K1'],
    ['другое', '~стиральная машина'],
    ['ни одна из них', '~стиральная машина; ни одна из них'],
    ['нет, Polaris PWM 5', '~стиральная машина; нет, Polaris PWM 5'],
  ])('%j is %s', (text, expected) => expect(value({ text, earlier: asked })).toBe(expected));

  test.each(['ыыы', 'Спасибо', 'что?', '7'])('%j is no answer: the same choice again', (text) => {
    expect(parse({ text, earlier: asked })).toMatchObject({ kind: 'which', words: asked });
  });

  test('"something else" keeps every word that was said', () => {
    expect(parse({ choice: '~', earlier })).toMatchObject({ slot: { value: `~${earlier}`, shown: earlier } });
  });

  test('a SKU too long for a button is pressed by a stand-in', () => {
    const which = parse({ text: 'утюг паровой' });
    const choices = which.kind === 'which' ? which.choices : [];
    expect(choices).toHaveLength(3);
    for (const choice of choices) expect(Buffer.byteLength(choice.value)).toBeLessThan(50);
    expect(value({ choice: choices[1]!.value, earlier: 'утюг паровой' })).toBe(`${LONG}Y`);
  });
});
