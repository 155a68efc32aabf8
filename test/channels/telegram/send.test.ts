// What customers see in Telegram of the messages that we send.
import { describe, expect, test } from 'vitest';
import type { RichText } from '../../../src/model/rich-text.ts';
import { TINY_JPEG, TINY_PNG } from '../../fakes/telegram-server/people.ts';
import { addressOf, message, newKey, telegramHarness } from './harness.ts';

async function customerHarness() {
  const harness = await telegramHarness();
  const customer = harness.telegram.customer(harness.bot).wroteBefore();
  const send = (...args: Parameters<typeof message>) =>
    harness.channel.send(addressOf(customer), message(...args), newKey());
  return { ...harness, customer, send };
}

describe('text', () => {
  test('formatting arrives as Telegram entities', async () => {
    const { customer, send } = await customerHarness();
    const text: RichText = [
      { kind: 'heading', spans: [{ kind: 'text', text: 'Prices < & >' }] },
      {
        kind: 'list',
        ordered: false,
        items: [
          [{ kind: 'link', href: 'https://shop.test/?a=1&b="2"', spans: [{ kind: 'text', text: 'here' }] }],
        ],
      },
    ];
    const receipt = await send('', { text });
    const [seen] = customer.sees();
    expect(receipt.refs).toEqual([String(seen?.id)]);
    expect(seen?.text).toBe('Prices < & >\n\n• here');
    expect(seen?.entities).toMatchObject([{ type: 'bold' }, { type: 'text_link' }]);
  });

  test('5,000 characters arrive as two messages, whole, with the buttons under the last', async () => {
    const { customer, send } = await customerHarness();
    const sentence = 'Чайник можно вернуть в течение четырнадцати дней. ';
    const long = sentence.repeat(100).trim();
    const receipt = await send(long, { choices: [{ label: 'OK', value: 'ok' }] });
    const seen = customer.sees();
    expect(receipt.refs).toHaveLength(2);
    expect(seen.map((one) => one.text).join(' ')).toBe(long);
    expect(seen.map((one) => one.text.length <= 4096)).toEqual([true, true]);
    expect(seen.map((one) => one.buttons.length)).toEqual([0, 1]);
  });

  test("an operator's words begin with the operator's name", async () => {
    const { customer, send } = await customerHarness();
    await send('Здравствуйте!', { speaker: { kind: 'operator', name: 'Анна <3' } });
    expect(customer.sees()[0]?.text).toBe('👤 Анна <3\nЗдравствуйте!');
  });

  test('a quote is shown, and one of a message that is gone costs nothing', async () => {
    const { customer, send } = await customerHarness();
    const asked = customer.says('how long?');
    await send('a day', { replyTo: String(asked) });
    await send('or two', { replyTo: '999' });
    await send('or three', { replyTo: 'not a number' });
    expect(customer.sees().map((one) => one.replyTo)).toEqual([asked, undefined, undefined]);
  });
});

describe('buttons', () => {
  test.each([
    ['short labels stand two in a row', ['Да', 'Нет', 'Не знаю'], [2, 1]],
    ['a long label puts each on its own row', ['Да', 'Как вернуть товар без чека?'], [1, 1]],
  ])('%s', async (_name, labels, rows) => {
    const { customer, send } = await customerHarness();
    await send('?', { choices: labels.map((label) => ({ label, value: label })) });
    const buttons = customer.sees()[0]?.buttons ?? [];
    expect(buttons.map((row) => row.length)).toEqual(rows);
    expect(buttons.flat().map((one) => one.callback_data)).toEqual(labels);
  });

  test('a value of exactly 64 bytes is taken', async () => {
    const { customer, send } = await customerHarness();
    await send('?', { choices: [{ label: 'a', value: 'ж'.repeat(32) }] });
    expect(customer.sees()).toHaveLength(1);
  });
});

