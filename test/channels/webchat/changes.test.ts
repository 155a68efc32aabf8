// Edits and removals: what clients hear that are there, and what they read that come back.
import { describe, expect, onTestFinished, test } from 'vitest';
import { DeliveryError, type Address, type OutboundMessage } from '../../../src/model/message.ts';
import type { OutboxId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { openChat } from '../../fakes/direct-line.ts';
import { PNG } from '../../fakes/photos.ts';
import { startWebchat } from '../../fakes/webchat-server.ts';

const OPERATOR = { kind: 'operator', name: 'Анна' } as const;

async function scene() {
  const server = await startWebchat();
  onTestFinished(() => server.close());
  const chat = await openChat(server.url);
  const to: Address = { channel: 'webchat', chat: chat.conversation, user: chat.conversation };
  let keys = 0;
  const key = (): OutboxId => `out-${String((keys += 1))}` as OutboxId;
  const words = (text: string, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
    text: plain(text),
    speaker: OPERATOR,
    locale: 'ru',
    ...more,
  });
  return {
    ...server,
    chat,
    to,
    key,
    send: (text: string, more?: Partial<OutboundMessage>) =>
      server.channel.send(to, words(text, more), key()),
    edit: (ref: string, text: string, as = key()) =>
      server.channel.edit!(to, { refs: [ref] }, words(text), as),
    remove: (ref: string, as = key()) => server.channel.remove!(to, { refs: [ref] }, as),
    read: async (watermark?: string) => (await chat.read(watermark)).activities,
  };
}

describe('whoever has read the message hears', () => {
  test('of its edit, under its own id', async () => {
    const { send, edit, read } = await scene();
    const { refs } = await send('завтра');
    expect(await edit(refs[0]!, 'сегодня')).toEqual({ refs });
    expect(await read('1')).toMatchObject([
      { type: 'messageUpdate', id: refs[0], text: 'сегодня', channelData: { speaker: OPERATOR } },
    ]);
  });

  test('of its removal, and nothing of what it said', async () => {
    const { send, remove, read } = await scene();
    const { refs } = await send('завтра');
    expect(await remove(refs[0]!)).toEqual({ refs: [] });
    const [heard] = await read('1');
    expect(heard).toMatchObject({ type: 'messageDelete', id: refs[0] });
    expect(heard).not.toHaveProperty('text');
  });
});

describe('whoever reads from the beginning', () => {
  test('finds the last words in the old place, with the files, and no trace of the edits', async () => {
    const { send, edit, read, files } = await scene();
    const file = await files.keep({ bytes: PNG, name: 'a.png', mime: 'image/png' });
    const photo = { kind: 'photo', file, name: 'a.png', mime: 'image/png' } as const;
    const { refs } = await send('завтра', { files: [photo], replyTo: 'quoted' });
    await send('ещё');
    await edit(refs[0]!, 'сегодня');
    await edit(refs[0]!, 'сейчас');
    const activities = await read();
    expect(activities.map(({ type, text }) => [type, text])).toEqual([
      ['message', 'сейчас'],
      ['message', 'ещё'],
    ]);
    expect(activities[0]).toMatchObject({
      id: refs[0],
      replyToId: 'quoted',
      attachments: [{ name: 'a.png' }],
      channelData: { edited: expect.any(String) as string },
    });
  });

  test('finds the empty place of what was taken back, also when it had been edited', async () => {
    const { send, edit, remove, read } = await scene();
    const { refs } = await send('завтра');
    await edit(refs[0]!, 'сегодня');
    await remove(refs[0]!);
    expect(await read()).toMatchObject([{ type: 'messageDelete', id: refs[0] }]);
    expect(JSON.stringify(await read())).not.toMatch(/завтра|сегодня/u);
  });

  test('finds the last words although the edit lies pages away', async () => {
    const { send, edit, chat } = await scene();
    const { refs } = await send('завтра');
    for (let count = 0; count < 250; count += 1) await send(String(count));
    await edit(refs[0]!, 'сегодня');
    const first = await chat.read();
    expect(first.activities[0]).toMatchObject({ type: 'message', text: 'сегодня' });
    expect(first).toMatchObject({ watermark: '100', activities: { length: 100 } });
  });
});

describe('a change', () => {
  test('with a key that has been used changes nothing more', async () => {
    const { send, edit, remove, key, read } = await scene();
    const { refs } = await send('завтра');
    const [first, last] = [key(), key()];
    await edit(refs[0]!, 'сегодня', first);
    await edit(refs[0]!, 'сегодня', first);
    await remove(refs[0]!, last);
    await remove(refs[0]!, last);
    expect((await read('1')).map(({ type }) => type)).toEqual(['messageUpdate', 'messageDelete']);
  });

  test.each([
    [
      'was taken back',
      async ({ send, remove }: Awaited<ReturnType<typeof scene>>) => {
        const ref = (await send('завтра')).refs[0]!;
        await remove(ref);
        return ref;
      },
    ],
    [
      'never was',
      ({ chat }: Awaited<ReturnType<typeof scene>>) => Promise.resolve(`${chat.conversation}|0000099`),
    ],
    [
      'is not ours',
      async ({ chat }: Awaited<ReturnType<typeof scene>>) => {
        const answer = await chat.post({ type: 'message', text: 'моё' });
        return ((await answer.json()) as { id: string }).id;
      },
    ],
    ['lies in another chat', () => Promise.resolve('other|0000001')],
    ['has no name', () => Promise.resolve('')],
  ])('of a message that %s is refused', async (_name, make) => {
    const here = await scene();
    await here.send('первое');
    const ref = await make(here);
    const before = await here.read();
    const error: unknown = await here.edit(ref, 'сегодня').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
    expect(await here.remove(ref)).toEqual({ refs: [] });
    expect(await here.read()).toEqual(before);
  });

  test('is tried again when the feed cannot be written', async () => {
    const { send, edit, feed } = await scene();
    const { refs } = await send('завтра');
    feed.failNext(new Error('disk full'));
    await expect(edit(refs[0]!, 'сегодня')).rejects.toMatchObject({ outcome: 'retry' });
    expect(await edit(refs[0]!, 'сегодня')).toEqual({ refs });
  });
});
