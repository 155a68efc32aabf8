// Claiming lanes and committing turns.
import { describe, expect, test } from 'vitest';
import type { ArticleId, EventId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import {
  addressOf,
  anna,
  at,
  changesOf,
  claimAll,
  claimAndLoad,
  entry,
  finishTurn,
  LEASE,
  NOON,
  reply,
  textFrom,
  ticketOf,
  turnOf,
} from './samples.ts';

export function turnTests(store: () => Store): void {
  describe('lanes', () => {
    test('a claimed lane is not claimed again while its lease lasts, and other lanes are', async () => {
      await store().acceptMessage(textFrom('ivan', '1', { at: at(-2) }), 'ru');
      await store().acceptMessage(textFrom('maria', '2', { at: at(-1) }), 'ru');
      const first = await store().claimTurn(NOON, LEASE);
      const second = await store().claimTurn(NOON, LEASE);
      expect(await store().claimTurn(NOON, LEASE)).toBeUndefined();
      expect(new Set([first, second]).size).toBe(2);
      expect((await store().loadTurn(first!))?.pending[0]?.id).toBe('telegram:1');
    });

    test('a lane whose lease ran out is claimed again', async () => {
      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      const lane = await store().claimTurn(NOON, LEASE);
      expect(await store().claimTurn(at(29), LEASE)).toBeUndefined();
      expect(await store().claimTurn(at(31), LEASE)).toBe(lane);
    });

    test('a released lane is due at once when something is pending, and gone when nothing is', async () => {
      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      const lane = await store().claimTurn(NOON, LEASE);
      await store().releaseTurn(lane!);
      const input = await claimAndLoad(store());
      expect(input.conversation.id).toBe(lane);

      await finishTurn(store(), input);
      expect(await store().claimTurn(at(3600), LEASE)).toBeUndefined();
      expect(await store().loadTurn(lane!)).toBeUndefined();
    });

    test('a lane released with a time waits for it, also when another message comes', async () => {
      const { conversation } = await turnOf(store(), 'ivan', '1');
      await store().releaseTurn(conversation.id, at(60));
      await store().acceptMessage(textFrom('ivan', '2'), 'ru');
      expect(await store().claimTurn(at(59), LEASE)).toBeUndefined();
      expect(await store().nextDue('turn')).toEqual(at(60));
      expect(await store().claimTurn(at(60), LEASE)).toBe(conversation.id);
    });

    test('the lane that waits longest is claimed first', async () => {
      await store().acceptMessage(textFrom('ivan', '1', { at: at(-10) }), 'ru');
      await store().acceptMessage(textFrom('maria', '2', { at: at(-30) }), 'ru');
      expect((await claimAndLoad(store())).pending[0]?.id).toBe('telegram:2');
      expect((await claimAndLoad(store())).pending[0]?.id).toBe('telegram:1');
    });

    test('workers are woken after work is stored and told when the next falls due', async () => {
      const woken: string[] = [];
      store().onWork('turn', () => woken.push('turn'));
      store().onWork('delivery', () => woken.push('delivery'));
      expect(await store().nextDue('turn')).toBeUndefined();

      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      expect(woken).toEqual(['turn']);
      expect(await store().nextDue('turn')).toEqual(NOON);

      const input = await claimAndLoad(store());
      await finishTurn(store(), input, { outgoing: [reply(input.conversation, 'o1')] });
      expect(woken).toContain('delivery');
      expect(await store().nextDue('delivery')).toEqual(NOON);
      expect(await store().nextDue('turn')).toBeUndefined();
    });

    test('a duplicate wakes nobody', async () => {
      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      let woken = 0;
      store().onWork('turn', () => (woken += 1));
      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      expect(woken).toBe(0);
    });
  });

  describe('commit', () => {
    test('stores state, address, revision, transcript and deliveries together', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const conversation = {
        ...input.conversation,
        address: addressOf('ivan', 'webchat'),
        state: { ...input.conversation.state, misses: 2, locale: 'en' as const },
      };
      const outgoing = [reply(conversation, 'o1'), reply(conversation, 'o2')];
      const transcript = [entry('m1', { author: { kind: 'customer', name: 'Иван' } }), entry('m2')];
      expect(await finishTurn(store(), { ...input, conversation }, { transcript, outgoing })).toBe(
        'committed',
      );

      const next = await turnOf(store(), 'ivan', '2');
      expect(next.conversation).toEqual({ ...conversation, revision: 1 });
      expect((await store().transcript(conversation.id, 10)).map(({ id }) => id)).toEqual(['m1', 'm2']);
      expect(await claimAll(store())).toEqual(['o1']);
    });

    test('a commit on an older revision is stale and stores nothing', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await store().acceptMessage(textFrom('ivan', '2'), 'ru');
      const [first, both] = [input, (await store().loadTurn(input.conversation.id))!];
      expect(await store().commit(changesOf(first))).toBe('committed');

      const late = changesOf(both, { transcript: [entry('m1')], outgoing: [reply(both.conversation, 'o1')] });
      expect(await store().commit(late)).toBe('stale');
      expect(await store().transcript(input.conversation.id, 10)).toEqual([]);
      expect(await claimAll(store())).toEqual([]);
      expect((await store().loadTurn(input.conversation.id))?.pending.map(({ id }) => id)).toEqual([
        'telegram:2',
      ]);
    });

    test('a commit whose events are all handled is a duplicate and stores nothing', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const changes = changesOf(input, { transcript: [entry('m1')] });
      expect(await store().commit(changes)).toBe('committed');
      expect(await store().commit(changes)).toBe('duplicate');
      const again = { ...changes, conversation: { ...changes.conversation, revision: 1 } };
      expect(await store().commit(again)).toBe('duplicate');
      expect(await store().transcript(input.conversation.id, 10)).toHaveLength(1);
    });

    test('of two equal commits at the same instant exactly one is stored', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const changes = changesOf(input, { outgoing: [reply(input.conversation, 'o1')] });
      expect(await Promise.all([store().commit(changes), store().commit(changes)])).toEqual([
        'committed',
        'duplicate',
      ]);
      expect(await claimAll(store())).toEqual(['o1']);
    });

    test('a commit that names an event never accepted is an error and stores nothing', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const consumed = [{ id: 'telegram:none' as EventId, outcome: 'answered' as const }];
      await expect(
        store().commit(changesOf(input, { consumed, transcript: [entry('m1')] })),
      ).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
      expect(await store().transcript(input.conversation.id, 10)).toEqual([]);
      expect(await store().commit(changesOf(input))).toBe('committed');
    });

    test('a failing commit leaves others of the same instant alone', async () => {
      const ivan = await turnOf(store(), 'ivan', '1');
      const maria = await turnOf(store(), 'maria', '2');
      await finishTurn(store(), await turnOf(store(), 'boris', '3'), {
        outgoing: [reply(maria.conversation, 'o1')],
      });
      const results = await Promise.allSettled([
        store().commit(changesOf(ivan, { outgoing: [reply(ivan.conversation, 'o1')] })),
        store().commit(changesOf(maria, { outgoing: [reply(maria.conversation, 'o2')] })),
      ]);
      expect(results[0]).toMatchObject({ status: 'rejected', reason: { code: 'STORE_CONSTRAINT' } });
      expect(results[1]).toEqual({ status: 'fulfilled', value: 'committed' });
      expect(await store().commit(changesOf(ivan))).toBe('committed');
    });

    test('the open ticket is loaded with the turn until it is closed', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const ticket = ticketOf(input.conversation, 1001, { closedAt: NOON, assignee: anna });
      await finishTurn(store(), input, { ticket });
      const second = await turnOf(store(), 'ivan', '2');
      expect(second.ticket).toEqual(ticket);

      await finishTurn(store(), second, { ticket: { ...ticket, status: 'closed' } });
      expect((await turnOf(store(), 'ivan', '3')).ticket).toBeUndefined();
      expect((await store().ticket(ticket.id))?.status).toBe('closed');
    });

    test('ticket numbers grow and are never given twice', async () => {
      const numbers = await Promise.all([1, 2, 3].map(() => store().nextTicketNumber()));
      expect(numbers).toEqual([1001, 1002, 1003]);
      expect(await store().nextTicketNumber()).toBe(1004);
    });

    test('outcomes and feedback are kept, and the counts add up', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const feedback = {
        at: NOON,
        conversation: input.conversation.id,
        article: 'delivery-cost' as ArticleId,
        question: 'сколько стоит доставка',
        locale: 'ru' as const,
        verdict: 'helped' as const,
      };
      await finishTurn(store(), input, { feedback: [feedback], ticket: ticketOf(input.conversation, 1001) });
      await turnOf(store(), 'maria', '2');
      expect(await store().counts()).toEqual({
        events: { answered: 1 },
        pendingEvents: 1,
        tickets: { new: 1, open: 0, waiting: 0, solved: 0, closed: 0 },
      });
    });

    test('the database says that it can be read and written', async () => {
      await expect(store().ping()).resolves.toBeUndefined();
    });
  });
}
