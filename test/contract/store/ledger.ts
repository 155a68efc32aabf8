// The ledger: which messages of customers ended without an answer, a ticket or a visible failure.
import { describe, expect, test } from 'vitest';
import type { EventId, OutboxId, TicketId } from '../../../src/model/ids.ts';
import type { LedgerException } from '../../../src/model/ledger.ts';
import type { Store } from '../../../src/model/store.ts';
import type { EventOutcome, Outgoing, TurnChanges, TurnInput } from '../../../src/model/turn.ts';
import {
  at,
  claimAndLoad,
  deskReply,
  entry,
  finishTurn,
  NOON,
  notice,
  reply,
  sent,
  ticketOf,
  turnOf,
} from './samples.ts';

const ALLOWED = 60_000;
const LATER = at(120);

export function ledgerTests(store: () => Store): void {
  const whyNot = async (now = LATER): Promise<readonly LedgerException['why'][]> =>
    (await store().ledger(now, ALLOWED, 10)).exceptions.map(({ why }) => why);

  async function handled(outcome: EventOutcome, extra: Partial<TurnChanges> = {}): Promise<TurnInput> {
    const input = await turnOf(store(), 'ivan', '1');
    const consumed = input.pending.map(({ id }) => ({ id, outcome }));
    await finishTurn(store(), input, { consumed, ...extra });
    return input;
  }

  function shown(input: TurnInput, outbox: string, desk = 'web'): Outgoing {
    const post = { kind: 'said' as const, ticket: 'ticket-1' as TicketId, entry: entry('m1') };
    return { ...notice(input.conversation.id, outbox), delivery: { kind: 'post', desk, post } };
  }

  /** Answered, and the answer was refused for good; then the failure is handled so. */
  async function refused(
    outcome: EventOutcome,
    extra: (input: TurnInput) => Partial<TurnChanges> = () => ({}),
  ) {
    const input = await turnOf(store(), 'ivan', '1');
    await finishTurn(store(), input, { outgoing: [reply(input.conversation, 'o1')] });
    const failed = { kind: 'failed', outcome: 'rejected', reason: 'too long' } as const;
    await store().settle('o1' as OutboxId, failed, at(1));
    const told = await claimAndLoad(store(), at(1));
    const consumed = told.pending.map(({ id }) => ({ id, outcome }));
    await finishTurn(store(), told, { consumed, ...extra(told) });
  }

  describe('ledger', () => {
    test('an answered message whose answer is out is in order', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, { outgoing: [reply(input.conversation, 'o1')] });
      await store().settle('o1' as OutboxId, sent, at(1));
      expect(await store().ledger(LATER, ALLOWED, 10)).toEqual({ checked: 1, exceptions: [] });
      expect(await store().ledgerExceptions(LATER, ALLOWED)).toBe(0);
    });

    test('one that nobody has handled is named with its conversation and time, once its time is over', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      expect(await whyNot(at(60))).toEqual([]);
      const { id } = input.conversation;
      const exception = { event: 'telegram:1', conversation: id, at: NOON, why: 'not-handled' };
      expect(await store().ledger(LATER, ALLOWED, 10)).toEqual({ checked: 1, exceptions: [exception] });
      expect(await store().ledgerExceptions(LATER, ALLOWED)).toBe(1);
    });

    test.each<EventOutcome>(['answered', 'asked', 'ticketed', 'relayed', 'acted', 'failed', 'ignored'])(
      'one that is said to be %s without a word or a deed is unheard',
      async (outcome) => {
        await handled(outcome);
        expect(await whyNot()).toEqual(['unheard']);
      },
    );

    test('one that rightly got no answer is in order', async () => {
      await handled('noted');
      expect(await whyNot()).toEqual([]);
    });

    test('a ticket, words shown to people and a change of records are deeds', async () => {
      for (const [person, outcome, make] of [
        ['a', 'ticketed', ({ conversation }) => ({ ticket: ticketOf(conversation, 1) })],
        ['b', 'relayed', () => ({ transcript: [entry('m1', { ticket: 'ticket-1' as TicketId })] })],
        ['c', 'acted', () => ({ effects: [{ kind: 'subscription', on: false }] })],
        ['d', 'failed', ({ conversation }) => ({ ticket: ticketOf(conversation, 2) })],
      ] satisfies [string, EventOutcome, (input: TurnInput) => Partial<TurnChanges>][]) {
        const input = await turnOf(store(), person, person);
        const consumed = input.pending.map(({ id }) => ({ id, outcome }));
        await finishTurn(store(), input, { consumed, ...make(input) });
      }
      expect(await whyNot()).toEqual([]);
    });

    test('an answer that waits longer than allowed is not sent, and in order once it is', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, { outgoing: [reply(input.conversation, 'o1')] });
      expect(await whyNot(at(59))).toEqual([]);
      expect(await whyNot()).toEqual(['not-sent']);
      await store().settle('o1' as OutboxId, sent, at(130));
      expect(await whyNot(at(200))).toEqual([]);
    });

    test('words that people have not been shown are not sent; a notice about them may wait', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const outgoing = [shown(input, 'o1'), notice(input.conversation.id, 'o2', 'group')];
      const consumed = input.pending.map(({ id }) => ({ id, outcome: 'relayed' as const }));
      await finishTurn(store(), input, { consumed, outgoing });
      expect(await whyNot()).toEqual(['not-sent']);
      await store().settle('o1' as OutboxId, sent, at(130));
      expect(await whyNot()).toEqual([]);
    });

    test('a failed answer that nobody was told of is a failure unseen', async () => {
      await refused('failed');
      expect(await whyNot()).toEqual(['failed-unseen']);
    });

    test('a failed answer that the staff was told of, or that made a ticket, is in order', async () => {
      await refused('failed', ({ conversation }) => ({ outgoing: [notice(conversation.id, 'o2')] }));
      expect(await whyNot()).toEqual([]);
    });

    test('a failed answer to somebody who has left is in order', async () => {
      await refused('noted');
      expect(await whyNot()).toEqual([]);
    });

    test("what operators do is no customer's message", async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, {
        ticket: ticketOf(input.conversation, 1),
        consumed: [{ id: 'telegram:1' as EventId, outcome: 'ticketed' }],
      });
      await store().acceptDeskEvent(deskReply('ticket-1', 'r1'));
      expect(await store().ledger(LATER, ALLOWED, 10)).toEqual({ checked: 1, exceptions: [] });
    });

    test('the oldest come first, up to a limit', async () => {
      for (const id of ['1', '2', '3']) await turnOf(store(), `person-${id}`, id);
      const { exceptions } = await store().ledger(LATER, ALLOWED, 2);
      expect(exceptions.map(({ event }) => event)).toEqual(['telegram:1', 'telegram:2']);
    });
  });
}
