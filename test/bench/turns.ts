// Whole turns: accept, decide, commit, outbox into a null channel, on a file at synchronous=FULL, beside the bare
// transaction floor of the same disk in the same run; and the time of one turn without any fsync, in memory.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopLookups } from '../../src/customers/shop-lookups.ts';
import { loadShop } from '../../src/dialogue/load-shop.ts';
import type { Shop } from '../../src/dialogue/deps.ts';
import { inboxWorker } from '../../src/inbox/inbox-worker.ts';
import { runTurn } from '../../src/inbox/turn.ts';
import type { EventId } from '../../src/model/ids.ts';
import type { InboundMessage } from '../../src/model/message.ts';
import type { Store } from '../../src/model/store.ts';
import type { Target } from '../../src/outbox/attempt.ts';
import { outboxWorker } from '../../src/outbox/outbox-worker.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock as clock } from '../../src/system/clock.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog as log } from '../../src/system/log.ts';
import { bareFloor } from './floor.ts';

/** What customers write, one line a turn; all of it is answered by the bot alone. */
const LINES = [
  'привет',
  'сколько стоит доставка',
  'где мой заказ',
  'UT-10421',
  'отмена',
  'какая завтра погода',
  'спасибо',
];

/** Between two looks whether everything is answered. */
const LOOK_MS = 2;

export interface TurnBench {
  /** Bare single-row transactions a second. */
  readonly floor: number;
  /** Whole turns a second. */
  readonly turns: number;
  readonly ratio: number;
  /** One turn in memory, ms. */
  readonly p50: number;
  readonly p99: number;
}

export async function benchTurns({ lanes = 64, messages = 21 } = {}): Promise<TurnBench> {
  const shop = await shopOf();
  const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-'));
  try {
    const before = bareFloor(join(folder, 'floor-1.db'));
    const turns = await throughput(shop, `file:${join(folder, 'turns.db')}`, lanes, messages);
    const floor = (before + bareFloor(join(folder, 'floor-2.db'))) / 2;
    return { floor, turns, ratio: turns / floor, ...(await latency(shop)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function throughput(shop: Shop, url: string, lanes: number, messages: number): Promise<number> {
  const store = await openSqliteStore({ url, newId, log });
  const lookups = shopLookups(store, log);
  const nowhere: Target = { deliver: () => Promise.resolve({ refs: ['1'] }) };
  const inbox = inboxWorker({ store, lookups, shop: () => shop, clock, newId, log });
  const outbox = outboxWorker({
    store,
    targets: new Map([['null', nowhere]]),
    clock,
    newId,
    random: Math.random,
    log,
  });
  inbox.start();
  outbox.start();
  const start = process.hrtime.bigint();
  for (let round = 0; round < messages; round += 1) {
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) => store.acceptMessage(messageOf(lane, round), 'ru')),
    );
    // a customer reads the reply before he goes on; what comes before it would be answered in one turn with the line before
    while (await isBusy(store)) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  await inbox.stop();
  await outbox.stop();
  await store.close();
  return (lanes * messages) / seconds;
}

async function isBusy(store: Store): Promise<boolean> {
  if ((await store.counts()).pendingEvents > 0) return true;
  return (await store.backlog(clock.now())).some(({ waiting }) => waiting > 0);
}

async function latency(shop: Shop): Promise<{ p50: number; p99: number }> {
  const store = await openSqliteStore({ url: ':memory:', newId, log });
  const parts = { store, lookups: shopLookups(store, log), shop: () => shop, clock, newId, log };
  const times: number[] = [];
  for (let round = 0; round < 1_400; round += 1) {
    const message = messageOf(round % 20, Math.floor(round / 20));
    const start = performance.now();
    await store.acceptMessage(message, 'ru');
    const lane = await store.claimTurn(clock.now(), 60_000);
    if (lane === undefined) throw new Error('the lane is not due');
    await runTurn(parts, lane);
    await store.releaseTurn(lane);
    await deliver(store);
    // the first rounds warm the engine up
    if (round >= 280) times.push(performance.now() - start);
  }
  await store.close();
  times.sort((a, b) => a - b);
  return {
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

async function deliver(store: Store): Promise<void> {
  for (
    let due = await store.claimDelivery(clock.now(), 60_000, []);
    due;
    due = await store.claimDelivery(clock.now(), 60_000, [])
  ) {
    await store.settle(due.outgoing.id, { kind: 'sent', receipt: { refs: ['1'] } }, clock.now());
  }
}

function messageOf(lane: number, round: number): InboundMessage {
  const text = LINES[round % LINES.length] ?? '';
  const from = { channel: 'null', chat: String(lane), user: String(lane) };
  return { id: `bench:${lane}:${round}` as EventId, from, at: clock.now(), body: { kind: 'text', text } };
}

async function shopOf(): Promise<Shop> {
  const { shop } = await loadShop({
    root: '.',
    desks: [],
    deskLocale: 'ru',
    defaultLocale: 'ru',
    timeZone: 'Europe/Moscow',
    orderPattern: /UT[-\s]?\d{5}/u,
    maxWrongIn: 10,
  });
  if (!shop) throw new Error('the shop cannot be loaded; see npm run check');
  return shop;
}
