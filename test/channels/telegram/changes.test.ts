// What a customer sees when a message of ours is changed or taken back, and how it fails.
import { describe, expect, test } from 'vitest';
import type { Attachment } from '../../../src/model/attachment.ts';
import { DeliveryError, type Receipt } from '../../../src/model/message.ts';
import { TINY_JPEG } from '../../fakes/telegram-server/people.ts';
import { addressOf, keeping, message, newKey, telegramHarness } from './harness.ts';

const SENTENCE = 'Чайник можно вернуть в течение четырнадцати дней. ';
const LONG = SENTENCE.repeat(200).trim();
const CAPTION = SENTENCE.repeat(15).trim();

async function customerHarness() {
  let now = new Date('2026-03-02T10:00:00Z');
  const harness = await telegramHarness({}, { now: () => now });
  const customer = harness.telegram.customer(harness.bot).wroteBefore();
  const to = addressOf(customer);
  const photos = async (count: number, kind: 'photo' | 'sticker' = 'photo'): Promise<Attachment[]> => {
    const mime = kind === 'photo' ? 'image/jpeg' : 'image/webp';
    const content = { bytes: TINY_JPEG, name: 'a.jpg', mime };
    const kept = Array.from({ length: count }, () => harness.files.keep(content));
    return (await Promise.all(kept)).map((file) => ({ kind, file, name: 'a.jpg', mime }));
  };
  return {
    ...harness,
    customer,
    photos,
    later: (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000)),
    send: (...args: Parameters<typeof message>) => harness.channel.send(to, message(...args), newKey()),
    edit: (receipt: Receipt, text: string, soFar = keeping()) =>
      harness.channel.edit!(to, receipt, message(text), newKey(), soFar),
    remove: (receipt: Receipt) => harness.channel.remove!(to, receipt, newKey()),
    texts: () => customer.sees().map((one) => one.text),
  };
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error('expected a DeliveryError', { cause: error });
  return error;
}

describe('an edit', () => {
  test('changes the words in place, and saying the same again is done as well', async () => {
    const { send, edit, texts, customer } = await customerHarness();
    const receipt = await send('завтра');
    expect(await edit(receipt, 'послезавтра')).toEqual(receipt);
    expect(await edit(receipt, 'послезавтра')).toEqual(receipt);
    expect(texts()).toEqual(['послезавтра']);
    expect(customer.sees()[0]?.edits).toBe(1);
  });

  test("keeps the operator's name above the words", async () => {
    const { channel, customer, send, texts } = await customerHarness();
    const speaker = { kind: 'operator', name: 'Анна' } as const;
    const receipt = await send('завтра', { speaker });
    await channel.edit!(addressOf(customer), receipt, message('сегодня', { speaker }), newKey());
    expect(texts()).toEqual(['👤 Анна\nсегодня']);
  });

  test('that makes a text longer sends what is missing, and that once', async () => {
    const { send, edit, texts } = await customerHarness();
    const receipt = await send('коротко');
    const soFar = keeping();
    const longer = await edit(receipt, LONG, soFar);
    expect(await edit(receipt, LONG, soFar)).toEqual(longer);
    expect(longer.refs).toHaveLength(3);
    expect(texts().join(' ')).toBe(LONG);
  });

  test('that breaks in the middle goes on where it was', async () => {
    const { telegram, send, edit, texts } = await customerHarness();
    const receipt = await send('коротко');
    const soFar = keeping();
    telegram.failNext('sendMessage', { status: 429, parameters: { retry_after: 7 } });
    expect(await failureOf(edit(receipt, LONG, soFar))).toMatchObject({
      outcome: 'retry',
      retryAfterMs: 7000,
    });
    await edit(receipt, LONG, soFar);
    expect(texts().join(' ')).toBe(LONG);
  });

  test('that makes a text shorter deletes what is too much', async () => {
    const { send, edit, texts } = await customerHarness();
    const receipt = await send(LONG);
    const shorter = await edit(receipt, 'коротко');
    expect(shorter.refs).toEqual(receipt.refs.slice(0, 1));
    expect(texts()).toEqual(['коротко']);
  });

  test.each([1, 3])('changes the caption of %d photos', async (count) => {
    const { send, edit, texts, photos } = await customerHarness();
    const receipt = await send('было', { files: await photos(count) });
    expect(await edit(receipt, 'стало')).toEqual(receipt);
    expect(texts()).toEqual(['стало', ...Array<string>(count - 1).fill('')]);
  });

  test('that no caption can hold becomes a text below the photos, and can be changed again', async () => {
    const { send, edit, texts, photos } = await customerHarness();
    const receipt = await send('было', { files: await photos(2) });
    const longer = await edit(receipt, CAPTION.repeat(2));
    expect(texts()).toEqual(['', '', CAPTION.repeat(2)]);
    expect(await edit(longer, 'снова')).toEqual(longer);
    expect(texts()).toEqual(['', '', 'снова']);
  });

  test.each<[string, 'photo' | 'sticker', string]>([
    ['photos', 'photo', CAPTION.repeat(2)],
    ['stickers', 'sticker', 'было'],
  ])('of a text above %s leaves these alone', async (_name, kind, before) => {
    const { send, edit, customer, photos } = await customerHarness();
    const receipt = await send(before, { files: await photos(2, kind) });
    expect(await edit(receipt, 'стало')).toEqual(receipt);
    expect(customer.sees()).toMatchObject([{ text: 'стало' }, { file: { kind } }, { file: { kind } }]);
  });

  test('leaves the buttons that the message still has', async () => {
    const { channel, customer, send } = await customerHarness();
    const choices = [{ label: 'Да', value: 'yes' }];
    const receipt = await send('Помогло?', { choices });
    await channel.edit!(addressOf(customer), receipt, message('Это помогло?', { choices }), newKey());
    expect(customer.sees()[0]?.buttons.flat()).toMatchObject([{ callback_data: 'yes' }]);
  });
});

