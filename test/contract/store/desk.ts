// What the desks read.
import { describe, expect, test } from 'vitest';
import type { OutboxId, TicketId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import type { Operator, TicketStatus } from '../../../src/model/ticket.ts';
import { anna, at, entry, finishTurn, NOON, reply, sent, ticketOf, turnOf } from './samples.ts';

export function deskTests(store: () => Store): void {
  async function openTicket(number: number, status: TicketStatus, assignee?: Operator): Promise<void> {
    const input = await turnOf(store(), `person-${number}`, `${number}`);
    const more = { status, ...(assignee ? { assignee } : {}) };
    await finishTurn(store(), input, { ticket: ticketOf(input.conversation, number, more) });
  }

  describe('desk reader', () => {
    test('a ticket comes back whole, and an unknown one is undefined', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const ticket = ticketOf(input.conversation, 1001, {
        assignee: anna,
        closedAt: at(3),
        history: [
          { at: NOON, kind: 'opened' },
          { at: at(1), kind: 'taken', operator: anna },
        ],
      });
      await finishTurn(store(), input, { ticket });
      expect(await store().ticket(ticket.id)).toEqual(ticket);
      expect(await store().ticket('none' as TicketId)).toBeUndefined();
    });

    test('tickets are listed newest first, by status, up to a limit', async () => {
      await openTicket(1001, 'closed');
      await openTicket(1002, 'new');
      await openTicket(1003, 'open');
      await openTicket(1004, 'closed');
      const numbers = async (filter: Parameters<Store['tickets']>[0]) =>
        (await store().tickets(filter)).map(({ number }) => number);

      expect(await numbers({ limit: 10 })).toEqual([1004, 1003, 1002, 1001]);
      expect(await numbers({ limit: 2 })).toEqual([1004, 1003]);
      expect(await numbers({ status: ['new', 'open'], limit: 10 })).toEqual([1003, 1002]);
      expect(await numbers({ status: ['closed'], limit: 1 })).toEqual([1004]);
      expect(await numbers({ status: [], limit: 10 })).toEqual([]);
    });

    test('what everybody has to deal with is counted, and what nobody has', async () => {
      expect(await store().deskLoad()).toEqual({ untaken: 0, loads: {} });
      const boris = { id: 'web:boris', name: 'Борис' };
      await openTicket(1001, 'new');
      await openTicket(1002, 'new', boris);
      await openTicket(1003, 'open', anna);
      await openTicket(1004, 'new', anna);
      await openTicket(1005, 'waiting', anna);
      await openTicket(1006, 'closed', boris);
      await openTicket(1007, 'open');
      expect(await store().deskLoad()).toEqual({ untaken: 1, loads: { [anna.id]: 2, [boris.id]: 1 } });
    });

    test('the transcript has the last entries, oldest first, with how each delivery stands', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const outgoing = ['o1', 'o2', 'o3', 'o4'].map((id) => reply(input.conversation, id));
      const transcript = [
        entry('m0'),
        entry('m1', { author: { kind: 'customer', name: 'Иван' }, ref: '15' }),
        ...outgoing.map(({ id }, index) => entry(`m${index + 2}`, { outbox: id, at: at(index) })),
        entry('m6', { author: { kind: 'note', operator: anna }, ticket: 'ticket-1' as TicketId }),
      ];
      await finishTurn(store(), input, { transcript, outgoing });
      await store().settle('o1' as OutboxId, sent, NOON);
      await store().settle('o2' as OutboxId, { kind: 'withheld' }, NOON);
      await store().settle('o3' as OutboxId, { kind: 'failed', outcome: 'rejected', reason: 'long' }, NOON);

      const read = await store().transcript(input.conversation.id, 6);
      expect(read.map(({ id, delivery }) => [id, delivery])).toEqual([
        ['m1', undefined],
        ['m2', 'sent'],
        ['m3', 'withheld'],
        ['m4', 'failed'],
        ['m5', 'pending'],
        ['m6', undefined],
      ]);
      const { id, at: when, author, text, files } = entry('m2');
      expect(read[1]).toEqual({ id, at: when, author, text, files, delivery: 'sent' });
      expect(read[5]?.author).toEqual({ kind: 'note', operator: anna });
    });
  });
}
