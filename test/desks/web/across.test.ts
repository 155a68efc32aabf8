// One ticket on two desks of the whole product: what is done on the page appears in the group, and the other way round.
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createApp, type App } from '../../../src/app.ts';
import { shopLookups } from '../../../src/customers/shop-lookups.ts';
import { webDesk } from '../../../src/desks/web/web-desk.ts';
import type { SessionInfo, TicketDetail, TicketList } from '../../../src/desks/web/wire.ts';
import type { Channel } from '../../../src/model/channel.ts';
import type { Desk, DeskBody, DeskEvent, DeskPost } from '../../../src/model/desk.ts';
import type { EventId, TicketId } from '../../../src/model/ids.ts';
import type { Accept, InboundMessage, OutboundMessage, Receipt } from '../../../src/model/message.ts';
import { toPlainText } from '../../../src/model/rich-text.ts';
import type { Store } from '../../../src/model/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { systemClock as clock } from '../../../src/system/clock.ts';
import { createHttp } from '../../../src/system/http.ts';
import { newId } from '../../../src/system/ids.ts';
import { silentLog as log } from '../../../src/system/log.ts';
import { hashKey } from '../../../src/system/personal-key.ts';
import { realShop } from '../../dialogues/harness.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { cardOf, MemoryFiles } from '../../fakes/desk-memory.ts';
import { cookieOf } from './kit.ts';

const KEY = 'ab3de-fgh4j-kmnpq-rs5uv';

/** The other desk: keeps what it is shown and lets a colleague act. */
class Group implements Desk {
  readonly name = 'group';
  readonly posts: DeskPost[] = [];
  #accept: Accept<DeskEvent> | undefined;

  start(accept: Accept<DeskEvent>): Promise<void> {
    this.#accept = accept;
    return Promise.resolve();
  }

  stop = (): Promise<void> => Promise.resolve();

  post(post: DeskPost) {
    this.posts.push(post);
    return Promise.resolve({ refs: [`group-${String(this.posts.length)}`] });
  }

  async acts(ticket: string, body: DeskBody): Promise<void> {
    const id = `group:${newId()}` as EventId;
    const operator = { id: 'group:7', name: 'Борис' };
    const event = {
      id,
      ref: id,
      desk: this.name,
      ticket: ticket as TicketId,
      operator,
      at: clock.now(),
      body,
    };
    await this.#accept?.(event);
  }

  /** Texts with who said them, in order. */
  get said(): readonly string[] {
    return this.posts.flatMap((post) =>
      post.kind === 'said' ? [`${post.entry.author.kind}: ${toPlainText(post.entry.text).trim()}`] : [],
    );
  }
}

class Phone implements Channel {
  readonly name = 'phone';
  readonly capabilities = { choices: true, files: true, edits: true };
  readonly heard: string[] = [];
  readonly changed: string[] = [];
  /** What our messages quoted. */
  readonly quoted: string[] = [];
  removed = 0;
  #accept: Accept<InboundMessage> | undefined;

  start(accept: Accept<InboundMessage>): Promise<void> {
    this.#accept = accept;
    return Promise.resolve();
  }

  stop = (): Promise<void> => Promise.resolve();

  send(_to: unknown, message: OutboundMessage) {
    this.heard.push(toPlainText(message.text).trim());
    if (message.replyTo !== undefined) this.quoted.push(message.replyTo);
    return Promise.resolve({ refs: [`phone-${String(this.heard.length)}`] });
  }

  edit(_to: unknown, receipt: Receipt, message: OutboundMessage) {
    this.changed.push(toPlainText(message.text).trim());
    return Promise.resolve(receipt);
  }

  remove(_to: unknown, receipt: Receipt) {
    this.removed += 1;
    return Promise.resolve(receipt);
  }

  async says(text: string): Promise<void> {
    const id = `phone:${newId()}` as EventId;
    const from = { channel: this.name, chat: '1', user: '1' };
    await this.#accept?.({ id, ref: id, from, at: clock.now(), locale: 'ru', body: { kind: 'text', text } });
  }
}

let store: Store;
let app: App;
let http: FastifyInstance;
let group: Group;
let phone: Phone;
let headers: Record<string, string>;

