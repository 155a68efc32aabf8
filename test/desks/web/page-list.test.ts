// The page's rules for its list: what stands on top, what belongs to a view, what is asked of the server.
import { describe, expect, test } from 'vitest';
import { belongs, fits, queryOf, VIEWS } from '../../../src/desks/web/page/list-filter.ts';
import { byUrgency } from '../../../src/desks/web/page/list-order.ts';
import type { TicketRow } from '../../../src/desks/web/wire.ts';

const anna = { id: 'staff:1', name: 'Anna' };

function row(number: number, change: Partial<TicketRow> = {}): TicketRow {
  return {
    id: `t${String(number)}`,
    number,
    subject: 'A question',
    status: 'open',
    priority: 'normal',
    tier: 2,
    customerName: 'Eve',
    channel: 'telegram',
    openedAt: 0,
    changedAt: 0,
    ...change,
  };
}

const numbers = (rows: readonly TicketRow[]) => byUrgency(rows).map((one) => one.number);

describe('the order', () => {
  test('late ones first, then ours, then the customer’s, then closed ones', () => {
    const rows = [
      row(1, { status: 'closed', late: true }),
      row(2, { status: 'waiting' }),
      row(3, { status: 'new' }),
      row(4, { late: true }),
      row(5, { status: 'solved', changedAt: 9 }),
    ];
    expect(numbers(rows)).toEqual([4, 3, 5, 2, 1]);
  });

  test('among ours priority decides, then the clock, then who has waited longest', () => {
    const rows = [
      row(1, { dueAt: 50 }),
      row(2, { priority: 'low', dueAt: 1 }),
      row(3, { priority: 'urgent' }),
      row(4, { dueAt: 20 }),
      row(5, { newsAt: 7 }),
      row(6, { newsAt: 3 }),
    ];
    expect(numbers(rows)).toEqual([3, 4, 1, 6, 5, 2]);
  });

  test('does not depend on how the rows came', () => {
    const rows = [row(1, { dueAt: 5 }), row(2, { late: true }), row(3), row(4, { status: 'waiting' })];
    expect(numbers(rows.toReversed())).toEqual(numbers(rows));
  });
});

describe('the views', () => {
  test.each([
    { view: 'mine', one: { assignee: anna }, is: true },
    { view: 'mine', one: {}, is: false },
    { view: 'nobody', one: {}, is: true },
    { view: 'nobody', one: { assignee: anna }, is: false },
    { view: 'open', one: { status: 'solved' }, is: true },
    { view: 'late', one: { late: true }, is: true },
    { view: 'late', one: {}, is: false },
    { view: 'closed', one: {}, is: false },
  ] as const)('$one belongs to "$view": $is', ({ view, one, is }) => {
    expect(belongs(row(1, one), view, anna.id)).toBe(is);
  });

  test('filters hold together', () => {
    const one = row(1, { queue: 'general', priority: 'high', assignee: anna });
    expect(fits(one, { queue: 'general', priority: 'high', assignee: anna.id })).toBe(true);
    expect(fits(one, { queue: 'general', priority: 'low' })).toBe(false);
    expect(fits(one, {})).toBe(true);
  });

  test.each(VIEWS.map((view) => ({ view })))('words are sought everywhere, also from "$view"', ({ view }) => {
    expect(queryOf(view, { queue: 'general' }, 'kettle')).toEqual({ queue: 'general', q: 'kettle' });
  });

  test('without words each view asks for its own', () => {
    expect(queryOf('closed', {}, '')).toEqual({ status: 'closed' });
    expect(queryOf('snoozed', {}, '')).toEqual({ snoozed: '1' });
    expect(queryOf('late', { priority: 'urgent' }, '')).toMatchObject({ late: '1', priority: 'urgent' });
    expect(queryOf('mine', {}, '')).toMatchObject({ assignee: 'me' });
  });
});
