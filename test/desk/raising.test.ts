// What the customer says while his ticket is open makes it more important by the shop's rules, and never less.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskRulesSchema, slaRulesOf } from '../../src/desk/desk-rules.ts';
import { raisedBySaid, type Said } from '../../src/desk/raising.ts';
import { PRIORITIES } from '../../src/desk/routing.ts';
import { slaClocks } from '../../src/desk/sla.ts';
import { act } from '../../src/desk/ticket.ts';
import type { Ticket } from '../../src/model/ticket.ts';
import { ticketWith } from './ticket-with.ts';

const NOON = new Date('2026-11-18T12:00:00Z');
const MARIA = { id: 'web:maria', name: 'Мария' };
const TIMES = { first: '1h', next: '2h', solution: '8h' };
const RULES = deskRulesSchema.parse({
  queues: [{ name: 'general' }, { name: 'money' }, { name: 'specialists', tier: 3 }],
  routing: [
    { when: { words: ['искр', 'удари ме ток', 'бьет ток'] }, priority: 'urgent', tier: 3 },
    { when: { words: ['списали дважды'] }, priority: 'high', queue: 'money' },
    { when: { amount: 1000 }, priority: 'high' },
    { when: { contacts: 2, words: ['опять'] }, priority: 'high' },
    { when: { words: ['верните'], mood: 'angry' }, priority: 'urgent' },
    { when: { mood: 'angry' }, priority: 'high' },
    { when: { locale: ['bg'] }, priority: 'urgent' },
  ],
  sla: { low: TIMES, normal: TIMES, high: TIMES, urgent: { ...TIMES, first: '15m' } },
  confirm: { remind_hours: 24, close_hours: 72 },
});
const NEW = ticketWith([{ at: NOON, kind: 'opened', detail: 'general' }]);
const TAKEN: Ticket = {
  ...NEW,
  status: 'open',
  assignee: MARIA,
  history: [...NEW.history, { at: NOON, kind: 'taken', operator: MARIA }],
};

function says(ticket: Ticket, words: string, more: Partial<Said> = {}): ReturnType<typeof raisedBySaid> {
  const said: Said = { words, locale: 'ru', angry: (more.anger ?? []).length > 0, anger: [], ...more };
  return raisedBySaid(ticket, said, RULES, NOON);
}

function lowered(ticket: Ticket): Ticket {
  const result = act(ticket, { kind: 'priority', priority: 'normal' }, MARIA, NOON);
  return result.kind === 'done' ? result.ticket : ticket;
}

function standing({ priority, tier, queue }: Ticket): string {
  return `${queue} ${tier} ${priority}`;
}

describe('words said while a ticket is open', () => {
  it.each<[string, string, Partial<Said>, string]>([
    ['nothing in particular', 'когда ответите', {}, 'general 2 normal'],
    ['danger', 'плита ИСКРИТ!', {}, 'specialists 3 urgent'],
    ['money, which has a queue of its own', 'у меня списали дважды', {}, 'money 2 high'],
    ['anger', 'ну вы и гады', { anger: ['гады'] }, 'general 2 high'],
    ['an order of much money', 'это заказ UT-10001', { amount: 100_000 }, 'general 2 high'],
    ['an order of less', 'это заказ UT-10001', { amount: 99_999 }, 'general 2 normal'],
    ['one condition of two', 'верните деньги', {}, 'general 2 normal'],
    ['both conditions', 'верните деньги, гады', { anger: ['гады'] }, 'general 2 urgent'],
    ['what held before and is not about these words', 'благодаря', { locale: 'bg' }, 'general 2 normal'],
  ])('%s', (_, words, more, expected) => {
    expect(standing(says(NEW, words, more).ticket)).toBe(expected);
  });

  it('weigh together with what was said before', () => {
    const calm = says(NEW, 'верните деньги').ticket;
    expect(calm.priority).toBe('normal');
    expect(says(calm, 'гады', { anger: ['гады'] }).ticket.priority).toBe('urgent');
    const second = { ...NEW, weighed: { contacts: 2, heard: [] } };
    expect(says(second, 'опять не греет').ticket.priority).toBe('high');
  });

  it('are told to the staff as the customer wrote them', () => {
    expect(says(NEW, 'Меня БЬЁТ  током, плита искрит').why).toEqual([
      { kind: 'words', words: 'искрит' },
      { kind: 'words', words: 'БЬЁТ током' },
    ]);
    expect(says(NEW, 'гады', { anger: ['гады'] }).why).toEqual([{ kind: 'anger' }]);
  });

  it('are told of only when they change something', () => {
    const urgent: Ticket = { ...NEW, priority: 'urgent', tier: 3, queue: 'specialists' };
    const { ticket, why } = says(urgent, 'искрит');
    expect(why).toEqual([]);
    expect(ticket.history).toEqual(urgent.history);
  });

  it('shorten the clocks as a priority set by hand does', () => {
    const week = { mon: [], tue: [], wed: ['00:00-24:00'], thu: [], fri: [] };
    const clocks = (ticket: Ticket): Date | undefined =>
      slaClocks(ticket, slaRulesOf(RULES, { timeZone: 'UTC', shifts: week, holidays: [] }), NOON).find(
        ({ name }) => name === 'first',
      )?.dueAt;
    expect(clocks(NEW)).toEqual(new Date('2026-11-18T13:00:00Z'));
    expect(clocks(says(NEW, 'искрит').ticket)).toEqual(new Date('2026-11-18T12:15:00Z'));
  });
});

