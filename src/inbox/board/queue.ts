// What waits for us: the queue that desks list, how many of its tickets each person has, and the figures of it.
import { slaClocks, type SlaRules } from '../../desk/sla.ts';
import type { DeskQueue, QueueLine } from '../../model/desk.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Ticket, TicketEvent } from '../../model/ticket.ts';

/** Open tickets that are looked at. */
export const MOST_OPEN = 5_000;

/** The customer's turn is over, and ours has begun. */
const THEIRS: readonly TicketEvent['kind'][] = ['opened', 'customer-wrote', 'not-solved', 'reopened'];
const OURS: readonly TicketEvent['kind'][] = ['operator-wrote', 'solved'];

export interface QueueParts {
  readonly slaRules: SlaRules;
  readonly queues: readonly DeskQueue[];
  /** Said of a customer without a name. */
  readonly nameless: string;
}

/** Oldest wait first; what sleeps, is over or waits for the customer is left out. */
export function queueOf(tickets: readonly Ticket[], parts: QueueParts, now: Date): QueueLine[] {
  return tickets
    .filter((ticket) => waitsForUs(ticket, now))
    .map((ticket) => ({
      ticket: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      priority: ticket.priority,
      customerName: ticket.case.customerName ?? parts.nameless,
      ...(ticket.assignee ? { assignee: ticket.assignee } : {}),
      since: waitingSince(ticket),
      late: isLate(ticket, parts.slaRules, now),
      ...(ticket.queue === undefined || parts.queues.length < 2
        ? {}
        : { queue: parts.queues.find(({ name }) => name === ticket.queue)?.title ?? ticket.queue }),
    }))
    .sort((a, b) => a.since.getTime() - b.since.getTime() || a.number - b.number);
}

export function waitsForUs({ status, snoozedUntil }: Ticket, now: Date): boolean {
  const asleep = snoozedUntil !== undefined && snoozedUntil.getTime() > now.getTime();
  return (status === 'new' || status === 'open') && !asleep;
}

/** Since the first of the customer's words that nobody has answered, as the clock of the next reply counts. */
export function waitingSince({ history, openedAt }: Ticket): Date {
  let since: Date | undefined;
  for (const { at, kind } of history) {
    if (THEIRS.includes(kind)) since ??= at;
    else if (OURS.includes(kind)) since = undefined;
  }
  return since ?? history.at(-1)?.at ?? openedAt;
}

/** A clock that runs is over its time. */
export function isLate(ticket: Ticket, rules: SlaRules, now: Date): boolean {
  if (ticket.status === 'closed') return false;
  return slaClocks(ticket, rules, now).some(({ state, late }) => state === 'running' && late);
}

/** For the figures: open tickets that are late, and those that nobody has. */
export async function deskFigures(
  store: Pick<DeskReader, 'tickets'>,
  rules: SlaRules,
  now: Date,
): Promise<{ readonly late: number; readonly unassigned: number }> {
  const open = await store.tickets({ status: ['new', 'open', 'waiting', 'solved'], limit: MOST_OPEN });
  return {
    late: open.filter((ticket) => isLate(ticket, rules, now)).length,
    unassigned: open.filter(isUntaken).length,
  };
}

export function isUntaken({ assignee, status }: Ticket): boolean {
  return assignee === undefined && (status === 'new' || status === 'open');
}
