// A web desk over memory for tests: its HTTP server, what it handed on, and an operator who is signed in.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Desk, DeskBoard, DeskEvent, TicketCard } from '../../../src/model/desk.ts';
import type { TicketId } from '../../../src/model/ids.ts';
import type { Locale } from '../../../src/model/locale.ts';
import type { Ticket } from '../../../src/model/ticket.ts';
import { webDesk } from '../../../src/desks/web/web-desk.ts';
import type {
  PageAct,
  SealedFile,
  SessionInfo,
  TicketDetail,
  TicketList,
} from '../../../src/desks/web/wire.ts';
import { createHttp } from '../../../src/system/http.ts';
import { silentLog, type Log } from '../../../src/system/log.ts';
import { cardOf, MemoryDesk, MemoryFiles } from '../../fakes/desk-memory.ts';
import { MemoryBindings } from '../../fakes/telegram-parts.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { StaffList } from '../../fakes/staff-list.ts';
import { manualClock, type ManualClock } from '../../fakes/manual-clock.ts';

/** Everybody's. */
export const KEY = 'correct horse battery staple';
export const PUBLIC_URL = 'https://help.example.com';
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface Kit {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  readonly memory: MemoryDesk;
  readonly files: MemoryFiles;
  /** Анна and Борис are operators, Вера is a manager; what they did besides is in `lines`. */
  readonly people: StaffList;
  readonly clock: ManualClock;
  /** What the desk handed to the core, in order. */
  readonly events: DeskEvent[];
  signIn(name?: string, key?: string, from?: Partial<InjectOptions>): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface KitOptions {
  readonly accept?: (event: DeskEvent) => Promise<void>;
  readonly clock?: ManualClock;
  /** Of an earlier start. */
  readonly bindings?: MemoryBindings;
  readonly people?: StaffList;
  readonly board?: Partial<DeskBoard>;
  readonly proxies?: readonly string[];
  readonly log?: Log;
  readonly secureCookies?: boolean;
  readonly cardOf?: (ticket: Ticket, locale?: Locale) => TicketCard;
  /** False leaves the starting to the test. */
  readonly started?: boolean;
}

export async function staffOfThree(): Promise<StaffList> {
  const people = new StaffList();
  await people.add('Анна', KEY);
  await people.add('Борис', KEY);
  await people.add('Вера', KEY, 'manager');
  return people;
}

export async function startKit(options: KitOptions = {}): Promise<Kit> {
  const memory = new MemoryDesk();
  const people = options.people ?? (await staffOfThree());
  const files = new MemoryFiles();
  const clock = options.clock ?? manualClock();
  const events: DeskEvent[] = [];
  let ids = 0;
  const desk = webDesk({
    reader: memory,
    board: fakeBoard(options.board),
    staff: people,
    audit: people,
    bindings: options.bindings ?? new MemoryBindings(),
    files,
    sessionKey: new Uint8Array(32).fill(7),
    publicUrl: PUBLIC_URL,
    locale: 'ru',
    cardOf: options.cardOf ?? cardOf,
    clock,
    newId: () => `id-${String((ids += 1))}`,
    log: options.log ?? silentLog,
    secureCookies: options.secureCookies ?? false,
  });
  const app = await createHttp(silentLog, options.proxies);
  await desk.routes(app);
  await app.ready();
  const accept = async (event: DeskEvent): Promise<void> => {
    events.push(event);
    await options.accept?.(event);
  };
  if (options.started ?? true) await desk.start(accept);
  return {
    app,
    desk,
    memory,
    files,
    people,
    clock,
    events,
    signIn: (name = 'Анна', key = KEY, from = {}) =>
      app.inject({ method: 'POST', url: '/desk/api/session', payload: { name, key }, ...from }),
    async close() {
      await desk.stop();
      await app.close();
    },
  };
}

/** One operator's browser: sends the cookie and the CSRF token with everything. */
export class OperatorBrowser {
  readonly #app: FastifyInstance;
  readonly #headers: Record<string, string>;
  #keys = 0;

  private constructor(app: FastifyInstance, headers: Record<string, string>) {
    this.#app = app;
    this.#headers = headers;
  }

  static async signedIn(kit: Pick<Kit, 'app' | 'signIn'>, name?: string): Promise<OperatorBrowser> {
    const response = await kit.signIn(name);
    return new OperatorBrowser(kit.app, {
      cookie: cookieOf(response),
      'x-csrf-token': response.json<SessionInfo>().csrf,
    });
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  send(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.#app.inject({ ...options, headers: { ...this.#headers, ...options.headers } });
  }

  get(url: string): Promise<LightMyRequestResponse> {
    return this.send({ method: 'GET', url });
  }

  post(url: string, payload: object | string): Promise<LightMyRequestResponse> {
    return this.send({ method: 'POST', url, payload });
  }

  say(kind: 'reply' | 'note', ticket: string, text: string, files: readonly SealedFile[] = []) {
    return this.post(`/desk/api/tickets/${ticket}/${kind}`, { id: this.newKey(), text, files });
  }

  act(ticket: string, act: PageAct | object): Promise<LightMyRequestResponse> {
    return this.post(`/desk/api/tickets/${ticket}/act`, { id: this.newKey(), act });
  }

  async list(query = ''): Promise<TicketList> {
    return (await this.get(`/desk/api/tickets${query}`)).json<TicketList>();
  }

  async detail(ticket: string): Promise<TicketDetail> {
    return (await this.get(`/desk/api/tickets/${ticket}`)).json<TicketDetail>();
  }

  upload(name: string, mime: string, bytes: Uint8Array): Promise<LightMyRequestResponse> {
    const boundary = 'x-boundary-of-the-test';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${mime}\r\n\r\n`;
    return this.send({
      method: 'POST',
      url: '/desk/api/upload',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  newKey(): string {
    this.#keys += 1;
    return `client-key-${String(this.#keys)}`;
  }
}

/** `name=value` of the session cookie that a response sets. */
export function cookieOf(response: LightMyRequestResponse): string {
  return setCookies(response)[0]?.split(';')[0] ?? '';
}

/** All that a response sets, the session's first. */
export function setCookies(response: LightMyRequestResponse): readonly string[] {
  return [response.headers['set-cookie'] ?? []].flat();
}

export function fileUrl({ origin, id, seal }: SealedFile): string {
  return `/desk/api/files/${encodeURIComponent(origin)}/${encodeURIComponent(id)}?seal=${seal}`;
}

/** The code of a problem body, having checked that it is one. */
export function problemCode(response: LightMyRequestResponse): string {
  if (response.headers['content-type']?.toString().startsWith('application/problem+json') !== true) {
    throw new Error(`not a problem body: ${String(response.headers['content-type'])}`);
  }
  return response.json<{ code: string }>().code;
}

export const ticketId = (id: string): TicketId => id as TicketId;
