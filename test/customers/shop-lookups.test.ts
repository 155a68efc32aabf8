import { afterEach, beforeEach, expect, test } from 'vitest';
import { shopLookups } from '../../src/customers/shop-lookups.ts';
import type { Fact, Lookups } from '../../src/model/order.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { ORDERS, PRODUCTS } from '../dialogues/sample-shop.ts';

const NOW = new Date('2026-11-18T09:00:00Z');

let store: Store;
let lookups: Lookups;

beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  await store.importProducts(PRODUCTS);
  await store.importOrders(ORDERS);
  lookups = shopLookups(store, silentLog);
});
afterEach(() => store.close());

function guess(proof: string, user: string, number = 'UT-10001'): Promise<Fact> {
  return lookups.resolve({ kind: 'order', number, proof, by: { channel: 'test', chat: user, user } }, NOW);
}

test('guesses from many addresses at the same moment are limited like guesses one after another', async () => {
  const facts = await Promise.all(Array.from({ length: 32 }, (_, index) => guess('0000', `u${index}`)));
  expect(facts.filter(({ kind }) => kind === 'refused')).toHaveLength(10);
  expect((await guess('4512', 'owner')).kind).toBe('limited');
});

test('another way to write the number is the same order', async () => {
  for (const number of ['UT-10001', 'ut10001', 'UT 10001', 'UT–10001', 'Ut - 10001'])
    await guess('0000', 'a', number);
  expect((await guess('4512', 'a', 'UT-10002')).kind).toBe('limited');
  expect(
    (await store.wrongAttempts({ channel: 'x', chat: 'x', user: 'x' }, 'UT-10001', NOW)).atOrder,
  ).toHaveLength(5);
});

test('a shop system that fails once does not stop the next question', async () => {
  let calls = 0;
  const findOrder: Store['findOrder'] = (number) =>
    (calls += 1) === 1 ? Promise.reject(new Error('down')) : store.findOrder(number);
  lookups = shopLookups({ ...store, findOrder }, silentLog);
  const facts = await Promise.all([guess('4512', 'a'), guess('4512', 'b')]);
  expect(facts.map(({ kind }) => kind)).toEqual(['unavailable', 'order']);
});
