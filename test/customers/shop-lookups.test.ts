import { afterEach, beforeEach, expect, test } from 'vitest';
import { shopLookups } from '../../src/customers/shop-lookups.ts';
import type { Fact, Lookups } from '../../src/model/order.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { CUSTOMERS, ORDERS, PRODUCTS } from '../dialogues/sample-shop.ts';

const NOW = new Date('2026-11-18T09:00:00Z');

let store: Store;
let lookups: Lookups;

beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  await store.importProducts(PRODUCTS);
  await store.importCustomers(CUSTOMERS);
  await store.importOrders(ORDERS);
  lookups = shopLookups(store, silentLog);
});
afterEach(() => store.close());

function guess(proof: string, user: string, number = 'UT-10001'): Promise<Fact> {
  return lookups.resolve({ kind: 'order', number, proof, by: { channel: 'test', chat: user, user } }, NOW);
}

test('guesses from many addresses at the same moment are limited like guesses one after another', async () => {
  const facts = await Promise.all(Array.from({ length: 64 }, (_, index) => guess('0000', `u${index}`)));
  expect(facts.filter(({ kind }) => kind === 'refused')).toHaveLength(30);
  expect((await guess('4512', 'owner')).kind).toBe('limited');
  expect((await guess('anna@example.ru', 'owner')).kind).toBe('order');
});

test('ten strangers do not lock the owner out', async () => {
  for (let index = 0; index < 10; index += 1) await guess('0000', `u${index}`);
  expect((await guess('0001', 'u0')).kind).toBe('limited');
  expect((await guess('4512', 'owner')).kind).toBe('order');
});

test('an order that does not exist is refused and limited exactly like one of somebody else', async () => {
  for (const number of ['UT-10001', 'UT-99999']) {
    for (let index = 0; index < 4; index += 1) {
      expect(await guess('0000', `${number}-${index}`, number)).toEqual({ kind: 'refused' });
    }
    expect(await guess('0000', `${number}-4`, number)).toEqual({ kind: 'refused' });
    expect((await guess('0000', `${number}-4`, number)).kind).toBe('limited');
  }
});

test('another way to write the number is the same order', async () => {
  for (const number of ['UT-10001', 'ut10001', 'UT 10001', 'UT–10001', 'Ut - 10001'])
    await guess('0000', 'a', number);
  expect((await guess('4512', 'a', 'UT-10002')).kind).toBe('limited');
  expect(
    (await store.wrongAttempts({ channel: 'x', chat: 'x', user: 'x' }, 'UT-10001', NOW)).atObject,
  ).toHaveLength(5);
});

test('a repair case is proved and limited like an order, and with orders', async () => {
  const repair = {
    number: 'R-1',
    stage: 'ready',
    sku: 'KET-100',
    openedAt: NOW,
    since: NOW,
    currency: 'RUB',
  } as const;
  await store.importRepairs([{ repair, phone: '79161234512' }]);
  const by = { channel: 'test', chat: 'a', user: 'a' };
  const ask = (proof: string, number = 'R-1') => lookups.resolve({ kind: 'repair', number, proof, by }, NOW);
  expect(await ask('4512')).toMatchObject({ kind: 'repair', repair: { number: 'R-1', sku: 'KET-100' } });
  expect(await ask('0000')).toEqual({ kind: 'refused' });
  expect(await ask('4512', 'R-2')).toEqual({ kind: 'refused' });
  for (let index = 0; index < 3; index += 1) await guess('0000', 'a');
  expect((await ask('4512')).kind).toBe('limited');
});

test('a proved order is told again without a proof, with its bonus', async () => {
  await store.importCustomers([{ id: 'C-9', phone: '' }]);
  await store.importBonuses([{ customer: 'C-9', points: 350 }]);
  await store.importOrders(ORDERS.map((order) => ({ ...order, customer: 'C-9' })));
  const number = 'UT-10001';
  expect(await lookups.resolve({ kind: 'verified-order', number }, NOW)).toMatchObject({ kind: 'order' });
  expect(await lookups.resolve({ kind: 'verified-order', number: 'UT-9' }, NOW)).toEqual({ kind: 'refused' });
  expect(await lookups.resolve({ kind: 'bonus', order: number }, NOW)).toEqual({
    kind: 'bonus',
    balance: { points: 350 },
  });
  expect(await lookups.resolve({ kind: 'bonus', order: 'UT-9' }, NOW)).toEqual({ kind: 'bonus' });
});

test('contact data never leave the lookup', async () => {
  const fact = await guess('4512', 'a');
  expect(JSON.stringify(fact)).not.toMatch(/79161234512|anna@example/u);
});

test('a shop system that fails once does not stop the next question', async () => {
  let calls = 0;
  const findOrder: Store['findOrder'] = (number) =>
    (calls += 1) === 1 ? Promise.reject(new Error('down')) : store.findOrder(number);
  lookups = shopLookups({ ...store, findOrder }, silentLog);
  const facts = await Promise.all([guess('4512', 'a'), guess('4512', 'b')]);
  expect(facts.map(({ kind }) => kind)).toEqual(['unavailable', 'order']);
});
