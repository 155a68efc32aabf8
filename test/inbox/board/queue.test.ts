// What waits for us, and since when.
import { describe, expect, test } from 'vitest';
import { queuesOf } from '../../../src/desk/queues.ts';
import { deskFigures, isLate, queueOf, waitingSince } from '../../../src/inbox/board/queue.ts';
import type { TicketId } from '../../../src/model/ids.ts';
import type { Ticket, TicketEvent } from '../../../src/model/ticket.ts';
import { ticketWith } from '../../desk/ticket-with.ts';
import { rules } from './rules.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 18, 9, minutes));
const mary = { id: 'staff:1', name: 'Мария' };

function events(...list: [number, TicketEvent['kind']][]): TicketEvent[] {
  return list.map(([minutes, kind]) => ({ at: at(minutes), kind }));
}

function ticket(number: number, opened: number, more: Partial<Ticket> = {}): Ticket {
  return ticketWith(events([opened, 'opened']), { id: `t${number}` as TicketId, number, ...more });
}

describe('how long a customer has been waiting', () => {
  test.each<[string, [number, TicketEvent['kind']][], number]>([
    ['since the opening', [[0, 'opened']], 0],
    [
      'words on words do not begin the wait anew',
      [
        [0, 'opened'],
        [5, 'customer-wrote'],
      ],
      0,
    ],
    [
      'since the first words after our answer',
      [
        [0, 'opened'],
        [3, 'operator-wrote'],
        [5, 'customer-wrote'],
        [9, 'customer-wrote'],
      ],
      5,
    ],
    [
      'since saying that it is not solved',
      [
        [0, 'opened'],
        [3, 'operator-wrote'],
        [4, 'solved'],
        [8, 'not-solved'],
      ],
      8,
    ],
    [
      'given back without new words: since then',
      [
        [0, 'opened'],
        [3, 'operator-wrote'],
        [7, 'released'],
      ],
      7,
    ],
    [
      'what we do among ourselves is no answer',
      [
        [2, 'opened'],
        [3, 'taken'],
        [4, 'note'],
        [5, 'warned'],
      ],
      2,
    ],
  ])('%s', (_what, history, since) => {
    expect(waitingSince(ticketWith(events(...history)))).toEqual(at(since));
  });
});

describe('the queue', () => {
  test('has what waits for us, the longest wait first', () => {
    const all = [
      ticket(1, 30),
      ticket(2, 10, { status: 'open', assignee: mary }),
      ticket(3, 20, { case: { ...ticket(3, 20).case, customerName: 'Анна' } }),
      ticket(4, 1, { status: 'waiting' }),
      ticket(5, 2, { status: 'solved' }),
      ticket(6, 3, { status: 'closed' }),
      ticket(7, 4, { snoozedUntil: at(50) }),
      ticket(8, 5, { snoozedUntil: at(39) }),
    ];
    const queue = queueOf(all, { slaRules: rules, queues: [], nameless: 'Клиент' }, at(40));
    expect(queue.map(({ number }) => number)).toEqual([8, 2, 3, 1]);
    expect(queue[1]).toEqual({
      ticket: 't2',
      number: 2,
      subject: 'Чайник не включается',
      priority: 'normal',
      customerName: 'Клиент',
      assignee: mary,
      since: at(10),
      late: false,
    });
    expect(queue[2]?.customerName).toBe('Анна');
  });

  test('is told apart by titles where there are several', () => {
    const queues = queuesOf(
      [
        { name: 'general', title: { ru: 'Общая', en: 'General', bg: 'Обща' }, tier: 2 },
        { name: 'specialists', tier: 3 },
      ],
      'ru',
    );
    const [line] = queueOf([ticket(1, 30)], { slaRules: rules, queues, nameless: 'Клиент' }, at(40));
    expect(line?.queue).toBe('Общая');
  });

  test('says what is late by the clocks', () => {
    expect(isLate(ticket(1, 0), rules, at(60))).toBe(false);
    expect(isLate(ticket(1, 0), rules, at(61))).toBe(true);
    expect(isLate(ticket(1, 0, { status: 'closed' }), rules, at(61))).toBe(false);
  });

  test('its figures: what is late, and what nobody has', async () => {
    const all = [ticket(1, 0), ticket(2, 50), ticket(3, 0, { status: 'open', assignee: mary })];
    const figures = await deskFigures({ tickets: () => Promise.resolve(all) }, rules, at(70));
    expect(figures).toEqual({ late: 2, unassigned: 2 });
  });
});
