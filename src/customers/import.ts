// Imports a shop's products and orders from CSV files. A file with a mistake is refused whole, with every mistake told.
import { join } from 'node:path';
import type { Product } from '../model/order.ts';
import { orderKey } from '../model/order-key.ts';
import type { Problem } from '../model/problem.ts';
import type { Catalogue, ImportedOrder } from '../model/store.ts';
import { type CheckedFile, type CheckedRow, errorAt, readRows } from './csv-rows.ts';
import {
  ITEM_COLUMNS,
  itemRow,
  ORDER_COLUMNS,
  orderRow,
  PRODUCT_COLUMNS,
  productRow,
} from './import-schema.ts';

export interface ImportFiles {
  /** Empty when products.csv has a mistake. */
  readonly products: readonly Product[];
  /** Empty when orders.csv or order-items.csv has a mistake; they belong together. */
  readonly orders: readonly ImportedOrder[];
  readonly problems: readonly Problem[];
}

export interface ImportResult {
  readonly products: number;
  readonly orders: number;
  readonly problems: readonly Problem[];
}

/** Reads `products.csv`, `orders.csv` and `order-items.csv`. `now` is the day that relative dates count from (UTC). */
export async function readFolder(folder: string, now: Date): Promise<ImportFiles> {
  const file = (name: string) => join(folder, name);
  const [products, orders, items] = await Promise.all([
    readRows(file('products.csv'), PRODUCT_COLUMNS, productRow),
    readRows(file('orders.csv'), ORDER_COLUMNS, orderRow(now)),
    readRows(file('order-items.csv'), ITEM_COLUMNS, itemRow),
  ]);
  const skus = new Set(products.rows.map(({ value }) => value.sku));
  const numbers = new Set(orders.rows.map(({ value }) => orderKey(value.order.number)));
  // References are checked only against files that could be read; else one mistake would be told a hundred times.
  const productProblems = [
    ...products.problems,
    ...repeats(products, file('products.csv'), 'sku', (row) => row.sku),
  ];
  const orderProblems = [
    ...orders.problems,
    ...repeats(orders, file('orders.csv'), 'number', ({ order }) => orderKey(order.number)),
    ...items.problems,
    ...(products.problems.length > 0
      ? []
      : unknown(items, file('order-items.csv'), 'sku', (row) => skus.has(row.sku))),
    ...(orders.problems.length > 0
      ? []
      : unknown(items, file('order-items.csv'), 'order', (row) => numbers.has(orderKey(row.order)))),
  ];
  return {
    products: productProblems.length > 0 ? [] : products.rows.map(({ value }) => value),
    orders: productProblems.length + orderProblems.length > 0 ? [] : joined(orders.rows, items.rows),
    problems: [...productProblems, ...orderProblems],
  };
}

/**
 * Reads the folder and stores what is right. Counts what was stored; orders wait until products are right, because they
 * refer to them. Rejects with `StoreError` when the catalogue cannot be written.
 */
export async function importFolder(folder: string, catalogue: Catalogue, now: Date): Promise<ImportResult> {
  const { products, orders, problems } = await readFolder(folder, now);
  return {
    products: await catalogue.importProducts(products),
    orders: await catalogue.importOrders(orders),
    problems,
  };
}

type OrderRow = Omit<ImportedOrder, 'items'>;
interface ItemRow {
  readonly order: string;
  readonly sku: string;
  readonly quantity: number;
}

function joined(
  orders: readonly CheckedRow<OrderRow>[],
  items: readonly CheckedRow<ItemRow>[],
): ImportedOrder[] {
  const byOrder = Map.groupBy(items, ({ value }) => orderKey(value.order));
  return orders.map(({ value }) => ({
    ...value,
    items: (byOrder.get(orderKey(value.order.number)) ?? []).map(({ value: { sku, quantity } }) => ({
      sku,
      quantity,
    })),
  }));
}

function repeats<T>(
  { rows }: CheckedFile<T>,
  file: string,
  column: string,
  keyOf: (row: T) => string,
): Problem[] {
  const firstLines = new Map<string, number>();
  return rows.flatMap(({ value, line }) => {
    const first = firstLines.get(keyOf(value));
    if (first === undefined) {
      firstLines.set(keyOf(value), line);
      return [];
    }
    return [
      errorAt(file, line, 'repeated-key', `${column}: is also on line ${first}`, 'keep one of the two lines'),
    ];
  });
}

function unknown(
  { rows }: CheckedFile<ItemRow>,
  file: string,
  column: 'sku' | 'order',
  known: (row: ItemRow) => boolean,
): Problem[] {
  const where = column === 'sku' ? 'products.csv' : 'orders.csv';
  return rows
    .filter(({ value }) => !known(value))
    .map(({ value, line }) =>
      errorAt(
        file,
        line,
        'unknown-reference',
        `${column}: ${value[column]} is not in ${where}`,
        `correct it or add it to ${where}`,
      ),
    );
}
