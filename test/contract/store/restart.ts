// What a restart of the process must keep.
import { describe, expect, test } from 'vitest';
import type { OutboxId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import { feedbackOf, lessonFrom } from './lessons.ts';
import {
  at,
  claimAll,
  claimAndLoad,
  claimOne,
  entry,
  finishTurn,
  LEASE,
  NOON,
  reply,
  textFrom,
  ticketOf,
  timer,
  turnOf,
} from './samples.ts';

export function restartTests(store: () => Store, restart: () => Promise<void>): void {
  describe('a restart', () => {
    test('keeps everything that was committed', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const ticket = ticketOf(input.conversation, await store().nextTicketNumber());
      await finishTurn(store(), input, { ticket, transcript: [entry('m1')] });
      await store().append('webchat', 'a', 'k1', 'payload', NOON);
      await store().setBinding('desk', 'topic', '7');
      await restart();

      expect(await store().ticket(ticket.id)).toEqual(ticket);
      expect(await store().transcript(input.conversation.id, 10)).toHaveLength(1);
      expect(await store().append('webchat', 'a', 'k2', 'payload', NOON)).toEqual({ seq: 2, added: true });
      expect(await store().getBinding('desk', 'topic')).toBe('7');
      expect(await store().nextTicketNumber()).toBe(ticket.number + 1);
      expect(await store().acceptMessage(textFrom('ivan', '1'), 'ru')).toBe('duplicate');
      expect((await store().counts()).events).toEqual({ answered: 1 });
    });

    test('keeps lessons, and which feedback was collected', async () => {
      const said = await feedbackOf(store(), 'ivan', '1', { question: 'почём', verdict: 'chosen' });
      await store().addLessons([lessonFrom(said, 'accepted')], said.seq);
      const before = await store().lessons({ limit: 10 });
      await restart();
      expect(await store().lessons({ limit: 10 })).toEqual(before);
      expect(await store().uncollectedFeedback(10)).toEqual([]);
    });

    test('makes a claimed turn and its other pending events claimable again', async () => {
      const claimed = await turnOf(store(), 'ivan', '1');
      await store().acceptMessage(textFrom('ivan', '2'), 'ru');
      await restart();
      const again = await claimAndLoad(store());
      expect(again.conversation).toEqual(claimed.conversation);
      expect(again.pending.map(({ id }) => id)).toEqual(['telegram:1', 'telegram:2']);
      expect(await store().claimTurn(NOON, LEASE)).toBeUndefined();
    });

    test('makes a claimed delivery claimable again, and its lane keeps its order and back-off', async () => {
      const ivan = await turnOf(store(), 'ivan', '1');
      const outgoing = [reply(ivan.conversation, 'o1'), reply(ivan.conversation, 'o2')];
      await finishTurn(store(), ivan, { outgoing });
      const maria = await turnOf(store(), 'maria', '2');
      await finishTurn(store(), maria, { outgoing: [reply(maria.conversation, 'o3')] });
      expect(await claimAll(store())).toEqual(['o1', 'o3']);
      await store().keepParts('o3' as OutboxId, { done: 1, refs: ['7'] });
      await store().settle('o1' as OutboxId, { kind: 'retry', notBefore: at(60), reason: 'no answer' }, NOON);
      await restart();

      // o3 was in the air when the process ended: what was not put down of it may be there already
      expect(await claimOne(store(), at(59))).toMatchObject({
        outgoing: { id: 'o3' },
        unsure: true,
        parts: { done: 1, refs: ['7'] },
      });
      expect(await claimOne(store(), at(60))).toMatchObject({
        outgoing: { id: 'o1' },
        attempts: 1,
        unsure: false,
      });
    });

    test('keeps timers, and one that fell due meanwhile comes', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const set = [timer(input.conversation.id, 't1', at(60)), timer(input.conversation.id, 't2', at(600))];
      await finishTurn(store(), input, { timers: { set, cancel: [] } });
      await restart();
      expect(await store().nextDue('turn')).toEqual(at(60));
      expect((await claimAndLoad(store(), at(300))).pending).toHaveLength(1);
    });

    test('finishes what was being written', async () => {
      const writing = store().acceptMessage(textFrom('ivan', '1'), 'ru');
      await restart();
      expect(await writing).toBe('accepted');
      expect((await claimAndLoad(store())).pending).toHaveLength(1);
    });
  });
}
