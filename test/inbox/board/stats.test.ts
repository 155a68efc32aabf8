// The figures of /stats, in words.
import { beforeAll, describe, expect, test } from 'vitest';
import { queuesOf } from '../../../src/desk/queues.ts';
import { type Phrases, loadPhrases } from '../../../src/flows/phrases.ts';
import { type Standing, statsOf } from '../../../src/inbox/board/stats.ts';
import type { TicketId } from '../../../src/model/ids.ts';
import type { Ticket, TicketEvent } from '../../../src/model/ticket.ts';
import { ticketWith } from '../../desk/ticket-with.ts';
import { rules } from './rules.ts';

let phrases: Phrases;
beforeAll(async () => void ({ phrases } = await loadPhrases('flows/phrases')));

const NOON = new Date('2026-11-18T12:00:00Z');
const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const counts = { new: 1, open: 2, waiting: 3, solved: 4, closed: 50 };
const nothing: Standing = { counts, open: [], latest: [], people: [], backlog: [], exceptions: 0 };

function ticket(history: [number, TicketEvent['kind']][], more: Partial<Ticket> = {}): Ticket {
  const events = history.map(([minutes, kind]) => ({ at: at(minutes), kind }));
  return ticketWith(events, { id: `t${String(history[0]?.[0])}` as TicketId, ...more });
}

const queues = queuesOf(
  [
    { name: 'general', title: { ru: 'Общая', en: 'General', bg: 'Обща' }, tier: 2 },
    { name: 'specialists', tier: 3 },
  ],
  'en',
);

function stats(standing: Partial<Standing>, locale: 'ru' | 'en' | 'bg' = 'en'): Record<string, string> {
  const parts = { phrases, locale, slaRules: rules, queues, timeZone: 'UTC' };
  const lines = statsOf({ ...nothing, ...standing }, parts, NOON);
  return Object.fromEntries(lines.map(({ label, value }) => [label, value]));
}

describe('the figures of the desk', () => {
  test('tickets by state, late ones, and those that nobody has taken', () => {
    const mary = { id: 'staff:1', name: 'Мария' };
    const open = [
      ticket([[-61, 'opened']]),
      ticket([[-70, 'opened']], { status: 'open', assignee: mary }),
      ticket([[-10, 'opened']]),
    ];
    expect(stats({ open })).toMatchObject({
      New: '1',
      'Waiting for us': '2',
      'Waiting for customer': '3',
      'Awaiting confirmation': '4',
      Late: '2',
      'Not taken': '2',
      'Waiting for us in “General”': '3',
      'Waiting for us in “specialists”': '0',
    });
  });

  test('who is on shift', () => {
    const person = (name: string, onShift: boolean) => ({
      operator: { id: name, name },
      onShift,
      tickets: 0,
    });
    expect(stats({})['On shift']).toBe('nobody');
    const people = [person('Мария', true), person('Борис', false), person('Яна', true)];
    expect(stats({ people })['On shift']).toBe('Мария, Яна');
  });

  test("today's tickets and how they ended; yesterday's count no more", () => {
    const yesterday = -13 * 60;
    const latest = [
      ticket([[-30, 'opened']]),
      ticket([[yesterday, 'opened']], { status: 'closed', closedAt: at(-5), resolution: 'confirmed' }),
      ticket([[-40, 'opened']], { status: 'closed', closedAt: at(-5), resolution: 'by-customer' }),
      ticket([[-50, 'opened']], { status: 'closed', closedAt: at(-5), resolution: 'unconfirmed' }),
      ticket([[yesterday, 'opened']], { status: 'closed', closedAt: at(yesterday), resolution: 'confirmed' }),
    ];
    expect(stats({ latest })).toMatchObject({
      'Opened today': '3',
      'Closed today': '3; confirmed: 2, unconfirmed: 1',
    });
  });

  test('how fast the first replies of today were: the middle one', () => {
    const replied = (minutes: number): Ticket =>
      ticket([
        [-100, 'opened'],
        [-100 + minutes, 'operator-wrote'],
      ]);
    const label = 'First reply today, median';
    expect(stats({})[label]).toBe('none');
    expect(stats({ latest: [replied(70), replied(5), replied(8)] })[label]).toBe('8 min');
    expect(stats({ latest: [replied(65)] })[label]).toBe('1 h 5 min');
  });

  test('what has not gone out, by where it goes and how urgent it is', () => {
    const backlog = [
      { target: 'telegram', waiting: 3, oldestMs: 59_000 },
      { target: 'telegram-group', waiting: 40, oldestMs: 120_000 },
      { target: 'telegram-group#1', waiting: 7, oldestMs: 300_000 },
      { target: 'telegram-group#2', waiting: 2, oldestMs: 3_600_000 },
    ];
    expect(stats({ backlog, exceptions: 2 })).toMatchObject({
      'Waiting to go out (Telegram)': '3, the oldest for less than a minute',
      'Waiting to go out (group)': '40, the oldest for 2 min',
      'Notices waiting (group)': '7, the oldest for 5 min',
      'Cards waiting (group)': '2, the oldest for 1 h',
      'Messages without an outcome': '2',
    });
  });

  test.each(['ru', 'en', 'bg'] as const)('every line has its words in %s', (locale) => {
    const backlog = ['web', 'web#1', 'web#2', 'unknown'].map((target) => ({
      target,
      waiting: 1,
      oldestMs: 1,
    }));
    const lines = Object.entries(stats({ backlog, latest: [ticket([[-1, 'opened']])] }, locale));
    expect(lines).toHaveLength(17);
    for (const [label, value] of lines) expect(`${label} ${value}`).not.toMatch(/desk\.|\{/u);
  });
});
