// When an open ticket does something by itself: its SLA steps, the end of a snooze, a promise,
// the question whether it is solved, the end of a shift.
import { slaClocks } from '../desk/sla.ts';
import { slaSteps } from '../desk/sla-steps.ts';
import { shiftEnd } from '../desk/people.ts';
import { isStillPromised } from '../desk/ticket.ts';
import type { TicketId, TimerId } from '../model/ids.ts';
import type { Ticket } from '../model/ticket.ts';
import type { Timer } from '../model/turn.ts';
import type { Deps } from './deps.ts';

export const TICKET_STEPS = [
  'sla',
  'snooze',
  'confirm-remind',
  'confirm-close',
  'promise',
  'handover',
] as const;
export type TicketStep = (typeof TICKET_STEPS)[number];

const ASKED_ONCE: readonly TicketStep[] = ['confirm-remind', 'confirm-close'];
const HOUR_MS = 3_600_000;
/** A promise is renewed this long before it would be broken; the shortest one is five minutes. */
const PROMISE_MARGIN_MS = 2 * 60_000;

/**
 * The timers that the ticket needs now: set or moved, and those that it no longer needs. What is overdue comes at once. A question
 * whose time has come is left as it is: whether it was put already does not show on the ticket.
 */
export function ticketTimers(
  ticket: Ticket,
  deps: Deps,
): { readonly set: readonly Timer[]; readonly cancel: readonly TimerId[] } {
  const { now } = deps;
  const set: Timer[] = [];
  const cancel: TimerId[] = [];
  for (const step of TICKET_STEPS) {
    const id = idOf(ticket.id, step);
    const at = dueOf(ticket, step, deps);
    const over = at !== undefined && at.getTime() <= now.getTime();
    if (at === undefined) cancel.push(id);
    else if (!over || !ASKED_ONCE.includes(step)) {
      const what = { kind: 'ticket', ticket: ticket.id, step } as const;
      set.push({ id, conversation: ticket.conversation, due: over ? now : at, what });
    }
  }
  return { set, cancel };
}

function dueOf(ticket: Ticket, step: TicketStep, deps: Deps): Date | undefined {
  if (ticket.status === 'closed') return undefined;
  const { now, deskRules } = deps;
  switch (step) {
    case 'sla':
      return slaSteps(ticket, slaClocks(ticket, deps.slaRules, now), now)[0]?.at;
    case 'snooze':
      return ticket.snoozedUntil;
    case 'confirm-remind':
    case 'confirm-close': {
      const asked =
        ticket.status === 'solved' ? ticket.history.findLast(({ kind }) => kind === 'solved')?.at : undefined;
      const hours =
        step === 'confirm-remind' ? deskRules.confirm.remind_hours : deskRules.confirm.close_hours;
      return asked && new Date(asked.getTime() + hours * HOUR_MS);
    }
    case 'promise':
      return ticket.promisedBy && isStillPromised(ticket)
        ? new Date(ticket.promisedBy.getTime() - PROMISE_MARGIN_MS)
        : undefined;
    case 'handover':
      return ticket.assignee && ticket.status === 'open'
        ? shiftEnd(ticket.assignee, deskRules, deps.calendar, now)
        : undefined;
  }
}

function idOf(ticket: TicketId, step: TicketStep): TimerId {
  return `ticket-${step}:${ticket}` as TimerId;
}
