// Two tickets on one matter: what becomes of the one that ends, and of the one in which the matter goes on. Pure.
import type { Operator, Ticket } from '../model/ticket.ts';
import { highest } from './routing.ts';
import { closed, customerWrote, withPriority } from './ticket.ts';

const MAX_TRIED = 10;

/** Closed by the desk, since its matter goes on in the ticket `into`. */
export function mergedAway(ticket: Ticket, into: number, operator: Operator, at: Date): Ticket {
  const done = closed({ ...ticket, mergedInto: into }, 'by-desk', at, operator);
  const event = { at, kind: 'merged' as const, operator, detail: String(into) };
  return { ...done, history: [...done.history, event] };
}

/**
 * With what `from`, as it was before it ended, knew beyond it. The more urgent of two priorities holds, and what waited for us
 * there waits for us here, even if this one slept or its customer was asked whether it is solved.
 */
export function absorbed(kept: Ticket, from: Ticket, operator: Operator, at: Date): Ticket {
  const { case: own } = kept;
  const { case: other } = from;
  const labels = new Set(own.fields.map(({ label }) => label));
  const name = own.customerName ?? other.customerName;
  const richer: Ticket = {
    ...kept,
    case: {
      ...own,
      ...(name === undefined ? {} : { customerName: name }),
      fields: [...own.fields, ...other.fields.filter(({ label }) => !labels.has(label))],
      files: [...own.files, ...other.files],
      tried: [...own.tried, ...other.tried].slice(-MAX_TRIED),
    },
    history: [...kept.history, { at, kind: 'merged', operator, detail: String(from.number) }],
  };
  const urgent = withPriority(richer, highest([kept.priority, from.priority]), at);
  return waitsForUs(from) && !waitsForUs(kept) ? customerWrote(urgent, at) : urgent;
}

/** The numbers of the tickets whose matter goes on in this one. */
export function mergedFrom({ history, mergedInto }: Ticket): readonly number[] {
  const numbers = history.flatMap(({ kind, detail }) => (kind === 'merged' ? [Number(detail)] : []));
  return [...new Set(numbers)].filter((number) => number !== mergedInto);
}

/** When its customer wrote last, as far as the ticket knows. */
export function lastWords({ history, openedAt }: Ticket): Date {
  return history.findLast(({ kind }) => kind === 'customer-wrote')?.at ?? openedAt;
}

function waitsForUs({ status, snoozedUntil }: Ticket): boolean {
  return (status === 'new' || status === 'open') && snoozedUntil === undefined;
}
