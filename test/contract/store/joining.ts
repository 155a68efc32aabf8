// Two conversations become one, as an operator merges their tickets.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DeskEvent } from '../../../src/model/desk.ts';
import type { ConversationId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import type { Effect, TurnChanges, TurnInput } from '../../../src/model/turn.ts';
import {
  addressOf,
  anna,
  at,
  changesOf,
  claimAll,
  claimAndLoad,
  deskReply,
  finishTurn,
  LEASE,
  reply,
  textFrom,
  ticketOf,
  turnOf,
} from './samples.ts';

export function joiningTests(store: () => Store): void {
  /** Ivan's ticket 1001 and Maria's 1002, whose conversation is to go on in Ivan's. */
  async function twoTickets(more: Partial<TurnChanges> = {}) {
    const ivan = await turnOf(store(), 'ivan', 'i1');
    await finishTurn(store(), ivan, { ticket: ticketOf(ivan.conversation, 1001) });
    const maria = await turnOf(store(), 'maria', 'm1');
    const handoff = { kind: 'handoff', ticket: 'ticket-1002' } as never;
    await finishTurn(store(), maria, {
      conversation: { ...maria.conversation, state: { ...maria.conversation.state, mode: handoff } },
      ticket: ticketOf(maria.conversation, 1002),
      ...more,
    });
    return { ivan: ivan.conversation, maria: maria.conversation };
  }

  function note(id = 'n1'): DeskEvent {
    return deskReply('ticket-1001', id, {
      body: { kind: 'note', text: '№ 1002 продолжается здесь', files: [] },
    });
  }

  const joinTo = (into: ConversationId, event = note()): Effect => ({
    kind: 'join-conversation',
    into,
    event,
  });

  /** The turn in which an operator merges Maria's ticket. */
  async function mergeTurn(): Promise<TurnInput> {
    await store().acceptDeskEvent(deskReply('ticket-1002', 'd1', { body: { kind: 'merge', into: 1001 } }));
    return claimAndLoad(store());
  }

  describe('joining a conversation', () => {
    test('the note is an event of the other conversation, whose lane is due at once', async () => {
      const { ivan, maria } = await twoTickets();
      const input = await mergeTurn();
      let woken = 0;
      store().onWork('turn', () => (woken += 1));
      expect(await finishTurn(store(), input, { effects: [joinTo(ivan.id)] })).toBe('committed');
      expect(woken).toBeGreaterThan(0);
      const there = await claimAndLoad(store());
      expect(there.conversation.id).toBe(ivan.id);
      expect(there.pending.map(({ event }) => event)).toEqual([{ kind: 'desk', event: note() }]);
      expect(there.conversation.id).not.toBe(maria.id);
    });

    test('what the customer writes next comes in there, in whichever turn it was accepted', async () => {
      const { ivan } = await twoTickets();
      const input = await mergeTurn();
      await store().acceptMessage(textFrom('maria', 'm2'), 'ru');
      await store().commit(
        changesOf(input, {
          consumed: input.pending.map(({ id }) => ({ id, outcome: 'acted' as const })),
          effects: [joinTo(ivan.id)],
        }),
      );
      await store().releaseTurn(input.conversation.id);
      await store().acceptMessage(textFrom('maria', 'm3'), 'ru');
      const there = await claimAndLoad(store());
      expect(there.conversation.id).toBe(ivan.id);
      expect(there.ticket?.number).toBe(1001);
      expect(there.pending.map(({ id }) => id)).toEqual(['telegram:m2', 'web:n1', 'telegram:m3']);
      await finishTurn(store(), there);
      expect(await store().claimTurn(at(60), LEASE)).toBeUndefined();
    });

    test('the customers are one from then on, and nobody is there twice', async () => {
      const { ivan, maria } = await twoTickets({
        effects: [{ kind: 'register-product', product: 'KET-1' }],
      });
      await finishTurn(store(), await mergeTurn(), { effects: [joinTo(ivan.id)] });
      const known = await store().exportCustomer(ivan.customer);
      expect(known?.conversations).toHaveLength(2);
      expect(known?.registeredProducts).toMatchObject([{ product: 'KET-1' }]);
      expect(await store().findCustomer({ id: maria.customer })).toBeUndefined();
      expect((await store().ticketByNumber(1002))?.customer).toBe(ivan.customer);
    });

    test('the tickets of both are found as those of one customer, and each by its own conversation', async () => {
      const { ivan, maria } = await twoTickets();
      await finishTurn(store(), await mergeTurn(), { effects: [joinTo(ivan.id)] });
      const numbers = async (of: { conversation?: ConversationId; customerOf?: ConversationId }) =>
        (await store().tickets({ ...of, limit: 9 })).map(({ number }) => number);
      expect(await numbers({ customerOf: ivan.id })).toEqual([1002, 1001]);
      expect(await numbers({ customerOf: maria.id })).toEqual([1002, 1001]);
      expect(await numbers({ conversation: ivan.id })).toEqual([1001]);
      expect(await numbers({ customerOf: 'none' as ConversationId })).toEqual([]);
    });

    test('where a conversation stands can be asked from outside it', async () => {
      const { ivan } = await twoTickets();
      expect(await store().standing(ivan.id)).toEqual({
        address: addressOf('ivan'),
        locale: 'ru',
        blocked: false,
      });
      const input = await turnOf(store(), 'ivan', 'i2');
      const state = { ...input.conversation.state, blocked: true };
      await finishTurn(store(), input, { conversation: { ...input.conversation, state } });
      expect(await store().standing(ivan.id)).toMatchObject({ blocked: true });
      expect(await store().standing('none' as ConversationId)).toBeUndefined();
    });

    test('the conversation that was left is idle, and its ticket still takes what is done to it', async () => {
      const { ivan, maria } = await twoTickets();
      await finishTurn(store(), await mergeTurn(), { effects: [joinTo(ivan.id)] });
      await finishTurn(store(), await claimAndLoad(store()));
      await store().acceptDeskEvent(deskReply('ticket-1002', 'd2'));
      const old = await claimAndLoad(store());
      expect(old.conversation.id).toBe(maria.id);
      expect(old.conversation.state.mode).toEqual({ kind: 'idle' });
      expect(old.conversation.address).toEqual(addressOf('maria'));
    });

    test('deliveries that wait for it still go out', async () => {
      const { ivan, maria } = await twoTickets();
      const input = await mergeTurn();
      await finishTurn(store(), input, {
        outgoing: [reply(maria, 'o1')],
        effects: [joinTo(ivan.id)],
      });
      expect(await claimAll(store())).toEqual(['o1']);
    });

    test('a link to go on elsewhere, given before, leads to the other conversation', async () => {
      const { ivan } = await twoTickets();
      const hash = createHash('sha256').update('key').digest('base64url');
      await store().allowContinuation(addressOf('maria'), hash, at(900));
      await finishTurn(store(), await mergeTurn(), { effects: [joinTo(ivan.id)] });
      await finishTurn(store(), await claimAndLoad(store()));
      const start = { kind: 'start', payload: 'c_key' } as const;
      await store().acceptMessage(textFrom('phone', 's1', { body: start }), 'ru');
      expect((await claimAndLoad(store())).conversation.id).toBe(ivan.id);
    });

    test('the same note comes once, and a conversation joined to itself only gets it', async () => {
      const { ivan } = await twoTickets();
      await store().acceptDeskEvent(deskReply('ticket-1001', 'd1', { operator: anna }));
      const input = await claimAndLoad(store());
      await finishTurn(store(), input, { effects: [joinTo(ivan.id), joinTo(ivan.id)] });
      const next = await claimAndLoad(store());
      expect(next.pending.map(({ id }) => id)).toEqual(['web:n1']);
      await finishTurn(store(), next);
      expect((await turnOf(store(), 'ivan', 'i2')).conversation.id).toBe(ivan.id);
    });

    test('a conversation that nobody stored is refused, and nothing of the turn is kept', async () => {
      const { maria } = await twoTickets();
      const input = await mergeTurn();
      const changes = changesOf(input, {
        outgoing: [reply(maria, 'o1')],
        effects: [joinTo('none' as ConversationId)],
      });
      await expect(store().commit(changes)).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
      expect(await claimAll(store())).toEqual([]);
      await store().releaseTurn(maria.id);
      expect((await turnOf(store(), 'maria', 'm2')).conversation.id).toBe(maria.id);
    });
  });
}
