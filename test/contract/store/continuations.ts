// Joining a conversation from another channel by a one-time key.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { InboundMessage } from '../../../src/model/message.ts';
import type { Store } from '../../../src/model/store.ts';
import {
  addressOf,
  at,
  claimAndLoad,
  deskReply,
  finishTurn,
  NOON,
  textFrom,
  ticketOf,
  turnOf,
} from './samples.ts';

const WEB = addressOf('anna', 'webchat');
const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');

function startFrom(person: string, id: string, key: string, extra: Partial<InboundMessage> = {}) {
  return textFrom(person, id, { body: { kind: 'start', payload: `c_${key}` }, ...extra });
}

export function continuationTests(store: () => Store): void {
  describe('continuation', () => {
    /** Anna's conversation in the web chat, with the key `key` to it. */
    async function webTalk(key = 'key', until = at(900)) {
      const input = await turnOf(store(), 'anna', 'w1');
      const { conversation } = input;
      await finishTurn(store(), input, {
        conversation: { ...conversation, state: { ...conversation.state, customerName: 'Анна' } },
      });
      expect(await store().allowContinuation(addressOf('anna'), hashOf(key), until)).toBe(true);
      return conversation;
    }

    test('a start with the key joins the address to the conversation, state and all', async () => {
      const talk = await webTalk();
      await store().acceptMessage(startFrom('phone', 's1', 'key'), 'en');
      const { conversation, pending } = await claimAndLoad(store());
      expect(conversation.id).toBe(talk.id);
      expect(conversation.customer).toBe(talk.customer);
      expect(conversation.state.customerName).toBe('Анна');
      expect(pending.map(({ event }) => event)).toEqual([
        {
          kind: 'message',
          message: { ...startFrom('phone', 's1', 'key'), body: { kind: 'start', joined: true } },
        },
      ]);
    });

    test('both addresses speak in that conversation from then on', async () => {
      const talk = await webTalk();
      await store().acceptMessage(startFrom('phone', 's1', 'key'), 'en');
      await finishTurn(store(), await claimAndLoad(store()));
      for (const [person, id] of [
        ['phone', 'p2'],
        ['anna', 'w2'],
      ] as const) {
        const input = await turnOf(store(), person, id);
        expect(input.conversation.id).toBe(talk.id);
        await finishTurn(store(), input);
      }
    });

    test('a key is known by the conversation as well as by the address', async () => {
      const talk = await webTalk();
      expect(await store().allowContinuation(talk.id, hashOf('other'), at(900))).toBe(true);
      await store().acceptMessage(startFrom('phone', 's1', 'other'), 'ru');
      expect((await claimAndLoad(store())).conversation.id).toBe(talk.id);
    });

    test('nobody there, no key', async () => {
      expect(await store().allowContinuation(WEB, hashOf('key'), at(900))).toBe(false);
    });

    test('a key works once', async () => {
      const talk = await webTalk();
      await store().acceptMessage(startFrom('phone', 's1', 'key'), 'ru');
      await finishTurn(store(), await claimAndLoad(store()));
      await store().acceptMessage(startFrom('thief', 's2', 'key'), 'ru');
      const { conversation, pending } = await claimAndLoad(store());
      expect(conversation.id).not.toBe(talk.id);
      expect(pending[0]?.event).toMatchObject({ message: { body: { kind: 'start', payload: 'c_key' } } });
    });

    test('a repeat of the same start is absorbed', async () => {
      await webTalk();
      expect(await store().acceptMessage(startFrom('phone', 's1', 'key'), 'ru')).toBe('accepted');
      expect(await store().acceptMessage(startFrom('phone', 's1', 'key'), 'ru')).toBe('duplicate');
      expect((await claimAndLoad(store())).pending).toHaveLength(1);
    });

    test('a key that ran out opens nothing', async () => {
      const talk = await webTalk('key', at(10));
      await store().acceptMessage(startFrom('phone', 's1', 'key', { at: at(11) }), 'ru');
      expect((await claimAndLoad(store(), at(11))).conversation.id).not.toBe(talk.id);
    });

    test('after five wrong keys an address is not listened to for an hour, and nobody else is harmed', async () => {
      const talk = await webTalk('key', at(90_000));
      for (let index = 0; index < 5; index += 1) {
        await store().acceptMessage(startFrom('thief', `s${index}`, `wrong${index}`), 'ru');
      }
      await finishTurn(store(), await claimAndLoad(store()));
      await store().acceptMessage(startFrom('thief', 's6', 'key'), 'ru');
      const thief = await claimAndLoad(store());
      expect(thief.conversation.id).not.toBe(talk.id);
      await finishTurn(store(), thief);
      await store().acceptMessage(startFrom('phone', 's7', 'key'), 'ru');
      expect((await claimAndLoad(store())).conversation.id).toBe(talk.id);
      expect((await store().wrongAttempts(addressOf('thief'), 'UT-1', NOON)).byAddress).toEqual([]);
    });

    test('a ticket that the address had open stays with its own conversation, now of the same customer', async () => {
      const talk = await webTalk();
      const before = await turnOf(store(), 'phone', 'p1');
      await finishTurn(store(), before, {
        ticket: ticketOf(before.conversation, 1001),
        effects: [{ kind: 'register-product', product: 'KET-1' }],
      });
      await store().acceptMessage(startFrom('phone', 's1', 'key'), 'ru');
      const joined = await claimAndLoad(store());
      expect(joined.conversation.id).toBe(talk.id);
      expect(joined.ticket).toBeUndefined();
      await finishTurn(store(), joined);

      await store().acceptDeskEvent(deskReply('ticket-1001', 'd1'));
      const old = await claimAndLoad(store());
      expect(old.conversation.id).toBe(before.conversation.id);
      expect(old.conversation.address).toEqual(addressOf('phone'));
      expect(old.conversation.customer).toBe(talk.customer);
      expect(old.ticket).toMatchObject({ number: 1001, customer: talk.customer });
      const known = await store().exportCustomer(talk.customer);
      expect(known?.conversations).toHaveLength(2);
      expect(known?.registeredProducts).toMatchObject([{ product: 'KET-1' }]);
      expect(await store().findCustomer({ id: before.conversation.customer })).toBeUndefined();
    });
  });
}
