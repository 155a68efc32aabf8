// The outbox: order within a lane, retries, failures.
import { describe, expect, test } from 'vitest';
import type { OutboxId } from '../../../src/model/ids.ts';
import type { SettleOutcome, Store } from '../../../src/model/store.ts';
import type { Outgoing, TurnInput } from '../../../src/model/turn.ts';
import {
  anna,
  at,
  claimAll,
  claimAndLoad,
  claimOne,
  finishTurn,
  LEASE,
  NOON,
  notice,
  reply,
  sent,
  ticketOf,
  turnOf,
} from './samples.ts';

export function deliveryTests(store: () => Store): void {
  async function withOutgoing(person: string, make: (input: TurnInput) => Outgoing[]): Promise<TurnInput> {
    const input = await turnOf(store(), person, person);
    await finishTurn(store(), input, { outgoing: make(input) });
    return input;
  }

  const settle = (id: string, outcome: SettleOutcome, now = NOON, followUps?: Outgoing[]) =>
    store().settle(id as OutboxId, outcome, now, followUps);
  const retryAt = (notBefore: Date): SettleOutcome => ({ kind: 'retry', notBefore, reason: 'no answer' });

  describe('deliveries', () => {
    test('a delivery comes back as it was given', async () => {
      const { conversation } = await withOutgoing('ivan', (input) => [reply(input.conversation, 'o1')]);
      expect(await claimOne(store())).toEqual({
        outgoing: reply(conversation, 'o1'),
        attempts: 0,
        held: false,
        unsure: false,
      });
    });

    test('only the oldest of a lane is claimed, and the next one after it is settled', async () => {
      await withOutgoing('ivan', ({ conversation }) => [
        reply(conversation, 'o1'),
        reply(conversation, 'o2'),
      ]);
      expect(await claimAll(store())).toEqual(['o1']);
      await settle('o1', sent);
      expect(await claimAll(store())).toEqual(['o2']);
      await settle('o2', { kind: 'withheld' });
      expect(await claimAll(store(), at(9999))).toEqual([]);
      expect(await store().nextDue('delivery')).toBeUndefined();
    });

    test('how far one has come is known at the next try, and is its own', async () => {
      await withOutgoing('ivan', ({ conversation }) => [
        reply(conversation, 'o1'),
        reply(conversation, 'o2'),
      ]);
      expect(await claimOne(store())).not.toHaveProperty('parts');
      await store().keepParts('o1' as OutboxId, { done: 1, refs: ['7'] });
      await store().keepParts('o1' as OutboxId, { done: 2, refs: ['7', '8'], marked: true });
      await settle('o1', retryAt(at(60)));
      expect(await claimOne(store(), at(60))).toMatchObject({
        outgoing: { id: 'o1' },
        parts: { done: 2, refs: ['7', '8'], marked: true },
      });
      await settle('o1', sent);
      expect(await claimOne(store(), at(60))).not.toHaveProperty('parts');
    });

    test('lanes are apart by conversation and by target', async () => {
      await withOutgoing('ivan', ({ conversation }) => [
        reply(conversation, 'o1'),
        notice(conversation.id, 'o2'),
        reply(conversation, 'o3'),
      ]);
      await withOutgoing('maria', ({ conversation }) => [reply(conversation, 'o4')]);
      expect((await claimAll(store())).sort()).toEqual(['o1', 'o2', 'o4']);
    });

    test('targets that are left out are not claimed', async () => {
      await withOutgoing('ivan', ({ conversation }) => [
        reply(conversation, 'o1'),
        notice(conversation.id, 'o2'),
      ]);
      expect(await claimAll(store(), NOON, ['telegram'])).toEqual(['o2']);
      expect(await claimAll(store(), at(60), ['web#1', 'telegram'])).toEqual([]);
      expect((await claimAll(store(), at(60))).sort()).toEqual(['o1', 'o2']);
    });

    test('a retry holds the whole lane back and counts the attempt', async () => {
      await withOutgoing('ivan', ({ conversation }) => [
        reply(conversation, 'o1'),
        reply(conversation, 'o2'),
      ]);
      await claimOne(store());
      await settle('o1', retryAt(at(60)));
      await withOutgoing('maria', ({ conversation }) => [reply(conversation, 'o3')]);

      expect(await claimAll(store(), at(59))).toEqual(['o3']);
      await settle('o3', sent);
      expect(await store().nextDue('delivery')).toEqual(at(60));
      expect(await claimOne(store(), at(60))).toMatchObject({ outgoing: { id: 'o1' }, attempts: 1 });
    });

    test('a new message does not shorten the wait of its lane', async () => {
      await withOutgoing('ivan', ({ conversation }) => [reply(conversation, 'o1')]);
      await claimOne(store());
      await settle('o1', retryAt(at(60)));
      const input = await turnOf(store(), 'ivan', '2');
      await finishTurn(store(), input, { outgoing: [reply(input.conversation, 'o2')] });
      expect(await claimAll(store(), at(59))).toEqual([]);
      expect(await claimAll(store(), at(60))).toEqual(['o1']);
    });

    test('a delivery whose lease ran out is claimed again', async () => {
      await withOutgoing('ivan', ({ conversation }) => [reply(conversation, 'o1')]);
      await claimOne(store());
      expect(await store().claimDelivery(at(29), LEASE, [])).toBeUndefined();
      expect(await claimAll(store(), at(31))).toEqual(['o1']);
    });

    test('settling twice changes nothing the second time', async () => {
      await withOutgoing('ivan', ({ conversation }) => [reply(conversation, 'o1')]);
      await settle('o1', sent);
      await settle('o1', { kind: 'failed', outcome: 'gone', reason: 'late' });
      expect(await store().claimTurn(at(60), LEASE)).toBeUndefined();
      expect(await claimAll(store(), at(60))).toEqual([]);
    });

    test('settling what was never stored is an error', async () => {
      await expect(settle('none', sent)).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
    });

    test('a delivery given up becomes an event of its conversation, and the next one is claimed', async () => {
      const { conversation } = await withOutgoing('ivan', (input) => [
        reply(input.conversation, 'o1'),
        reply(input.conversation, 'o2'),
      ]);
      await claimOne(store());
      await settle('o1', { kind: 'failed', outcome: 'gone', reason: 'blocked' }, at(5));

      const input = await claimAndLoad(store(), at(5));
      expect(input.conversation.id).toBe(conversation.id);
      expect(input.pending).toEqual([
        {
          id: 'undelivered:o1',
          at: at(5),
          event: { kind: 'undelivered', delivery: reply(conversation, 'o1'), outcome: 'gone' },
        },
      ]);
      expect(await claimAll(store(), at(5))).toEqual(['o2']);
    });

    test('follow-ups are stored with the outcome', async () => {
      const { conversation } = await withOutgoing('ivan', (input) => [reply(input.conversation, 'o1')]);
      await claimOne(store());
      await settle('o1', sent, NOON, [notice(conversation.id, 'o2')]);
      expect(await claimOne(store())).toMatchObject({ outgoing: notice(conversation.id, 'o2') });
    });

    test('a delivery is held exactly while an operator has the open ticket', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const ticket = ticketOf(input.conversation, 1001);
      await finishTurn(store(), input, { ticket, outgoing: [reply(input.conversation, 'o1')] });
      expect((await claimOne(store())).held).toBe(false);

      await finishTurn(store(), await turnOf(store(), 'ivan', '2'), {
        ticket: { ...ticket, assignee: anna },
      });
      expect((await claimOne(store(), at(60))).held).toBe(true);

      const closed = { ...ticket, assignee: anna, status: 'closed' as const };
      await finishTurn(store(), await turnOf(store(), 'ivan', '3'), { ticket: closed });
      expect((await claimOne(store(), at(120))).held).toBe(false);
    });

    test('the backlog tells by lane target how many wait and how long', async () => {
      await withOutgoing('ivan', ({ conversation }) => [
        reply(conversation, 'o1'),
        reply(conversation, 'o2', at(5)),
        notice(conversation.id, 'o3'),
      ]);
      await settle('o1', sent);
      expect([...(await store().backlog(at(15)))].sort((a, b) => a.target.localeCompare(b.target))).toEqual([
        { target: 'telegram', waiting: 1, oldestMs: 10_000 },
        { target: 'web#1', waiting: 1, oldestMs: 15_000 },
      ]);
    });
  });
}