beforeAll(() => realShop(), 120_000);
beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log });
  await store.addStaff({ name: 'Анна', role: 'operator', key: await hashKey(KEY) }, clock.now());
  group = new Group();
  phone = new Phone();
  const desk = webDesk({
    reader: store,
    files: new MemoryFiles(),
    sessionKey: new Uint8Array(32).fill(5),
    publicUrl: 'http://localhost',
    locale: 'ru',
    cardOf,
    board: fakeBoard(),
    staff: store,
    audit: store,
    bindings: store,
    ...{ clock, newId, log },
    secureCookies: false,
  });
  const shop = { ...(await realShop()), desks: [desk.name, group.name] };
  const files = Object.assign(new MemoryFiles(), {
    addOrigin: () => undefined,
    remove: () => Promise.resolve(),
  });
  app = createApp({
    store,
    shop: () => shop,
    lookups: shopLookups(store, log),
    files,
    channels: [phone],
    desks: [desk, group],
    defaultLocale: 'ru',
    ...{ clock, newId, log },
  });
  http = await createHttp(log);
  await app.routes(http);
  await app.start();
  const signedIn = await http.inject({
    method: 'POST',
    url: '/desk/api/session',
    payload: { name: 'Анна', key: KEY },
  });
  headers = { cookie: cookieOf(signedIn), 'x-csrf-token': signedIn.json<SessionInfo>().csrf };
});
afterEach(async () => {
  await http.close();
  await app.stop();
});

async function get<Body>(url: string): Promise<Body> {
  return (await http.inject({ method: 'GET', url: `/desk/api/${url}`, headers })).json<Body>();
}

async function post(url: string, payload: object): Promise<number> {
  const body = { id: newId(), ...payload };
  return (await http.inject({ method: 'POST', url: `/desk/api/${url}`, headers, payload: body })).statusCode;
}

/** A customer asked for a person; the ticket as both desks know it. */
async function opened(): Promise<string> {
  await phone.says('позовите оператора');
  return vi.waitFor(
    async () => {
      const [row] = (await get<TicketList>('tickets?status=new')).tickets;
      if (!row || !group.posts.some(({ kind }) => kind === 'opened')) throw new Error('no ticket yet');
      return row.id;
    },
    { timeout: 10_000 },
  );
}

const eventually = (look: () => void | Promise<void>): Promise<void> => vi.waitFor(look, { timeout: 10_000 });

async function page(ticket: string): Promise<readonly string[]> {
  const { entries } = await get<TicketDetail>(`tickets/${ticket}`);
  return entries.map(({ author, text }) => `${author.kind}: ${toPlainText(text).trim()}`);
}

test('a reply from the page reaches the customer and appears in the group once, with who wrote it', async () => {
  const ticket = await opened();
  expect(await post(`tickets/${ticket}/reply`, { text: 'Здравствуйте, уже смотрю.' })).toBe(202);
  await eventually(() => {
    expect(phone.heard).toContain('Здравствуйте, уже смотрю.');
    expect(group.said.filter((line) => line === 'operator: Здравствуйте, уже смотрю.')).toHaveLength(1);
  });
  const said = group.posts.findLast((one) => one.kind === 'said');
  expect(said?.entry.author).toMatchObject({ operator: { name: 'Анна' } });
});

test('a reply from the group reaches the customer and appears on the page once, with who wrote it', async () => {
  const ticket = await opened();
  await group.acts(ticket, { kind: 'reply', text: 'Добрый день!', files: [] });
  await eventually(async () => {
    expect(phone.heard).toContain('Добрый день!');
    expect((await page(ticket)).filter((line) => line === 'operator: Добрый день!')).toHaveLength(1);
  });
});

test('notes go from either desk to the other and never to the customer', async () => {
  const ticket = await opened();
  await post(`tickets/${ticket}/note`, { text: 'проверить партию' });
  await group.acts(ticket, { kind: 'note', text: 'партия верная', files: [] });
  await eventually(async () => {
    expect(group.said).toContain('note: проверить партию');
    expect(await page(ticket)).toEqual(
      expect.arrayContaining(['note: проверить партию', 'note: партия верная']),
    );
  });
  expect(phone.heard.join('\n')).not.toContain('парти');
});

