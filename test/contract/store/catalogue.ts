// Products and orders.
import { describe, expect, test } from 'vitest';
import type { Product } from '../../../src/model/order.ts';
import type { ImportedOrder } from '../../../src/model/catalogue.ts';
import type { Store } from '../../../src/model/store.ts';
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
          items: [
            {
              sku: 'KET-1',
              name: 'Чайник',
              names: kettle.names,
              category: 'kitchen',
              quantity: 2,
              warrantyMonths: 12,
            },
          ],
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

    test('what a product, an order and its refund have beside comes back as it was', async () => {
      const more = { manuals: { ru: 'https://shop.example/m.pdf' }, guide: 'setup-kettle', serviceMonths: 6 };
      await store().importProducts([{ ...kettle, ...more }]);
      const refund = { status: 'sent' as const, amount: 129_900, dueAt: at(60) };
      await store().importOrders([order('UT-1', { window: '10:00-14:00', refund })]);
      expect(await store().products()).toEqual([{ ...kettle, ...more }]);
      expect((await store().findOrder('UT-1'))?.order).toMatchObject({ window: '10:00-14:00', refund });
    });

    test('a product has the spare parts that fit it, and only those of the last import', async () => {
      await store().importProducts([kettle, { ...kettle, sku: 'KET-2' }]);
      const part = { sku: 'P-1', names: { ru: 'Фильтр' }, price: 49_000, currency: 'RUB', inStock: true };
      await store().importParts([{ ...part, products: ['KET-1', 'KET-2'] }]);
      await store().importParts([{ ...part, inStock: false, products: ['KET-2'] }]);
      const [first, second] = await store().products();
      expect(first).not.toHaveProperty('parts');
      expect(second?.parts).toEqual([{ ...part, inStock: false }]);
    });

    test('a repair case is found like an order, with the contacts of its customer where it has none', async () => {
      await store().importProducts([kettle]);
      await store().importCustomers([{ id: 'C-1', phone: '79000001234', email: 'a@example.ru' }]);
      const repair = {
        number: 'R-2001',
        stage: 'ready' as const,
        sku: 'KET-1',
        openedAt: NOON,
        since: at(60),
        readyAt: at(90),
        price: 0,
        currency: 'RUB',
      };
      await store().importRepairs([{ repair, phone: '', customer: 'C-1' }]);
      expect(await store().findRepair(' r2001')).toEqual({
        repair: { ...repair, names: kettle.names },
        phone: '79000001234',
        email: 'a@example.ru',
      });
      expect(await store().findRepair('R-2002')).toBeUndefined();
    });

    test('a bonus balance is that of whoever placed the order', async () => {
      await store().importProducts([kettle]);
      await store().importCustomers([
        { id: 'C-1', phone: '' },
        { id: 'C-2', phone: '' },
      ]);
      const expiring = { points: 100, at: at(60) };
      await store().importBonuses([{ customer: 'C-1', points: 350, expiring }]);
      await store().importOrders([
        { ...order('UT-1'), customer: 'C-1' },
        { ...order('UT-2'), customer: 'C-2' },
        order('UT-3'),
      ]);
      expect(await store().bonusOf('ut1')).toEqual({ points: 350, expiring });
      expect(await store().bonusOf('UT-2')).toBeUndefined();
      expect(await store().bonusOf('UT-3')).toBeUndefined();
      await store().importBonuses([{ customer: 'C-1', points: 10 }]);
      expect(await store().bonusOf('UT-1')).toEqual({ points: 10 });
    });

    test('says which products and customers it knows', async () => {
      await store().importProducts([kettle]);
      await store().importCustomers([{ id: 'C-1', phone: '' }]);
      expect(await store().storedKeys('products', ['KET-1', 'KET-9'])).toEqual(new Set(['KET-1']));
      expect(await store().storedKeys('customers', ['C-1', 'C-9'])).toEqual(new Set(['C-1']));
    });

    test('many rows and none at all are imported alike', async () => {
      const many = Array.from({ length: 1234 }, (_, index) => ({ ...kettle, sku: `S${index}` }));
      expect(await store().importProducts(many)).toBe(1234);
      expect(await store().products()).toHaveLength(1234);
      expect(await store().importOrders([])).toBe(0);
    });
  });
}
