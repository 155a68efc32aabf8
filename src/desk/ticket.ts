// What may happen to a ticket, and what it becomes. Pure: every change gives a new ticket with one more event.
import type { DeskBody } from '../model/desk.ts';
import type { Operator, Priority, Resolution, Ticket, TicketEvent, Tier } from '../model/ticket.ts';
import { raised } from './routing.ts';

export type Refusal =
  | 'closed'
  | 'already-closed'
  | 'asked-already'
  | 'already-yours'
  | 'already-theirs'
  | 'not-taken'
  | 'not-closed'
  | 'no-change'
  | 'past'
  | 'awake';

export type ActResult =
  | { readonly kind: 'done'; readonly ticket: Ticket }
  /** Nothing changed, for a reason that the operator is told; a phrase key under `desk.refused`. */
  | { readonly kind: 'refused'; readonly why: Refusal };

const GIVEN_AWAY: readonly TicketEvent['kind'][] = ['released', 'handed-over'];

/** An operator's act. Whoever replies to an untaken ticket takes it. Acts that change no ticket leave it as it is. */
export function act(ticket: Ticket, body: DeskBody, operator: Operator, at: Date): ActResult {
  const add = (change: Partial<Ticket>, event: Omit<TicketEvent, 'at' | 'operator'>): ActResult => ({
    kind: 'done',
    ticket: { ...ticket, ...change, history: [...ticket.history, { at, operator, ...event }] },
  });
  if (body.kind === 'note') return add({}, { kind: 'note' });
  if (body.kind === 'reopen')
    return ticket.status === 'closed' ? reopened(ticket, operator, at) : refused('not-closed');
  if (ticket.status === 'closed') return refused(body.kind === 'close' ? 'already-closed' : 'closed');
  switch (body.kind) {
    case 'reply':
    case 'macro':
    case 'answer':
      return { kind: 'done', ticket: operatorWrote(ticket, operator, at) };
    case 'take':
      if (ticket.assignee?.id === operator.id && isTaken(ticket)) return refused('already-yours');
      return { kind: 'done', ticket: given(ticket, operator, { at, kind: 'taken', operator }) };
    case 'assign':
      if (ticket.assignee?.id === body.to.id) return refused('already-theirs');
      return {
        kind: 'done',
        ticket: given(ticket, body.to, {
          at,
          kind: 'assigned',
          operator,
          detail: body.to.id,
          to: body.to.name,
        }),
      };
    case 'release':
      return ticket.assignee
        ? { kind: 'done', ticket: released(ticket, operator, at) }
        : refused('not-taken');
    case 'close':
      if (body.unasked === true) return { kind: 'done', ticket: closed(ticket, 'by-desk', at, operator) };
      if (ticket.status === 'solved') return refused('asked-already');
      return { kind: 'done', ticket: asked(ticket, operator, at) };
    case 'priority':
      if (ticket.priority === body.priority) return refused('no-change');
      return add({ priority: body.priority }, { kind: 'priority', detail: body.priority });
    case 'tier':
      if (ticket.tier === body.tier && (body.queue ?? ticket.queue) === ticket.queue)
        return refused('no-change');
      return {
        kind: 'done',
        ticket: moved(ticket, body.tier, body.queue ?? ticket.queue ?? '', at, operator),
      };
    case 'snooze':
      if (body.until.getTime() <= at.getTime()) return refused('past');
      return add({ snoozedUntil: body.until }, { kind: 'snoozed', detail: body.until.toISOString() });
    case 'wake':
      if (!ticket.snoozedUntil) return refused('awake');
      return { kind: 'done', ticket: woken(ticket, at, operator) };
    default:
      return { kind: 'done', ticket };
  }
}

/** The customer wrote: the ticket waits for us again, whatever it slept for, and he can be reached. */
export function customerWrote(ticket: Ticket, at: Date): Ticket {
  const awake = reachable(woken(ticket, at), at);
  const back = awake.status === 'waiting' || awake.status === 'solved';
  const status = back ? (awake.assignee ? 'open' : 'new') : awake.status;
  return add({ ...awake, status }, { at, kind: 'customer-wrote' });
}

/** Somebody has taken it up himself. A ticket that the rules gave to somebody is not taken yet. */
export function isTaken(ticket: Ticket): boolean {
  if (!ticket.assignee) return false;
  const begun = ticket.history.findLastIndex(({ kind }) => kind === 'taken' || kind === 'operator-wrote');
  return begun > ticket.history.findLastIndex(({ kind }) => GIVEN_AWAY.includes(kind));
}

/** The customer still waits for the first word that he was promised; nothing is promised any more once somebody took it up. */
export function isStillPromised({ status, history }: Ticket): boolean {
  const waits = status === 'new' || status === 'open';
  return (
    waits && !history.some(({ kind }) => kind === 'taken' || kind === 'operator-wrote' || kind === 'solved')
  );
}

/** Nobody has taken it, and the customer has not written since it was opened or given back. */
export function isFirstWordSince(ticket: Ticket): boolean {
  if (isTaken(ticket)) return false;
  const wrote = ticket.history.findLastIndex(({ kind }) => kind === 'customer-wrote');
  return wrote <= ticket.history.findLastIndex(({ kind }) => kind === 'opened' || GIVEN_AWAY.includes(kind));
}

/** The customer says that it is not solved: back to its operator or the queue, one step more urgent. */
export function notSolved(ticket: Ticket, at: Date): Ticket {
  const priority = raised(ticket.priority);
  const back = add({ ...ticket, status: ticket.assignee ? 'open' : 'new' }, { at, kind: 'not-solved' });
  return priority === ticket.priority
    ? back
    : add({ ...back, priority }, { at, kind: 'priority', detail: priority });
}

