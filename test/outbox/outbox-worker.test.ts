import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationId, EventId, OutboxId } from '../../src/model/ids.ts';
import { type Address, DeliveryError, type Receipt } from '../../src/model/message.ts';
import { plain, toPlainText } from '../../src/model/rich-text.ts';
import type { Store } from '../../src/model/store.ts';
import type { Delivery, Outgoing } from '../../src/model/turn.ts';
import type { Target } from '../../src/outbox/attempt.ts';
import { outboxWorker } from '../../src/outbox/outbox-worker.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import type { WorkerLoop } from '../../src/system/worker-loop.ts';
import { type ManualClock, manualClock } from '../fakes/manual-clock.ts';

const ANNA: Address = { channel: 'line', chat: 'anna', user: 'anna' };

let store: Store;
let clock: ManualClock;
let worker: WorkerLoop | undefined;
let sent: string[];
/** Of each attempt: whether an earlier one may have arrived. */
let repeated: boolean[];
/** What the next deliveries meet, first one first; undefined is success. */
let weather: (Error | undefined)[];

beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  clock = manualClock(new Date('2026-11-18T09:00:00Z'));
  sent = [];
  repeated = [];
  weather = [];
});
afterEach(async () => {
  await worker?.stop();
  await store.close();
});

const target = (rate?: Target['rate']): Target => ({
  ...(rate ? { rate } : {}),
  deliver(delivery, _key, { again }): Promise<Receipt> {
    repeated.push(again);
    const trouble = weather.shift();
    if (trouble) return Promise.reject(trouble);
    sent.push(wordsOf(delivery));
    return Promise.resolve({ refs: ['1'] });
  },
});

function wordsOf(delivery: Delivery): string {
  if (delivery.kind === 'message') return toPlainText(delivery.message.text);
  if (delivery.kind !== 'post') return delivery.kind;
  return delivery.post.kind === 'mark'
    ? `mark ${delivery.post.ref} ${delivery.post.outcome}`
    : delivery.post.kind;
}

function start(targets: [string, Target][]): WorkerLoop {
  worker = outboxWorker({ store, targets: new Map(targets), clock, newId, random: () => 1, log: silentLog });
  worker.start();
  return worker;
}

/** Lets everything that can happen at this moment happen. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 60; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A turn of `from` that says these words. */
async function says(
  from: Address,
  words: readonly string[],
  change: Partial<Extract<Delivery, { kind: 'message' }>> = {},
): Promise<ConversationId> {
  const id = `test:${newId()}` as EventId;
  await store.acceptMessage({ id, from, at: clock.now(), body: { kind: 'text', text: 'x' } }, 'ru');
  const lane = await store.claimTurn(clock.now(), 1000);
  const input = await store.loadTurn(lane!);
  const outgoing = words.map((text): Outgoing => ({
    id: newId() as OutboxId,
    conversation: lane!,
    at: clock.now(),
    delivery: {
      kind: 'message',
      to: from,
      message: { text: plain(text), speaker: { kind: 'bot' }, locale: 'ru' },
      unlessHeld: false,
      ...change,
    },
  }));
  await store.commit({
    conversation: input!.conversation,
    consumed: [{ id, outcome: 'answered' }],
    transcript: [],
    timers: { set: [], cancel: [] },
    outgoing,
    feedback: [],
  });
  await store.releaseTurn(lane!);
  return lane!;
}

