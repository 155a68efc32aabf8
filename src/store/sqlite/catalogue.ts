// Products and orders as the shop imported them.
import type { Order, Product } from '../../model/order.ts';
import { StoreError } from '../../model/store-error.ts';
import type { Catalogue, ImportedOrder } from '../../model/store.ts';
import { decode, encode } from './codec.ts';
import type { Engine } from './engine.ts';
import { orderKey } from '../../model/order-key.ts';

/** Rows per statement; SQLite takes at most 32766 values in one. */
const CHUNK = 200;

export function createCatalogue(engine: Engine): Catalogue {
  const { query } = engine;

  function itemsOf(key: string): Order['items'] {
    const rows = engine.all(
      query
        .selectFrom('order_items')
        .innerJoin('products', 'products.sku', 'order_items.sku')
        .select(['products.sku', 'products.names', 'order_items.quantity', 'products.warranty_months'])
        .where('order_items.order_key', '=', key)
        .orderBy('order_items.position'),
    );
    return rows.map(({ sku, names, quantity, warranty_months }) => ({
      sku,
      name: decode(names)['ru'] ?? sku,
      quantity,
      warrantyMonths: warranty_months,
    }));
  }

  function saveProducts(rows: readonly Product[]): void {
    engine.run(
      query
        .insertInto('products')
        .values(
          rows.map(({ sku, names, category, warrantyMonths }) => ({
            sku,
            names: encode(names),
            category,
            warranty_months: warrantyMonths,
          })),
        )
        .onConflict((conflict) =>
          conflict.column('sku').doUpdateSet((row) => ({
            names: row.ref('excluded.names'),
            category: row.ref('excluded.category'),
            warranty_months: row.ref('excluded.warranty_months'),
          })),
        ),
    );
  }

  function saveOrders(rows: readonly ImportedOrder[]): void {
    const keys = rows.map(({ order }) => orderKey(order.number));
    engine.run(query.deleteFrom('order_items').where('order_key', 'in', keys));
    engine.run(query.deleteFrom('orders').where('key', 'in', keys));
    engine.run(query.insertInto('orders').values(rows.map(orderRow)));
    const items = rows.flatMap(({ order, items: own }) =>
      own.map(({ sku, quantity }, position) => ({
        order_key: orderKey(order.number),
        position,
        sku,
        quantity,
      })),
    );
    for (const chunk of chunks(items)) engine.run(query.insertInto('order_items').values(chunk));
  }

  function refuseUnknownProducts(rows: readonly ImportedOrder[]): void {
    const known = new Set(engine.all(query.selectFrom('products').select('sku')).map(({ sku }) => sku));
    const unknown = rows.flatMap(({ items }) => items).find(({ sku }) => !known.has(sku));
    if (unknown === undefined) return;
    throw new StoreError(
      'STORE_CONSTRAINT',
      `importing orders failed: no product has the SKU ${unknown.sku}: import the products first`,
    );
  }

  return {
    findOrder(number) {
      return engine.read('finding an order', () => {
        const row = engine.first(query.selectFrom('orders').selectAll().where('key', '=', orderKey(number)));
        if (row === undefined) return undefined;
        return {
          order: {
            number: row.number,
            status: row.status,
            orderedAt: new Date(row.ordered_at),
            ...(row.expected_at === null ? {} : { expectedAt: new Date(row.expected_at) }),
            ...(row.delivered_at === null ? {} : { deliveredAt: new Date(row.delivered_at) }),
            city: row.city,
            items: itemsOf(row.key),
            total: row.total,
            currency: row.currency,
          },
          phone: row.phone,
          ...(row.email === null ? {} : { email: row.email }),
        };
      });
    },

    products() {
      return engine.read('reading the products', () =>
        engine
          .all(query.selectFrom('products').selectAll().orderBy('sku'))
          .map(({ sku, names, category, warranty_months }) => ({
            sku,
            names: decode(names),
            category,
            warrantyMonths: warranty_months,
          })),
      );
    },

    importProducts(rows) {
      return engine.write('importing products', () => {
        for (const chunk of chunks(rows)) saveProducts(chunk);
        return rows.length;
      });
    },

    importOrders(rows) {
      return engine.write('importing orders', () => {
        refuseUnknownProducts(rows);
        const latest = [...new Map(rows.map((row) => [orderKey(row.order.number), row])).values()];
        for (const chunk of chunks(latest)) saveOrders(chunk);
        return rows.length;
      });
    },
  };
}

function orderRow({ order, phone, email }: ImportedOrder) {
  return {
    key: orderKey(order.number),
    number: order.number,
    status: order.status,
    ordered_at: order.orderedAt.getTime(),
    expected_at: order.expectedAt?.getTime() ?? null,
    delivered_at: order.deliveredAt?.getTime() ?? null,
    city: order.city,
    total: order.total,
    currency: order.currency,
    phone,
    email: email ?? null,
  };
}

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
