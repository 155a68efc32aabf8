// Microsoft's own client, unchanged, against our server: everything that a Web Chat page does.
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Activity, Attachment, DirectLine, DirectLineOptions, Message } from 'botframework-directlinejs';
import type { OutboxId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { PNG } from '../../fakes/photos.ts';
import { startWebchat, type WebchatServer } from '../../fakes/webchat-server.ts';
import { FetchXmlHttpRequest } from '../../fakes/xml-http-request.ts';

const ONLINE = 2;
function isOnline(client: DirectLine): boolean {
  const status: number = client.connectionStatus$.getValue();
  return status === ONLINE;
}

/** The client draws its pause before reconnecting from 3 to 15 s; with nought it takes 3. */
const PAUSES = { timeout: 500, random: () => 0 };

describe('botframework-directlinejs', () => {
  let create: new (options: DirectLineOptions) => DirectLine;
  let server: WebchatServer;
  let clients: DirectLine[];
  let sockets: WebSocket[];

  beforeAll(async () => {
    vi.stubGlobal('XMLHttpRequest', FetchXmlHttpRequest);
    const Original = globalThis.WebSocket;
    vi.stubGlobal(
      'WebSocket',
      class extends Original {
        constructor(url: string) {
          super(url);
          sockets.push(this);
        }
      },
    );
    create = (await import('botframework-directlinejs')).DirectLine;
  });

  beforeEach(async () => {
    clients = [];
    sockets = [];
    server = await startWebchat();
  });

  afterEach(async () => {
    for (const client of clients) client.end();
    await server.close();
  });

  const generate = async (): Promise<string> => {
    const answer = await fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST' });
    return ((await answer.json()) as { token: string }).token;
  };

  /** A page: the client, and what it has been shown so far. */
  const openPage = async (options: DirectLineOptions = {}) => {
    const token = options.token ?? (await generate());
    const client = new create({
      domain: `${server.url}/v3/directline`,
      ...PAUSES,
      ...options,
      token,
    });
    clients.push(client);
    const seen: Activity[] = [];
    watch(client, seen);
    await until(() => isOnline(client));
    await until(() => sockets.at(-1)?.readyState === WebSocket.OPEN);
    return { client, seen, token };
  };

  const until = (condition: () => boolean): Promise<void> =>
    vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 10 });

  /** What the client says when a test ends it is not an error. */
  const watch = (client: DirectLine, seen: Activity[]): void => {
    client.activity$.subscribe({
      next: (activity) => seen.push(activity),
      error: (error: Error) => {
        if (error.message !== 'conversation ended') throw error;
      },
    });
  };

  const texts = (seen: readonly Activity[]): (string | undefined)[] =>
    seen.map((activity) => (activity as Message).text);

  const post = (client: DirectLine, activity: object): Promise<string> =>
    new Promise((resolve, reject) => {
      client.postActivity(activity as Activity).subscribe({ next: resolve, error: reject });
    });

  const message = (text: string, id: string) => ({
    type: 'message',
    text,
    from: { id: 'dl_page' },
    channelData: { clientActivityID: id },
  });

  const answer = (text: string, key: string) =>
    server.channel.send(
      server.accepted.at(-1)!.from,
      { text: plain(text), speaker: { kind: 'bot' }, locale: 'ru' },
      key as OutboxId,
    );

  test('starts, posts, sees its own echo with its own id, and receives the answer', async () => {
    const { client, seen } = await openPage();
    const id = await post(client, message('Где мой заказ?', 'c1'));
    await answer('Назовите номер', 'o1');
    await until(() => seen.length === 2);
    expect(texts(seen)).toEqual(['Где мой заказ?', 'Назовите номер']);
    expect(seen[0]).toMatchObject({ id, channelData: { clientActivityID: 'c1' }, from: { role: 'user' } });
    expect(server.accepted.map(({ body }) => body)).toEqual([{ kind: 'text', text: 'Где мой заказ?' }]);
  });

  test('comes back by itself after the socket is cut, missing and repeating nothing', async () => {
    const { client, seen } = await openPage();
    await post(client, message('раз', 'c1'));
    await until(() => seen.length === 1);
    sockets.at(-1)!.close();
    await answer('пока никого не было', 'o1');
    await until(() => seen.length === 2);
    expect(sockets).toHaveLength(2);
    await answer('и после', 'o2');
    await until(() => seen.length === 3);
    expect(texts(seen)).toEqual(['раз', 'пока никого не было', 'и после']);
  });

  test('goes on after the server has been restarted with the same feed and key', async () => {
    const { client, seen } = await openPage();
    await post(client, message('до', 'c1'));
    const { from } = server.accepted[0]!;
    await server.close();
    server = await startWebchat({ port: server.port, feed: server.feed, files: server.files });
    await server.channel.send(
      from,
      { text: plain('после'), speaker: { kind: 'bot' }, locale: 'ru' },
      'o1' as OutboxId,
    );
    await until(() => seen.length === 2);
    await post(client, message('ещё раз', 'c2'));
    await until(() => seen.length === 3);
    expect(texts(seen)).toEqual(['до', 'после', 'ещё раз']);
  });

  test('a page loaded again with its conversation id is told everything from its watermark on', async () => {
    const first = await openPage();
    await post(first.client, message('раз', 'c1'));
    await answer('два', 'o1');
    await until(() => first.seen.length === 2);
    const conversationId = server.accepted[0]!.from.chat;
    const second = await openPage({ token: first.token, conversationId, watermark: '1' });
    await until(() => second.seen.length === 1);
    expect(texts(second.seen)).toEqual(['два']);
  });

  test('two tabs of one conversation both get everything', async () => {
    const first = await openPage();
    await post(first.client, message('из первой', 'c1'));
    const conversationId = server.accepted[0]!.from.chat;
    const second = await openPage({ token: first.token, conversationId });
    await post(second.client, message('из второй', 'c2'));
    await answer('обеим', 'o1');
    await until(() => first.seen.length === 3 && second.seen.length === 3);
    expect(texts(second.seen)).toEqual(['из первой', 'из второй', 'обеим']);
    expect(texts(first.seen)).toEqual(texts(second.seen));
  });

  test('uploads a photo that comes back at an address of ours', async () => {
    const { client, seen } = await openPage();
    const contentUrl = `data:image/png;base64,${PNG.toString('base64')}`;
    const attachments = [{ contentType: 'image/png', contentUrl, name: 'фото.png' }];
    await post(client, { ...message('Вот', 'c1'), attachments });
    await until(() => seen.length === 1);
    const [file] = (seen[0] as Message).attachments as (Attachment & { contentUrl: string; name: string })[];
    expect(file).toMatchObject({ contentType: 'image/png', name: 'фото.png' });
    const download = await fetch(file!.contentUrl);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG);
    expect(server.accepted[0]!.body).toMatchObject({ kind: 'files', caption: 'Вот' });
  });

  test('works by polling where there are no sockets', async () => {
    const token = await generate();
    const domain = `${server.url}/v3/directline`;
    const client = new create({
      domain,
      token,
      webSocket: false,
      pollingInterval: 200,
      ...PAUSES,
    });
    clients.push(client);
    const seen: Activity[] = [];
    watch(client, seen);
    await until(() => isOnline(client));
    await post(client, message('раз', 'c1'));
    await answer('два', 'o1');
    await until(() => seen.length === 2);
    expect(texts(seen)).toEqual(['раз', 'два']);
  });
});
