// A Bot API server of our own for tests: speaks HTTP as Telegram does and refuses what Telegram refuses.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Changes } from '../waiting.ts';
import { keyboardMethods } from './keyboards.ts';
import { managingMethods } from './managing.ts';
import { Customer, Group, person } from './people.ts';
import { Refusal } from './refusal.ts';
import { json, number, readParams, type Params } from './request.ts';
import { sendingMethods } from './sending.ts';
import { World, type Bot } from './world.ts';

export interface TelegramServerOptions {
  /** Telegram's real limit for bots in groups is 20; absent means none. */
  readonly groupMessagesPerMinute?: number;
  readonly now?: () => Date;
}

export interface Fault {
  readonly status: number;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The body as it is, for answers that are not the Bot API's (a proxy's HTML). */
  readonly body?: string;
  readonly times?: number;
  /** Does the work first, so that only the answer is wrong. */
  readonly afterDoing?: boolean;
}

export interface Call {
  readonly method: string;
  readonly token: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface TelegramServer {
  readonly apiRoot: string;
  /** Every call that came in, in order. */
  readonly calls: readonly Call[];
  bot(name?: string): Bot;
  customer(bot: Bot, about?: { firstName?: string; lastName?: string; language?: string }): Customer;
  group(title?: string): Group;
  /** Puts an update of any kind into the bot's queue. */
  deliver(bot: Bot, update: Readonly<Record<string, unknown>>): void;
  /** The next call of the method (of any, with `*`) fails. */
  failNext(method: string, fault: Fault): void;
  /** The next call of the method gets no answer at all. */
  dropConnection(method: string, how?: { afterDoing?: boolean }): void;
  /** Nobody listens any more, until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** Looks again whenever anything happens here. */
  until<Result>(look: () => Result, what: string): Promise<NonNullable<Result>>;
  stop(): Promise<void>;
}

type Pending = (Fault & { readonly drop?: false }) | { readonly drop: true; readonly afterDoing: boolean };

const METHODS = { ...sendingMethods, ...managingMethods, ...keyboardMethods };
const COUNTED = /^(?:send|copy|forward)/u;

export async function startTelegram(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const changes = new Changes();
  const now = options.now ?? (() => new Date());
  const world = new World(changes, now);
  const calls: Call[] = [];
  const faults = new Map<string, Pending[]>();
  const sentAt = new Map<number, number[]>();
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;

  function plan(method: string, fault: Pending, times = 1): void {
    const planned = faults.get(method) ?? [];
    faults.set(method, [...planned, ...Array<Pending>(times).fill(fault)]);
  }

  /** About twenty messages a minute into one group (Telegram's bots FAQ, "My bot is hitting limits"). */
  function limit(method: string, params: Params): void {
    const chat = number(params, 'chat_id') ?? 0;
    const most = options.groupMessagesPerMinute;
    if (most === undefined || chat >= 0 || !COUNTED.test(method)) return;
    const time = now().getTime();
    const recent = (sentAt.get(chat) ?? []).filter((at) => at > time - 60_000);
    const wait = Math.ceil(((recent.at(-most) ?? 0) + 60_000 - time) / 1000);
    if (recent.length >= most) {
      throw new Refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
    }
    sentAt.set(chat, recent);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, place, token = '', rest = ''] =
      /^\/(?<place>bot|file\/bot)(?<token>[^/]*)\/(?<rest>[^?]*)/u.exec(request.url ?? '') ?? [];
    const bot = world.bots.get(token);
    if (place === 'file/bot') {
      const file = [...world.files.values()].find((one) => one.path === decodeURIComponent(rest));
      response.writeHead(bot && file ? 200 : 404, { 'content-type': 'application/octet-stream' });
      response.end(file?.bytes);
      return;
    }
    const params = await readParams(request);
    calls.push({ method: rest, token, values: params.values });
    changes.changed();
    const fault = faults.get(rest)?.shift() ?? faults.get('*')?.shift();
    try {
      if (fault && !fault.afterDoing) throw fail(fault);
      if (!bot && !/^\d+:/u.test(token)) throw new Refusal(404, 'Not Found');
      if (!bot) throw new Refusal(401, 'Unauthorized');
      const result = await run(rest, bot, params, goneOf(response));
      if (fault) throw fail(fault);
      answer(response, 200, JSON.stringify({ ok: true, result }));
    } catch (error) {
      if (error instanceof Dropped) request.socket.destroy();
      else refuse(response, error);
    }
  }

  async function run(method: string, bot: Bot, params: Params, gone: AbortSignal): Promise<unknown> {
    if (method === 'getUpdates') {
      bot.updates.allow(json(params, 'allowed_updates') as string[] | undefined);
      const offset = number(params, 'offset');
      const wanted = {
        offset,
        limit: number(params, 'limit') ?? 100,
        seconds: number(params, 'timeout') ?? 0,
      };
      return bot.updates.get(wanted, gone);
    }
    const known = METHODS[method];
    if (!known) throw new Refusal(404, 'Not Found: method not found');
    limit(method, params);
    const result = known(world, bot, params);
    // What was refused does not count.
    if (COUNTED.test(method)) sentAt.get(number(params, 'chat_id') ?? 0)?.push(now().getTime());
    return result;
  }

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    calls,
    bot: (name = 'Firstline') => world.addBot(name),
    customer(bot, { firstName = 'Ivan', lastName, language } = {}) {
      return new Customer(world, bot, person(world, firstName, lastName, language));
    },
    group: (title = 'Support') => new Group(world, title, -1_001_000_000_000 - world.count()),
    deliver: (bot, update) => void bot.updates.pushUnasked(update),
    failNext: (method, fault) => plan(method, fault, fault.times),
    dropConnection: (method, how) => plan(method, { drop: true, afterDoing: how?.afterDoing ?? false }),
    async goDown() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    comeBack: () => listen(server, port),
    until: (look, what) => changes.until(look, what),
    async stop() {
      for (const bot of world.bots.values()) bot.updates.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

class Dropped extends Error {}

class BadAnswer extends Error {
  readonly status: number;

  constructor(status: number, body: string) {
    super(body);
    this.status = status;
  }
}

function fail(fault: Pending): Error {
  if (fault.drop) return new Dropped();
  if (fault.body !== undefined) return new BadAnswer(fault.status, fault.body);
  return new Refusal(fault.status, fault.description ?? `Error ${fault.status}`, fault.parameters);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof BadAnswer) {
    answer(response, error.status, error.message, 'text/html');
    return;
  }
  const { status, message, parameters } =
    error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`);
  const body = { ok: false, error_code: status, description: message, ...(parameters ? { parameters } : {}) };
  answer(response, status, JSON.stringify(body));
}

function answer(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

/** Aborted when the caller hangs up before the answer. */
function goneOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}