describe('people', () => {
  it('who are in the middle of it keep it, a tier up', () => {
    expect(says(TAKEN, 'искрит').ticket).toMatchObject({ assignee: MARIA, tier: 3, queue: 'general' });
  });

  it('to whom the rules gave it lose it to those of the tier', () => {
    const given: Ticket = { ...NEW, assignee: MARIA, status: 'open' };
    const { ticket } = says(given, 'искрит');
    expect(ticket).toMatchObject({ queue: 'specialists', status: 'new' });
    expect(ticket.assignee).toBeUndefined();
  });

  it('who lowered it by hand are overruled by new words, not by the same ones', () => {
    const low = lowered(says(TAKEN, 'плита искрит').ticket);
    const again = says(low, 'она ИСКРИЛА весь вечер');
    expect(again.ticket.priority).toBe('normal');
    expect(again.why).toEqual([]);
    expect(says(low, 'и бьёт током').ticket.priority).toBe('urgent');
  });

  it('who lowered an angry one hear of other words of anger only', () => {
    const low = lowered(says(TAKEN, 'гады', { anger: ['гады'] }).ticket);
    expect(says(low, 'гады!', { anger: ['гады'] }).ticket.priority).toBe('normal');
    expect(says(low, 'идиоты', { anger: ['идиоты'] }).ticket.priority).toBe('high');
  });

  it('who put it into a queue by hand keep it there, save for another tier', () => {
    const put: Ticket = {
      ...NEW,
      history: [...NEW.history, { at: NOON, kind: 'queue', operator: MARIA, detail: 'general' }],
    };
    expect(standing(says(put, 'списали дважды').ticket)).toBe('general 2 high');
    expect(standing(says(put, 'искрит').ticket)).toBe('specialists 3 urgent');
  });
});

it('nothing that is said lowers anything', () => {
  const words = fc.constantFrom('искрит', 'списали дважды', 'верните', 'гады', 'опять', 'спасибо');
  fc.assert(
    fc.property(
      fc.constantFrom(...PRIORITIES),
      fc.constantFrom<2 | 3>(2, 3),
      fc.array(words, { maxLength: 8 }),
      fc.boolean(),
      (priority, tier, said, taken) => {
        const before: Ticket = {
          ...(taken ? TAKEN : NEW),
          priority,
          tier,
          queue: tier === 3 ? 'specialists' : 'general',
        };
        let now = before;
        for (const word of said) {
          const next = says(now, word, word === 'гады' ? { anger: ['гады'] } : {}).ticket;
          expect(PRIORITIES.indexOf(next.priority)).toBeGreaterThanOrEqual(PRIORITIES.indexOf(now.priority));
          expect(next.tier).toBeGreaterThanOrEqual(now.tier);
          now = next;
        }
        expect(now.assignee).toEqual(before.assignee);
      },
    ),
  );
});
