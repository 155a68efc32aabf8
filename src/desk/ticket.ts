// What may happen to a ticket, and what it becomes. Pure: every change gives a new ticket with one more event.
import type { DeskBody } from '../model/desk.ts';
import type { Operator, Ticket, TicketEvent } from '../model/ticket.ts';

export type Act = DeskBody['kind'];

export type ActResult =
  | { readonly kind: 'done'; readonly ticket: Ticket }
  /** Nothing changed, for a reason that the operator is told; a phrase key under `desk.refused`. */
  | { readonly kind: 'refused'; readonly why: 'closed' | 'already-closed' | 'already-yours' | 'not-taken' };

/** An operator's act. Whoever replies to an untaken ticket takes it. */
export function act(ticket: Ticket, what: Act, operator: Operator, at: Date): ActResult {
  const closed = ticket.status === 'closed';
  switch (what) {
    case 'answer':
    case 'reply': {
      if (closed) return { kind: 'refused', why: 'closed' };
      const taken = ticket.assignee
        ? ticket
        : add({ ...ticket, assignee: operator }, { at, kind: 'taken', operator });
      return {
        kind: 'done',
        ticket: add({ ...taken, status: 'waiting' }, { at, kind: 'operator-wrote', operator }),
      };
    }
    case 'note':
      return { kind: 'done', ticket: add(ticket, { at, kind: 'note', operator }) };
    case 'take':
      if (closed) return { kind: 'refused', why: 'closed' };
      if (ticket.assignee?.id === operator.id) return { kind: 'refused', why: 'already-yours' };
      return {
        kind: 'done',
        ticket: add(
          { ...ticket, assignee: operator, status: ticket.status === 'new' ? 'open' : ticket.status },
          { at, kind: 'taken', operator },
        ),
      };
    case 'release': {
      if (closed) return { kind: 'refused', why: 'closed' };
      if (!ticket.assignee) return { kind: 'refused', why: 'not-taken' };
      const rest = withoutAssignee(ticket);
      return { kind: 'done', ticket: add({ ...rest, status: 'new' }, { at, kind: 'released', operator }) };
    }
    case 'close':
      if (closed) return { kind: 'refused', why: 'already-closed' };
      return {
        kind: 'done',
        ticket: add({ ...ticket, status: 'closed', closedAt: at }, { at, kind: 'closed', operator }),
      };
  }
}

/** The customer wrote: the ticket waits for us again. */
export function customerWrote(ticket: Ticket, at: Date): Ticket {
  const status = ticket.status === 'waiting' ? 'open' : ticket.status;
  return add({ ...ticket, status }, { at, kind: 'customer-wrote' });
}

/** The customer is angry: people look at it sooner. The same ticket when it is high already. */
export function customerFurious(ticket: Ticket): Ticket {
  return ticket.priority === 'high' || ticket.priority === 'urgent'
    ? ticket
    : { ...ticket, priority: 'high' };
}

/** Nobody has it, and the customer has not written since it was opened or given back. */
export function isFirstWordSince(ticket: Ticket): boolean {
  if (ticket.assignee) return false;
  const wrote = ticket.history.findLastIndex(({ kind }) => kind === 'customer-wrote');
  return wrote <= ticket.history.findLastIndex(({ kind }) => kind === 'opened' || kind === 'released');
}

/** A message of ours could not be delivered. */
export function undelivered(ticket: Ticket, at: Date): Ticket {
  return add(ticket, { at, kind: 'undelivered' });
}

function withoutAssignee(ticket: Ticket): Ticket {
  return Object.fromEntries(
    Object.entries(ticket).filter(([key]) => key !== 'assignee'),
  ) as unknown as Ticket;
}

function add(ticket: Ticket, event: TicketEvent): Ticket {
  return { ...ticket, history: [...ticket.history, event] };
}
