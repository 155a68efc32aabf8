// What the shop imported, as it is asked for: orders, repair cases, bonuses, products.
import type { Catalogue } from '../../model/catalogue.ts';
import type { Order, Product, SparePart } from '../../model/order.ts';
import { orderKey } from '../../model/order-key.ts';
import { decode } from './codec.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

export type CatalogueReads = Pick<
  Catalogue,
  'findOrder' | 'findRepair' | 'bonusOf' | 'products' | 'storedKeys'
>;

/** `productsChanged` is to be called after an import of products or parts: the list of products is kept in memory. */
export function createCatalogue(engine: Engine): CatalogueReads & { readonly productsChanged: () => void } {
  const { query } = engine;
  let known: { readonly version: unknown; readonly products: readonly Product[] } | undefined;

  function itemsOf(key: string): Order['items'] {
    return engine
      .all(
        query
          .selectFrom('order_items')
          .innerJoin('products', 'products.sku', 'order_items.sku')
          .select(['products.sku', 'products.names', 'products.category', 'quantity', 'warranty_months'])
          .where('order_items.order_key', '=', key)
          .orderBy('order_items.position'),
      )
      .map((row) => {
        const names = decode(row.names);
        return {
          sku: row.sku,
          name: names['ru'] ?? row.sku,
          names,
          category: row.category,
          quantity: row.quantity,
          warrantyMonths: row.warranty_months,
        };
      });
  }

  /** The contacts of the row, and where it has none those of the shop's customer. */
  function contactsOf(row: { phone: string; email: string | null; customer: string | null }) {
    const customer =
      row.customer === null
        ? undefined
        : engine.first(
            query.selectFrom('shop_customers').select(['phone', 'email']).where('id', '=', row.customer),
          );
    const email = row.email ?? customer?.email;
    return {
      phone: row.phone === '' ? (customer?.phone ?? '') : row.phone,
      ...(email === null || email === undefined ? {} : { email }),
    };
  }

  function partsByProduct(): Map<string, SparePart[]> {
    const rows = engine.all(
      query
        .selectFrom('product_parts')
        .innerJoin('parts', 'parts.sku', 'product_parts.part')
        .select(['product', 'sku', 'names', 'price', 'currency', 'in_stock'])
        .orderBy('product')
        .orderBy('sku'),
    );
    const parts = new Map<string, SparePart[]>();
    for (const { product, sku, names, price, currency, in_stock } of rows) {
      const own = parts.get(product) ?? [];
      own.push({ sku, names: decode(names), price, currency, inStock: in_stock === 1 });
      parts.set(product, own);
    }
    return parts;
  }

  function readProducts(): Product[] {
    const parts = partsByProduct();
    return engine.all(query.selectFrom('products').selectAll().orderBy('sku')).map((row) => {
      const own = parts.get(row.sku);
      return {
        sku: row.sku,
        names: decode(row.names),
        category: row.category,
        warrantyMonths: row.warranty_months,
        ...(row.manuals === null ? {} : { manuals: decode(row.manuals) }),
        ...(row.guide === null ? {} : { guide: row.guide }),
        ...(row.service_months === null ? {} : { serviceMonths: row.service_months }),
        ...(own === undefined ? {} : { parts: own }),
      };
    });
  }

  return {
    findOrder(number) {
      return engine.read('finding an order', () => {
        const row = engine.first(query.selectFrom('orders').selectAll().where('key', '=', orderKey(number)));
        if (row === undefined) return undefined;
        return { order: { ...orderOf(row), items: itemsOf(row.key) }, ...contactsOf(row) };
      });
    },

    findRepair(number) {
      return engine.read('finding a repair case', () => {
        const row = engine.first(
          query
            .selectFrom('repairs')
            .innerJoin('products', 'products.sku', 'repairs.sku')
            .selectAll('repairs')
            .select('products.names')
            .where('repairs.key', '=', orderKey(number)),
        );
        if (row === undefined) return undefined;
        return {
          repair: {
            number: row.number,
            stage: row.stage,
            sku: row.sku,
            names: decode(row.names),
            openedAt: new Date(row.opened_at),
            since: new Date(row.since),
            ...(row.ready_at === null ? {} : { readyAt: new Date(row.ready_at) }),
            ...(row.price === null ? {} : { price: row.price }),
            currency: row.currency,
          },
          ...contactsOf(row),
        };
      });
    },

    bonusOf(order) {
      return engine.read('reading a bonus balance', () => {
        const row = engine.first(
          query
            .selectFrom('orders')
            .innerJoin('bonuses', 'bonuses.customer', 'orders.customer')
            .select(['points', 'expiring_points', 'expiring_at'])
            .where('orders.key', '=', orderKey(order)),
        );
        if (row === undefined) return undefined;
        const { points, expiring_points: expiring, expiring_at: at } = row;
        return {
          points,
          ...(expiring === null || at === null ? {} : { expiring: { points: expiring, at: new Date(at) } }),
        };
      });
    },

    products() {
      return engine.read('reading the products', () => {
        // changes when another process, such as an import beside this one, has written
        const version: unknown = engine.db.pragma('data_version', { simple: true });
        const products = known?.version === version ? known?.products : undefined;
        known = { version, products: products ?? readProducts() };
        return known.products;
      });
    },

    storedKeys(kind, keys) {
      return engine.read('looking for known rows', () => {
        const rows =
          kind === 'products'
            ? engine.all(
                query
                  .selectFrom('products')
                  .select('sku as key')
                  .where('sku', 'in', [...keys]),
              )
            : engine.all(
                query
                  .selectFrom('shop_customers')
                  .select('id as key')
                  .where('id', 'in', [...keys]),
              );
        return new Set(rows.map(({ key }) => key));
      });
    },

    productsChanged: () => void (known = undefined),
  };
}

function orderOf(row: Schema['orders']): Omit<Order, 'items'> {
  return {
    number: row.number,
    status: row.status,
    orderedAt: new Date(row.ordered_at),
    ...(row.expected_at === null ? {} : { expectedAt: new Date(row.expected_at) }),
    ...(row.delivered_at === null ? {} : { deliveredAt: new Date(row.delivered_at) }),
    city: row.city,
    total: row.total,
    currency: row.currency,
    ...(row.delivery_window === null ? {} : { window: row.delivery_window }),
    ...(row.refund_status === null || row.refund_amount === null
      ? {}
      : {
          refund: {
            status: row.refund_status,
            amount: row.refund_amount,
            ...(row.refund_due === null ? {} : { dueAt: new Date(row.refund_due) }),
          },
        }),
  };
}
