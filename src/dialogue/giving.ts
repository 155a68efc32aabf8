// A ticket changes hands by the shop's rules: given to whoever has least, handed over when its assignee goes off.
import { whoGets } from '../desk/assigning.ts';
import { attendanceOf } from '../desk/people.ts';
import { given, handedOver } from '../desk/ticket.ts';
import type { DeskFacts, Lookup } from '../model/order.ts';
import type { Operator, Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { deskFacts, isLookup } from './past.ts';
import { notice } from './tell-desk.ts';

/** A ticket that nobody has goes to somebody on shift where the shop wants that; otherwise it is as it was. */
export function giveToSomebody(draft: Draft, ticket: Ticket, facts: DeskFacts | undefined): Ticket {
  const { deskRules, calendar, now } = draft.deps;
  if (deskRules.assign !== 'least-loaded' || ticket.assignee || !facts) return ticket;
  const to = whoGets(ticket, facts, deskRules, calendar, now);
  return to ? given(ticket, to, { at: now, kind: 'assigned', detail: to.id, to: to.name }) : ticket;
}

/** The same, with the facts looked up where they are needed. */
export function givenAway(draft: Draft, ticket: Ticket): Ticket | Lookup {
  if (draft.deps.deskRules.assign !== 'least-loaded' || ticket.assignee) return ticket;
  const facts = deskFacts(draft);
  return isLookup(facts) ? facts : giveToSomebody(draft, ticket, facts);
}

/**
 * The assignee goes off (`by` himself), or the end of his shift has come. What waits for the customer is left, and so is what
 * belongs to somebody who is there; of whoever has left the staff for good, neither is.
 */
export function handOver(draft: Draft, ticket: Ticket, by?: Operator): EventOutcome | Lookup {
  const { assignee } = ticket;
  if (!assignee) return 'ignored';
  const facts = deskFacts(draft);
  if (isLookup(facts)) return facts;
  if (ticket.status !== 'open' && !hasLeft(assignee, facts)) return 'ignored';
  if (by?.id !== assignee.id && isThere(draft, ticket, assignee, facts)) {
    // the next end of a shift is waited for
    draft.keepTicket(ticket, { quiet: true });
    return 'ignored';
  }
  draft.keepTicket(passOn(draft, ticket, assignee, facts));
  return 'acted';
}

/**
 * The customer wrote, so that `ticket` waits for us again after it waited for him: it goes to somebody else when its assignee
 * is known to be off and has done nothing about it since.
 */
export function passOnFromAbsent(draft: Draft, ticket: Ticket): Ticket | Lookup {
  if (!ticket.assignee) return ticket;
  const facts = deskFacts(draft);
  if (isLookup(facts)) return facts;
  if (isThere(draft, ticket, ticket.assignee, facts)) return ticket;
  return passOn(draft, ticket, ticket.assignee, facts);
}

function passOn(draft: Draft, ticket: Ticket, from: Operator, facts: DeskFacts | undefined): Ticket {
  const { deskRules, calendar, now } = draft.deps;
  const to = facts && whoGets(ticket, facts, deskRules, calendar, now, from.id);
  const what = hasLeft(from, facts) ? 'left' : 'handed';
  notice(draft, ticket, `desk.notice.${what}-${to ? 'over' : 'back'}`, {
    from: from.name,
    ...(to ? { to: to.name } : {}),
  });
  return handedOver(ticket, to, now);
}

function hasLeft({ id }: Operator, facts: DeskFacts | undefined): boolean {
  return facts?.staff.some((member) => member.id === id && !member.active) === true;
}

/** Nobody is away of whom nothing is known. */
function isThere(
  draft: Draft,
  { history }: Ticket,
  assignee: Operator,
  facts: DeskFacts | undefined,
): boolean {
  if (!facts) return true;
  const { deskRules, calendar, now } = draft.deps;
  const attendance = attendanceOf(assignee, facts, deskRules, calendar, now);
  if (!attendance || attendance.on) return true;
  const acted = history.findLast(
    ({ operator, kind }) => operator?.id === assignee.id && kind !== 'assigned' && kind !== 'handed-over',
  )?.at;
  return (acted?.getTime() ?? 0) > (attendance.since?.getTime() ?? 0);
}
