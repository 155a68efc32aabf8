// Two tickets on one matter: this one ends, and what its customer writes from now on belongs to the other one.
import { closed } from '../desk/ticket.ts';
import type { DeskEvent } from '../model/desk.ts';
import type { EventId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { refuse } from './tell-desk.ts';

/** An operator's word is what joins two addresses: nothing is ever merged on a guess. */
export function mergeInto(
  draft: Draft,
  event: DeskEvent,
  ticket: Ticket,
  number: number,
): EventOutcome | Lookup {
  if (number === ticket.number) return refuse(draft, event, 'desk.refused.merge-self');
  const lookup: Lookup = { kind: 'ticket-by-number', number };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  const other = fact.kind === 'ticket' ? fact.ticket : undefined;
  if (!other || other.status === 'closed')
    return refuse(draft, event, 'desk.refused.merge-closed', { number });
  const { phrases, deskLocale, now } = draft.deps;
  const done = closed({ ...ticket, mergedInto: number }, 'by-desk', now, event.operator);
  draft.keepTicket({
    ...done,
    history: [...done.history, { at: now, kind: 'merged', operator: event.operator, detail: String(number) }],
  });
  draft.remember({ mode: { kind: 'idle' }, misses: 0, prompt: undefined, feedback: undefined, tried: [] });
  const facts = [
    phrases.label(deskLocale, 'desk.merge.note', { number: ticket.number, subject: ticket.subject }),
    ...ticket.case.fields.map(({ label, value }) => `${label}: ${value}`),
    ...ticket.case.tried.map(({ question }) => `— ${question}`),
  ];
  draft.effect({
    kind: 'join-conversation',
    into: other.conversation,
    note: {
      id: `${event.id}:merged` as EventId,
      desk: event.desk,
      ticket: other.id,
      operator: event.operator,
      at: now,
      body: { kind: 'note', text: facts.join('\n'), files: ticket.case.files },
    },
  });
  return 'acted';
}
