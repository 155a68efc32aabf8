// The outbox under a desk's load: words first, one at a time where the desk wants it, within what the desk allows.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationId } from '../../src/model/ids.ts';
import { DeliveryError, type Receipt } from '../../src/model/message.ts';
import type { Store } from '../../src/model/store.ts';
import { type Delivery, type Outgoing, urgencyOf } from '../../src/model/turn.ts';
import type { Target } from '../../src/outbox/attempt.ts';
import { outboxWorker } from '../../src/outbox/outbox-worker.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import type { WorkerLoop } from '../../src/system/worker-loop.ts';
import { card, cardOf, postTo, said } from '../contract/store/posts.ts';
import { finishTurn, NOON, turnOf } from '../contract/store/samples.ts';
import { type ManualClock, manualClock } from '../fakes/manual-clock.ts';

const PER_MINUTE = 20;
/** Calls that a desk keeps back for words. */
const RESERVE = 5;
const RATE = { perSecond: 1000, perChatPerMinute: 100_000, atOnce: 1 };

let store: Store;
let clock: ManualClock;
let worker: WorkerLoop | undefined;

beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  clock = manualClock(NOON);
});
afterEach(async () => {
  await worker?.stop();
  await store.close();
});

function start(desk: Target): void {
  const targets = new Map([['web', desk]]);
  worker = outboxWorker({ store, targets, clock, newId, random: () => 1, log: silentLog });
  worker.start();
}

/** Lets everything that can happen at this moment happen. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 60; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await quiet();
}

let turns = 0;
async function add(person: string, make: (conversation: ConversationId) => Outgoing[]): Promise<void> {
  const input = await turnOf(store, person, `${person}-${++turns}`);
  await finishTurn(store, input, { outgoing: make(input.conversation.id) });
}

interface Shown {
  readonly what: string;
  readonly words: string;
  readonly at: number;
}

/** A desk that counts its own calls over a sliding minute, as a group in Telegram does, and keeps some back for words. */
function limitedDesk(): Target & { readonly shown: Shown[]; refused: number } {
  const calls: number[] = [];
  return {
    rate: RATE,
    shown: [] as Shown[],
    refused: 0,
    deliver(delivery: Delivery): Promise<Receipt> {
      const now = clock.now().getTime();
      while (calls[0] !== undefined && calls[0] <= now - 60_000) calls.shift();
      const most = PER_MINUTE - (urgencyOf(delivery) === 0 ? 0 : RESERVE);
      if (calls.length >= most) {
        this.refused += 1;
        const free = (calls.at(-most) ?? now) + 60_000 - now;
        return Promise.reject(
          new DeliveryError('used up', { outcome: 'retry', sentForSure: 'no', retryAfterMs: free }),
        );
      }
      calls.push(now);
      if (delivery.kind !== 'post') throw new Error('posts only');
      const { post } = delivery;
      const words = post.kind === 'opened' || post.kind === 'card' ? post.card.subject : post.kind;
      this.shown.push({ what: post.kind, words, at: now });
      return Promise.resolve({ refs: ['1'] });
    },
  };
}

