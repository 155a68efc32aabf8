// Importing a shop's CSV files: the samples, what a row may hold, and what an author is told about mistakes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importFolder, type ImportParts } from '../../src/customers/import.ts';
import type { ImportKind, Staging } from '../../src/model/catalogue.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { openStaging } from '../../src/store/sqlite/staging.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';

const NOW = new Date('2026-05-14T15:30:00Z');
const PRODUCTS = `sku,name_ru,name_en,name_bg,category,warranty_months
KET-1,"Чайник, 1,7 л",Kettle,,kettles,12
`;
const HEADING = 'number,status,ordered_at,expected_at,delivered_at,city,total,currency,phone,email';
const ORDER = 'UT-1,shipped,2026-05-01,today+3,,Казань,4990.5,RUB,+7 900 000-45-67,ivan@example.ru';
const ITEMS = `order,sku,quantity
ut 1,KET-1,2
`;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const home = mkdtempSync(join(tmpdir(), 'firstline-import-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('importing CSV files', () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(home, 'shop-'));
    store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
    write('products.csv', PRODUCTS);
    write('orders.csv', `${HEADING}\n${ORDER}\n`);
    write('order-items.csv', ITEMS);
  });
  afterEach(() => store.close());

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const orders = (...rows: string[]) => write('orders.csv', [HEADING, ...rows, ''].join('\n'));
  /** The order row with one of its columns replaced. */
  const orderWith = (column: string, value: string) =>
    ORDER.split(',')
      .map((old, index) => (HEADING.split(',')[index] === column ? value : old))
      .join(',');

  async function read(more: Partial<ImportParts> & { from?: string } = {}): Promise<{
    stored: Partial<Record<ImportKind, number>>;
    refused: readonly string[];
    problems: Problem[];
  }> {
    const problems: Problem[] = [];
    const staging = openStaging();
    try {
      const result = await importFolder(more.from ?? folder, {
        catalogue: store,
        staging,
        now: NOW,
        report: (problem) => void problems.push(problem),
        ...more,
      });
      return { ...result, problems };
    } finally {
      staging.close();
    }
  }

  const orderOne = async () => (await store.findOrder('UT-1'))?.order;

  test('the samples of the project are right, and show every state', async () => {
    const orders: string[] = [];
    const catalogue = {
      ...store,
      importOrders: (rows: Parameters<Store['importOrders']>[0]) => {
        for (const { order } of rows) orders.push(order.number);
        return store.importOrders(rows);
      },
    };
    const { stored, refused, problems } = await read({ from: 'data', catalogue });
    expect(problems).toEqual([]);
    expect(refused).toEqual([]);
    expect(stored).toEqual({ products: 40, parts: 24, customers: 22, orders: 60, repairs: 11, bonuses: 19 });
    const found = await Promise.all(orders.map((number) => store.findOrder(number)));
    const seen = found.flatMap((one) => (one ? [one.order] : []));
    expect(new Set(seen.map(({ status }) => status)).size).toBe(8);
    expect(new Set(seen.map(({ refund }) => refund?.status)).size).toBe(6);
    expect(seen.every(({ items }) => items.length > 0)).toBe(true);
    expect(seen.some(({ window }) => window !== undefined)).toBe(true);
    const repairs = await Promise.all(
      Array.from({ length: 11 }, (_, index) => store.findRepair(`R-${2001 + index}`)),
    );
    expect(new Set(repairs.map((one) => one?.repair.stage)).size).toBe(8);
    const balances = await Promise.all(orders.map((number) => store.bonusOf(number)));
    expect(balances.some((one) => one?.expiring)).toBe(true);
    expect(balances.some((one) => one && !one.expiring)).toBe(true);
    expect(balances.some((one) => one === undefined)).toBe(true);
    const products = await store.products();
    expect(products.some(({ parts }) => (parts?.length ?? 0) > 2)).toBe(true);
    expect(products.some(({ manuals }) => manuals === undefined)).toBe(true);
  });

  test.each([
    ['UT-10421', '4567'],
    ['UT-10437', '1234'],
    ['UT-10452', '3456'],
  ])('the sample order %s has a phone that ends in %s', async (number, end) => {
    await read({ from: 'data' });
    expect((await store.findOrder(number))?.phone.slice(-4)).toBe(end);
  });

  test('rows become products and orders', async () => {
    expect(await read()).toEqual({ stored: { products: 1, orders: 1 }, refused: [], problems: [] });
    const names = { ru: 'Чайник, 1,7 л', en: 'Kettle' };
    expect(await store.products()).toEqual([
      { sku: 'KET-1', names, category: 'kettles', warrantyMonths: 12 },
    ]);
    expect(await store.findOrder('UT-1')).toMatchObject({
      order: {
        number: 'UT-1',
        status: 'shipped',
        orderedAt: new Date('2026-05-01T00:00:00Z'),
        expectedAt: new Date('2026-05-17T00:00:00Z'),
        city: 'Казань',
        total: 499_050,
        currency: 'RUB',
        items: [{ sku: 'KET-1', quantity: 2 }],
      },
      phone: '79000004567',
      email: 'ivan@example.ru',
    });
  });

  test('importing the same folder again changes nothing', async () => {
    await read();
    const before = [await store.findOrder('UT-1'), await store.products()];
    expect((await read()).stored).toEqual({ products: 1, orders: 1 });
    expect([await store.findOrder('UT-1'), await store.products()]).toEqual(before);
  });

  test('new columns and files are taken where they are there', async () => {
    write(
      'products.csv',
      `sku,name_ru,name_en,name_bg,category,warranty_months,manual_ru,manual_en,guide,service_months
KET-1,Чайник,,,kettles,12,https://shop.example/ket.pdf,,setup-kettle,6
`,
    );
    write(
      'parts.csv',
      `sku,name_ru,name_en,name_bg,products,price,currency,in_stock
P-1,Фильтр,,,KET-1,490,RUB,no
`,
    );
    write('customers.csv', 'id,name,phone,email\nC-1,Иван,+7 900 000-45-67,\n');
    write('bonuses.csv', 'customer,points,expiring_points,expiring_at\nC-1,350,100,today+3\n');
    write(
      'orders.csv',
      `${HEADING},customer,window,refund_status,refund_amount,refund_due
UT-1,shipped,2026-05-01,today+3,,Казань,100,RUB,,,C-1,10:00-14:00,sent,50,today+2
`,
    );
    write(
      'repairs.csv',
      `number,stage,sku,opened_at,since,ready_at,price,currency,phone,email,customer
R-1,waiting-approval,KET-1,today-5,today-1,,1490.00,RUB,,,C-1
`,
    );
    const { problems, stored } = await read();
    expect(problems).toEqual([]);
    expect(stored).toEqual({ products: 1, parts: 1, customers: 1, orders: 1, repairs: 1, bonuses: 1 });
    expect(await store.products()).toMatchObject([
      {
        manuals: { ru: 'https://shop.example/ket.pdf' },
        guide: 'setup-kettle',
        serviceMonths: 6,
        parts: [{ sku: 'P-1', price: 49_000, inStock: false }],
      },
    ]);
    expect(await store.findOrder('ut1')).toMatchObject({
      order: { window: '10:00-14:00', refund: { status: 'sent', amount: 5000 } },
      phone: '79000004567',
    });
    expect(await store.findRepair('r 1')).toMatchObject({
      repair: { stage: 'waiting-approval', price: 149_000 },
      phone: '79000004567',
    });
    expect(await store.bonusOf('UT-1')).toMatchObject({ points: 350, expiring: { points: 100 } });
  });

  test.each([
    ['today', '2026-05-14'],
    ['today-12', '2026-05-02'],
    ['today+20', '2026-06-03'],
    ['2024-02-29', '2024-02-29'],
  ])('the day %s is %s', async (written, day) => {
    orders(orderWith('ordered_at', written));
    await read();
    expect((await orderOne())?.orderedAt).toEqual(new Date(`${day}T00:00:00Z`));
  });

  test.each([
    ['4990', 499_000],
    ['0.07', 7],
    ['19.9', 1990],
  ])('the amount %s is %d in minor units', async (written, total) => {
    orders(orderWith('total', written));
    await read();
    expect((await orderOne())?.total).toBe(total);
  });

  test('an order without an e-mail has none', async () => {
    orders(orderWith('email', ''));
    await read();
    expect(await store.findOrder('UT-1')).not.toHaveProperty('email');
  });

  test('a byte order mark, Windows line ends and empty lines do no harm', async () => {
    write('products.csv', `\uFEFF${PRODUCTS.replaceAll('\n', '\r\n')}\r\n\r\n`);
    const { stored, problems } = await read();
    expect([stored.products, problems]).toEqual([1, []]);
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
    ['phone', '', 'name the customer'],
    ['phone', '8 900 000-45-67', 'country code'],
    ['email', 'ivan', 'name@example.com'],
    ['number', '', 'fill it in'],
  ])('the column %s holding "%s" is told with its line and a cure', async (column, value, cure) => {
    orders(ORDER, orderWith(column, value).replace(/^UT-1,/u, 'UT-2,'));
    const { problems, stored, refused } = await read();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'bad-value',
      file: join(folder, 'orders.csv'),
      line: 3,
      severity: 'error',
    });
    expect(`${problems[0]!.message} ${problems[0]!.cure}`).toContain(cure);
    expect(problems[0]!.message).toContain(column);
    expect([stored, refused]).toEqual([{ products: 1 }, ['orders.csv', 'order-items.csv']]);
    expect(await orderOne()).toBeUndefined();
  });

  test('all mistakes of a file are told at once', async () => {
    orders(orderWith('phone', '1'), orderWith('currency', '?'), orderWith('total', 'x'));
    const { problems } = await read();
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
    const { problems } = await read();
    expect(problems.map((problem) => [problem.code, problem.file])).toEqual([[code, join(folder, file)]]);
    expect(problems[0]?.line).toBeGreaterThanOrEqual(line);
  });

  test.each([
    [
      'parts.csv',
      'sku,name_ru,name_en,name_bg,products,price,currency,in_stock',
      'P-1,Фильтр,,,NONE,1,RUB,yes',
      'NONE is not in products.csv',
    ],
    [
      'parts.csv',
      'sku,name_ru,name_en,name_bg,products,price,currency,in_stock',
      'P-1,Фильтр,,,KET-1,1,RUB,maybe',
      'neither yes nor no',
    ],
    ['customers.csv', 'id,name,phone,email', 'C-1,Иван,12,', '+7 912 345-67-89'],
    ['bonuses.csv', 'customer,points,expiring_points,expiring_at', 'C-9,1,,', 'C-9 is not in customers.csv'],
    [
      'bonuses.csv',
      'customer,points,expiring_points,expiring_at',
      'C-1,10,20,today',
      'more than all the points',
    ],
    ['bonuses.csv', 'customer,points,expiring_points,expiring_at', 'C-1,10,5,', 'leave both empty'],
    [
      'repairs.csv',
      'number,stage,sku,opened_at,since,ready_at,price,currency,phone',
      'R-1,lost,KET-1,today,today,,,RUB,+7 900 000-45-67',
      'received, diagnosis',
    ],
    [
      'repairs.csv',
      'number,stage,sku,opened_at,since,ready_at,price,currency,phone',
      'R-1,ready,KET-1,today,today-1,,,RUB,+7 900 000-45-67',
      'older than the case',
    ],
    [
      'repairs.csv',
      'number,stage,sku,opened_at,since,ready_at,price,currency,phone',
      'R-1,ready,NONE,today,today,,,RUB,+7 900 000-45-67',
      'NONE is not in products.csv',
    ],
  ])('a mistake in %s refuses that file alone', async (file, heading, row, told) => {
    write(file, `${heading}\n${row}\n`);
    const { problems, stored, refused } = await read();
    expect(problems.map(({ message, cure }) => `${message} ${cure}`).join()).toContain(told);
    expect([stored, refused]).toEqual([{ products: 1, orders: 1 }, [file]]);
  });

  test('files may be absent: what is there is taken, with what is stored already', async () => {
    await read();
    rmSync(join(folder, 'products.csv'));
    orders(orderWith('city', 'Пермь'));
    expect(await read()).toEqual({ stored: { orders: 1 }, refused: [], problems: [] });
    expect((await orderOne())?.city).toBe('Пермь');
  });

  test('orders without their items are refused, and so is a folder with nothing in it', async () => {
    rmSync(join(folder, 'order-items.csv'));
    const { problems, refused, stored } = await read();
    expect(problems).toMatchObject([{ code: 'missing-file', file: join(folder, 'order-items.csv') }]);
    expect([refused, stored]).toEqual([['orders.csv'], { products: 1 }]);
    const nothing = await read({ from: mkdtempSync(join(home, 'empty-')) });
    expect(nothing.problems).toMatchObject([{ code: 'missing-file' }]);
  });

  test('what needs a refused file waits for it, without a complaint for every row', async () => {
    write('products.csv', `${PRODUCTS}KET-2,Чайник,,,kettles,год\n`);
    const { problems, refused, stored } = await read();
    expect(problems).toHaveLength(1);
    expect([refused, stored]).toEqual([['products.csv', 'orders.csv', 'order-items.csv'], {}]);
    expect(await store.products()).toEqual([]);
  });

  test('beside a running Firstline a long file is refused with the cure', async () => {
    const { problems, refused } = await read({ maxRows: 0 });
    expect(problems[0]).toMatchObject({ code: 'too-long', cure: 'stop Firstline and import again' });
    expect(refused).toContain('products.csv');
  });

  test('a file of 200,000 rows is read in the memory of a small one', { timeout: 120_000 }, async () => {
    const rows = 200_000;
    const lines = Array.from(
      { length: rows },
      (_, index) => `C-${index},Покупатель ${index},,c${index}@example.ru`,
    );
    write('customers.csv', `id,name,phone,email\n${lines.join('\n')}\n`);
    lines.length = 0;
    const shares: number[] = [];
    let counted = 0;
    let most = 0;
    const catalogue: Store = {
      ...store,
      // what reading needs is measured, not what a database in memory keeps
      importCustomers(customers) {
        for (const { id } of customers) {
          counted += 1;
          if (counted % 20_000 === 0) most = Math.max(most, liveBytes());
          if (id === '') throw new Error('a customer without an id');
        }
        return Promise.resolve(counted);
      },
    };
    const before = liveBytes();
    const { problems, stored } = await read({
      catalogue,
      progress({ file, share }) {
        if (file !== 'customers.csv') return;
        shares.push(share);
        if (shares.length % 40 === 0) most = Math.max(most, liveBytes());
      },
    });
    expect(problems).toEqual([]);
    expect([stored.customers, counted]).toEqual([rows, rows]);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    // held all at once these rows take more than 40 MB
    expect(most - before).toBeLessThan(20 * 1024 * 1024);
  });
});

