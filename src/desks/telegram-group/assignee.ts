// Who is meant when a ticket is given to somebody: by user name, by name or its beginning, by oneself. Pure.
import type { User } from 'telegraf/types';
import type { Person } from '../../model/desk.ts';
import type { Operator } from '../../model/ticket.ts';
import { nameOf, operatorId } from './acts.ts';
import type { Colleague } from './colleagues.ts';

export type Meant =
  | { readonly kind: 'one'; readonly operator: Operator }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  /** `names` are those that are known. */
  | { readonly kind: 'nobody'; readonly names: readonly string[] };

/** Everybody that a ticket can be given to: the staff, and whoever has written in the group. */
export interface Known {
  readonly people: readonly Person[];
  readonly colleagues: readonly Colleague[];
}

/** The operator that an account in the group acts as: the member of the staff whose account it is, else the account. */
export function operatorWith(user: Pick<User, 'id'>, name: string, people: readonly Person[]): Operator {
  const own = operatorId(user.id);
  const person = people.find((one) => one.telegram === user.id || one.operator.id === own);
  return person?.operator ?? { id: own, name };
}

export function operatorOfUser(user: User, people: readonly Person[]): Operator {
  return operatorWith(user, nameOf(user), people);
}

/** `words` is a user name with its @, a whole name, or the beginning of one or of each of its parts. */
export function whoIsMeant(words: string, { people, colleagues }: Known): Meant {
  const wanted = plainly(words.replace(/^@/u, ''));
  const byUsername = colleagues.find((one) => one.username?.toLowerCase() === wanted);
  if (byUsername && wanted !== '') {
    return { kind: 'one', operator: operatorWith(byUsername, byUsername.name, people) };
  }
  const everybody = distinct([
    ...people.map((one) => one.operator),
    ...colleagues.map((one) => operatorWith(one, one.name, people)),
  ]);
  const exact = everybody.filter((one) => plainly(one.name) === wanted);
  const fitting = exact.length > 0 ? exact : everybody.filter((one) => begins(plainly(one.name), wanted));
  const [first, ...others] = wanted === '' ? [] : fitting;
  if (!first) return { kind: 'nobody', names: namesOf(everybody) };
  if (others.length > 0) return { kind: 'several', names: namesOf(fitting) };
  return { kind: 'one', operator: first };
}

function begins(name: string, wanted: string): boolean {
  const parts = name.split(' ');
  return (
    name.startsWith(wanted) || wanted.split(' ').every((word) => parts.some((part) => part.startsWith(word)))
  );
}

function plainly(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').trim().replace(/\s+/gu, ' ');
}

function distinct(operators: readonly Operator[]): Operator[] {
  return [...new Map(operators.map((one) => [one.id, one])).values()];
}

/** Two of one name are told apart by nothing that people see, so each is named once. */
function namesOf(operators: readonly Operator[]): string[] {
  return [...new Set(operators.map((one) => one.name))].sort((a, b) => a.localeCompare(b)).slice(0, 20);
}
