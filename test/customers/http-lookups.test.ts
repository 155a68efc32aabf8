// The shop's own API as the source of records: the same rules, and honesty when it does not answer.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { httpLookups } from '../../src/customers/http-lookups.ts';
import type { Fact, Lookups } from '../../src/model/order.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { PRODUCTS } from '../dialogues/sample-shop.ts';
import { manualClock, type ManualClock } from '../fakes/manual-clock.ts';
import { API_ORDER, type ShopApiServer, startShopApi } from '../fakes/shop-api.ts';

const NOW = new Date('2026-11-18T09:00:00Z');
const by = { channel: 'test', chat: 'a', user: 'a' };

let api: ShopApiServer;
let store: Store;
let clock: ManualClock;
let lookups: Lookups;

beforeEach(async () => {
  api = await startShopApi();
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  clock = manualClock(NOW);
  lookups = over(api.url);
});
afterEach(async () => {
  await store.close();
  await api.close();
});

function over(url: string, proofByShop = false): Lookups {
  const options = { url, key: 'secret', proofByShop, timeoutMs: 4000, random: () => 0.5 };
  return httpLookups({ ...options, tables: store, clock, log: silentLog });
}

function order(proof = '4512', number = 'UT-10001'): Promise<Fact> {
  return lookups.resolve({ kind: 'order', number, proof, by }, NOW);
}

/** Moves the clock on while the answer is waited for: pauses between tries and time-outs pass at once. */
async function patiently(answer: Promise<Fact>): Promise<Fact> {
  let done = false;
  const settled = answer.finally(() => (done = true));
  await vi.waitFor(
    () => {
      if (!done) clock.advance(500);
      if (!done) throw new Error('not yet');
    },
    { timeout: 10_000, interval: 5 },
  );
  return settled;
}

describe('records from the API', () => {
  test('an order is told with its days as dates, and without contacts', async () => {
    const fact = await order();
    const { orderedAt, expectedAt } = API_ORDER;
    const days = { orderedAt: new Date(orderedAt), expectedAt: new Date(expectedAt), deliveredAt: undefined };
    expect(fact).toEqual({ kind: 'order', order: { ...API_ORDER, ...days } });
    expect(JSON.stringify(fact)).not.toMatch(/123-45|anna/u);
    expect(api.keys).toEqual(['Bearer secret']);
  });

  test('a wrong proof and an order that does not exist are refused alike, and counted', async () => {
    expect(await order('0000')).toEqual({ kind: 'refused' });
    expect(await order('4512', 'UT-9')).toEqual({ kind: 'refused' });
    for (let index = 0; index < 3; index += 1) await order('0001');
    expect((await order()).kind).toBe('limited');
  });

  test('where the shop compares, the proof goes there and contact data stay there', async () => {
    lookups = over(api.url, true);
    expect((await order('anna@example.ru')).kind).toBe('order');
    expect(await order('0000')).toEqual({ kind: 'refused' });
    expect(await lookups.resolve({ kind: 'repair', number: 'R-2001', proof: '4512', by }, NOW)).toMatchObject(
      {
        kind: 'repair',
      },
    );
    expect(api.asked).toEqual(['POST /orders/proof', 'POST /orders/proof', 'POST /repairs/proof']);
    expect((await store.wrongAttempts(by, 'UT-10001', new Date(0))).byAddress).toHaveLength(1);
  });

  test('repair cases, proved orders, bonuses and products come from it too', async () => {
    const ask = (lookup: Parameters<Lookups['resolve']>[0]) => lookups.resolve(lookup, NOW);
    expect(await ask({ kind: 'repair', number: 'R-2001', proof: '4512', by })).toMatchObject({
      repair: { stage: 'repairing', since: new Date('2026-11-12T07:00:00Z') },
    });
    expect((await ask({ kind: 'verified-order', number: 'UT-10001' })).kind).toBe('order');
    expect(await ask({ kind: 'verified-order', number: 'UT-9' })).toEqual({ kind: 'refused' });
    expect(await ask({ kind: 'bonus', order: 'UT-10001' })).toEqual({
      kind: 'bonus',
      balance: { points: 350, expiring: { points: 100, at: new Date('2026-12-01') } },
    });
    expect(await ask({ kind: 'bonus', order: 'UT-9' })).toEqual({ kind: 'bonus' });
    for (let index = 0; index < 3; index += 1) {
      expect(await ask({ kind: 'products', words: 'чайник', limit: 3 })).toMatchObject({
        products: [{ sku: 'KET-1' }],
      });
    }
    expect(api.asked.filter((path) => path === 'GET /products')).toHaveLength(1);
  });

  test('a shop without a list of products has the imported ones', async () => {
    await api.close();
    api = await startShopApi({ products: false });
    lookups = over(api.url);
    await store.importProducts(PRODUCTS);
    const fact = await lookups.resolve({ kind: 'products', words: 'Vento', limit: 3 }, NOW);
    expect(fact).toMatchObject({ products: [{ sku: 'VAC-20' }] });
  });

  test('ticket numbers are ours', async () => {
    expect(await lookups.resolve({ kind: 'ticket-number' }, NOW)).toEqual({
      kind: 'ticket-number',
      number: 1001,
    });
  });
});

describe('trouble', () => {
  test('one failure is overcome by asking again', async () => {
    api.next.push({ kind: 'status', status: 500 }, { kind: 'status', status: 429 });
    expect((await patiently(order())).kind).toBe('order');
    expect(api.asked).toHaveLength(3);
  });

  test.each([
    ['fails', { kind: 'status', status: 503 }, 3],
    ['does not answer', { kind: 'slow' }, 3],
    ['refuses us', { kind: 'status', status: 401 }, 1],
    ['answers what is not JSON', { kind: 'body', body: '<html>' }, 1],
    ['answers in another form', { kind: 'body', body: '{"order":{"number":"UT-10001"}}' }, 1],
  ] as const)(
    'a shop that %s is unavailable, and nobody is blamed for a wrong guess',
    async (_how, mood, tries) => {
      api.mood = mood;
      expect(await patiently(order())).toEqual({ kind: 'unavailable' });
      expect(api.asked).toHaveLength(tries);
      expect((await store.wrongAttempts(by, 'UT-10001', new Date(0))).byAddress).toEqual([]);
    },
  );

  test('a proof that the shop compares is never sent twice', async () => {
    lookups = over(api.url, true);
    api.mood = { kind: 'status', status: 500 };
    expect(await patiently(order())).toEqual({ kind: 'unavailable' });
    expect(api.asked).toHaveLength(1);
  });

  test('after five failures in a row the shop is left alone for half a minute, then asked again', async () => {
    api.mood = { kind: 'status', status: 500 };
    await patiently(order());
    await patiently(order());
    const asked = api.asked.length;
    expect(asked).toBe(5);
    expect(await order()).toEqual({ kind: 'unavailable' });
    expect(api.asked).toHaveLength(asked);
    api.mood = { kind: 'well' };
    clock.advance(30_000);
    expect((await order()).kind).toBe('order');
    expect((await order()).kind).toBe('order');
  });
});
