// A Bot API server of our own for tests: speaks HTTP as Telegram does and refuses what Telegram refuses.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Changes } from '../waiting.ts';
import { changingMethods } from './changing.ts';
import { BadAnswer, Dropped, errorOf, Faults, type Fault, type Planned, type Storm } from './faults.ts';
import { Limits, type RateLimits } from './limits.ts';
import { Line, type Cut } from './line.ts';
import { managingMethods } from './managing.ts';
import { person, type About } from './acts.ts';
import { Customer, Group } from './people.ts';
import { Refusal } from './refusal.ts';
import { json, number, readParams, type Params } from './request.ts';
import { sendingMethods } from './sending.ts';
import { World, type Bot } from './world.ts';

export interface TelegramServerOptions extends RateLimits {
  readonly now?: () => Date;
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
  customer(bot: Bot, about?: About): Customer;
  group(title?: string): Group;
  /** Puts an update of any kind into the bot's queue. */
  deliver(bot: Bot, update: Readonly<Record<string, unknown>>): void;
  /** The next call of the method (of any, with `*`) fails. */
  failNext(method: string, fault: Fault): void;
  /** The next call of the method gets no answer at all. */
  dropConnection(method: string, how?: { afterDoing?: boolean }): void;
  /** Calls of the method (of any that writes, with `*`) are refused with 429 until `calm`. */
  storm(method: string, how?: Storm): void;
  calm(): void;
  /** The network is gone for everybody until `mend`: connections break, and with `inTheAir` some calls are carried out unheard. */
  cut(how?: Cut): void;
  mend(): Promise<void>;
  /** Nobody listens any more, until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** Looks again whenever anything happens here. */
  until<Result>(look: () => Result, what: string): Promise<NonNullable<Result>>;
  stop(): Promise<void>;
}

const METHODS = { ...sendingMethods, ...changingMethods, ...managingMethods };

export async function startTelegram(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const changes = new Changes();
  const now = options.now ?? (() => new Date());
  const world = new World(changes, now);
  const calls: Call[] = [];
  const faults = new Faults();
  const limits = new Limits(options, now);
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const line = new Line(server);
  const port = await line.up();

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
    const fate = line.fate(rest, params);
    const fault = fate === 'answered' ? faults.next(rest) : lost(fate === 'carried out');
    try {
      if (fault && !fault.afterDoing) throw errorOf(fault);
      if (!bot && !/^\d+:/u.test(token)) throw new Refusal(404, 'Not Found');
      if (!bot) throw new Refusal(401, 'Unauthorized');
      const result = await run(rest, bot, params, goneOf(response));
      if (fault) throw errorOf(fault);
      answer(response, 200, JSON.stringify({ ok: true, result }));
    } catch (error) {
      if (error instanceof Dropped || fate !== 'answered') request.socket.destroy();
      else refuse(response, error);
    }
    line.settle();
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
    limits.check(bot.token, method, params);
    const result = known(world, bot, params);
    limits.count(bot.token, method, params, result);
    return result;
  }

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    calls,
    bot: (name = 'Firstline') => world.addBot(name),
    customer: (bot, about = {}) => new Customer(world, bot, person(world, { firstName: 'Ivan', ...about })),
    group: (title = 'Support') => new Group(world, title, -1_001_000_000_000 - world.count()),
    deliver: (bot, update) => void bot.updates.pushUnasked(update),
    failNext: (method, fault) => faults.plan(method, fault, fault.times),
    dropConnection: (method, how) => faults.plan(method, lost(how?.afterDoing ?? false)),
    storm: (method, how = {}) => faults.storm(method, how),
    calm: () => faults.calm(),
    cut: (how = {}) => line.cut(how),
    async mend() {
      await line.up();
    },
    goDown: () => line.down(),
    async comeBack() {
      await line.up();
    },
    until: (look, what) => changes.until(look, what),
    async stop() {
      for (const bot of world.bots.values()) bot.updates.close();
      await line.down();
    },
  };
}

function lost(afterDoing: boolean): Planned {
  return { drop: true, afterDoing };
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
