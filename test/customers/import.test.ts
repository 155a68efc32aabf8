// Importing a shop's CSV files: the samples, what a row may hold, and what an author is told about mistakes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { importFolder, readFolder } from '../../src/customers/import.ts';
import type { Product } from '../../src/model/order.ts';
import type { Catalogue, ImportedOrder } from '../../src/model/store.ts';

const NOW = new Date('2026-05-14T15:30:00Z');
const PRODUCTS = `sku,name_ru,name_en,name_bg,category,warranty_months
KET-1,"Чайник, 1,7 л",Kettle,,kettles,12
`;
const HEADING = 'number,status,ordered_at,expected_at,delivered_at,city,total,currency,phone,email';
const ORDER = 'UT-1,shipped,2026-05-01,today+3,,Казань,4990.5,RUB,+7 900 000-45-67,ivan@example.ru';
const ITEMS = `order,sku,quantity
ut 1,KET-1,2
`;

const home = mkdtempSync(join(tmpdir(), 'firstline-import-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('importing CSV files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(home, 'shop-'));
    write('products.csv', PRODUCTS);
    write('orders.csv', `${HEADING}\n${ORDER}\n`);
    write('order-items.csv', ITEMS);
  });

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const orders = (...rows: string[]) => write('orders.csv', [HEADING, ...rows, ''].join('\n'));
  /** The order row with one of its columns replaced. */
  const orderWith = (column: string, value: string) =>
    ORDER.split(',')
      .map((old, index) => (HEADING.split(',')[index] === column ? value : old))
      .join(',');

  test('the samples of the project are right, and show every status', async () => {
    const { products, orders: found, problems } = await readFolder('data', NOW);
    expect(problems).toEqual([]);
    expect([products.length, found.length]).toEqual([40, 60]);
    expect(new Set(found.map(({ order }) => order.status)).size).toBe(8);
    expect(found.every(({ items }) => items.length > 0)).toBe(true);
    const proofs = new Map(found.map(({ order, phone }) => [order.number, phone.slice(-4)]));
    expect(['UT-10421', 'UT-10437', 'UT-10452'].map((number) => proofs.get(number))).toEqual([
      '4567',
      '1234',
      '3456',
    ]);
  });

  test('rows become products and orders', async () => {
    const read = await readFolder(folder, NOW);
    expect(read).toEqual({
      products: [
        {
          sku: 'KET-1',
          names: { ru: 'Чайник, 1,7 л', en: 'Kettle' },
          category: 'kettles',
          warrantyMonths: 12,
        },
      ],
      orders: [
        {
          order: {
            number: 'UT-1',
            status: 'shipped',
            orderedAt: new Date('2026-05-01T00:00:00Z'),
            expectedAt: new Date('2026-05-17T00:00:00Z'),
            city: 'Казань',
            total: 499_050,
            currency: 'RUB',
          },
          phone: '79000004567',
          email: 'ivan@example.ru',
          items: [{ sku: 'KET-1', quantity: 2 }],
        },
      ],
      problems: [],
    });
  });

  test.each([
    ['today', '2026-05-14'],
    ['today-12', '2026-05-02'],
    ['today+20', '2026-06-03'],
    ['2024-02-29', '2024-02-29'],
  ])('the day %s is %s', async (written, day) => {
    orders(orderWith('ordered_at', written));
    const [row] = (await readFolder(folder, NOW)).orders;
    expect(row?.order.orderedAt).toEqual(new Date(`${day}T00:00:00Z`));
  });

  test.each([
    ['4990', 499_000],
    ['0.07', 7],
    ['19.9', 1990],
  ])('the amount %s is %d in minor units', async (written, total) => {
    orders(orderWith('total', written));
    expect((await readFolder(folder, NOW)).orders[0]?.order.total).toBe(total);
  });

  test('an order without an e-mail has none', async () => {
    orders(orderWith('email', ''));
    expect((await readFolder(folder, NOW)).orders[0]).not.toHaveProperty('email');
  });

  test('a byte order mark, Windows line ends and empty lines do no harm', async () => {
    write('products.csv', `\uFEFF${PRODUCTS.replaceAll('\n', '\r\n')}\r\n\r\n`);
    const { products, problems } = await readFolder(folder, NOW);
    expect([products.length, problems]).toEqual([1, []]);
  });

  test.each([
    ['status', 'lost', 'processing, packed'],
    ['ordered_at', '', 'fill it in'],
    ['ordered_at', '14.05.2026', 'today-12'],
    ['ordered_at', '2026-02-31', '2026-05-14'],
    ['expected_at', 'tomorrow', 'today+3'],
    ['delivered_at', 'today', 'day of its delivery'],
    ['total', '-5', '4990.00'],
    ['total', '1.999', '4990.00'],
    ['currency', 'rub', 'RUB'],
    ['phone', '123', '+7 912 345-67-89'],
    ['phone', '8 900 000-45-67', 'country code'],
    ['email', 'ivan', 'name@example.com'],
    ['number', '', 'fill it in'],
  ])('the column %s holding "%s" is told with its line and a cure', async (column, value, cure) => {
    orders(ORDER, orderWith(column, value).replace(/^UT-1,/u, 'UT-2,'));
    const { problems, orders: kept, products } = await readFolder(folder, NOW);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'bad-value',
      file: join(folder, 'orders.csv'),
      line: 3,
      severity: 'error',
    });
    expect(`${problems[0]!.message} ${problems[0]!.cure}`).toContain(cure);
    expect(problems[0]!.message).toContain(column);
    expect([kept.length, products.length]).toEqual([0, 1]);
  });

  test('all mistakes of a file are told at once', async () => {
    orders(orderWith('phone', '1'), orderWith('currency', '?'), orderWith('total', 'x'));
    const { problems } = await readFolder(folder, NOW);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test.each([
    ['missing-column', 'products.csv', 'sku,name_ru\nKET-1,Чайник\n', 1],
    ['unreadable-csv', 'products.csv', `${PRODUCTS}KET-2,Чайник\n`, 3],
    ['unreadable-csv', 'products.csv', `${PRODUCTS}"KET-2,Чайник\n`, 3],
    ['repeated-key', 'products.csv', `${PRODUCTS}KET-1,Чайник,,,kettles,12\n`, 3],
    ['repeated-key', 'orders.csv', `${HEADING}\n${ORDER}\n${ORDER.replace('UT-1', 'ut1')}\n`, 3],
    ['unknown-reference', 'order-items.csv', `${ITEMS}UT-1,NONE,1\n`, 3],
    ['unknown-reference', 'order-items.csv', `${ITEMS}UT-9,KET-1,1\n`, 3],
    ['bad-value', 'order-items.csv', `${ITEMS}UT-1,KET-1,0\n`, 3],
    ['bad-value', 'products.csv', `${PRODUCTS}KET-2,Чайник,,,kettles,год\n`, 3],
  ])('%s in %s is told', async (code, file, text, line) => {
    write(file, text);
    const { problems } = await readFolder(folder, NOW);
    expect(problems.map((problem) => [problem.code, problem.file])).toEqual([[code, join(folder, file)]]);
    expect(problems[0]?.line).toBeGreaterThanOrEqual(line);
  });

  test('a missing file is told once', async () => {
    rmSync(join(folder, 'products.csv'));
    const { problems, products, orders: kept } = await readFolder(folder, NOW);
    expect(problems).toMatchObject([{ code: 'missing-file', file: join(folder, 'products.csv') }]);
    expect([products, kept]).toEqual([[], []]);
  });

  describe('into a catalogue', () => {
    let stored: { products: readonly Product[]; orders: readonly ImportedOrder[] };
    const catalogue: Catalogue = {
      findOrder: () => Promise.resolve(undefined),
      products: () => Promise.resolve(stored.products),
      importProducts(rows) {
        stored.products = rows;
        return Promise.resolve(rows.length);
      },
      importOrders(rows) {
        stored.orders = rows;
        return Promise.resolve(rows.length);
      },
    };
    beforeEach(() => void (stored = { products: [], orders: [] }));

    test('stores products and orders and counts them', async () => {
      expect(await importFolder(folder, catalogue, NOW)).toEqual({ products: 1, orders: 1, problems: [] });
      expect(stored.orders[0]?.items).toEqual([{ sku: 'KET-1', quantity: 2 }]);
    });

    test('stores the products alone when an order has a mistake', async () => {
      orders(ORDER, orderWith('status', 'lost'));
      const result = await importFolder(folder, catalogue, NOW);
      expect(result).toMatchObject({ products: 1, orders: 0 });
      expect(result.problems).not.toEqual([]);
      expect(stored.orders).toEqual([]);
    });
  });
});