describe('a desk under load', () => {
  test('200 cases in a minute arrive whole and in order, words before cards, and only the last card of each', async () => {
    const desk = limitedDesk();
    start(desk);
    const names = Array.from({ length: 200 }, (_, index) => `T${index}`);
    for (const name of names) {
      await add(name, (id) => [
        { ...postTo(id, newId(), { kind: 'opened', card: cardOf(name) }), at: clock.now() },
        ...['draft', 'final'].map((state) => ({
          ...postTo(id, newId(), { kind: 'card', card: cardOf(name, `${name} ${state}`) }),
          at: clock.now(),
        })),
      ]);
      await pass(300);
    }
    const behind = names.length - desk.shown.filter(({ what }) => what === 'opened').length;
    expect(behind).toBeGreaterThan(150);
    const [words, cards] = [...(await store.backlog(clock.now()))].sort((a, b) => b.oldestMs - a.oldestMs);
    expect([words?.target, cards?.target].sort()).toEqual(['web', 'web#2']);
    for (let second = 0; second < 40 * 60 && (await store.backlog(clock.now())).length > 0; second += 1) {
      await pass(1_000);
    }
    expect(await store.backlog(clock.now())).toEqual([]);
    const openings = desk.shown.filter(({ what }) => what === 'opened');
    expect(openings.map(({ words: name }) => name)).toEqual(names);
    const last = openings.at(-1)?.at ?? 0;
    const waited = desk.shown.filter(({ what, at }) => what === 'card' && at > NOON.getTime() + 60_000);
    expect(waited.every(({ at }) => at >= last)).toBe(true);
    for (const name of names) {
      const seen = desk.shown.filter(
        ({ what, words: subject }) => what === 'card' && subject.startsWith(`${name} `),
      );
      expect(seen.map(({ words: subject }) => subject)).toEqual([`${name} final`]);
    }
    // one refusal tells when to come again: nobody asks in between
    expect(desk.refused).toBeLessThan(2 * desk.shown.length);
  }, 60_000);

  test('words go out while cards are refused for the sake of words', async () => {
    const desk = limitedDesk();
    start(desk);
    for (let index = 0; index < PER_MINUTE; index += 1) {
      await add(`p${index}`, (id) => [card(id, `c${index}`)]);
      await quiet();
    }
    expect(desk.shown).toHaveLength(PER_MINUTE - RESERVE);
    await add('ivan', (id) => [said(id, 'words')]);
    await quiet();
    expect(desk.shown.at(-1)).toMatchObject({ what: 'said' });
  });

  test('a desk that takes one delivery at a time is given no second one before the first has ended', async () => {
    let inTheAir = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    start({
      rate: RATE,
      async deliver() {
        most = Math.max(most, ++inTheAir);
        await new Promise<void>((resolve) => ends.push(resolve));
        inTheAir -= 1;
        return { refs: [] };
      },
    });
    for (let index = 0; index < 12; index += 1) {
      await add(`p${index}`, (id) => [said(id, `w${index}`), card(id, `c${index}`)]);
    }
    let shown = 0;
    for (; shown < 100; shown += 1) {
      await quiet();
      const end = ends.shift();
      if (end === undefined) break;
      expect(ends).toEqual([]);
      end();
    }
    expect([shown, most]).toEqual([24, 1]);
    expect(await store.backlog(clock.now())).toEqual([]);
  });

  test('while everything waits for the desk the outbox rests', async () => {
    let claims = 0;
    const claimDelivery: Store['claimDelivery'] = (...how) => {
      claims += 1;
      return store.claimDelivery(...how);
    };
    const desk: Target = {
      rate: RATE,
      deliver: () =>
        Promise.reject(
          new DeliveryError('wait', { outcome: 'retry', sentForSure: 'no', retryAfterMs: 30_000 }),
        ),
    };
    await add('ivan', (id) => [said(id, 'w1'), card(id, 'c1')]);
    await add('maria', (id) => [card(id, 'c2')]);
    worker = outboxWorker({
      store: { ...store, claimDelivery },
      targets: new Map([['web', desk]]),
      clock,
      newId,
      random: () => 1,
      log: silentLog,
    });
    worker.start();
    await quiet();
    const before = claims;
    await pass(29_000);
    expect(claims).toBe(before);
    await pass(1_000);
    expect(claims).toBeGreaterThan(before);
    expect(claims).toBeLessThan(20);
  });

  test('a refusal with a time to wait is no failed attempt', async () => {
    const desk = limitedDesk();
    start(desk);
    for (let index = 0; index <= PER_MINUTE; index += 1) {
      await add(`p${index}`, (id) => [said(id, `w${index}`)]);
    }
    await quiet();
    await worker?.stop();
    const waiting = await store.claimDelivery(new Date(NOON.getTime() + 60_000), 1_000, []);
    expect(waiting).toMatchObject({ outgoing: { id: 'w20' }, attempts: 0, unsure: false });
  });
});
