// The real web chat on the real HTTP server with a feed, files and a bot's script from the test.
import { webchatChannel, type WebchatOptions } from '../../src/channels/webchat/channel.ts';
import type { Channel } from '../../src/model/channel.ts';
import type { Accept, InboundMessage } from '../../src/model/message.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createHttp } from '../../src/system/http.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { createServer } from 'node:net';
import { memoryChatFeed, type MemoryChatFeed } from './chat-feed.ts';
import { memoryFiles, type MemoryFiles } from './files.ts';

export interface WebchatServer {
  readonly url: string;
  readonly port: number;
  readonly channel: Channel;
  readonly feed: MemoryChatFeed;
  readonly files: MemoryFiles;
  readonly accepted: readonly InboundMessage[];
  close(): Promise<void>;
}

export const TEST_KEY = new Uint8Array(32).fill(7);

/** `accept` is the script; without one everything is accepted and kept in `accepted`. */
export async function startWebchat(
  given: Partial<WebchatOptions> & {
    feed?: MemoryChatFeed;
    files?: MemoryFiles;
    port?: number;
    /** False leaves `channel.start` to the test. */
    started?: boolean;
    accept?: (channel: Channel) => Accept<InboundMessage>;
  } = {},
): Promise<WebchatServer> {
  const {
    accept,
    started = true,
    port = await freePort(),
    feed = memoryChatFeed(),
    files = memoryFiles(),
    ...options
  } = given;
  const url = `http://127.0.0.1:${String(port)}`;
  const channel = webchatChannel({
    publicUrl: url,
    signingKey: TEST_KEY,
    allowedOrigins: ['https://shop.example'],
    clock: systemClock,
    newId,
    log: silentLog,
    defaultLocale: 'ru',
    feed,
    files,
    ...options,
  });
  const accepted: InboundMessage[] = [];
  const script = accept?.(channel);
  if (started) {
    await channel.start(async (message) => {
      await script?.(message);
      accepted.push(message);
    });
  }
  const app = await createHttp(silentLog);
  await channel.routes(app);
  await app.listen({ port, host: '127.0.0.1' });
  return {
    url,
    port,
    channel,
    feed,
    files,
    accepted,
    async close() {
      await channel.stop();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
