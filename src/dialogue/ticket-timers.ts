// An open ticket's timer came due: the staff is warned, the customer asked again, the sleeping ticket wakes.
import { type ClockName, slaClocks } from '../desk/sla.ts';
import { slaSteps } from '../desk/sla-steps.ts';
import { raised } from '../desk/routing.ts';
import { moved, slaStepTaken, withPriority, woken } from '../desk/ticket.ts';
import type { TicketId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { hearSilence } from './confirming.ts';
import type { Draft } from './draft.ts';
import { givenAway, handOver } from './giving.ts';
import { isLookup } from './past.ts';
import { renewPromise } from './promising.ts';
import { notice } from './tell-desk.ts';
import type { TicketStep } from './ticket-due.ts';

/** Steps of tickets that are over, or of another one, mean nothing any more. `behind`: the customer has written meanwhile. */
export function hearTicketTimer(
  draft: Draft,
  id: TicketId,
  step: string,
  behind: boolean,
): EventOutcome | Lookup {
  const { ticket } = draft;
  if (ticket?.id !== id) return 'ignored';
  switch (step as TicketStep) {
    case 'sla':
      return takeSlaSteps(draft, ticket);
    case 'snooze':
      if (!ticket.snoozedUntil) return 'ignored';
      draft.keepTicket(woken(ticket, draft.deps.now));
      notice(draft, ticket, 'desk.notice.woken');
      return 'acted';
    case 'confirm-remind':
    case 'confirm-close':
      return hearSilence(draft, ticket, behind);
    case 'promise':
      return renewPromise(draft, ticket);
    case 'handover':
      return handOver(draft, ticket);
  }
}

/** Every step whose time has come: a warning is for whoever works on it, a breach for the managers too. */
function takeSlaSteps(draft: Draft, ticket: Ticket): EventOutcome | Lookup {
  const { now, slaRules, phrases, deskLocale } = draft.deps;
  const steps = slaSteps(ticket, slaClocks(ticket, slaRules, now), now).filter(
    ({ at }) => at.getTime() <= now.getTime(),
  );
  let after = ticket;
  for (const { what, clock } of steps) {
    after = slaStepTaken(after, what, clock, now);
    if (what === 'breached') after = escalated(draft, after, clock);
    const name = phrases.label(deskLocale, `desk.explain.name.${clock}`);
    notice(
      draft,
      ticket,
      `desk.notice.${what}`,
      { clock: name },
      what === 'breached' ? 'managers' : undefined,
    );
  }
  const given = steps.length === 0 ? after : givenAway(draft, after);
  if (isLookup(given)) return given;
  draft.keepTicket(given, { quiet: steps.length === 0 });
  return steps.length === 0 ? 'ignored' : 'acted';
}

/** More urgent by a step, and a tier up; whoever is in the middle of it keeps it, what nobody has answered goes to that tier's people. */
function escalated(draft: Draft, ticket: Ticket, clock: ClockName): Ticket {
  const { now, deskRules } = draft.deps;
  const urgent = withPriority(ticket, raised(ticket.priority), now);
  const up = deskRules.queues.find(({ tier }) => tier > urgent.tier);
  if (!up) return urgent;
  const kept = urgent.assignee && clock !== 'first';
  return moved(urgent, up.tier, kept ? (urgent.queue ?? up.name) : up.name, now);
}