/** The end, and who says so. */
export function closed(ticket: Ticket, resolution: Resolution, at: Date, operator?: Operator): Ticket {
  const awake = without(ticket, 'snoozedUntil');
  return add(
    { ...awake, status: 'closed', closedAt: at, resolution },
    { at, kind: 'closed', detail: resolution, ...(operator ? { operator } : {}) },
  );
}

/** Silence closed it, and now the customer says that it was solved; when it ended stays as it was. */
export function confirmedLate(ticket: Ticket, at: Date): Ticket {
  return add({ ...ticket, resolution: 'confirmed' }, { at, kind: 'confirmed' });
}

/** The customer is asked once more whether it is solved, by that delivery. */
export function reminded(ticket: Ticket, delivery: string, at: Date): Ticket {
  return add(ticket, { at, kind: 'reminded', detail: delivery });
}

/** The time it was put aside for is over, or somebody needs it sooner. */
export function woken(ticket: Ticket, at: Date, operator?: Operator): Ticket {
  const event: TicketEvent = { at, kind: 'woken', ...(operator ? { operator } : {}) };
  return ticket.snoozedUntil ? add(without(ticket, 'snoozedUntil'), event) : ticket;
}

/** A message of ours could not be delivered. */
export function undelivered(ticket: Ticket, at: Date): Ticket {
  return add(ticket, { at, kind: 'undelivered' });
}

/** What we write does not arrive any more; the same ticket when that is known. */
export function unreachable(ticket: Ticket, at: Date): Ticket {
  return ticket.unreachable ? ticket : add({ ...ticket, unreachable: true }, { at, kind: 'unreachable' });
}

/** Its assignee has gone off: it is somebody else's now, or anybody's. Whom it waits for stays as it is. */
export function handedOver(ticket: Ticket, to: Operator | undefined, at: Date): Ticket {
  const from = ticket.assignee ? { operator: ticket.assignee } : {};
  const event: TicketEvent = {
    at,
    kind: 'handed-over',
    ...from,
    ...(to ? { detail: to.id, to: to.name } : {}),
  };
  const theirs = ticket.status === 'waiting' || ticket.status === 'solved' ? ticket.status : undefined;
  return to
    ? add({ ...ticket, assignee: to, status: theirs ?? 'open' }, event)
    : add({ ...without(ticket, 'assignee'), status: theirs ?? 'new' }, event);
}

/** An SLA clock is nearly used up, or quite: the step is recorded, so that it comes once. */
export function slaStepTaken(ticket: Ticket, what: 'warned' | 'breached', clock: string, at: Date): Ticket {
  return add(ticket, { at, kind: what, detail: clock });
}

/** To the people of another tier; whoever had it has it no longer. */
export function moved(ticket: Ticket, tier: Tier, queue: string, at: Date, operator?: Operator): Ticket {
  const by = operator ? { operator } : {};
  const up =
    tier === ticket.tier
      ? ticket
      : add({ ...ticket, tier }, { at, kind: 'tier', detail: String(tier), ...by });
  if (queue === up.queue) return up;
  const free = without(up, 'assignee');
  return add(
    { ...free, queue, status: up.status === 'waiting' ? 'waiting' : 'new' },
    { at, kind: 'queue', detail: queue, ...by },
  );
}

export function given(ticket: Ticket, to: Operator, event: TicketEvent): Ticket {
  return add({ ...ticket, assignee: to, status: ticket.status === 'new' ? 'open' : ticket.status }, event);
}

export function withPriority(ticket: Ticket, priority: Priority, at: Date): Ticket {
  return priority === ticket.priority
    ? ticket
    : add({ ...ticket, priority }, { at, kind: 'priority', detail: priority });
}

export function released(ticket: Ticket, operator: Operator, at: Date): Ticket {
  const status = ticket.status === 'solved' ? 'solved' : 'new';
  return add({ ...without(ticket, 'assignee'), status }, { at, kind: 'released', operator });
}

/** We wait for the customer's word on whether it is solved. */
function asked(ticket: Ticket, operator: Operator, at: Date): Ticket {
  return add({ ...without(ticket, 'snoozedUntil'), status: 'solved' }, { at, kind: 'solved', operator });
}

/** He can be reached again; the same ticket when he always could. */
export function reachable(ticket: Ticket, at: Date): Ticket {
  return ticket.unreachable ? add(without(ticket, 'unreachable'), { at, kind: 'reachable' }) : ticket;
}

function operatorWrote(ticket: Ticket, operator: Operator, at: Date): Ticket {
  const taken = ticket.assignee ? ticket : given(ticket, operator, { at, kind: 'taken', operator });
  const status = taken.status === 'solved' ? 'solved' : 'waiting';
  return add({ ...without(taken, 'snoozedUntil'), status }, { at, kind: 'operator-wrote', operator });
}

function reopened(ticket: Ticket, operator: Operator, at: Date): ActResult {
  const open = without(without(ticket, 'closedAt'), 'resolution');
  const status = ticket.assignee ? 'open' : 'new';
  return { kind: 'done', ticket: add({ ...open, status }, { at, kind: 'reopened', operator }) };
}

function refused(why: Refusal): ActResult {
  return { kind: 'refused', why };
}

function without(
  ticket: Ticket,
  key: 'assignee' | 'snoozedUntil' | 'closedAt' | 'resolution' | 'unreachable',
): Ticket {
  return Object.fromEntries(Object.entries(ticket).filter(([name]) => name !== key)) as unknown as Ticket;
}

function add(ticket: Ticket, event: TicketEvent): Ticket {
  return { ...ticket, history: [...ticket.history, event] };
}
