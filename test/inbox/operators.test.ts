// Whose act it is: accounts on desks become people of the staff list.
import { describe, expect, test } from 'vitest';
import { actorOf, asStaffActs } from '../../src/inbox/operators.ts';
import type { DeskBody, DeskEvent } from '../../src/model/desk.ts';
import type { EventId, TicketId } from '../../src/model/ids.ts';
import type { StaffMember } from '../../src/model/staff.ts';
import type { Operator } from '../../src/model/ticket.ts';

const since = new Date(0);
const mary: StaffMember = {
  id: 'staff:1',
  name: 'Мария',
  role: 'operator',
  telegram: 77,
  active: true,
  since,
  keySince: since,
};
const boris: StaffMember = { ...mary, id: 'staff:2', name: 'Борис', telegram: 88, active: false };
const staff = [mary, boris];

function event(operator: Operator, body: DeskBody = { kind: 'take' }): DeskEvent {
  const ids = { id: 'e1' as EventId, ticket: 't1' as TicketId };
  return { ...ids, desk: 'telegram-group', operator, at: since, body };
}

describe('an act on a desk', () => {
  test.each<[string, Operator, Operator]>([
    [
      'an account of the list is that member',
      { id: 'telegram-group:77', name: 'masha_k' },
      { id: 'staff:1', name: 'Мария' },
    ],
    [
      'a member carries the name of the list',
      { id: 'staff:1', name: 'old name' },
      { id: 'staff:1', name: 'Мария' },
    ],
    [
      'a stranger stays who he is',
      { id: 'telegram-group:5', name: 'Гость' },
      { id: 'telegram-group:5', name: 'Гость' },
    ],
    ['another desk has other accounts', { id: 'other:77', name: 'X' }, { id: 'other:77', name: 'X' }],
  ])('%s', (_what, operator, expected) => {
    expect(actorOf(operator, staff)).toEqual({ operator: expected, left: false });
    expect(asStaffActs(event(operator), staff)).toEqual(event(expected));
  });

  test('of somebody who has left is refused, and says whose it was', () => {
    const acted = asStaffActs(event({ id: 'telegram-group:88', name: 'borya' }), staff);
    expect(acted).toEqual({ ...event({ id: 'staff:2', name: 'Борис' }), refused: 'left' });
  });

  test('to give a ticket to an account gives it to the member', () => {
    const to = { id: 'telegram-group:77', name: 'masha_k' };
    const given = asStaffActs(
      event({ id: 'telegram-group:5', name: 'Гость' }, { kind: 'assign', to }),
      staff,
    );
    expect(given.body).toEqual({ kind: 'assign', to: { id: 'staff:1', name: 'Мария' } });
    expect(given.refused).toBeUndefined();
  });

  test('to give a ticket to somebody who has left is refused', () => {
    const to = { id: 'staff:2', name: 'Борис' };
    expect(asStaffActs(event({ id: 'staff:1', name: 'Мария' }, { kind: 'assign', to }), staff).refused).toBe(
      'left',
    );
  });
});
