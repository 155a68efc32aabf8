// An operator's words: sent to the customer as the shop, kept inside, changed or taken back afterwards.
import type { DeskBody, DeskEvent } from '../model/desk.ts';
import type { OutboxId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import { plain, type RichText } from '../model/rich-text.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { tellDesk } from './tell-desk.ts';

type Body<Kind extends DeskBody['kind']> = Extract<DeskBody, { kind: Kind }>;

/** A reply as it was written, or a macro in the customer's language. */
export function sendWords(
  draft: Draft,
  event: DeskEvent,
  body: Body<'reply' | 'macro'>,
  ticket: Ticket,
): EventOutcome {
  const { operator, desk, ref } = event;
  const text: RichText =
    body.kind === 'macro' ? macroText(draft, body.macro, event, ticket) : plain(body.text);
  const files = body.kind === 'reply' ? body.files : [];
  const outbox = draft.say(text, {
    files,
    speaker: { kind: 'operator', name: operator.name },
    ...(body.kind === 'reply' && body.quotes !== undefined ? { replyTo: body.quotes } : {}),
    ...(ref === undefined ? {} : { origin: { desk, ref, ticket: event.ticket } }),
  });
  draft.record({ kind: 'operator', operator }, text, files, {
    ...(ref === undefined ? {} : { ref }),
    outbox,
    // the desk that wrote a reply shows it already; of a macro it has only the name
    ...(body.kind === 'reply' ? { exceptDesk: desk } : {}),
  });
  return 'relayed';
}

export function macroText(
  draft: Draft,
  macro: string,
  { operator }: Pick<DeskEvent, 'operator'>,
  ticket: Ticket,
): RichText {
  return draft.deps.macros.say(macro, draft.state.locale, {
    name: ticket.case.customerName ?? '',
    operator: operator.name,
    number: ticket.number,
    subject: ticket.subject,
  });
}

export function writeNote(draft: Draft, event: DeskEvent, body: Body<'note'>): EventOutcome {
  draft.record({ kind: 'note', operator: event.operator }, plain(body.text), body.files, {
    ...(event.ref === undefined ? {} : { ref: event.ref }),
    exceptDesk: event.desk,
    ticket: event.ticket,
  });
  return 'acted';
}

/** The words at the customer's and on the other desks change with those on this one. */
export function changeWords(draft: Draft, event: DeskEvent, body: Body<'edit'>): EventOutcome | Lookup {
  const of = sentAs(draft, body.of);
  if (of === undefined) return tellDesk(draft, event, 'desk.refused.not-sent');
  if (typeof of === 'object') return of;
  const text = plain(body.text);
  const { operator, desk, ticket } = event;
  draft.edit(of, text, { kind: 'operator', name: operator.name }, { desk, ref: body.of, ticket });
  const entry = { at: draft.deps.now, author: { kind: 'operator' as const, operator }, text, files: [] };
  draft.post({ kind: 'edited', ticket, entry, ref: body.of }, desk);
  return 'relayed';
}

export function takeBack(draft: Draft, event: DeskEvent, body: Body<'delete'>): EventOutcome | Lookup {
  const of = sentAs(draft, body.of);
  if (of === undefined) return tellDesk(draft, event, 'desk.refused.not-sent');
  if (typeof of === 'object') return of;
  const { desk, ticket } = event;
  draft.takeBack(of, { desk, ref: body.of, ticket });
  draft.post({ kind: 'removed', ticket, ref: body.of });
  return 'acted';
}

function sentAs(draft: Draft, ref: string): OutboxId | Lookup | undefined {
  const lookup: Lookup = { kind: 'sent', conversation: draft.conversation.id, ref };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'sent' ? fact.outbox : undefined;
}