describe('rows that wait for their file', () => {
  let staging: Staging;
  beforeEach(() => void (staging = openStaging()));
  afterEach(() => staging.close());

  test('come back in the order of their lines, each key once, and can be read twice', () => {
    const row = (line: number, key: string) => ({ line, key, value: { key, at: NOW }, refs: [] });
    expect(staging.add('products', [row(2, 'b'), row(3, 'a'), row(4, 'b')])).toEqual([{ line: 4, first: 2 }]);
    const rows = staging.rows('products');
    expect([...rows]).toEqual([
      { key: 'b', at: NOW },
      { key: 'a', at: NOW },
    ]);
    expect([...rows]).toHaveLength(2);
    staging.drop('products');
    expect([...rows]).toEqual([]);
  });

  test('know which of their references nothing meets', () => {
    const refs = (key: string) => [{ column: 'sku', kind: 'products' as const, key }];
    staging.add('products', [{ line: 2, key: 'KET-1', value: {}, refs: [] }]);
    staging.add('repairs', [
      { line: 2, key: 'R1', value: {}, refs: refs('KET-1') },
      { line: 3, key: 'R2', value: {}, refs: refs('NONE') },
    ]);
    const [first, ...others] = staging.unmet('repairs', 0, 10);
    expect(first).toMatchObject({ line: 3, ...refs('NONE')[0] });
    expect(others).toEqual([]);
    expect(staging.unmet('repairs', first?.place ?? 0, 10)).toEqual([]);
  });
});

/** Of JavaScript objects that are still in use, and of buffers. */
function liveBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
