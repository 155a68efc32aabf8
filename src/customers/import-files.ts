// The files that a shop can import: their columns, what may be in them once only, and which rows of other files they need.
import type { z } from 'zod';
import type { ImportKind, Reference } from '../model/catalogue.ts';
import { orderKey } from '../model/order-key.ts';
import { bonusRow, customerRow, itemRow, orderRow, partRow, productRow, repairRow } from './import-schema.ts';

export interface ImportFile<Row extends object = object> {
  readonly kind: ImportKind;
  readonly file: string;
  /** Those that must be there. */
  readonly columns: readonly string[];
  schema(today: Date): z.ZodType<Row>;
  /** Compared as text. */
  keyOf(row: Row, line: number): string;
  /** For the report, of a repeated key. */
  readonly keyColumn: string;
  refsOf(row: Row): readonly Reference[];
}

/** In the order in which they are stored. Orders and their items are stored together or not at all. */
export const IMPORT_FILES: readonly ImportFile[] = [
  file({
    kind: 'products',
    file: 'products.csv',
    columns: ['sku', 'name_ru', 'name_en', 'name_bg', 'category', 'warranty_months'],
    schema: () => productRow,
    keyColumn: 'sku',
    keyOf: ({ sku }) => sku,
    refsOf: () => [],
  }),
  file({
    kind: 'parts',
    file: 'parts.csv',
    columns: ['sku', 'name_ru', 'name_en', 'name_bg', 'products', 'price', 'currency', 'in_stock'],
    schema: () => partRow,
    keyColumn: 'sku',
    keyOf: ({ sku }) => sku,
    refsOf: ({ products }) => products.map((key) => ({ column: 'products', kind: 'products', key })),
  }),
  file({
    kind: 'customers',
    file: 'customers.csv',
    columns: ['id', 'name', 'phone', 'email'],
    schema: () => customerRow,
    keyColumn: 'id',
    keyOf: ({ id }) => id,
    refsOf: () => [],
  }),
  file({
    kind: 'orders',
    file: 'orders.csv',
    columns: [
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
    schema: orderRow,
    keyColumn: 'number',
    keyOf: ({ order }) => orderKey(order.number),
    refsOf: ({ customer }) => customerRef(customer),
  }),
  file({
    kind: 'order-items',
    file: 'order-items.csv',
    columns: ['order', 'sku', 'quantity'],
    schema: () => itemRow,
    keyColumn: 'order',
    keyOf: (_row, line) => String(line),
    refsOf: ({ order, sku }) => [
      { column: 'order', kind: 'orders', key: orderKey(order) },
      { column: 'sku', kind: 'products', key: sku },
    ],
  }),
  file({
    kind: 'repairs',
    file: 'repairs.csv',
    columns: ['number', 'stage', 'sku', 'opened_at', 'since', 'ready_at', 'price', 'currency', 'phone'],
    schema: repairRow,
    keyColumn: 'number',
    keyOf: ({ repair }) => orderKey(repair.number),
    refsOf: ({ repair, customer }) => [
      { column: 'sku', kind: 'products', key: repair.sku },
      ...customerRef(customer),
    ],
  }),
  file({
    kind: 'bonuses',
    file: 'bonuses.csv',
    columns: ['customer', 'points', 'expiring_points', 'expiring_at'],
    schema: bonusRow,
    keyColumn: 'customer',
    keyOf: ({ customer }) => customer,
    refsOf: ({ customer }) => customerRef(customer),
  }),
];

function file<Row extends object>(known: ImportFile<Row>): ImportFile {
  // Each file's rows are given back only to its own functions.
  return known;
}

function customerRef(customer: string | undefined): Reference[] {
  return customer === undefined ? [] : [{ column: 'customer', kind: 'customers', key: customer }];
}
