// An operator's words: sent to the customer as the shop, kept inside, changed or taken back afterwards.
import type { DeskBody, DeskEvent, Quoted } from '../model/desk.ts';
import type { OutboxId } from '../model/ids.ts';
import type { Sent } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import { plain, type RichText } from '../model/rich-text.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { isLookup, quotedAs } from './past.ts';
import { refuse } from './tell-desk.ts';

type Body<Kind extends DeskBody['kind']> = Extract<DeskBody, { kind: Kind }>;

const MAX_TAKEN_BACK = 50;

/** A reply as it was written, or a macro in the customer's language. */
export function sendWords(
  draft: Draft,
  event: DeskEvent,
  body: Body<'reply' | 'macro'>,
  ticket: Ticket,
): EventOutcome | Lookup {
  const { operator, desk, ref } = event;
  const answers = body.kind === 'reply' && body.quotes !== undefined ? quotedBy(draft, body.quotes) : {};
  if ('kind' in answers) return answers;
  const { quoted, ...quotes } = answers;
  const text: RichText =
    body.kind === 'macro' ? macroText(draft, body.macro, event, ticket) : plain(body.text);
  const files = body.kind === 'reply' ? body.files : [];
  const outbox = draft.say(text, {
    files,
    speaker: { kind: 'operator', name: operator.name },
    ...quotes,
    ...(ref === undefined ? {} : { origin: { desk, ref, ticket: event.ticket } }),
  });
  draft.record({ kind: 'operator', operator }, text, files, {
    ...(ref === undefined ? {} : { ref }),
    outbox,
    quoted,
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
  const of = sentAs(draft, event, body.of);
  if (of && 'kind' in of) return of;
  if (of === undefined) return 'acted';
  const text = plain(body.text);
  const { operator, desk, ticket } = event;
  draft.edit(of, text, { kind: 'operator', name: operator.name }, { desk, ref: body.of, ticket });
  draft.rewrite(body.of, text);
  const author = { kind: 'operator' as const, operator };
  const entry = { at: draft.deps.now, author, text, files: [], state: 'edited' as const };
  draft.post({ kind: 'edited', ticket, entry, ref: body.of }, desk);
  return 'relayed';
}

export function takeBack(draft: Draft, event: DeskEvent, body: Body<'delete'>): EventOutcome | Lookup {
  const of = sentAs(draft, event, body.of);
  if (of && 'kind' in of) return of;
  if (of === undefined) return 'acted';
  const { desk, ticket } = event;
  draft.takeBack(of, { desk, ref: body.of, ticket });
  draft.rewrite(body.of);
  draft.remember({ takenBack: [...(draft.state.takenBack ?? []), body.of].slice(-MAX_TAKEN_BACK) });
  draft.post({ kind: 'removed', ticket, ref: body.of });
  return 'acted';
}

/** What carried it; undefined when nothing did or it was taken back, and the operator has been told so. */
function sentAs(draft: Draft, event: DeskEvent, ref: string): Sent | Lookup | undefined {
  if (draft.state.takenBack?.includes(ref) === true) {
    refuse(draft, event, 'desk.refused.taken-back');
    return undefined;
  }
  const of = carrierOf(draft, ref);
  if (of === undefined) refuse(draft, event, 'desk.refused.not-sent');
  return of;
}

function carrierOf(draft: Draft, ref: string): Sent | Lookup | undefined {
  const lookup: Lookup = { kind: 'sent', conversation: draft.conversation.id, ref };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'sent' ? fact.sent : undefined;
}

interface Quotes {
  readonly quoted?: Quoted;
  readonly replyTo?: string;
  readonly quotes?: OutboxId;
}

/** One of ours is quoted by what carried it, the customer's own words by the channel's id; what nobody knows is not quoted. */
function quotedBy(draft: Draft, ref: string): Quotes | Lookup {
  const quoted = quotedAs(draft, ref);
  if (isLookup(quoted)) return quoted;
  const of = carrierOf(draft, ref);
  if (of && 'kind' in of) return of;
  const said = quoted ? { quoted } : {};
  if (of !== undefined) return { ...said, quotes: of.outbox };
  return quoted ? { ...said, replyTo: ref } : {};
}
