// Who can be given a ticket, and who is at work: the staff list, people's own word, and the shifts of flows/desk.yaml. Pure.
import type { Person } from '../model/desk.ts';
import type { DeskFacts } from '../model/order.ts';
import type { Operator } from '../model/ticket.ts';
import { type Span, spansFrom } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import type { DeskRules } from './desk-rules.ts';

/** Whether somebody is at work, as far as that is known: he has shifts, or has said so himself. */
export interface Attendance {
  readonly on: boolean;
  /** End of the rostered shift that he is in. */
  readonly until?: Date;
  /** Of somebody who is off: since when; absent when that is longer than a week. */
  readonly since?: Date;
}

const HOUR_MS = 60 * 60 * 1000;
/** Somebody's word about being at work is forgotten after this long. */
const WORD_HOLDS_MS = 16 * HOUR_MS;
/** Who goes home early is not back after the lunch break; a shift that begins this long after his word is a new one. */
const NEW_SHIFT_MS = 3 * HOUR_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;

type Known = Pick<DeskFacts, 'staff' | 'presence' | 'loads'>;

/** Active staff, then members of a group who said that they are at work; by name. */
export function peopleOf(facts: Known, rules: DeskRules, shop: Calendar, now: Date): readonly Person[] {
  const staff = facts.staff.filter(({ active }) => active);
  const known = new Set(facts.staff.map(({ id }) => id));
  const guests = facts.presence.map(({ operator }) => operator).filter(({ id }) => !known.has(id));
  const person = (operator: Operator): Person => {
    const queues = listed(operator, rules)?.queues;
    const attendance = attendanceOf(operator, facts, rules, shop, now);
    return {
      operator,
      onShift: attendance?.on === true,
      ...(attendance?.until ? { until: attendance.until } : {}),
      ...(queues ? { queues } : {}),
      tickets: facts.loads[operator.id] ?? 0,
    };
  };
  return [
    ...staff.map((member): Person => ({
      ...person({ id: member.id, name: member.name }),
      role: member.role,
      ...(member.telegram === undefined ? {} : { telegram: member.telegram }),
    })),
    ...guests.map(person),
  ].sort((a, b) => a.operator.name.localeCompare(b.operator.name));
}

/** Undefined for somebody who has no shifts and has never said that he comes or goes: nobody knows. */
export function attendanceOf(
  operator: Operator,
  facts: Pick<DeskFacts, 'staff' | 'presence'>,
  rules: DeskRules,
  shop: Calendar,
  now: Date,
): Attendance | undefined {
  const member = facts.staff.find(({ id }) => id === operator.id);
  if (member && !member.active) return { on: false };
  const said = facts.presence.find((one) => one.operator.id === operator.id);
  const hours = hoursOf(operator, rules, shop);
  if (!hours) return said && byWord(said, now);
  const shift = shiftAt(hours, now);
  if (said && holds(said, hours, now))
    return said.on
      ? { on: true, ...(shift ? { until: new Date(shift.to) } : {}) }
      : { on: false, since: said.at };
  if (shift) return { on: true, until: new Date(shift.to) };
  const last = lastEnd(hours, now);
  return { on: false, ...(last ? { since: last } : {}) };
}

/** When the rostered shift ends that the person is in; undefined outside of one, or without shifts. */
export function shiftEnd(operator: Operator, rules: DeskRules, shop: Calendar, now: Date): Date | undefined {
  const hours = hoursOf(operator, rules, shop);
  const shift = hours && shiftAt(hours, now);
  return shift && new Date(shift.to);
}

function byWord({ on, at }: DeskFacts['presence'][number], now: Date): Attendance {
  const end = new Date(at.getTime() + WORD_HOLDS_MS);
  if (!on) return { on: false, since: at };
  return end.getTime() > now.getTime() ? { on: true } : { on: false, since: end };
}

/** Until a rostered shift says otherwise: the one it was said in ends, or a new one begins. */
function holds({ on, at }: DeskFacts['presence'][number], hours: Calendar, now: Date): boolean {
  if (now.getTime() - at.getTime() >= WORD_HOLDS_MS) return false;
  if (on) {
    const shift = shiftAt(hours, at);
    return !shift || now.getTime() < shift.to;
  }
  for (const { from } of spansFrom(hours, at)) {
    if (from > now.getTime()) return true;
    if (from - at.getTime() >= NEW_SHIFT_MS) return false;
  }
  return true;
}

/** Spans that touch, as over midnight, are one shift. */
function shiftAt(hours: Calendar, now: Date): Span | undefined {
  let shift: Span | undefined;
  for (const span of spansFrom(hours, now)) {
    if (shift && span.from > shift.to) break;
    if (!shift && span.from > now.getTime()) return undefined;
    shift = { from: shift?.from ?? span.from, to: span.to };
    if (shift.to - now.getTime() > WEEK_MS) break;
  }
  return shift;
}

function lastEnd(hours: Calendar, now: Date): Date | undefined {
  let last: number | undefined;
  for (const { from, to } of spansFrom(hours, new Date(now.getTime() - WEEK_MS))) {
    if (from > now.getTime()) break;
    if (to <= now.getTime()) last = to;
  }
  return last === undefined ? undefined : new Date(last);
}

function hoursOf(operator: Operator, rules: DeskRules, { timeZone }: Calendar): Calendar | undefined {
  const hours = listed(operator, rules)?.hours;
  return hours && { ...hours, timeZone };
}

function listed({ name }: Operator, { people }: DeskRules): DeskRules['people'][string] | undefined {
  return Object.entries(people).find(([one]) => sameName(one, name))?.[1];
}

function sameName(a: string, b: string): boolean {
  const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase().replaceAll('ё', 'е');
  return fold(a) === fold(b);
}