describe('files', () => {
  test.each([
    ['photo', 'image/png', 'photo'],
    ['document', 'application/pdf', 'document'],
    ['video', 'video/mp4', 'video'],
    ['voice', 'audio/ogg', 'voice'],
    ['audio', 'audio/mpeg', 'audio'],
    ['sticker', 'image/webp', 'sticker'],
    ['photo', 'image/svg+xml', 'document'],
    ['voice', 'audio/webm', 'document'],
  ] as const)('a %s of type %s goes as a %s', async (kind, mime, as) => {
    const { customer, send, files } = await customerHarness();
    await send('', { text: [], files: [files.put(kind, TINY_PNG, 'name.bin', mime)] });
    expect(customer.sees()).toMatchObject([{ file: { kind: as, bytes: TINY_PNG } }]);
  });

  test('a short text is the caption, and buttons go with it', async () => {
    const { customer, send, files } = await customerHarness();
    const photo = files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
    await send('Look', { files: [photo], choices: [{ label: 'OK', value: 'ok' }] });
    expect(customer.sees()).toMatchObject([
      { text: 'Look', file: { kind: 'photo' }, buttons: [[{ text: 'OK' }]] },
    ]);
  });

  test('a text too long for a caption goes before the photo, and with buttons after it', async () => {
    const { customer, send, files } = await customerHarness();
    const photo = files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
    await send('x'.repeat(1025), { files: [photo] });
    await send('y'.repeat(1025), { files: [photo], choices: [{ label: 'OK', value: 'ok' }] });
    expect(customer.sees().map((one) => [one.file?.kind, one.text.length, one.buttons.length])).toEqual([
      [undefined, 1025, 0],
      ['photo', 0, 0],
      ['photo', 0, 0],
      [undefined, 1025, 1],
    ]);
  });

  test('several photos are one album with the caption on the first', async () => {
    const { customer, send, files } = await customerHarness();
    const photos = [1, 2, 3].map((n) => files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'));
    const receipt = await send('Three', { files: photos });
    const seen = customer.sees();
    expect(receipt.refs).toEqual(seen.map((one) => String(one.id)));
    expect(seen.map((one) => one.text)).toEqual(['Three', '', '']);
    expect(new Set(seen.map((one) => one.album)).size).toBe(1);
    expect(seen[0]?.album).toEqual(expect.any(String));
  });

  test('eleven photos are an album of ten and one more; a document stands apart', async () => {
    const { customer, send, files } = await customerHarness();
    const photos = Array.from({ length: 11 }, (_, n) =>
      files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'),
    );
    await send('All', { files: [...photos, files.put('document', TINY_PNG, 'a.pdf', 'application/pdf')] });
    const seen = customer.sees();
    expect(seen.map((one) => one.file?.kind ?? one.text)).toEqual([
      'All',
      ...Array<string>(11).fill('photo'),
      'document',
    ]);
    expect(seen.filter((one) => one.album !== undefined)).toHaveLength(10);
  });

  test('a broken photo goes as a document', async () => {
    const { customer, send, files } = await customerHarness();
    await send('Hm', { files: [files.put('photo', Buffer.from('not a picture'), 'a.jpg', 'image/jpeg')] });
    expect(customer.sees()).toMatchObject([{ text: 'Hm', file: { kind: 'document', name: 'a.jpg' } }]);
  });

  test('an album with a broken photo goes as documents, whole', async () => {
    const { customer, send, files } = await customerHarness();
    const good = files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
    const broken = files.put('photo', Buffer.from('not a picture'), 'b.jpg', 'image/jpeg');
    await send('Two', { files: [good, broken] });
    const seen = customer.sees();
    expect(seen.map((one) => one.file?.kind)).toEqual(['document', 'document']);
    expect(seen.map((one) => one.text)).toEqual(['Two', '']);
  });

  test('a file name cannot break the request', async () => {
    const { customer, send, files } = await customerHarness();
    const name = 'a"\r\nContent-Type: text/html\r\n\r\n.pdf';
    await send('', { text: [], files: [files.put('document', TINY_PNG, name, 'application/pdf')] });
    expect(customer.sees()).toMatchObject([{ file: { kind: 'document', bytes: TINY_PNG } }]);
  });
});
