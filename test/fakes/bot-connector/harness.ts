// The Bot Framework channel, set up on a real HTTP server against the fake service, with everything it received.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { botFrameworkChannel, type BotFrameworkOptions } from '../../../src/channels/botframework/channel.ts';
import type { Attachment, FileContent, Files } from '../../../src/model/attachment.ts';
import type { Channel } from '../../../src/model/channel.ts';
import type { OutboxId } from '../../../src/model/ids.ts';
import type { Accept, InboundMessage, OutboundMessage, Receipt } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';
import type { Bindings } from '../../../src/model/store.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createHttp, type HttpRoutes } from '../../../src/system/http.ts';
import { silentLog } from '../../../src/system/log.ts';
import { startBotConnector, type BotConnector } from './connector.ts';

export interface Harness {
  readonly connector: BotConnector;
  readonly channel: Channel & HttpRoutes;
  readonly app: FastifyInstance;
  readonly received: InboundMessage[];
  readonly bindings: Map<string, string>;
  /** Our own folder of files, and what was kept in it. */
  readonly files: Files;
  readonly kept: FileContent[];
  /** Replaces what happens on accept; by default the event is added to `received`. */
  onAccept: Accept<InboundMessage>;
  /** Sends an activity as the service would, signed. */
  receive(activity: object): Promise<LightMyRequestResponse>;
  /** Sends with this `Authorization`. */
  receiveAs(authorization: string | undefined, activity: object | string): Promise<LightMyRequestResponse>;
  send(message: Partial<OutboundMessage>, chat?: string): Promise<Receipt>;
  edit(receipt: Receipt, text: string, chat?: string): Promise<Receipt>;
  remove(receipt: Receipt, chat?: string): Promise<Receipt>;
  close(): Promise<void>;
}

export interface HarnessOptions extends Partial<BotFrameworkOptions> {
  readonly started?: boolean;
  /** Leaves the bot's own login to botbuilder. */
  readonly passwordLogin?: boolean;
}

export async function startHarness({
  started = true,
  passwordLogin = false,
  ...options
}: HarnessOptions = {}): Promise<Harness> {
  const connector = await startBotConnector();
  const app = await createHttp(silentLog);
  const bindings = new Map<string, string>();
  const kept: FileContent[] = [];
  let made = 0;
  const files = keptFiles(kept);
  const channel = botFrameworkChannel({
    appId: connector.appId,
    password: 'only the credentials factory knows it',
    bindings: mapBindings(bindings),
    files,
    clock: systemClock,
    newId: () => `new-${(made += 1)}`,
    log: silentLog,
    cloud: connector.cloud,
    ...(!passwordLogin && { credentials: connector.credentials }),
    ...options,
  });
  await channel.routes(app);
  const harness: Harness = {
    connector,
    channel,
    app,
    received: [],
    bindings,
    files,
    kept,
    onAccept: (event) => {
      harness.received.push(event);
      return Promise.resolve();
    },
    receive: async (activity) =>
      harness.receiveAs(await connector.sign(), { serviceUrl: connector.serviceUrl, ...activity }),
    receiveAs: (authorization, activity) =>
      app.inject({
        method: 'POST',
        url: '/api/messages',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== undefined && { authorization }),
        },
        payload: activity,
      }),
    send: (message, chat = 'webchat:conv-1') =>
      channel.send(
        { channel: 'botframework', chat, user: 'ann' },
        { text: plain('Hello'), speaker: { kind: 'bot' }, locale: 'en', ...message },
        'out-1' as OutboxId,
      ),
    edit: (receipt, text, chat = 'webchat:conv-1') =>
      channel.edit!(
        { channel: 'botframework', chat, user: 'ann' },
        receipt,
        { text: plain(text), speaker: { kind: 'bot' }, locale: 'en' },
        'edit-1' as OutboxId,
      ),
    remove: (receipt, chat = 'webchat:conv-1') =>
      channel.remove!({ channel: 'botframework', chat, user: 'ann' }, receipt, 'remove-1' as OutboxId),
    async close() {
      await channel.stop();
      await app.close();
      await connector.close();
    },
  };
  if (started) await channel.start((event) => harness.onAccept(event));
  return harness;
}

/** An activity of the web chat, with the fields that the service always sends; `serviceUrl` is added when it is sent. */
export function activity(fields: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'act-1',
    timestamp: '2026-03-01T10:00:00.000Z',
    channelId: 'webchat',
    from: { id: 'ann', name: 'Ann' },
    recipient: { id: 'the-bot', name: 'Firstline' },
    conversation: { id: 'conv-1' },
    text: 'Where is my order?',
    ...fields,
  };
}

export function photo(id: string, size?: number): Attachment {
  return {
    kind: 'photo',
    file: { origin: 'local', id },
    name: `${id}.png`,
    mime: 'image/png',
    ...(size !== undefined && { size }),
  };
}

function mapBindings(map: Map<string, string>): Bindings {
  const at = (owner: string, key: string): string => `${owner} ${key}`;
  return {
    getBinding: (owner, key) => Promise.resolve(map.get(at(owner, key))),
    setBinding: (owner, key, value) => Promise.resolve(void map.set(at(owner, key), value)),
    findBinding: (owner, value) =>
      Promise.resolve(
        [...map]
          .findLast(([key, held]) => key.startsWith(`${owner} `) && held === value)?.[0]
          .slice(owner.length + 1),
      ),
    deleteBinding: (owner, key) => Promise.resolve(void map.delete(at(owner, key))),
  };
}

/** Every local file has four bytes, save those that were kept. */
function keptFiles(kept: FileContent[]): Files {
  return {
    open: (ref) =>
      Promise.resolve(
        kept[Number(ref.id.replace('kept-', '')) - 1] ?? {
          bytes: Buffer.from('data'),
          name: ref.id,
          mime: 'image/png',
        },
      ),
    keep: (content) => Promise.resolve({ origin: 'local', id: `kept-${kept.push(content)}` }),
  };
}
