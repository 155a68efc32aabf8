// Which call of a channel or a desk carries out a delivery.
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/model/channel.ts';
import type { Desk } from '../../src/model/desk.ts';
import type { OutboxId, TicketId } from '../../src/model/ids.ts';
import type { Address, OutboundMessage } from '../../src/model/message.ts';
import { plain } from '../../src/model/rich-text.ts';
import type { Delivery } from '../../src/model/turn.ts';
import type { AboutAttempt } from '../../src/outbox/attempt.ts';
import { targetsOf } from '../../src/outbox/targets.ts';

const to: Address = { channel: 'line', chat: 'anna', user: 'anna' };
const message: OutboundMessage = { text: plain('привет'), speaker: { kind: 'bot' }, locale: 'ru' };
const original = { refs: ['11', '12'] };
const of = 'o1' as OutboxId;
const words: Delivery = { kind: 'message', to, message, unlessHeld: false };
const notice: Delivery = {
  kind: 'post',
  desk: 'desk',
  post: { kind: 'notice', ticket: 't' as TicketId, text: 'x' },
};

interface Call {
  readonly call: string;
  readonly what?: unknown;
  readonly receipt?: unknown;
}

/** Makes one delivery and tells what was called for it. */
async function made(
  delivery: Delivery,
  about: Partial<AboutAttempt> = {},
  can: 'everything' | 'send only' = 'everything',
): Promise<Call> {
  const calls: Call[] = [];
  const note = (call: Call) => {
    calls.push(call);
    return Promise.resolve({ refs: ['9'] });
  };
  const line: Channel = {
    name: 'line',
    capabilities: { choices: true, files: true, edits: true },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: (_to, what) => note({ call: 'send', what }),
    ...(can === 'everything' && {
      edit: (_to: Address, receipt: unknown, what: unknown) => note({ call: 'edit', what, receipt }),
      remove: (_to: Address, receipt: unknown) => note({ call: 'remove', receipt }),
    }),
  };
  const desk: Desk = {
    name: 'desk',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    post: (what, _key, again) => note({ call: again === true ? 'post again' : 'post', what }),
  };
  const target = targetsOf([line], [desk]).get(delivery.kind === 'post' ? delivery.desk : 'line');
  await target?.deliver(delivery, 'key' as OutboxId, {
    again: false,
    soFar: { keep: () => Promise.resolve() },
    ...about,
  });
  return calls[0] ?? { call: 'none' };
}

describe('a delivery', () => {
  test('of a message is sent as it is', async () => {
    expect(await made(words)).toEqual({ call: 'send', what: message });
  });

  test('that quotes another one names the first message of that', async () => {
    const quoting = { ...words, quotes: of };
    expect(await made(quoting, { original })).toEqual({ call: 'send', what: { ...message, replyTo: '11' } });
  });

  test('that quotes what never went out goes without the quote', async () => {
    expect(await made({ ...words, quotes: of })).toEqual({ call: 'send', what: message });
    expect(await made({ ...words, quotes: of }, { original: { refs: [] } })).toEqual({
      call: 'send',
      what: message,
    });
  });

  test('that quotes a message of the customer keeps that quote', async () => {
    const what = { ...message, replyTo: '5' };
    expect(await made({ ...words, message: what })).toEqual({ call: 'send', what });
  });

  test('of a change or a removal is about what went out before', async () => {
    expect(await made({ kind: 'edit', to, of, message }, { original })).toEqual({
      call: 'edit',
      what: message,
      receipt: original,
    });
    expect(await made({ kind: 'remove', to, of }, { original })).toEqual({
      call: 'remove',
      receipt: original,
    });
  });

  test.each([
    ['what never went out', {}, 'everything'],
    ['what the channel cannot change', { original }, 'send only'],
  ] as const)('that changes %s is refused for good', async (_what, about, can) => {
    const refusal = { code: 'DELIVERY_FAILED', outcome: 'rejected', sentForSure: 'no' };
    await expect(made({ kind: 'edit', to, of, message }, about, can)).rejects.toMatchObject(refusal);
    await expect(made({ kind: 'remove', to, of }, about, can)).rejects.toMatchObject(refusal);
  });

  test('to a desk says when an earlier attempt may have arrived', async () => {
    expect((await made(notice)).call).toBe('post');
    expect((await made(notice, { again: true })).call).toBe('post again');
  });

  test('to a desk that has the name of a channel is an error, not a message', async () => {
    await expect(made({ ...notice, desk: 'line' })).rejects.toThrow('share the name');
  });
});
