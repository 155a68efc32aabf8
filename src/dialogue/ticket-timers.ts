// An open ticket's timer came due: the staff is warned, the customer asked again, the sleeping ticket wakes.
import { slaClocks } from '../desk/sla.ts';
import { slaSteps } from '../desk/sla-steps.ts';
import { highest } from '../desk/routing.ts';
import { moved, slaStepTaken, withPriority, woken } from '../desk/ticket.ts';
import type { TicketId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { askWhetherSolved, closeBySilence } from './closing.ts';
import type { Draft } from './draft.ts';
import { renewPromise } from './promising.ts';
import type { TicketStep } from './ticket-due.ts';

/** Steps of tickets that are over, or of another one, mean nothing any more. */
export function hearTicketTimer(draft: Draft, id: TicketId, step: string): EventOutcome | Lookup {
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
      return ticket.status === 'solved' ? askWhetherSolved(draft, ticket, 'closing.remind') : 'ignored';
    case 'confirm-close':
      return ticket.status === 'solved' ? closeBySilence(draft, ticket) : 'ignored';
    case 'promise':
      return renewPromise(draft, ticket);
  }
}

/** Every step whose time has come: the staff is told; a breach goes a tier up, to those who can help. */
function takeSlaSteps(draft: Draft, ticket: Ticket): EventOutcome {
  const { now, slaRules, deskRules } = draft.deps;
  const steps = slaSteps(ticket, slaClocks(ticket, slaRules, now), now).filter(
    ({ at }) => at.getTime() <= now.getTime(),
  );
  if (steps.length === 0) {
    draft.keepTicket(ticket, { quiet: true });
    return 'ignored';
  }
  let after = ticket;
  for (const { what, clock } of steps) {
    after = slaStepTaken(after, what, clock, now);
    if (what === 'breached') {
      after = withPriority(after, highest([after.priority, 'high']), now);
      const up = deskRules.queues.find(({ tier }) => tier > after.tier);
      // whoever is in the middle of it keeps it; what nobody has begun goes to the specialists
      if (up && !after.assignee) after = moved(after, up.tier, up.name, now);
    }
    notice(draft, ticket, `desk.notice.${what}`, {
      clock: draft.deps.phrases.label(draft.deps.deskLocale, `desk.explain.name.${clock}`),
    });
  }
  draft.keepTicket(after);
  return 'acted';
}

function notice(draft: Draft, ticket: Ticket, key: string, variables: Record<string, string> = {}): void {
  const { phrases, deskLocale } = draft.deps;
  draft.post({ kind: 'notice', ticket: ticket.id, text: phrases.label(deskLocale, key, variables) });
}
