// The socket of a conversation: replay, live, keep-alive, several at once.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KEEP_ALIVE_MS } from '../../../src/channels/webchat/stream.ts';
import { openChat, type Chat } from '../../fakes/direct-line.ts';
import { manualClock, type ManualClock } from '../../fakes/manual-clock.ts';
import { startWebchat, type WebchatServer } from '../../fakes/webchat-server.ts';

describe('the stream', () => {
  let server: WebchatServer;
  let clock: ManualClock;
  let chat: Chat;

  beforeEach(async () => {
    clock = manualClock(new Date());
    server = await startWebchat({ clock });
    chat = await openChat(server.url);
  });

  afterEach(() => server.close());

  /** Opens a socket and collects its frames. */
  const open = async (watermark = '') => {
    const socket = new WebSocket(await chat.streamUrl(watermark));
    const frames: string[] = [];
    socket.onmessage = ({ data }) => frames.push(String(data));
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('the socket was refused'));
    });
    const texts = () =>
      frames
        .filter((frame) => frame !== '')
        .flatMap((frame) => (JSON.parse(frame) as { activities: { text: string }[] }).activities)
        .map(({ text }) => text);
    return { socket, frames, texts };
  };

  const say = (text: string) => chat.post({ type: 'message', text });

  test('replays from the watermark, then goes on live', async () => {
    await say('раз');
    await say('два');
    const { frames, texts } = await open('1');
    await vi.waitFor(() => expect(texts()).toEqual(['два']));
    await say('три');
    await vi.waitFor(() => expect(texts()).toEqual(['два', 'три']));
    expect(JSON.parse(frames.at(-1)!)).toMatchObject({ watermark: '3' });
  });

  test('sends a history longer than one page whole', async () => {
    for (let index = 0; index < 230; index += 1) {
      await server.feed.append(
        'webchat',
        chat.conversation,
        `k${String(index)}`,
        JSON.stringify({
          type: 'message',
          text: String(index),
          timestamp: '',
          from: { id: 'a', role: 'user' },
        }),
        new Date(0),
      );
    }
    const { texts } = await open();
    await vi.waitFor(() => expect(texts()).toEqual(Array.from({ length: 230 }, (_, index) => String(index))));
  });

  test('two tabs both get everything, and one that closes is forgotten', async () => {
    const first = await open();
    const second = await open();
    await say('раз');
    await vi.waitFor(() => expect([first.texts(), second.texts()]).toEqual([['раз'], ['раз']]));
    first.socket.close();
    await vi.waitFor(() => expect(server.feed.watchers('webchat', chat.conversation)).toBe(1));
    await say('два');
    await vi.waitFor(() => expect(second.texts()).toEqual(['раз', 'два']));
    expect(first.texts()).toEqual(['раз']);
  });

  test('sends an empty frame every 25 seconds, and takes empty and foolish frames without harm', async () => {
    const { socket, frames, texts } = await open();
    socket.send('');
    socket.send('not json');
    clock.advance(KEEP_ALIVE_MS);
    await vi.waitFor(() => expect(frames).toEqual(['']));
    clock.advance(KEEP_ALIVE_MS);
    await vi.waitFor(() => expect(frames).toEqual(['', '']));
    await say('жив');
    await vi.waitFor(() => expect(texts()).toEqual(['жив']));
  });

  test('does not open without a token, with a forged one or for another conversation', async () => {
    const other = await openChat(server.url);
    const good = new URL(await chat.streamUrl());
    const without = new URL(good);
    without.searchParams.delete('t');
    const forged = new URL(good);
    forged.searchParams.set('t', `${good.searchParams.get('t')!}x`);
    const foreign = new URL(await other.streamUrl());
    foreign.pathname = good.pathname;
    const outcomes = [without, forged, foreign, good].map(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('refused');
        }),
    );
    expect(await Promise.all(outcomes)).toEqual(['refused', 'refused', 'refused', 'open']);
  });

  test('the token in its address opens nothing else', async () => {
    const token = new URL(await chat.streamUrl()).searchParams.get('t')!;
    const answer = await chat.request(`/conversations/${chat.conversation}/activities`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(403);
  });
});