describe('taking back', () => {
  test('deletes every part, and what is gone already counts as done', async () => {
    const { send, remove, customer } = await customerHarness();
    const receipt = await send(LONG);
    customer.deletes(Number(receipt.refs[0]));
    await remove(receipt);
    expect(await remove(receipt)).toEqual({ refs: [] });
    expect(customer.sees()).toEqual([]);
  });

  test('is refused after 48 hours, with the reason', async () => {
    const { send, remove, later, texts } = await customerHarness();
    const receipt = await send('завтра');
    later(49);
    const error = await failureOf(remove(receipt));
    expect(error).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
    expect(error.message).toContain('older than 48 hours');
    expect(texts()).toEqual(['завтра']);
  });
});

describe('a change fails', () => {
  test('for good when the message is gone', async () => {
    const { send, edit, customer } = await customerHarness();
    const receipt = await send('завтра');
    customer.deletes(Number(receipt.refs[0]));
    const error = await failureOf(edit(receipt, 'сегодня'));
    expect(error).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
    expect(error.message).toContain('no longer in the chat');
  });

  test('for good when Telegram lets it be changed no more', async () => {
    const { telegram, send, edit } = await customerHarness();
    const receipt = await send('завтра');
    telegram.failNext('editMessageText', {
      status: 400,
      description: "Bad Request: message can't be edited",
    });
    const error = await failureOf(edit(receipt, 'сегодня'));
    expect(error).toMatchObject({ outcome: 'rejected' });
    expect(error.message).toContain('too old');
  });

  test('because the customer has blocked the bot', async () => {
    const { send, edit, remove, customer } = await customerHarness();
    const receipt = await send('завтра');
    customer.blocksBot();
    expect(await failureOf(edit(receipt, 'сегодня'))).toMatchObject({ outcome: 'gone' });
    expect(await failureOf(remove(receipt))).toMatchObject({ outcome: 'gone' });
  });

  test('for a while when the network is gone', async () => {
    const { telegram, send, edit, texts } = await customerHarness();
    const receipt = await send('завтра');
    telegram.cut();
    expect(await failureOf(edit(receipt, 'сегодня'))).toMatchObject({ outcome: 'retry' });
    await telegram.mend();
    await edit(receipt, 'сегодня');
    expect(texts()).toEqual(['сегодня']);
  });

  test.each([[[]], [['abc']], [['0']]])("for good when a receipt is none of Telegram's: %j", async (refs) => {
    const { edit, remove } = await customerHarness();
    expect(await failureOf(edit({ refs }, 'сегодня'))).toMatchObject({ outcome: 'rejected' });
    expect(await failureOf(remove({ refs }))).toMatchObject({ outcome: 'rejected' });
  });
});
