// The outbox: what may wait lets what may not go first, and of waiting cards the newest is enough.
import { describe, expect, test } from 'vitest';
import type { ConversationId, OutboxId } from '../../../src/model/ids.ts';
import type { SettleOutcome, Store } from '../../../src/model/store.ts';
import type { Outgoing } from '../../../src/model/turn.ts';
import { card, marked, opened, said } from './posts.ts';
import { at, claimAll, claimOne, finishTurn, NOON, notice, reply, sent, turnOf } from './samples.ts';

export function urgencyTests(store: () => Store): void {
  let turns = 0;
  async function add(
    person: string,
    make: (conversation: ConversationId) => Outgoing[],
  ): Promise<ConversationId> {
    const input = await turnOf(store(), person, `${person}-${++turns}`);
    await finishTurn(store(), input, { outgoing: make(input.conversation.id) });
    return input.conversation.id;
  }
  const settle = (id: string, outcome: SettleOutcome, now = NOON) =>
    store().settle(id as OutboxId, outcome, now);
  const retryAt = (notBefore: Date): SettleOutcome => ({ kind: 'retry', notBefore, reason: 'no answer' });

  /** Ids in the order in which they go out when one is sent at a time. */
  async function sentInTurn(now = at(60)): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const claimed = await store().claimDelivery(now, 30_000, []);
      if (claimed === undefined) return ids;
      ids.push(claimed.outgoing.id);
      await settle(claimed.outgoing.id, sent, now);
    }
  }

  describe('urgency', () => {
    test('words go before lines for the staff and these before cards, however long they have waited', async () => {
      await add('ivan', (id) => [card(id, 'card')]);
      await add('olga', (id) => [marked(id, 'mark', { seconds: 1 })]);
      await add('boris', (id) => [notice(id, 'notice')]);
      await add('maria', (id) => [said(id, 'words', { seconds: 9 }), opened(id, 'place', { seconds: 9 })]);
      expect(await sentInTurn()).toEqual(['words', 'place', 'notice', 'mark', 'card']);
    });

    test('what is urgent to one desk keeps nothing from another one', async () => {
      await add('ivan', (id) => [card(id, 'here'), card(id, 'there', 'ticket-1', { desk: 'group' })]);
      await add('maria', (id) => [said(id, 'words', { seconds: 5 })]);
      expect((await claimAll(store(), at(60))).toSorted()).toEqual(['here', 'there', 'words']);
      expect((await sentInTurn(at(600)))[0]).not.toBe('here');
    });

    test('what may wait is claimed while urgent things are only under way or wait for their time', async () => {
      await add('ivan', (id) => [said(id, 'words')]);
      await claimOne(store());
      await add('maria', (id) => [card(id, 'card')]);
      expect(await claimAll(store())).toEqual(['card']);
      await settle('card', sent);
      await settle('words', retryAt(at(60)));
      await add('maria', (id) => [marked(id, 'mark')]);
      expect(await claimAll(store())).toEqual(['mark']);
    });

    test('what is left out is no reason for less urgent things to wait', async () => {
      await add('ivan', (id) => [said(id, 'words')]);
      await add('maria', (id) => [card(id, 'card')]);
      expect(await claimAll(store(), NOON, ['web'])).toEqual(['card']);
    });

    test('in one conversation nothing overtakes what is more urgent, be it tried again or not', async () => {
      await add('ivan', (id) => [opened(id, 'place'), card(id, 'card'), marked(id, 'mark')]);
      expect(await claimAll(store())).toEqual(['place']);
      await settle('place', retryAt(at(60)));
      expect(await claimAll(store(), at(59))).toEqual([]);
      expect(await store().nextDue('delivery')).toEqual(at(60));

      expect(await claimAll(store(), at(60))).toEqual(['place']);
      await settle('place', sent, at(60));
      expect(await sentInTurn(at(60))).toEqual(['mark', 'card']);
      expect(await store().nextDue('delivery')).toBeUndefined();
    });

    test('a desk gets the conversation one thing at a time only within an urgency', async () => {
      await add('ivan', (id) => [card(id, 'card')]);
      expect(await claimAll(store())).toEqual(['card']);
      await add('ivan', (id) => [said(id, 'words')]);
      expect(await claimAll(store())).toEqual(['words']);
    });
  });

  describe('cards', () => {
    test('a waiting card is dropped when a newer one of its ticket comes behind it', async () => {
      const ivan = await add('ivan', (id) => [
        card(id, 'c1'),
        card(id, 'other', 'ticket-2'),
        card(id, 'there', 'ticket-1', { desk: 'group' }),
        card(id, 'c2'),
      ]);
      await add('ivan', (id) => [card(id, 'c3', 'ticket-1', { seconds: 5 })]);
      expect((await sentInTurn()).toSorted()).toEqual(['c3', 'other', 'there']);
      expect(await store().backlog(at(60))).toEqual([]);
      await add('ivan', (id) => [card(id, 'c4')]);
      expect((await claimOne(store())).outgoing).toEqual(card(ivan, 'c4'));
    });

    test('the one under way is left to be settled; those between it and the newest are dropped', async () => {
      await add('ivan', (id) => [card(id, 'c1')]);
      await claimOne(store());
      await add('ivan', (id) => [card(id, 'c2')]);
      await add('ivan', (id) => [card(id, 'c3')]);
      expect(await store().backlog(NOON)).toMatchObject([{ target: 'web#2', waiting: 2 }]);
      await settle('c1', sent);
      expect(await sentInTurn()).toEqual(['c3']);
    });

    test('one that took longer than its lease is settled all the same', async () => {
      await add('ivan', (id) => [card(id, 'c1')]);
      await claimOne(store());
      expect(await store().nextDue('delivery')).toEqual(at(30));
      expect(await store().claimDelivery(at(40), 30_000, ['web#2'])).toBeUndefined();
      await add('ivan', (id) => [card(id, 'c2')]);
      await settle('c1', sent, at(41));
      expect(await sentInTurn()).toEqual(['c2']);
    });

    test('one that must be tried again gives way to a newer one, which waits in its place', async () => {
      await add('ivan', (id) => [card(id, 'c1')]);
      await claimOne(store());
      await add('ivan', (id) => [card(id, 'c2')]);
      await settle('c1', { kind: 'wait', notBefore: at(60), reason: 'rate' });
      expect(await claimAll(store(), at(59))).toEqual([]);
      expect(await sentInTurn(at(60))).toEqual(['c2']);
    });
  });

  describe('what an attempt leaves behind', () => {
    const claimedAgain = async (when: Date) => (await claimOne(store(), when)).unsure;

    test('an attempt that may have arrived is remembered until the delivery is settled', async () => {
      await add('ivan', (id) => [said(id, 'o1')]);
      expect(await claimedAgain(NOON)).toBe(false);
      await settle('o1', { kind: 'retry', notBefore: at(1), reason: 'cut', unsure: true });
      expect(await claimedAgain(at(1))).toBe(true);
      await settle('o1', retryAt(at(2)), at(1));
      expect(await claimedAgain(at(2))).toBe(true);
      await settle('o1', { kind: 'wait', notBefore: at(3), reason: 'rate' }, at(2));
      expect(await claimOne(store(), at(3))).toMatchObject({ unsure: true, attempts: 2 });
    });

    test('an attempt that surely did not arrive leaves no doubt', async () => {
      await add('ivan', (id) => [said(id, 'o1')]);
      await claimOne(store());
      await settle('o1', retryAt(at(1)));
      expect(await claimedAgain(at(1))).toBe(false);
    });

    test('a quote, an edit and a removal come with the receipt of what they are about', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const { conversation } = input;
      const first = reply(conversation, 'o1');
      const about = { to: conversation.address, of: first.id };
      const next = (id: string, delivery: Outgoing['delivery']) => ({ ...reply(conversation, id), delivery });
      await finishTurn(store(), input, {
        outgoing: [
          first,
          next('o2', { ...first.delivery, quotes: first.id } as Outgoing['delivery']),
          next('o3', { ...about, kind: 'remove' }),
          next('o4', { ...first.delivery, quotes: 'never' } as Outgoing['delivery']),
        ],
      });
      const originals: unknown[] = [];
      for (let index = 0; index < 4; index += 1) {
        const { outgoing, original } = await claimOne(store());
        originals.push(original?.refs);
        await settle(outgoing.id, sent);
      }
      expect(originals).toEqual([undefined, ['77'], ['77'], undefined]);
    });
  });
}
