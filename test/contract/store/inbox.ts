// Accepting events.
import { describe, expect, test } from 'vitest';
import { CONVERSATION_VERSION } from '../../../src/model/conversation.ts';
import type { Store } from '../../../src/model/store.ts';
import {
  addressOf,
  at,
  changesOf,
  claimAndLoad,
  deskReply,
  finishTurn,
  LEASE,
  NOON,
  textFrom,
  ticketOf,
  turnOf,
} from './samples.ts';

export function inboxTests(store: () => Store): void {
  describe('accepting', () => {
    test('the first message from an address makes a conversation in its initial state', async () => {
      const message = textFrom('ivan', '1', { senderName: 'Иван', locale: 'bg-BG' });
      expect(await store().acceptMessage(message, 'bg')).toBe('accepted');

      const input = await claimAndLoad(store());
      expect(input.conversation).toMatchObject({ revision: 0, address: addressOf('ivan') });
      expect(input.conversation.state).toEqual({
        version: CONVERSATION_VERSION,
        locale: 'bg',
        mode: { kind: 'idle' },
        customerName: 'Иван',
        misses: 0,
        tried: [],
        verified: [],
      });
      expect(input.pending).toEqual([{ id: message.id, at: NOON, event: { kind: 'message', message } }]);
      expect(input.ticket).toBeUndefined();
    });

    test('a repeated message is absorbed, even from an address never seen', async () => {
      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      expect(await store().acceptMessage(textFrom('ivan', '1'), 'ru')).toBe('duplicate');
      expect(await store().acceptMessage(textFrom('maria', '1'), 'ru')).toBe('duplicate');
      expect((await claimAndLoad(store())).pending).toHaveLength(1);
      expect(await store().claimTurn(NOON, LEASE)).toBeUndefined();
    });

    test('a message that was handled before is still a duplicate', async () => {
      await finishTurn(store(), await turnOf(store(), 'ivan', '1'));
      expect(await store().acceptMessage(textFrom('ivan', '1'), 'ru')).toBe('duplicate');
      expect(await store().claimTurn(NOON, LEASE)).toBeUndefined();
    });

    test('two copies of one message at the same instant are one', async () => {
      const both = await Promise.all([
        store().acceptMessage(textFrom('ivan', '1'), 'ru'),
        store().acceptMessage(textFrom('ivan', '1'), 'ru'),
      ]);
      expect(both).toEqual(['accepted', 'duplicate']);
    });

    test('messages of one address share a conversation and come in the order of acceptance', async () => {
      await store().acceptMessage(textFrom('ivan', 'b', { at: at(5) }), 'ru');
      await store().acceptMessage(textFrom('ivan', 'a', { at: at(1) }), 'en');
      const { pending, conversation } = await claimAndLoad(store(), at(10));
      expect(pending.map(({ id }) => id)).toEqual(['telegram:b', 'telegram:a']);
      expect(conversation.state.locale).toBe('ru');
    });

    test('a message whose channel time lies ahead of our clock is due at once', async () => {
      await store().acceptMessage(textFrom('ivan', '1', { at: at(90) }), 'ru');
      expect(await store().claimTurn(NOON, LEASE)).toBeDefined();
    });

    test('another chat or user of the same channel is another conversation', async () => {
      await store().acceptMessage(textFrom('ivan', '1'), 'ru');
      const elsewhere = { ...addressOf('ivan'), chat: 'another' };
      await store().acceptMessage(textFrom('ivan', '2', { from: elsewhere }), 'ru');
      const lanes = [await store().claimTurn(NOON, LEASE), await store().claimTurn(NOON, LEASE)];
      expect(new Set(lanes).size).toBe(2);
      expect(lanes).not.toContain(undefined);
    });

    test('attachments, captions and dates inside events come back as they were', async () => {
      const photo = {
        kind: 'photo',
        file: { origin: 'telegram', id: 'x' },
        name: 'a.jpg',
        mime: 'image/jpeg',
      } as const;
      const message = textFrom('ivan', '1', {
        ref: '15',
        body: { kind: 'files', files: [photo], caption: '2026-05-14T12:00:00.000Z {"$date":1}' },
      });
      await store().acceptMessage(message, 'ru');
      expect((await claimAndLoad(store())).pending[0]?.event).toEqual({ kind: 'message', message });
    });

    test("an operator's act goes into the lane of the ticket's conversation", async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, { ticket: ticketOf(input.conversation, 1001) });

      expect(await store().acceptDeskEvent(deskReply('ticket-1001', '1'))).toBe('accepted');
      expect(await store().acceptDeskEvent(deskReply('ticket-1001', '1'))).toBe('duplicate');
      const next = await claimAndLoad(store());
      expect(next.conversation.id).toBe(input.conversation.id);
      expect(next.pending.map(({ event }) => event)).toEqual([
        { kind: 'desk', event: deskReply('ticket-1001', '1') },
      ]);
    });

    test("an operator's act on a ticket that nobody opened is refused", async () => {
      expect(await store().acceptDeskEvent(deskReply('ticket-9', '1'))).toBe('unknown-ticket');
    });

    test('accepting while a turn is decided makes nothing stale', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await store().acceptMessage(textFrom('ivan', '2'), 'ru');
      expect(await store().commit(changesOf(input))).toBe('committed');
      await store().releaseTurn(input.conversation.id);
      expect((await claimAndLoad(store())).pending.map(({ id }) => id)).toEqual(['telegram:2']);
    });
  });
}
