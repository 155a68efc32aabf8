// Words that follow each other closely become one turn: when a lane with waiting words falls due, exactly.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { burstOf } from '../../../src/model/burst.ts';
import type { EventId, TicketId } from '../../../src/model/ids.ts';
import type { InboundBody } from '../../../src/model/message.ts';
import type { Store } from '../../../src/model/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { newId } from '../../../src/system/ids.ts';
import { silentLog } from '../../../src/system/log.ts';
import { type ManualClock, manualClock } from '../../fakes/manual-clock.ts';

let clock: ManualClock;
let store: Store;
let folder: string;

beforeEach(async () => {
  clock = manualClock();
  folder = await mkdtemp(join(tmpdir(), 'firstline-burst-'));
  store = await open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(): Promise<Store> {
  const url = `file:${join(folder, 'burst.db')}`;
  return openSqliteStore({ url, newId, log: silentLog, burst: { ...burstOf(1_000), clock } });
}

async function accept(body: InboundBody, user = 'ivan'): Promise<void> {
  const id = `test:${newId()}` as EventId;
  await store.acceptMessage({ id, from: { channel: 'test', chat: user, user }, at: clock.now(), body }, 'ru');
}
const says = (text: string): Promise<void> => accept({ kind: 'text', text });
const albumPart = (): Promise<void> => accept({ kind: 'files', files: [], album: 'a' });

async function pendingWhenDue(): Promise<number | undefined> {
  const lane = await store.claimTurn(clock.now(), 60_000);
  return lane === undefined ? undefined : (await store.loadTurn(lane))?.pending.length;
}

describe('words', () => {
  test('wait for a second of quiet, then come together', async () => {
    await says('здравствуйте');
    clock.advance(900);
    await says('где мой заказ');
    clock.advance(999);
    expect(await pendingWhenDue()).toBeUndefined();
    expect(await store.nextDue('turn')).toEqual(new Date(clock.now().getTime() + 1));
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(2);
  });

  test('never wait longer than four seconds after the first', async () => {
    for (let second = 0; second < 4; second += 1) {
      await says('и ещё');
      clock.advance(900);
    }
    await says('и ещё');
    clock.advance(399);
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(5);
  });

  test('of another customer do not prolong the wait', async () => {
    await says('где заказ');
    clock.advance(900);
    await accept({ kind: 'text', text: 'привет' }, 'maria');
    clock.advance(100);
    expect(await pendingWhenDue()).toBe(1);
    expect(await pendingWhenDue()).toBeUndefined();
  });

  test('that come while a turn is decided wait their own time once it is over', async () => {
    await says('где заказ');
    clock.advance(1_000);
    const lane = (await store.claimTurn(clock.now(), 60_000))!;
    await says('UT-10421');
    await store.releaseTurn(lane);
    clock.advance(999);
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(2);
  });

  test('go on waiting when the process is started anew, no longer than they would have', async () => {
    await says('где заказ');
    clock.advance(400);
    await store.close();
    store = await open();
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(600);
    expect(await pendingWhenDue()).toBe(1);
  });
});

describe('an album', () => {
  test('is complete after 0.8 seconds without another part', async () => {
    await albumPart();
    clock.advance(500);
    await albumPart();
    clock.advance(799);
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(2);
  });

  test('does not cut short the quiet time of words before it', async () => {
    await says('вот фото');
    await albumPart();
    clock.advance(999);
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(2);
  });
});

describe('at once, with whatever was waiting', () => {
  test.each<[string, InboundBody]>([
    ['a pressed button', { kind: 'choice', value: 'menu' }],
    ['a start', { kind: 'start' }],
    ['a slash command', { kind: 'text', text: '/cancel' }],
    ['a block', { kind: 'blocked' }],
  ])('%s', async (_, body) => {
    await says('где заказ');
    await accept(body);
    expect(await pendingWhenDue()).toBe(2);
  });

  test('words to people who have the matter', async () => {
    await handOff();
    await says('алло');
    expect(await pendingWhenDue()).toBe(1);
  });
});

describe('beside people', () => {
  test("the parts of a customer's album wait for each other", async () => {
    await handOff();
    await albumPart();
    clock.advance(500);
    await albumPart();
    clock.advance(799);
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(2);
  });

  test("the parts of an operator's album wait for each other, also when the process is started anew", async () => {
    const ticket = await handOff();
    await replies(ticket, 'a');
    clock.advance(300);
    await store.close();
    store = await open();
    await replies(ticket, 'a');
    clock.advance(799);
    expect(await pendingWhenDue()).toBeUndefined();
    clock.advance(1);
    expect(await pendingWhenDue()).toBe(2);
  });

  test('a reply without an album waits for nothing', async () => {
    const ticket = await handOff();
    await replies(ticket);
    expect(await pendingWhenDue()).toBe(1);
  });
});

async function replies(ticket: TicketId, album?: string): Promise<void> {
  await store.acceptDeskEvent({
    id: `desk:${newId()}` as EventId,
    desk: 'd',
    ticket,
    operator: { id: 'masha', name: 'Маша' },
    at: clock.now(),
    body: { kind: 'reply', text: '', files: [], ...(album === undefined ? {} : { album }) },
  });
}

/** Gives the matter to people. */
async function handOff(): Promise<TicketId> {
  const ticket = newId() as TicketId;
  await says('оператор');
  clock.advance(1_000);
  const lane = (await store.claimTurn(clock.now(), 60_000))!;
  const { conversation, pending } = (await store.loadTurn(lane))!;
  await store.commit({
    conversation,
    consumed: pending.map(({ id }) => ({ id, outcome: 'ticketed' })),
    transcript: [],
    ticket: {
      id: ticket,
      number: 1,
      conversation: lane,
      customer: conversation.customer,
      subject: '',
      status: 'new',
      priority: 'normal',
      tier: 2,
      openedAt: clock.now(),
      case: { reason: 'asked', locale: 'ru', channel: 'test', fields: [], files: [], tried: [] },
      history: [],
    },
    timers: { set: [], cancel: [] },
    outgoing: [],
    feedback: [],
  });
  await store.releaseTurn(lane);
  return ticket;
}
