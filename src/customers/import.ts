// Brings a folder of CSV files into the catalogue. A file with one bad row imports nothing, and orders need both of their
// files good: half an import would answer customers wrongly.
import { join, relative } from 'node:path';
import type { Product } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import type { Catalogue, ImportedOrder } from '../model/store.ts';
import { readTable, type Table } from './csv.ts';
import { type ItemRow, type OrderRow, type Parsed, parseItems, parseOrders, parseProducts } from './rows.ts';

export interface ImportReport {
  readonly products: number;
  readonly orders: number;
  readonly problems: readonly Problem[];
}

interface Reading<T> {
  readonly file: string;
  readonly table: Table;
  readonly rows: readonly Parsed<T>[];
  readonly problems: Problem[];
}

const COLUMNS = {
  'products.csv': ['sku', 'name_ru', 'name_en', 'name_bg', 'category', 'warranty_months'],
  'orders.csv': [
    'number',
    'status',
    'ordered_at',
    'expected_at',
    'delivered_at',
    'city',
    'total',
    'currency',
    'phone',
    'email',
  ],
  'order-items.csv': ['order', 'sku', 'quantity'],
} as const;

/**
 * Reads `products.csv`, `orders.csv` and `order-items.csv` in `folder` and replaces the rows of the same SKU or number.
 * Counts say what was imported. `now` is the day that `today` means in the files. Rejects with what the catalogue rejects.
 */
export async function importFolder(folder: string, catalogue: Catalogue, now: Date): Promise<ImportReport> {
  const products = await read(folder, 'products.csv', parseProducts);
  const orders = await read(folder, 'orders.csv', (rows, file) => parseOrders(rows, file, now));
  const items = await read(folder, 'order-items.csv', parseItems);

  refuseRepeated(products, ({ sku }) => sku.toUpperCase(), 'duplicate-sku', 'the SKU');
  refuseRepeated(orders, ({ order }) => numberKey(order.number), 'duplicate-order', 'the order number');
  refuseRepeated(
    items,
    ({ order, sku }) => `${numberKey(order)} ${sku}`,
    'duplicate-item',
    'the product of this order',
  );
  matchOrders(orders, items);

  const productsGood = isGood(products);
  const known = new Set((await catalogue.products()).map(({ sku }) => sku));
  if (productsGood) for (const { value } of products.rows) known.add(value.sku);
  refuseUnknownProducts(items, known, productsGood ? undefined : products.file);

  const importedProducts = productsGood ? await catalogue.importProducts(valuesOf<Product>(products)) : 0;
  const ordersGood = isGood(orders) && isGood(items);
  const importedOrders = ordersGood ? await catalogue.importOrders(joined(orders, items)) : 0;
  return {
    products: importedProducts,
    orders: importedOrders,
    problems: [products, orders, items].flatMap((one) =>
      [...one.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    ),
  };
}

async function read<T>(
  folder: string,
  name: keyof typeof COLUMNS,
  parse: (rows: Table['rows'], file: string) => { readonly good: Parsed<T>[]; readonly problems: Problem[] },
): Promise<Reading<T>> {
  const path = join(folder, name);
  const fromHere = relative('', path);
  const file = fromHere.startsWith('..') ? path : fromHere;
  const table = await readTable(path, file, COLUMNS[name]);
  const { good, problems } = parse(table.rows, file);
  return { file, table, rows: good, problems: [...table.problems, ...problems] };
}

function isGood({ problems }: Reading<unknown>): boolean {
  return !problems.some(({ severity }) => severity === 'error');
}

function valuesOf<T>({ rows }: Reading<T>): T[] {
  return rows.map(({ value }) => value);
}

function refuseRepeated<T>(
  { file, rows, problems }: Reading<T>,
  keyOf: (value: T) => string,
  code: string,
  what: string,
): void {
  const first = new Map<string, number>();
  for (const { line, value } of rows) {
    const key = keyOf(value);
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else
      problems.push({
        code,
        file,
        line,
        message: `${what} is already on line ${before}`,
        cure: 'Remove one of the two lines, or correct it',
        severity: 'error',
      });
  }
}

/** Compares with the raw rows, so that one bad order does not make its items wrong as well. */
function matchOrders(orders: Reading<OrderRow>, items: Reading<ItemRow>): void {
  if (!orders.table.complete || !items.table.complete) return;
  const numbers = new Set(orders.table.rows.map(({ cells }) => numberKey(cells['number'] ?? '')));
  const withItems = new Set(items.table.rows.map(({ cells }) => numberKey(cells['order'] ?? '')));
  for (const { line, value } of items.rows)
    if (!numbers.has(numberKey(value.order)))
      items.problems.push({
        code: 'unknown-order',
        file: items.file,
        line,
        message: 'order: the order is not in orders.csv',
        cure: 'Add the order there, or remove this line',
        severity: 'error',
      });
  for (const { line, value } of orders.rows)
    if (!withItems.has(numberKey(value.order.number)))
      orders.problems.push({
        code: 'order-without-items',
        file: orders.file,
        line,
        message: 'the order has no product in order-items.csv',
        cure: 'Add a line for each product of the order there',
        severity: 'error',
      });
}

/** `badProducts` names the products file when it was not imported: its errors must go first. */
function refuseUnknownProducts(
  { file, rows, problems }: Reading<ItemRow>,
  known: ReadonlySet<string>,
  badProducts: string | undefined,
): void {
  const unknown = rows.filter(({ value }) => !known.has(value.sku));
  if (unknown.length === 0) return;
  if (badProducts !== undefined) {
    problems.push({
      code: 'products-not-imported',
      file,
      message: `${unknown.length} lines name products that are not in the database, because ${badProducts} was not imported`,
      cure: `Correct ${badProducts} and import again`,
      severity: 'error',
    });
    return;
  }
  for (const { line } of unknown)
    problems.push({
      code: 'unknown-sku',
      file,
      line,
      message: 'sku: no product has this SKU',
      cure: 'Write it exactly as in products.csv, or add the product there',
      severity: 'error',
    });
}

function joined(orders: Reading<OrderRow>, items: Reading<ItemRow>): ImportedOrder[] {
  const byOrder = Map.groupBy(valuesOf(items), ({ order }) => numberKey(order));
  return valuesOf(orders).map((row) => ({
    ...row,
    items: (byOrder.get(numberKey(row.order.number)) ?? []).map(({ sku, quantity }) => ({ sku, quantity })),
  }));
}

/** The number as customers may type it: case, spaces and dashes make no difference. */
function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}\u2212]/gu, '')
    .toUpperCase();
}
