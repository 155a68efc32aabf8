// Who is at work: shifts of the roster, people's own word, and who gets the next ticket.
import { describe, expect, it, test } from 'vitest';
import { lastGivenIn, whoGets } from '../../src/desk/assigning.ts';
import { deskRulesSchema, type DeskRules } from '../../src/desk/desk-rules.ts';
import { attendanceOf, peopleOf, shiftEnd } from '../../src/desk/people.ts';
import type { DeskFacts } from '../../src/model/order.ts';
import type { Operator } from '../../src/model/ticket.ts';
import { ticketWith } from './ticket-with.ts';

const HOUR = 60 * 60_000;
const SHOP = { timeZone: 'Europe/Moscow', shifts: {}, holidays: [] };
const MARIA: Operator = { id: 'staff:1', name: 'Мария' };
const BORIS: Operator = { id: 'staff:2', name: 'Борис' };
const ANNA: Operator = { id: 'staff:3', name: 'Анна' };
const monday = (time: string): Date => new Date(`2026-05-11T${time}:00+03:00`);
const tuesday = (time: string): Date => new Date(`2026-05-12T${time}:00+03:00`);

const TARGET = { first: '1h', next: '1h', solution: '1h' };
const RULES: DeskRules = deskRulesSchema.parse({
  queues: [{ name: 'general' }, { name: 'specialists', tier: 3 }],
  people: {
    мария: {
      hours: { shifts: { mon: ['09:00-13:00', '14:00-18:00'], tue: ['09:00-18:00'] }, holidays: ['05-19'] },
    },
    Борис: { queues: ['specialists'], hours: { shifts: { mon: ['22:00-24:00'], tue: ['00:00-06:00'] } } },
  },
  sla: { low: TARGET, normal: TARGET, high: TARGET, urgent: TARGET },
  confirm: { remind_hours: 24, close_hours: 72 },
});

function facts(more: Partial<DeskFacts> = {}): DeskFacts {
  const since = new Date(0);
  const member = ({ id, name }: Operator) =>
    ({ id, name, role: 'operator', active: true, since, keySince: since }) as const;
  const staff = [MARIA, BORIS, ANNA].map(member);
  return { untaken: 0, recent: [], loads: {}, earlier: [], presence: [], staff, ...more };
}

const said = (operator: Operator, on: boolean, at: Date): Partial<DeskFacts> => ({
  presence: [{ operator, on, at }],
});
const on = (now: Date, more: Partial<DeskFacts> = {}, who = MARIA): boolean | undefined =>
  attendanceOf(who, facts(more), RULES, SHOP, now)?.on;

describe('somebody with shifts', () => {
  test.each([
    [monday('08:59'), false],
    [monday('09:00'), true],
    [monday('12:59'), true],
    [monday('13:00'), false],
    [monday('14:00'), true],
    [new Date('2026-05-19T10:00:00+03:00'), false],
  ])('is there in them and not outside (%s)', (now, there) => {
    expect(on(now)).toBe(there);
  });

  it('has an end of the shift, over midnight if it must be', () => {
    expect(shiftEnd(MARIA, RULES, SHOP, monday('09:30'))).toEqual(monday('13:00'));
    expect(shiftEnd(BORIS, RULES, SHOP, monday('23:00'))).toEqual(tuesday('06:00'));
    expect(shiftEnd(MARIA, RULES, SHOP, monday('13:30'))).toBeUndefined();
    expect(shiftEnd(ANNA, RULES, SHOP, monday('10:00'))).toBeUndefined();
  });

  it('is off since the end of the last one', () => {
    expect(attendanceOf(MARIA, facts(), RULES, SHOP, monday('20:00'))).toEqual({
      on: false,
      since: monday('18:00'),
    });
  });

  it('who goes home early is back with the next day, not after lunch', () => {
    const gone = said(MARIA, false, monday('12:30'));
    expect(on(monday('14:30'), gone)).toBe(false);
    expect(on(tuesday('09:00'), gone)).toBe(true);
  });

  it('who comes at another time is there by that word, and one said in the shift ends with it', () => {
    expect(on(monday('20:00'), said(MARIA, true, monday('19:00')))).toBe(true);
    expect(on(tuesday('11:30'), said(BORIS, true, monday('19:00')), BORIS)).toBe(false);
    expect(on(monday('18:30'), said(MARIA, true, monday('14:10')))).toBe(false);
  });
});

describe('somebody without shifts', () => {
  it('is there for sixteen hours from saying so', () => {
    const here = said(ANNA, true, monday('10:00'));
    expect(on(new Date(monday('10:00').getTime() + 16 * HOUR - 1), here, ANNA)).toBe(true);
    expect(on(new Date(monday('10:00').getTime() + 16 * HOUR), here, ANNA)).toBe(false);
  });

  it('is neither there nor away before he has ever said anything', () => {
    expect(attendanceOf(ANNA, facts(), RULES, SHOP, monday('10:00'))).toBeUndefined();
  });

  it('is listed as a guest of the group once he has', () => {
    const guest = { id: 'telegram-group:7', name: 'Яна' };
    const people = peopleOf(facts(said(guest, true, monday('10:00'))), RULES, SHOP, monday('10:30'));
    expect(people.map(({ operator, onShift }) => [operator.name, onShift])).toEqual([
      ['Анна', false],
      ['Борис', false],
      ['Мария', true],
      ['Яна', true],
    ]);
  });
});

it('whoever has left the staff is away for good', () => {
  const left = facts().staff.map((one) => ({ ...one, active: false }));
  expect(on(monday('10:00'), { staff: left })).toBe(false);
});

describe('a ticket that is given away', () => {
  const here: Partial<DeskFacts> = {
    presence: [MARIA, ANNA].map((operator) => ({ operator, on: true, at: monday('09:30') })),
  };
  const gets = (
    queue: string,
    more: Partial<DeskFacts>,
    now = monday('10:00'),
    except?: string,
  ): string | undefined => whoGets({ queue }, facts(more), RULES, SHOP, now, except)?.name;

  it('goes to whoever has the fewest', () => {
    expect(gets('general', { ...here, loads: { [MARIA.id]: 2, [ANNA.id]: 1 } })).toBe('Анна');
  });

  it('goes to whoever was given one longest ago among equals', () => {
    const lastGiven = { [MARIA.id]: monday('09:40').getTime(), [ANNA.id]: monday('09:50').getTime() };
    expect(gets('general', { ...here, lastGiven })).toBe('Мария');
  });

  it('goes to nobody who works on other queues, is away, or has just given it up', () => {
    expect(gets('general', {}, monday('23:00'))).toBeUndefined();
    expect(gets('specialists', {}, monday('23:00'))).toBe('Борис');
    expect(gets('general', here, monday('10:00'), MARIA.id)).toBe('Анна');
  });
});

it('what was given last is read from the tickets', () => {
  const ticket = ticketWith([
    { at: monday('09:00'), kind: 'opened' },
    { at: monday('09:10'), kind: 'assigned', detail: MARIA.id },
    { at: monday('09:20'), kind: 'handed-over', operator: MARIA, detail: ANNA.id },
    { at: monday('09:30'), kind: 'taken', operator: BORIS },
  ]);
  expect(lastGivenIn([ticket])).toEqual({
    [MARIA.id]: monday('09:10').getTime(),
    [ANNA.id]: monday('09:20').getTime(),
    [BORIS.id]: monday('09:30').getTime(),
  });
});
