// When an open ticket does something by itself: its SLA steps, the end of a snooze, a promise,
// the question whether it is solved, the end of a shift.
import { slaClocks } from '../desk/sla.ts';
import { slaSteps } from '../desk/sla-steps.ts';
import { shiftEnd } from '../desk/people.ts';
import { confirmingOf } from '../desk/confirming.ts';
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

/** A promise is renewed this long before it would be broken; the shortest one is five minutes. */
const PROMISE_MARGIN_MS = 2 * 60_000;

/** The timers that the ticket needs now: set or moved, and those that it no longer needs. What is overdue comes at once. */
export function ticketTimers(
  ticket: Ticket,
  deps: Deps,
): { readonly set: readonly Timer[]; readonly cancel: readonly TimerId[] } {
  const { now } = deps;
  const set: Timer[] = [];
  const cancel: TimerId[] = [];
  for (const step of TICKET_STEPS) {
    const at = dueOf(ticket, step, deps);
    if (at === undefined) cancel.push(idOf(ticket.id, step));
    else set.push(timerOf(ticket, step, at.getTime() <= now.getTime() ? now : at));
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
    case 'confirm-remind': {
      const asked = confirmingOf(ticket, deskRules);
      return asked?.reminded ? undefined : asked?.remindAt;
    }
    case 'confirm-close': {
      const asked = confirmingOf(ticket, deskRules);
      return asked?.reminded && asked.closeAt;
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

export function timerOf({ id: ticket, conversation }: Ticket, step: TicketStep, due: Date): Timer {
  return { id: idOf(ticket, step), conversation, due, what: { kind: 'ticket', ticket, step } };
}

function idOf(ticket: TicketId, step: TicketStep): TimerId {
  return `ticket-${step}:${ticket}` as TimerId;
}