const trouble = (
  outcome: DeliveryError['outcome'],
  retryAfterMs?: number,
  sentForSure: DeliveryError['sentForSure'] = 'no',
): DeliveryError =>
  new DeliveryError('test', {
    outcome,
    sentForSure,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

describe('the outbox', () => {
  test('sends in order, and a message that must wait is not overtaken', async () => {
    weather = [undefined, trouble('retry')];
    start([['line', target()]]);
    await says(ANNA, ['one', 'two', 'three']);
    await quiet();
    expect(sent).toEqual(['one']);
    clock.advance(1_000);
    await quiet();
    expect(sent).toEqual(['one', 'two', 'three']);
  });

  test('one customer in trouble does not hold up another', async () => {
    weather = [trouble('retry')];
    start([['line', target()]]);
    await says(ANNA, ['to Anna']);
    await quiet();
    await says({ ...ANNA, chat: 'boris', user: 'boris' }, ['to Boris']);
    await quiet();
    expect(sent).toEqual(['to Boris']);
  });

  test('waits at least as long as the channel says', async () => {
    weather = [trouble('retry', 30_000)];
    start([['line', target()]]);
    await says(ANNA, ['patience']);
    await quiet();
    clock.advance(29_000);
    await quiet();
    expect(sent).toEqual([]);
    clock.advance(1_000);
    await quiet();
    expect(sent).toEqual(['patience']);
  });

  test("a wait that is one lane's own does not hold up another", async () => {
    const how = { outcome: 'retry', sentForSure: 'no', retryAfterMs: 30_000, laneOnly: true } as const;
    weather = [new DeliveryError('test', how)];
    start([['line', target()]]);
    await says(ANNA, ['to Anna']);
    await quiet();
    await says({ ...ANNA, chat: 'boris', user: 'boris' }, ['to Boris']);
    await quiet();
    expect(sent).toEqual(['to Boris']);
    clock.advance(30_000);
    await quiet();
    expect(sent).toEqual(['to Boris', 'to Anna']);
  });

  test.each(['gone', 'rejected'] as const)(
    'a message that is %s comes back as an event of its conversation',
    async (outcome) => {
      weather = [trouble(outcome)];
      start([['line', target()]]);
      const lane = await says(ANNA, ['lost', 'next']);
      await quiet();
      const pending = (await store.loadTurn(lane))?.pending.map(({ event }) => event);
      expect(pending).toMatchObject([{ kind: 'undelivered', outcome }]);
      expect(sent).toEqual(['next']);
    },
  );

  test('a message for a channel that is switched off waits for it', async () => {
    start([]);
    await says(ANNA, ['later']);
    await quiet();
    await worker?.stop();
    clock.advance(60_000);
    start([['line', target()]]);
    await quiet();
    expect(sent).toEqual(['later']);
  });

  test("the desk learns what became of an operator's words", async () => {
    const origin = { desk: 'desk', ref: '77', ticket: 't' as never };
    weather = [undefined, undefined, trouble('gone')];
    start([
      ['line', target()],
      ['desk', target()],
    ]);
    await says(ANNA, ['hello'], { origin });
    await quiet();
    await says(ANNA, ['hello again'], { origin });
    await quiet();
    expect(sent).toEqual(['hello', 'mark 77 delivered', 'mark 77 failed']);
  });

  test('after an attempt that may have arrived, the next says so, and the operator is told', async () => {
    const origin = { desk: 'desk', ref: '77', ticket: 't' as never };
    weather = [trouble('retry', undefined, 'unknown'), trouble('retry', 5_000, 'unknown')];
    start([
      ['line', target()],
      ['desk', target()],
    ]);
    await says(ANNA, ['hello'], { origin });
    await quiet();
    clock.advance(1_000);
    await quiet();
    clock.advance(5_000);
    await quiet();
    expect(sent).toEqual(['hello', 'mark 77 unsure']);
    expect(repeated).toEqual([false, true, true, false]);
  });

  test('a channel that keeps one message for a key leaves no doubt', async () => {
    const origin = { desk: 'desk', ref: '77', ticket: 't' as never };
    weather = [trouble('retry', undefined, 'unknown')];
    start([
      ['line', { ...target(), once: true }],
      ['desk', target()],
    ]);
    await says(ANNA, ['hello'], { origin });
    await quiet();
    clock.advance(1_000);
    await quiet();
    expect(sent).toEqual(['hello', 'mark 77 delivered']);
  });

  test('an attempt that surely did not arrive leaves no doubt', async () => {
    const origin = { desk: 'desk', ref: '77', ticket: 't' as never };
    weather = [trouble('retry')];
    start([
      ['line', target()],
      ['desk', target()],
    ]);
    await says(ANNA, ['hello'], { origin });
    await quiet();
    clock.advance(1_000);
    await quiet();
    expect(sent).toEqual(['hello', 'mark 77 delivered']);
    expect(repeated).toEqual([false, false, false]);
  });

  test('a defect that does not go away ends after twenty attempts, and the conversation hears of it', async () => {
    weather = Array.from({ length: 20 }, () => new TypeError('a bug'));
    start([['line', target()]]);
    const lane = await says(ANNA, ['lost', 'next']);
    await quiet();
    for (let minute = 0; minute < 5 * 19; minute += 1) {
      clock.advance(60_000);
      await quiet();
    }
    expect(repeated).toHaveLength(21);
    const pending = (await store.loadTurn(lane))?.pending.map(({ event }) => event);
    expect(pending).toMatchObject([{ kind: 'undelivered', outcome: 'rejected' }]);
    expect(sent).toEqual(['next']);
  });

  test('trouble that passes is never given up', async () => {
    weather = Array.from({ length: 30 }, () => trouble('retry'));
    start([['line', target()]]);
    await says(ANNA, ['at last']);
    for (let minute = 0; minute < 5 * 40; minute += 1) {
      clock.advance(60_000);
      await quiet();
    }
    expect(sent).toEqual(['at last']);
  });

  test('keeps to the rate of its target, and everything arrives in the end', async () => {
    start([['line', target({ perSecond: 30, perChatPerMinute: 5 })]]);
    await says(
      ANNA,
      Array.from({ length: 12 }, (_, index) => String(index)),
    );
    await quiet();
    expect(sent).toHaveLength(5);
    for (let second = 0; second < 125; second += 1) {
      clock.advance(1_000);
      await quiet();
    }
    expect(sent).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
  });

  test('while one target pauses for long, another one in trouble is tried again in its own time', async () => {
    const slow = target();
    weather = [trouble('retry', 29_000), trouble('retry')];
    start([
      ['line', target()],
      ['slow', slow],
    ]);
    await says({ ...ANNA, channel: 'slow' }, ['slow one']);
    await quiet();
    await says({ channel: 'slow', chat: 'clara', user: 'clara' }, ['slow two']);
    await says(ANNA, ['quick']);
    await quiet();
    clock.advance(1_000);
    await quiet();
    expect(sent).toEqual(['quick']);
    clock.advance(28_000);
    await quiet();
    expect(sent.sort()).toEqual(['quick', 'slow one', 'slow two']);
  });

  test('a delivery that takes longer than its lease is not made a second time', async () => {
    let calls = 0;
    let arrive = (): void => undefined;
    const arrived = new Promise<Receipt>((resolve) => (arrive = () => resolve({ refs: ['1'] })));
    const upload: Target = {
      deliver(delivery) {
        calls += 1;
        if (calls === 1) return arrived;
        sent.push(wordsOf(delivery));
        return Promise.resolve({ refs: ['1'] });
      },
    };
    start([['line', upload]]);
    await says(ANNA, ['album', 'next']);
    for (let minute = 0; minute < 6; minute += 1) {
      await quiet();
      clock.advance(60_000);
    }
    await quiet();
    expect(calls).toBe(1);
    arrive();
    await quiet();
    expect(sent).toEqual(['next']);
  });

  test('a channel that hangs leaves room for the others', async () => {
    const held: (() => void)[] = [];
    const hanging: Target = {
      deliver: () => new Promise((resolve) => held.push(() => resolve({ refs: [] }))),
    };
    start([
      ['line', target()],
      ['hanging', hanging],
    ]);
    for (let index = 0; index < 60; index += 1)
      await says({ channel: 'hanging', chat: String(index), user: String(index) }, ['stuck']);
    await quiet();
    await says(ANNA, ['gets through']);
    await quiet();
    expect(sent).toEqual(['gets through']);
    for (let round = 0; round < 3; round += 1) {
      for (const release of held.splice(0)) release();
      await quiet();
    }
    expect(await store.backlog(clock.now())).toEqual([]);
  });

  test('waiting for its allowance counts as no failed attempt', async () => {
    start([['line', target({ perSecond: 30, perChatPerMinute: 1 })]]);
    await says(ANNA, ['one', 'two']);
    await quiet();
    expect(sent).toEqual(['one']);
    await worker?.stop();
    const waiting = await store.claimDelivery(new Date(clock.now().getTime() + 60_000), 1_000, []);
    expect(waiting?.attempts).toBe(0);
  });

  test('an error that nobody foresaw is logged by its name alone', async () => {
    const logged: object[] = [];
    const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) };
    weather = [new TypeError('https://api.telegram.org/bot123:secret/sendMessage')];
    worker = outboxWorker({
      store,
      targets: new Map([['line', target()]]),
      clock,
      newId,
      random: () => 1,
      log,
    });
    worker.start();
    await says(ANNA, ['x']);
    await quiet();
    expect(JSON.stringify(logged)).toContain('TypeError');
    expect(JSON.stringify(logged)).not.toContain('secret');
  });

  test('an error that is not a delivery error is tried again too', async () => {
    weather = [new Error('a bug')];
    start([['line', target()]]);
    await says(ANNA, ['survives']);
    await quiet();
    clock.advance(1_000);
    await quiet();
    expect(sent).toEqual(['survives']);
  });
});
