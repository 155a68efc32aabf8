// Why a delivery to a customer failed, whether to try again and whether it surely did not go out.
import { describe, expect, test } from 'vitest';
import { DeliveryError } from '../../../src/model/message.ts';
import { TINY_JPEG, TINY_PNG } from '../../fakes/telegram-server/people.ts';
import { addressOf, keeping, message, newKey, telegramHarness } from './harness.ts';

type Harness = Awaited<ReturnType<typeof telegramHarness>>;

async function failure(harness: Harness, chat: string, sent = message('hello'), soFar = keeping()) {
  const to = { channel: 'telegram', chat, user: chat };
  const error: unknown = await harness.channel.send(to, sent, newKey(), soFar).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error('expected a DeliveryError', { cause: error });
  return error;
}

describe('who can no longer be reached is gone', () => {
  test.each([
    ['blocked the bot', (c: { blocksBot(): void }) => c.blocksBot()],
    ['deleted the account', (c: { deletesAccount(): void }) => c.deletesAccount()],
  ])('a customer who %s', async (_name, act) => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    act(customer);
    expect(await failure(harness, addressOf(customer).chat)).toMatchObject({
      outcome: 'gone',
      sentForSure: 'no',
    });
  });

  test('a chat that Telegram does not know', async () => {
    const harness = await telegramHarness();
    expect(await failure(harness, '42')).toMatchObject({ outcome: 'gone', sentForSure: 'no' });
  });
});

describe('what will never be taken is rejected', () => {
  test.each([
    ['a button value over 64 bytes', message('?', { choices: [{ label: 'a', value: 'x'.repeat(65) }] })],
    ['an empty label', message('?', { choices: [{ label: '', value: 'x' }] })],
    [
      'too many buttons',
      message('?', { choices: Array.from({ length: 101 }, (_, n) => ({ label: `${n}`, value: `${n}` })) }),
    ],
    ['no text and no files', message('')],
    [
      'a file that is gone',
      message('', {
        files: [{ kind: 'photo', file: { origin: 'local', id: 'none' }, name: 'a', mime: 'image/jpeg' }],
      }),
    ],
  ])('%s', async (_name, sent) => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    const error = await failure(harness, addressOf(customer).chat, sent);
    expect(error).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
    expect(customer.sees()).toEqual([]);
  });

  test('an address that is not a chat', async () => {
    const harness = await telegramHarness();
    expect(await failure(harness, 'nobody')).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
  });

  test('refused entities', async () => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    const description = 'Bad Request: can\'t parse entities: Unsupported start tag "private words"';
    harness.telegram.failNext('sendMessage', { status: 400, description });
    const error = await failure(harness, addressOf(customer).chat);
    expect(error).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
    expect(error.message).not.toContain('private words');
  });
});

test('a short wait between two parts is waited out, and the message arrives once', async () => {
  const harness = await telegramHarness();
  const customer = harness.telegram.customer(harness.bot).wroteBefore();
  harness.telegram.failNext('sendSticker', {
    status: 429,
    description: 'Too Many Requests',
    parameters: { retry_after: 1 },
  });
  const file = harness.files.put('sticker', TINY_PNG, 'a.webp', 'image/webp');
  await harness.channel.send(addressOf(customer), message('hello', { files: [file] }), newKey());
  expect(customer.sees().map((one) => one.file?.kind ?? one.text)).toEqual(['hello', 'sticker']);
});

describe('what may pass is tried again', () => {
  test.each([
    [
      'too many requests',
      { status: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } },
      'no',
      7000,
    ],
    ['a server error', { status: 500, description: 'Internal Server Error' }, 'unknown', undefined],
    ["a proxy's page", { status: 502, body: '<html></html>' }, 'unknown', undefined],
    ['a revoked token', { status: 401, description: 'Unauthorized' }, 'no', undefined],
  ])('%s', async (_name, fault, sentForSure, retryAfterMs) => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    harness.telegram.failNext('sendMessage', fault);
    const error = await failure(harness, addressOf(customer).chat);
    expect(error).toMatchObject({ outcome: 'retry', sentForSure });
    expect(error.retryAfterMs).toBe(retryAfterMs);
    expect(error.message).not.toContain(harness.bot.token);
  });

  test('an answer that was lost leaves it open whether the message went out', async () => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    harness.telegram.dropConnection('sendMessage', { afterDoing: true });
    const error = await failure(harness, addressOf(customer).chat);
    expect(error).toMatchObject({ outcome: 'retry', sentForSure: 'unknown' });
    expect(customer.sees()).toHaveLength(1);
    expect(JSON.stringify([error.message, error.cause])).not.toContain(harness.bot.token);
  });

  test('a refused connection is sure not to have sent anything', async () => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    await harness.telegram.goDown();
    expect(await failure(harness, addressOf(customer).chat)).toMatchObject({
      outcome: 'retry',
      sentForSure: 'no',
    });
    await harness.telegram.comeBack();
    await harness.channel.send(addressOf(customer), message('again'), newKey());
    expect(customer.sees().map((one) => one.text)).toEqual(['again']);
  });

  test('a revoked token is told by the health', async () => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    harness.telegram.failNext('sendMessage', { status: 401, description: 'Unauthorized' });
    await failure(harness, addressOf(customer).chat);
    expect(harness.channel.health?.()).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/BotFather/u) as string,
    });
  });
});

describe('a message in several parts', () => {
  const long = message(`${'a'.repeat(4000)} ${'b'.repeat(4000)} ${'c'.repeat(4000)}`);

  test('says that some parts are out, and a retry does not repeat them', async () => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    const soFar = keeping();
    await harness.channel.send(addressOf(customer), message('before'), newKey());
    const firstPart = harness.telegram
      .until(() => customer.sees().length === 2, 'the first part')
      .then(() => {
        harness.telegram.failNext('sendMessage', { status: 429, parameters: { retry_after: 30 } });
      });
    const error = await failure(harness, addressOf(customer).chat, long, soFar);
    await firstPart;
    expect(error).toMatchObject({ outcome: 'retry', sentForSure: 'no', retryAfterMs: 30_000 });
    expect(error.message).toContain('after 1 of 3 parts had been sent');
    const receipt = await harness.channel.send(addressOf(customer), long, newKey(), soFar);
    expect(customer.sees().map((one) => one.text[0])).toEqual(['b', 'a', 'b', 'c']);
    expect(receipt.refs).toEqual(
      customer
        .sees()
        .slice(1)
        .map((one) => String(one.id)),
    );
  });

  test('files that went out are not sent again with the text that failed', async () => {
    const harness = await telegramHarness();
    const customer = harness.telegram.customer(harness.bot).wroteBefore();
    const photo = harness.files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
    const sent = message('x'.repeat(2000), { files: [photo], choices: [{ label: 'OK', value: 'ok' }] });
    const soFar = keeping();
    harness.telegram.failNext('sendMessage', { status: 502 });
    expect((await failure(harness, addressOf(customer).chat, sent, soFar)).sentForSure).toBe('unknown');
    await harness.channel.send(addressOf(customer), sent, newKey(), soFar);
    expect(customer.sees().map((one) => one.file?.kind ?? 'text')).toEqual(['photo', 'text']);
  });
});
