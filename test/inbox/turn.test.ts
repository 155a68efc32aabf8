import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Shop } from '../../src/dialogue/deps.ts';
import { inboxWorker } from '../../src/inbox/inbox-worker.ts';
import { runTurn, type TurnParts } from '../../src/inbox/turn.ts';
import type { ConversationId, EventId } from '../../src/model/ids.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import type { Store } from '../../src/model/store.ts';
import type { Delivery, TurnChanges } from '../../src/model/turn.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { realShop } from '../dialogues/harness.ts';
import { manualClock } from '../fakes/manual-clock.ts';

let store: Store;
let shop: Shop;
const clock = manualClock(new Date('2026-11-18T09:00:00Z'));

beforeEach(async () => {
  shop = await realShop();
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
});
afterEach(() => store.close());

async function accepted(text: string): Promise<ConversationId> {
  const id = `test:${newId()}` as EventId;
  await store.acceptMessage(
    { id, from: { channel: 'test', chat: 'a', user: 'a' }, at: clock.now(), body: { kind: 'text', text } },
    'ru',
  );
  return (await store.claimTurn(clock.now(), 60_000))!;
}

function parts(change: Partial<TurnParts> = {}): TurnParts {
  const lookups = {
    resolve: async () => ({ kind: 'ticket-number' as const, number: await store.nextTicketNumber() }),
  };
  return { store, lookups, shop: () => shop, clock, newId, log: silentLog, ...change };
}

function kindOf(delivery: Delivery): string {
  return delivery.kind === 'post' ? delivery.post.kind : delivery.kind;
}

async function said(): Promise<string[]> {
  const words: string[] = [];
  for (
    let due = await store.claimDelivery(clock.now(), 1000, []);
    due;
    due = await store.claimDelivery(clock.now(), 1000, [])
  ) {
    const { delivery, id } = due.outgoing;
    words.push(delivery.kind === 'message' ? toPlainText(delivery.message.text) : kindOf(delivery));
    await store.settle(id, { kind: 'sent', receipt: { refs: [] } }, clock.now());
  }
  return words;
}

describe('a turn', () => {
  test('answers and leaves nothing pending', async () => {
    const lane = await accepted('привет');
    expect(await runTurn(parts(), lane)).toBe(true);
    expect(await runTurn(parts(), lane)).toBe(false);
    expect((await said()).join()).toContain('Здравствуйте');
  });

  test('decides again when the conversation moved on in between', async () => {
    const lane = await accepted('привет');
    let first = true;
    const racing = {
      loadTurn: (id: ConversationId) => store.loadTurn(id),
      commit: async (changes: TurnChanges) => {
        if (!first) return store.commit(changes);
        first = false;
        return 'stale' as const;
      },
    };
    expect(await runTurn(parts({ store: racing }), lane)).toBe(true);
    expect(await said()).toHaveLength(1);
  });

  test('a decision that throws becomes an apology and a ticket, and the event is not tried for ever', async () => {
    const knowledge = {
      ...shop.knowledge,
      ask: () => {
        throw new Error('boom');
      },
    };
    const lane = await accepted('сколько стоит доставка');
    expect(await runTurn(parts({ shop: () => ({ ...shop, knowledge }) }), lane)).toBe(true);
    const words = await said();
    expect(words.join('\n')).toContain('Передал всё операторам');
    expect(words).toContain('opened');
    expect((await store.counts()).events).toMatchObject({ failed: 1 });
    expect(await runTurn(parts(), lane)).toBe(false);
  });

  test('people get the very message whose handling failed', async () => {
    const knowledge = {
      ...shop.knowledge,
      ask: () => {
        throw new Error('boom');
      },
    };
    const lane = await accepted('где мастер');
    await runTurn(parts({ shop: () => ({ ...shop, knowledge }) }), lane);
    const [entry] = await store.transcript(lane, 10);
    expect(entry).toMatchObject({ author: { kind: 'customer' } });
    expect(toPlainText(entry!.text)).toBe('где мастер');
    const [ticket] = await store.tickets({ limit: 1 });
    expect(ticket?.case.tried).toEqual([{ question: 'где мастер' }]);
  });

  test('that fails in every way is tried again, more slowly each time, then given up: failed, in the transcript, in the log', async () => {
    const lines: string[] = [];
    const error = (_: object, message: string): void => void lines.push(message);
    const log = { ...silentLog, error };
    const broken = {
      ...shop,
      knowledge: {
        ...shop.knowledge,
        ask: () => {
          throw new Error('boom');
        },
      },
    };
    const lookups = { resolve: () => Promise.reject(new Error('no number')) };
    let given: (notBefore: Date | undefined) => void = () => undefined;
    const releaseTurn: Store['releaseTurn'] = async (id, notBefore) => {
      await store.releaseTurn(id, notBefore);
      given(notBefore);
    };
    const nextRelease = (): Promise<Date | undefined> => new Promise((resolve) => (given = resolve));
    const worker = inboxWorker({
      ...parts({ log, lookups, shop: () => broken }),
      store: { ...store, releaseTurn },
    });
    const lane = await accepted('где мастер');
    await store.releaseTurn(lane);
    let released = nextRelease();
    worker.start();
    const pauses: number[] = [];
    for (let until = await released; until; until = await released) {
      const pause = until.getTime() - clock.now().getTime();
      pauses.push(pause / 1000);
      released = nextRelease();
      clock.advance(pause);
    }
    await worker.stop();
    expect(pauses).toEqual([2, 4, 8, 16, 32]);
    expect((await store.counts()).events).toEqual({ failed: 1 });
    expect(lines.at(-1)).toContain('given up');
    const [entry] = await store.transcript(lane, 10);
    expect(toPlainText(entry!.text)).toBe('где мастер');
  });

  test('the log of a failed decision holds no word of the customer', async () => {
    const lines: string[] = [];
    const write = (fields: object, message: string): void =>
      void lines.push(JSON.stringify({ ...fields, message }));
    const log = { debug: write, info: write, warn: write, error: write };
    const knowledge = {
      ...shop.knowledge,
      ask: (question: string) => {
        throw new Error(question);
      },
    };
    await runTurn(
      parts({ log, shop: () => ({ ...shop, knowledge }) }),
      await accepted('мой телефон +79161234512'),
    );
    expect(lines.join()).toContain('decision failed');
    expect(lines.join()).not.toContain('9161234512');
  });
});
