// The whole product over HTTP against a Telegram of our own that keeps to the real limits, with a clock that waits for nobody.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { telegramChannel } from '../../src/channels/telegram/telegram-channel.ts';
import { shopLookups } from '../../src/customers/shop-lookups.ts';
import { telegramGroupDesk } from '../../src/desks/telegram-group/telegram-group-desk.ts';
import { webDesk } from '../../src/desks/web/web-desk.ts';
import { cardOf } from '../../src/desk/card.ts';
import { deskBoard } from '../../src/inbox/desk-board.ts';
import { burstOf } from '../../src/model/burst.ts';
import type { Channel } from '../../src/model/channel.ts';
import type { Desk, DeskBoard } from '../../src/model/desk.ts';
import type { Locale } from '../../src/model/locale.ts';
import type { Store } from '../../src/model/store.ts';
import { fileCabinet } from '../../src/outbox/file-cabinet.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { createHttp } from '../../src/system/http.ts';
import { newId } from '../../src/system/ids.ts';
import { hashKey, newPersonalKey } from '../../src/system/personal-key.ts';
import { silentLog } from '../../src/system/log.ts';
import { OperatorBrowser } from '../desks/web/kit.ts';
import { realShop } from '../dialogues/harness.ts';
import { steppingClock } from '../fakes/stepping-clock.ts';
import type { Customer, Group, GroupOperator, Seen } from '../fakes/telegram-server/people.ts';
import type { Bot } from '../fakes/telegram-server/world.ts';
import { EVERY_WRITE, REAL_LIMITS } from '../fakes/telegram-server/limits.ts';
import { startTelegram, type TelegramServer } from '../fakes/telegram-server/telegram-server.ts';

export interface LoadScene {
  readonly telegram: TelegramServer;
  readonly group: Group;
  /** The bot that works in the group. */
  readonly deskBot: Bot;
  readonly http: FastifyInstance;
  readonly store: Store;
  customer(name: string): Customer;
  operator(name: string): GroupOperator;
  /** The topic whose title holds these words. */
  topicOf(words: string): number;
  /** What was said in a topic, the card aside. */
  said(topic: number): readonly Seen[];
  /** Resolves when a minute of this scene's time has gone by. */
  aMinute(): Promise<void>;
  /** Resolves when nothing is left to be done or sent anywhere. */
  quiet(): Promise<void>;
  /** Lets time go by until `look` says yes; rejects after two hours of the scene's time. */
  until(look: () => boolean | Promise<boolean>, what: string): Promise<void>;
  /** Somebody of the staff at the page. */
  atThePage(name: string): Promise<OperatorBrowser>;
}

export interface SceneOptions {
  /** Of the desks; by default English words on Russian cards. */
  readonly locale?: Locale;
  /** One bot for the customers and the group. */
  readonly oneBot?: boolean;
  /** Besides the group there is the page. */
  readonly withPage?: boolean;
}

/** Steps of the clock after which a scene that does not come to rest is given up. */
const MOST_STEPS = 30_000;
/** Real milliseconds without a call, after which everybody is taken to wait for the clock. */
const IDLE_MS = 3;
/** Of the scene's time. */
const MOST_MS = 2 * 60 * 60_000;
const ZONE = 'Europe/Moscow';
/** Looks without a call, while updates wait, after which the network is taken to be gone. */
const PATIENT = 20;

