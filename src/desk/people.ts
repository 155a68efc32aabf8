// Who can be given a ticket, and who is at work: the staff list, people's own word, and the shifts of flows/desk.yaml. Pure.
import type { Person } from '../model/desk.ts';
import type { DeskFacts } from '../model/order.ts';
import type { Operator } from '../model/ticket.ts';
import { isOpen, type Calendar } from './calendar.ts';
import type { DeskRules } from './desk-rules.ts';

/** Somebody's word about being at work is forgotten after this long. */
const WORD_HOLDS_MS = 16 * 60 * 60 * 1000;

/** Active staff, then members of a group who said that they are at work; by name. */
export function peopleOf(
  facts: Pick<DeskFacts, 'staff' | 'presence' | 'loads'>,
  rules: DeskRules,
  shop: Calendar,
  now: Date,
): readonly Person[] {
  const staff = facts.staff.filter(({ active }) => active);
  const known = new Set(facts.staff.map(({ id }) => id));
  const guests = facts.presence.map(({ operator }) => operator).filter(({ id }) => !known.has(id));
  const person = (operator: Operator): Person => {
    const [, listed] = Object.entries(rules.people).find(([name]) => sameName(name, operator.name)) ?? [];
    const said = facts.presence.find((one) => one.operator.id === operator.id);
    const word = said && now.getTime() - said.at.getTime() < WORD_HOLDS_MS ? said.on : undefined;
    const hours = listed?.hours && { ...listed.hours, timeZone: shop.timeZone };
    const rostered = hours ? isOpen(hours, now) : false;
    return {
      operator,
      onShift: word ?? rostered,
      ...(listed?.queues ? { queues: listed.queues } : {}),
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

function sameName(a: string, b: string): boolean {
  const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase().replaceAll('ё', 'е');
  return fold(a) === fold(b);
}
