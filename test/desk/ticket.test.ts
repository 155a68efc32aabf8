import { describe, expect, test } from 'vitest';
import { act, customerWrote } from '../../src/desk/ticket.ts';
import type { ConversationId, CustomerId, TicketId } from '../../src/model/ids.ts';
import type { Ticket } from '../../src/model/ticket.ts';

const NOW = new Date('2026-11-18T12:00:00Z');
const MARIA = { id: 'web:maria', name: 'Мария' };
const IVAN = { id: 'web:ivan', name: 'Иван' };
const NEW: Ticket = {
  id: 't' as TicketId,
  number: 1001,
  conversation: 'c' as ConversationId,
  customer: 'p' as CustomerId,
  subject: 'Чайник',
  status: 'new',
  priority: 'normal',
  tier: 2,
  openedAt: NOW,
  case: { reason: 'asked', locale: 'ru', channel: 'test', fields: [], files: [], tried: [] },
  history: [{ at: NOW, kind: 'opened' }],
};

function after(ticket: Ticket, ...acts: [Parameters<typeof act>[1], typeof MARIA][]): Ticket {
  return acts.reduce((one, [what, who]) => {
    const result = act(one, what, who, NOW);
    if (result.kind === 'refused') throw new Error(`${what} refused: ${result.why}`);
    return result.ticket;
  }, ticket);
}

describe('what operators may do', () => {
  test('whoever takes a ticket has it, and it waits for us', () => {
    expect(after(NEW, ['take', MARIA])).toMatchObject({ status: 'open', assignee: MARIA });
  });

  test('whoever replies to an untaken ticket takes it, and it waits for the customer', () => {
    const ticket = after(NEW, ['reply', MARIA]);
    expect(ticket).toMatchObject({ status: 'waiting', assignee: MARIA });
    expect(ticket.history.map(({ kind }) => kind)).toEqual(['opened', 'taken', 'operator-wrote']);
  });

  test('a colleague may reply without taking it away', () => {
    expect(after(NEW, ['take', MARIA], ['reply', IVAN]).assignee).toEqual(MARIA);
  });

  test('a colleague may take it over', () => {
    expect(after(NEW, ['take', MARIA], ['take', IVAN]).assignee).toEqual(IVAN);
  });

  test('a released ticket is new again and nobody has it', () => {
    const ticket = after(NEW, ['take', MARIA], ['release', MARIA]);
    expect(ticket.status).toBe('new');
    expect(ticket.assignee).toBeUndefined();
  });

  test('a closed ticket takes notes and nothing else', () => {
    const closed = after(NEW, ['close', MARIA]);
    expect(closed).toMatchObject({ status: 'closed', closedAt: NOW });
    expect(act(closed, 'note', MARIA, NOW).kind).toBe('done');
    expect(act(closed, 'reply', MARIA, NOW)).toEqual({ kind: 'refused', why: 'closed' });
    expect(act(closed, 'take', MARIA, NOW)).toEqual({ kind: 'refused', why: 'closed' });
    expect(act(closed, 'close', MARIA, NOW)).toEqual({ kind: 'refused', why: 'already-closed' });
    expect(act(closed, 'release', MARIA, NOW)).toEqual({ kind: 'refused', why: 'closed' });
  });

  test('taking what one has, or releasing what nobody has, is said to be needless', () => {
    expect(act(after(NEW, ['take', MARIA]), 'take', MARIA, NOW)).toEqual({
      kind: 'refused',
      why: 'already-yours',
    });
    expect(act(NEW, 'release', MARIA, NOW)).toEqual({ kind: 'refused', why: 'not-taken' });
  });

  test("the customer's words make a waiting ticket wait for us again", () => {
    expect(customerWrote(after(NEW, ['reply', MARIA]), NOW).status).toBe('open');
    expect(customerWrote(NEW, NOW).status).toBe('new');
  });
});