test('what is done on one desk is seen on both', async () => {
  const ticket = await opened();
  await post(`tickets/${ticket}/act`, { act: { kind: 'take' } });
  await eventually(() => {
    const card = group.posts.findLast((one) => one.kind === 'card')?.card;
    expect(card).toMatchObject({ status: 'open', assignee: { name: 'Анна' } });
  });
  await group.acts(ticket, { kind: 'priority', priority: 'urgent' });
  await eventually(async () => {
    const { row } = await get<TicketDetail>(`tickets/${ticket}`);
    expect(row).toMatchObject({ priority: 'urgent', assignee: { name: 'Анна' } });
  });
});

test('a customer who is blocked in the group is shown as blocked on the page', async () => {
  const ticket = await opened();
  await group.acts(ticket, { kind: 'block' });
  await eventually(async () => {
    expect(await get<TicketDetail>(`tickets/${ticket}`)).toMatchObject({ blocked: true });
  });
});

test('a reply is changed and taken back from the page, at the customer’s and in the group too', async () => {
  const ticket = await opened();
  await post(`tickets/${ticket}/reply`, { text: 'Чиним завтра' });
  const ref = await vi.waitFor(
    async () => {
      const { entries } = await get<TicketDetail>(`tickets/${ticket}`);
      const own = entries.find(({ author, delivery }) => author.kind === 'operator' && delivery === 'sent');
      if (own?.ref === undefined) throw new Error('not sent yet');
      return own.ref;
    },
    { timeout: 10_000 },
  );
  await post(`tickets/${ticket}/act`, { act: { kind: 'edit', of: ref, text: 'Чиним сегодня' } });
  await eventually(async () => {
    const { entries } = await get<TicketDetail>(`tickets/${ticket}`);
    expect(entries.find((one) => one.ref === ref)).toMatchObject({ state: 'edited' });
    expect(await page(ticket)).toContain('operator: Чиним сегодня');
    expect(group.posts.some((one) => one.kind === 'edited' && one.ref === ref)).toBe(true);
    expect(phone.changed).toEqual(['Чиним сегодня']);
  });
  expect(await post(`tickets/${ticket}/act`, { act: { kind: 'delete', of: ref } })).toBe(202);
  await eventually(async () => {
    const { entries } = await get<TicketDetail>(`tickets/${ticket}`);
    expect(entries.find((one) => one.ref === ref)).toMatchObject({ state: 'removed', text: [] });
    expect(group.posts.some((one) => one.kind === 'removed' && one.ref === ref)).toBe(true);
    expect(phone.removed).toBe(1);
  });
  expect(await post(`tickets/${ticket}/act`, { act: { kind: 'edit', of: ref, text: 'Опять' } })).toBe(404);
});

test('a reply from the page quotes what the customer wrote', async () => {
  const ticket = await opened();
  await phone.says('Когда почините?');
  const quotes = await vi.waitFor(
    async () => {
      const { entries } = await get<TicketDetail>(`tickets/${ticket}`);
      const asked = entries.find(({ text }) => toPlainText(text).includes('Когда почините?'));
      if (asked?.ref === undefined) throw new Error('not there yet');
      return asked.ref;
    },
    { timeout: 10_000 },
  );
  await post(`tickets/${ticket}/reply`, { text: 'Завтра', quotes });
  await eventually(async () => {
    const { entries } = await get<TicketDetail>(`tickets/${ticket}`);
    expect(entries.at(-1)?.quoted).toEqual({ ref: quotes, text: 'Когда почините?' });
    expect(phone.quoted).toEqual([quotes]);
  });
});

test('an act on the page is on record with who did it', async () => {
  const ticket = await opened();
  await post(`tickets/${ticket}/act`, { act: { kind: 'priority', priority: 'high' } });
  await eventually(async () => {
    const [line] = await store.audit({ ticket: ticket as TicketId, limit: 1 });
    expect(line).toMatchObject({
      operator: { name: 'Анна' },
      desk: 'web',
      act: 'priority',
      detail: 'high',
      outcome: 'done',
    });
  });
});
