// How near full turns come to the bare sync rate of this disk. `node test/bench/store.ts` prints it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conversation } from '../../src/model/conversation.ts';
import type { EventId, MessageId, OutboxId } from '../../src/model/ids.ts';
import type { InboundMessage } from '../../src/model/message.ts';
import { plain } from '../../src/model/rich-text.ts';
import type { Store } from '../../src/model/store.ts';
import type { TurnChanges, TurnInput } from '../../src/model/turn.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { measureFloor, openFloor } from './floor.ts';

export interface StoreBench {
  /** Transactions per second that insert one row each, one after another, at synchronous=FULL. */
  readonly floor: number;
  /** Full turns per second: accepted, claimed, loaded, committed, delivered, settled. */
  readonly turns: number;
  readonly ratio: number;
}

const LEASE_MS = 30_000;

/**
 * Measures both on temporary file databases in `folder`, in alternating rounds, so that whatever else the machine does
 * weighs on both alike.
 */
export async function benchStore({
  lanes = 64,
  messages = 400,
  rounds = 8,
  floorMsPerRound = 250,
  folder = tmpdir(),
} = {}): Promise<StoreBench> {
  const home = mkdtempSync(join(folder, 'firstline-bench-'));
  const bare = openFloor(join(home, 'floor.db'));
  const store = await openSqliteStore({ url: `file:${join(home, 'turns.db')}`, newId, log: silentLog });
  try {
    const perRound = Math.ceil(messages / rounds);
    const turnsOfRound = () => measureTurns(store, lanes, perRound);
    measureFloor(bare, floorMsPerRound);
    await turnsOfRound();
    const floors: number[] = [];
    const turns: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      floors.push(measureFloor(bare, floorMsPerRound));
      turns.push(await turnsOfRound());
    }
    const [floor, rate] = [median(floors), median(turns)];
    return { floor, turns: rate, ratio: rate / floor };
  } finally {
    bare.close();
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureTurns(store: Store, lanes: number, messages: number): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: lanes }, (_, lane) => customer(store, lane, messages)));
  return (lanes * messages) / ((performance.now() - start) / 1000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** One customer who writes again as soon as an answer was delivered, with a worker of each kind. */
async function customer(store: Store, lane: number, messages: number): Promise<void> {
  for (let message = 0; message < messages; message += 1) {
    await store.acceptMessage(incoming(lane), 'ru');
    const conversation = await store.claimTurn(new Date(), LEASE_MS);
    const input = conversation === undefined ? undefined : await store.loadTurn(conversation);
    if (conversation === undefined || input === undefined)
      throw new Error('a lane with work was not claimed');
    const result = await store.commit(answer(input));
    if (result !== 'committed') throw new Error(`a turn ended ${result}`);
    await store.releaseTurn(conversation);
    const claimed = await store.claimDelivery(new Date(), LEASE_MS, []);
    if (claimed === undefined) throw new Error('a delivery was not claimed');
    await store.settle(claimed.outgoing.id, { kind: 'sent', receipt: { refs: ['1'] } }, new Date());
  }
}

/** A channel's ids cost nothing: they come with the message. */
let updates = 0;

function incoming(lane: number): InboundMessage {
  return {
    id: `bench:${++updates}` as EventId,
    from: { channel: 'bench', chat: `chat-${lane}`, user: `user-${lane}` },
    at: new Date(),
    senderName: 'Покупатель',
    body: { kind: 'text', text: 'Здравствуйте, чайник перестал включаться через неделю, что делать?' },
  };
}

function answer({ conversation, pending }: TurnInput): TurnChanges {
  const at = new Date();
  const text = plain(
    'Мне жаль, что чайник подвёл. Гарантия действует: оформим заявку вместе, это займёт две минуты.',
  );
  const outbox = newId() as OutboxId;
  const entry = (kind: 'customer' | 'bot', extra: object) =>
    ({ id: newId() as MessageId, at, author: { kind }, text, files: [], ...extra }) as const;
  return {
    conversation: tried(conversation),
    consumed: pending.map(({ id }) => ({ id, outcome: 'answered' })),
    transcript: [entry('customer', {}), entry('bot', { outbox })],
    timers: { set: [], cancel: [] },
    outgoing: [
      {
        id: outbox,
        conversation: conversation.id,
        at,
        delivery: {
          kind: 'message',
          to: conversation.address,
          message: { text, speaker: { kind: 'bot' }, locale: 'ru' },
          unlessHeld: true,
        },
      },
    ],
    feedback: [],
  };
}

function tried(conversation: Conversation): Conversation {
  const question = { question: 'чайник перестал включаться', answer: 'Гарантия' };
  const state = { ...conversation.state, tried: [...conversation.state.tried, question].slice(-10) };
  return { ...conversation, state };
}

if (import.meta.main) {
  const { floor, turns, ratio } = await benchStore();
  console.log(`floor  ${floor.toFixed(0)} transactions/s (one row each, synchronous=FULL)`);
  console.log(`turns  ${turns.toFixed(0)} full turns/s`);
  console.log(`ratio  ${ratio.toFixed(2)} (goal: 0.50 or more)`);
}
