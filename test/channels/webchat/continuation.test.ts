// The way from the web chat into another messenger, and how often a chat may be opened.
import { afterEach, describe, expect, test } from 'vitest';
import { createRateLimit } from '../../../src/channels/webchat/rate-limit.ts';
import type { Address } from '../../../src/model/message.ts';
import { openChat, problemOf } from '../../fakes/direct-line.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { startWebchat, type WebchatServer } from '../../fakes/webchat-server.ts';

let server: WebchatServer;
afterEach(() => server.close());

const clock = () => manualClock(new Date());

describe('going on elsewhere', () => {
  test('a chat says where else it can go on, and gives a link for its own address', async () => {
    const asked: Address[] = [];
    const link = (from: Address) => Promise.resolve(`https://t.me/bot?start=c_${asked.push(from)}`);
    server = await startWebchat({ clock: clock(), continueIn: { channel: 'telegram', link } });
    const chat = await openChat(server.url);
    const base = `/conversations/${chat.conversation}`;
    expect(await (await chat.request(base)).json()).toMatchObject({ continueIn: 'telegram' });
    const answer = await chat.request(`${base}/continuation`, { method: 'POST' });
    expect(await answer.json()).toEqual({ url: 'https://t.me/bot?start=c_1' });
    expect(asked).toEqual([{ channel: 'webchat', chat: chat.conversation, user: chat.conversation }]);
  });

  test('nobody gets a link for the conversation of somebody else', async () => {
    const link = () => Promise.resolve('https://t.me/bot');
    server = await startWebchat({ clock: clock(), continueIn: { channel: 'telegram', link } });
    const [mine, other] = [await openChat(server.url), await openChat(server.url)];
    await other.post({ type: 'message', text: 'hello' });
    const path = `/conversations/${other.conversation}/continuation`;
    expect((await mine.request(path, { method: 'POST' })).status).toBe(403);
    const nobody = { method: 'POST', headers: { authorization: 'Bearer none' } };
    expect((await mine.request(path, nobody)).status).toBe(403);
  });

  test('no link at this moment is said so, and too many are refused', async () => {
    const link = () => Promise.resolve(undefined);
    server = await startWebchat({ clock: clock(), continueIn: { channel: 'telegram', link } });
    const chat = await openChat(server.url);
    const ask = () => chat.request(`/conversations/${chat.conversation}/continuation`, { method: 'POST' });
    const answers = [];
    for (let index = 0; index < 6; index += 1) answers.push((await ask()).status);
    expect(answers).toEqual([503, 503, 503, 503, 503, 429]);
  });

  test('without another messenger there is nothing of it', async () => {
    server = await startWebchat({ clock: clock() });
    const chat = await openChat(server.url);
    const base = `/conversations/${chat.conversation}`;
    expect(await (await chat.request(base)).json()).not.toHaveProperty('continueIn');
    expect((await chat.request(`${base}/continuation`, { method: 'POST' })).status).toBe(404);
  });
});

describe('opening chats', () => {
  test('many in a row from one place are refused until some time has passed', async () => {
    const now = clock();
    server = await startWebchat({ clock: now });
    const open = () => fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST' });
    for (let index = 0; index < 120; index += 1) expect((await open()).status).toBe(200);
    const refused = await open();
    expect(refused.status).toBe(429);
    expect((await problemOf(refused)).error.code).toBe('TooManyRequests');
    now.advance(1000);
    expect((await open()).status).toBe(200);
  });

  test('callers are counted apart, and what was not used comes back with time', async () => {
    server = await startWebchat({ clock: clock() });
    const now = manualClock();
    const limit = createRateLimit(now, 2, 1000);
    const tries = (who: string, count: number) =>
      Array.from({ length: count }, () => {
        try {
          limit.take(who);
          return true;
        } catch {
          return false;
        }
      });
    expect(tries('a', 3)).toEqual([true, true, false]);
    expect(tries('b', 1)).toEqual([true]);
    now.advance(1000);
    expect(tries('a', 2)).toEqual([true, false]);
    now.advance(60_000);
    expect(tries('a', 3)).toEqual([true, true, false]);
  });

  test('an erased entry of a chat is passed over', async () => {
    server = await startWebchat({ clock: clock() });
    const chat = await openChat(server.url);
    await server.feed.append('webchat', chat.conversation, 'gone', '', new Date());
    await chat.post({ type: 'message', text: 'again' });
    const { activities, watermark } = await chat.read();
    expect(activities.map(({ text }) => text)).toEqual(['again']);
    expect(watermark).toBe('2');
  });
});
