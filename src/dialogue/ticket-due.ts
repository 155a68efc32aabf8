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

const HOUR_MS = 3_600_000;
/** A promise is renewed this long before it would be broken. */
const PROMISE_MARGIN_MS = 5 * 60_000;

/** The timers that the ticket needs now: set or moved, and those that it no longer needs. */
export function ticketTimers(
  ticket: Ticket,
  deps: Deps,
): { readonly set: readonly Timer[]; readonly cancel: readonly TimerId[] } {
  const set = TICKET_STEPS.flatMap((step): Timer[] => {
    const due = dueOf(ticket, step, deps);
    const what = { kind: 'ticket', ticket: ticket.id, step } as const;
    return due ? [{ id: idOf(ticket.id, step), conversation: ticket.conversation, due, what }] : [];
  });
  const kept = new Set(set.map(({ id }) => id));
  return { set, cancel: TICKET_STEPS.map((step) => idOf(ticket.id, step)).filter((id) => !kept.has(id)) };
}

function dueOf(ticket: Ticket, step: TicketStep, deps: Deps): Date | undefined {
  if (ticket.status === 'closed') return undefined;
  const { now, deskRules } = deps;
  const later = (at: Date | undefined): Date | undefined =>
    at && at.getTime() > now.getTime() ? at : undefined;
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
      return asked && later(new Date(asked.getTime() + hours * HOUR_MS));
    }
    case 'promise':
      return ticket.promisedBy && isStillPromised(ticket)
        ? renewalAt(ticket.promisedBy.getTime(), now.getTime())
        : undefined;
    case 'handover':
      return ticket.assignee && ticket.status === 'open'
        ? later(shiftEnd(ticket.assignee, deskRules, deps.calendar, now))
        : undefined;
  }
}

/** Some minutes before it would be broken; of a nearer one, half way. One that is broken already has been dealt with. */
function renewalAt(promised: number, now: number): Date | undefined {
  if (promised <= now) return undefined;
  return new Date(Math.max(promised - PROMISE_MARGIN_MS, Math.floor((now + promised) / 2)));
}

function idOf(ticket: TicketId, step: TicketStep): TimerId {
  return `ticket-${step}:${ticket}` as TimerId;
}
