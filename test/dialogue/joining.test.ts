// Going on in another channel by a one-time link, told through the real turn path.
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { continuationLinks } from '../../src/customers/continuation.ts';
import type { Locale } from '../../src/model/locale.ts';
import type { Address } from '../../src/model/message.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { realShop, Talk } from '../dialogues/harness.ts';

beforeAll(() => realShop(), 120_000);

const PHONE: Address = { channel: 'telegram', chat: '77', user: '77' };

let talk: Talk;
/** What went where since the last look, as `channel: text`. */
let sent: string[];
afterEach(() => talk.store.close());
beforeEach(() => void (sent = []));

async function begin(locale: Locale): Promise<void> {
  talk = await Talk.begin(locale);
  const { store } = talk;
  const claim = store.claimDelivery.bind(store);
  store.claimDelivery = async (...args) => {
    const claimed = await claim(...args);
    const delivery = claimed?.outgoing.delivery;
    if (delivery?.kind === 'message')
      sent.push(`${delivery.to.channel}: ${toPlainText(delivery.message.text)}`);
    return claimed;
  };
}

/** The payload of a link for the conversation that the last message came in. */
async function payload(): Promise<string> {
  const from = [...(await addresses())][0];
  if (from === undefined) throw new Error('nobody has written yet');
  const link = continuationLinks({
    store: talk.store,
    linkTo: (key) => Promise.resolve(`https://t.me/bot?start=${key}`),
    randomBytes: (count) => new Uint8Array(count).fill(7),
  });
  const url = await link(from, talk.now);
  return url?.split('start=')[1] ?? '';
}

async function addresses(): Promise<readonly Address[]> {
  const customer = await talk.store.findCustomer({ channel: 'test', chat: 'anna' });
  if (customer === undefined) throw new Error('the customer is not found');
  return (await talk.store.exportCustomer(customer))?.addresses ?? [];
}

test.each([
  ['ru', 'где мой заказ', 'Продолжаем здесь', 'продолжается в Telegram', 'UT-10001', '4512'],
  ['en', 'where is my order', 'Let us go on here', 'goes on in Telegram', 'UT-10001', '4512'],
  ['bg', 'къде е поръчката ми', 'Продължаваме тук', 'продължава в Telegram', 'UT-10001', '4512'],
] as const)(
  '%s: a pending question goes along, and the place left behind says so',
  async (locale, ask, here, there, number, proof) => {
    await begin(locale);
    await talk.says(ask);
    const start = await payload();
    sent = [];
    await talk.sends({ kind: 'start', payload: start }, PHONE);
    expect(sent.find((line) => line.startsWith('test:'))).toContain(there);
    expect(sent.find((line) => line.startsWith('telegram:'))).toContain(here);
    sent = [];
    await talk.sends({ kind: 'text', text: number }, PHONE);
    await talk.sends({ kind: 'text', text: proof }, PHONE);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.every((line) => line.startsWith('telegram:'))).toBe(true);
    expect(await addresses()).toHaveLength(2);
  },
);

test('whoever writes in the chat again is answered there', async () => {
  await begin('ru');
  await talk.says('здравствуйте');
  await talk.sends({ kind: 'start', payload: await payload() }, PHONE);
  sent = [];
  await talk.says('сколько стоит доставка');
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.every((line) => line.startsWith('test:'))).toBe(true);
});

test('a link that was used, or made up, is an ordinary greeting', async () => {
  await begin('ru');
  await talk.says('здравствуйте');
  const start = await payload();
  await talk.sends({ kind: 'start', payload: start }, PHONE);
  const thief: Address = { channel: 'telegram', chat: '13', user: '13' };
  for (const key of [start, 'c_made-up']) {
    sent = [];
    await talk.sends({ kind: 'start', payload: key }, thief);
    expect(sent.join()).not.toMatch(/Продолжаем здесь|продолжается в Telegram/u);
    expect(sent.every((line) => line.startsWith('telegram:'))).toBe(true);
  }
  expect(await addresses()).toHaveLength(2);
});

test('the key of a link is 128 bits, kept as a digest for a quarter of an hour', async () => {
  const kept: unknown[] = [];
  const now = new Date('2026-11-18T12:00:00Z');
  const link = continuationLinks({
    store: { allowContinuation: (...args) => Promise.resolve(kept.push(args) > 0) },
    linkTo: (key) => Promise.resolve(key),
    randomBytes: (count) => new Uint8Array(count).fill(1),
  });
  const key = (await link(PHONE, now))?.slice(2) ?? '';
  expect(Buffer.from(key, 'base64url')).toHaveLength(16);
  const digest = createHash('sha256').update(key).digest('base64url');
  expect(kept).toEqual([[PHONE, digest, new Date('2026-11-18T12:15:00Z')]]);
  await begin('ru');
});
