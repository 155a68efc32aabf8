import { describe, expect, test } from 'vitest';
import { matchProducts } from '../../src/customers/product-match.ts';
import { PRODUCTS } from '../dialogues/sample-shop.ts';

describe('which product the customer means', () => {
  test.each([
    ['чайник', ['KET-100']],
    ['мой чайнек Aurora', ['KET-100']],
    ['KET-100', ['KET-100']],
    ['ket-100', ['KET-100']],
    ['washing machine', ['WSH-700', 'WSH-900']],
    ['nord w900', ['WSH-900']],
    ['пералня', ['WSH-700', 'WSH-900']],
    ['утюг', []],
    ['???', []],
    ['', []],
  ])('%j: %j', (words, skus) => {
    expect(matchProducts(words, PRODUCTS, 3).map(({ sku }) => sku)).toEqual(skus);
  });

  test('never more than the limit', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...PRODUCTS[1]!, sku: `W-${index}` }));
    expect(matchProducts('стиральная машина', many, 3)).toHaveLength(3);
  });
});
