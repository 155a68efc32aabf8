// Products and orders.
import { describe, expect, test } from 'vitest';
import type { Product } from '../../../src/model/order.ts';
import type { ImportedOrder, Store } from '../../../src/model/store.ts';
import { at, NOON } from './samples.ts';

const kettle: Product = {
  sku: 'KET-1',
  names: { ru: 'Чайник', en: 'Kettle', bg: 'Кана' },
  category: 'kitchen',
  warrantyMonths: 12,
};

function order(number: string, extra: Partial<ImportedOrder['order']> = {}): ImportedOrder {
  return {
    order: {
      number,
      status: 'shipped',
      orderedAt: NOON,
      city: 'София',
      total: 129_900,
      currency: 'BGN',
      ...extra,
    },
    phone: '359881234567',
    items: [{ sku: 'KET-1', quantity: 2 }],
  };
}

export function catalogueTests(store: () => Store): void {
  describe('catalogue', () => {
    test('products are inserted, then replaced by SKU', async () => {
      expect(await store().importProducts([kettle, { ...kettle, sku: 'KET-2' }])).toBe(2);
      await store().importProducts([{ ...kettle, warrantyMonths: 24 }]);
      expect(await store().products()).toEqual([
        { ...kettle, warrantyMonths: 24 },
        { ...kettle, sku: 'KET-2' },
      ]);
    });

    test('an order is found with its items and the contacts that prove it', async () => {
      await store().importProducts([kettle]);
      const dates = { expectedAt: at(60), deliveredAt: at(90) };
      await store().importOrders([{ ...order('UT-10421', dates), email: 'ivan@example.ru' }]);
      expect(await store().findOrder('UT-10421')).toEqual({
        order: {
          ...order('UT-10421', dates).order,
          items: [{ sku: 'KET-1', name: 'Чайник', quantity: 2, warrantyMonths: 12 }],
        },
        phone: '359881234567',
        email: 'ivan@example.ru',
      });
    });

    test.each(['ut-10421', 'UT10421', ' ut 10 421 ', 'UT–10421', 'ut—10-421'])(
      '"%s" finds UT-10421',
      async (typed) => {
        await store().importProducts([kettle]);
        await store().importOrders([order('UT-10421')]);
        expect((await store().findOrder(typed))?.order.number).toBe('UT-10421');
      },
    );

    test.each(['10421', 'UT-1042', '', '%'])('"%s" does not find UT-10421', async (typed) => {
      await store().importProducts([kettle]);
      await store().importOrders([order('UT-10421')]);
      expect(await store().findOrder(typed)).toBeUndefined();
    });

    test('importing an order again replaces it with its items', async () => {
      await store().importProducts([kettle]);
      await store().importOrders([order('UT-1', { expectedAt: at(60) })]);
      await store().importOrders([
        { ...order('UT-1', { status: 'delivered' }), items: [{ sku: 'KET-1', quantity: 1 }] },
      ]);
      const found = (await store().findOrder('UT-1'))?.order;
      expect(found).toMatchObject({ status: 'delivered', items: [{ quantity: 1 }] });
      expect(found).not.toHaveProperty('expectedAt');
    });

    test('an order with an unknown product is refused with all orders beside it', async () => {
      await store().importProducts([kettle]);
      const bad = { ...order('UT-2'), items: [{ sku: 'NONE', quantity: 1 }] };
      await expect(store().importOrders([order('UT-1'), bad])).rejects.toMatchObject({
        code: 'STORE_CONSTRAINT',
      });
      expect(await store().findOrder('UT-1')).toBeUndefined();
    });

    test('many rows and none at all are imported alike', async () => {
      const many = Array.from({ length: 1234 }, (_, index) => ({ ...kettle, sku: `S${index}` }));
      expect(await store().importProducts(many)).toBe(1234);
      expect(await store().products()).toHaveLength(1234);
      expect(await store().importOrders([])).toBe(0);
    });
  });
}