export async function loadScene(options: SceneOptions = {}): Promise<LoadScene> {
  const { locale, oneBot = false, withPage = false } = options;
  const clock = steppingClock();
  const telegram = await startTelegram({
    ...REAL_LIMITS,
    counted: EVERY_WRITE,
    now: () => clock.now(),
  });
  onTestFinished(() => telegram.stop());
  const shopBot = telegram.bot('Shop');
  const deskBot = oneBot ? shopBot : telegram.bot('Desk');
  const group = telegram.group('Operators').add(deskBot);
  const folder = await mkdtemp(join(tmpdir(), 'firstline-load-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = await openSqliteStore({
    url: `file:${join(folder, 'load.db')}`,
    newId,
    log: silentLog,
    burst: { ...burstOf(1_200), clock },
  });
  const trained = await realShop();
  const shop = {
    ...trained,
    desks: withPage ? ['web', 'telegram-group'] : ['telegram-group'],
    deskLocale: locale ?? trained.deskLocale,
  };
  const files = fileCabinet(join(folder, 'files'), newId);
  const { apiRoot } = telegram;
  const common = { apiRoot, files, clock, log: silentLog };
  const parts: (Channel | Desk)[] = [];
  const board = deskBoard({ store, shop: () => shop, clock, troubles: () => troublesOf(parts) });
  const desk = telegramGroupDesk({
    ...common,
    token: deskBot.token,
    chatId: group.id,
    polling: !oneBot,
    bindings: store,
    reader: store,
    board,
    locale: locale ?? 'en',
    timeZone: ZONE,
  });
  const shared = {
    deskChatId: () => desk.chatId(),
    onDeskUpdate: (update: unknown) => desk.handleUpdate(update),
  };
  const channel = telegramChannel({ ...common, token: shopBot.token, ...(oneBot ? shared : {}) });
  const page = webDesk({
    reader: store,
    board,
    staff: store,
    audit: store,
    files,
    sessionKey: new Uint8Array(32).fill(7),
    publicUrl: 'https://help.example.com',
    locale: locale ?? 'en',
    cardOf: (ticket) =>
      cardOf(
        ticket,
        { ...shop, locale: shop.deskLocale, timeZone: ZONE, queues: shop.deskRules.queues },
        clock.now(),
      ),
    clock,
    newId,
    log: silentLog,
    secureCookies: false,
    bindings: store,
  });
  parts.push(channel, page, desk);
  const app = createApp({
    store,
    shop: () => shop,
    lookups: shopLookups(store, silentLog),
    files,
    channels: [channel],
    desks: withPage ? [page, desk] : [desk],
    defaultLocale: 'en',
    clock,
    newId,
    log: silentLog,
  });
  const http = await createHttp(silentLog);
  await app.routes(http);
  await app.start();
  onTestFinished(() => app.stop());

  const unread = (): number =>
    [...new Set([shopBot, deskBot])].flatMap(({ updates }) => updates.unacknowledged()).length;

  /**
   * Resolves once nobody calls Telegram and nothing is accepted or handled any more, so that everything waits for time to go by. While updates are there to be
   * read, somebody is about to call, unless the network is gone.
   */
  async function idle(): Promise<void> {
    for (let still = 0, before = -1; still < (unread() > 0 ? PATIENT : 2);) {
      const { events, pendingEvents } = await store.counts();
      const done = Object.values(events).reduce((sum, count) => sum + count, 0);
      const happened = telegram.calls.length + done + pendingEvents;
      still = happened === before ? still + 1 : 0;
      before = happened;
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    }
  }

  /** Updates to be read, events to be handled and deliveries to be made. */
  async function left(): Promise<number> {
    const [{ pendingEvents }, backlog] = await Promise.all([store.counts(), store.backlog(clock.now())]);
    return backlog.reduce((sum, { waiting }) => sum + waiting, pendingEvents + unread());
  }

  const topicOf = (words: string): number =>
    group.topics().find(({ title }) => title.includes(words))?.id ?? 0;
  return {
    telegram,
    group,
    deskBot,
    http,
    store,
    customer: (name) => telegram.customer(shopBot, { firstName: name, language: 'en' }),
    operator: (name) => group.operator(name),
    topicOf,
    said: (topic) => group.messages(topic).filter(({ buttons }) => buttons.length === 0),
    async aMinute() {
      const until = clock.now().getTime() + 60_000;
      while (clock.now().getTime() < until) {
        await idle();
        clock.step();
      }
    },
    async until(look, what) {
      const until = clock.now().getTime() + MOST_MS;
      for (;;) {
        await idle();
        if (await look()) return;
        if (clock.now().getTime() > until) throw new Error(`still waiting for: ${what}`);
        clock.step();
      }
    },
    async atThePage(name) {
      const key = newPersonalKey();
      const member = { name, role: 'operator' as const, key: await hashKey(key) };
      await store.addStaff(member, clock.now());
      const signIn = () => http.inject({ method: 'POST', url: '/desk/api/session', payload: { name, key } });
      return OperatorBrowser.signedIn({ app: http, signIn });
    },
    async quiet() {
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        await idle();
        if ((await left()) === 0) return;
        // nothing waits for the clock: a slow machine is still at it
        clock.step();
      }
      throw new Error(
        `${String(await left())} things are still to be done after ${String(MOST_STEPS)} steps`,
      );
    },
  };
}

function troublesOf(parts: readonly (Channel | Desk)[]): ReturnType<DeskBoard['troubles']> {
  const states = parts.map((part) => ({ name: part.name, ...(part.health?.() ?? { ok: true, detail: '' }) }));
  return Promise.resolve(states.filter(({ ok }) => !ok));
}

/** What was said, without the line that names the speaker. */
export function bare(text: string): string {
  return text.slice(text.indexOf('\n') + 1).trim();
}
