// What nobody should send and somebody will: each gets a clear reply, and nothing is lost.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { InboundBody } from '../../src/model/message.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { realShop, Talk } from './harness.ts';

const open: Talk[] = [];
afterEach(() => Promise.all(open.splice(0).map((talk) => talk.store.close())));

async function talk(): Promise<Talk> {
  const one = await Talk.begin('ru');
  open.push(one);
  return one;
}

const file = { origin: 'test', id: 'x' };

const INPUTS: readonly (readonly [string, InboundBody])[] = [
  ['an empty text', { kind: 'text', text: '' }],
  ['white space', { kind: 'text', text: ' \n\t ' }],
  ['invisible characters', { kind: 'text', text: '\u200B\u200D\u2066\u0000' }],
  ['one emoji', { kind: 'text', text: '🤯' }],
  ['5,000 characters', { kind: 'text', text: 'почему '.repeat(715) }],
  ['a lone surrogate', { kind: 'text', text: 'чайник \uD83D' }],
  ['markup', { kind: 'text', text: '<b>**[x](javascript:alert(1))**</b> {slot} {{x}}' }],
  ['a sticker', { kind: 'files', files: [{ kind: 'sticker', file, name: 's.webp', mime: 'image/webp' }] }],
  ['a location', { kind: 'unsupported', what: 'location' }],
  ['a button of nobody', { kind: 'choice', value: 'p:zzzzzz:yes' }],
  ['a button that means nothing', { kind: 'choice', value: '\u0000;drop table' }],
  ['a button of a flow that is gone', { kind: 'choice', value: 'flow:long-gone' }],
  ['a button of an article that is gone', { kind: 'choice', value: 'article:long-gone' }],
  ['an edited message', { kind: 'edited', of: '1', text: 'сколько стоит доставка' }],
];

/** Trains the shop's whole base, which takes long on a busy machine. */
beforeAll(() => realShop(), 180_000);

describe.each(INPUTS)('%s', (_, body) => {
  test('is replied to at the beginning of a conversation', async () => {
    const one = await talk();
    await one.sends(body);
    expect(one.heard.length).toBe(1);
    expect(toPlainText(one.heard[0]!.text)).not.toBe('');
    expect((await one.store.counts()).events['failed'] ?? 0).toBe(0);
  });

  test('in the middle of an errand leaves the pending question standing', async () => {
    const one = await talk();
    await one.says('где мой заказ');
    await one.sends(body);
    one.heard.length = 0;
    await one.says('UT-10001');
    expect(one.heard.map(({ text }) => toPlainText(text)).join()).toMatch(/четыре цифры|Номер|оператор/u);
    expect((await one.store.counts()).events['failed'] ?? 0).toBe(0);
  });

  test('with a person on the line reaches the desk', async () => {
    const one = await talk();
    await one.says('оператор');
    await one.operator({ kind: 'take' });
    one.posts.length = 0;
    one.heard.length = 0;
    await one.sends(body);
    expect(one.posts.map(({ kind }) => kind)).toContain('said');
    expect(one.heard).toEqual([]);
  });
});

test('the same message accepted twice is answered once', async () => {
  const one = await talk();
  const message = {
    id: 'test:same' as never,
    from: { channel: 'test', chat: 'a', user: 'a' },
    at: one.now,
    body: { kind: 'text' as const, text: 'привет' },
  };
  expect(await one.store.acceptMessage(message, 'ru')).toBe('accepted');
  expect(await one.store.acceptMessage(message, 'ru')).toBe('duplicate');
  await one.settle();
  expect(one.heard).toHaveLength(1);
});

test('a customer who blocks the bot is a line on the desk while a ticket is open', async () => {
  const one = await talk();
  await one.says('оператор');
  await one.sends({ kind: 'blocked' });
  expect(one.posts.map((post) => (post.kind === 'notice' ? post.text : ''))).toContainEqual(
    expect.stringContaining('остановил бота'),
  );
});

test("an operator's reply that cannot be delivered is a line on the desk", async () => {
  const one = await talk();
  await one.says('оператор');
  one.gone = true;
  await one.operator({ kind: 'reply', text: 'Здравствуйте', files: [] });
  expect(one.posts.map((post) => (post.kind === 'notice' ? post.text : ''))).toContainEqual(
    expect.stringContaining('не доставлено'),
  );
});
