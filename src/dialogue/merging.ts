// Two tickets on one matter: one ends, and what its customer writes from now on belongs to the other one, which learns all of it.
import { channelName } from '../desk/card.ts';
import { absorbed, lastWords, mergedAway } from '../desk/merging.ts';
import { act } from '../desk/ticket.ts';
import type { DeskBody, DeskEvent } from '../model/desk.ts';
import type { EventId } from '../model/ids.ts';
import type { Address } from '../model/message.ts';
import type { Lookup, Standing } from '../model/order.ts';
import { plain } from '../model/rich-text.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { isLookup } from './past.ts';
import { refuse } from './tell-desk.ts';

/** Tickets that were merged one into the other, gone through to the end. */
const MAX_STEPS = 10;

/** An operator's word is what joins two addresses: nothing is ever merged on a guess. */
export function mergeInto(
  draft: Draft,
  event: DeskEvent,
  ticket: Ticket,
  asked: number,
): EventOutcome | Lookup {
  if (asked === ticket.number) return refuse(draft, event, 'desk.refused.merge-self');
  const kept = goesOnIn(draft, asked);
  if (isLookup(kept)) return kept;
  if (!kept) return refuse(draft, event, 'desk.refused.merge-unknown', { number: asked });
  const { number } = kept;
  if (kept.id === ticket.id) return refuse(draft, event, 'desk.refused.merge-back', { number: asked });
  if (kept.status === 'closed') return refuse(draft, event, 'desk.refused.merge-closed', { number });
  const there = standingOf(draft, kept);
  if (there && 'kind' in there) return there;
  const blocked = draft.state.blocked === true ? ticket : there?.blocked === true ? kept : undefined;
  if (blocked) return refuse(draft, event, 'desk.refused.merge-blocked', { number: blocked.number });
  const { address } = draft.conversation;
  draft.keepTicket(mergedAway(ticket, number, event.operator, draft.deps.now));
  if (kept.conversation !== ticket.conversation)
    draft.remember({
      mode: { kind: 'idle' },
      misses: 0,
      prompt: undefined,
      feedback: undefined,
      offer: undefined,
      tried: [],
    });
  tellCustomer(draft, ticket, number, there?.address);
  tellStaff(draft, ticket, kept, asked);
  draft.effect({
    kind: 'join-conversation',
    into: kept.conversation,
    event: {
      id: `${event.id}:merged` as EventId,
      desk: event.desk,
      ticket: kept.id,
      operator: event.operator,
      at: draft.deps.now,
      body: { kind: 'absorb', from: ticket, address },
    },
  });
  return 'acted';
}

/** In the conversation where the matter goes on. What was closed or merged meanwhile is opened again, or followed. */
export function absorb(
  draft: Draft,
  event: DeskEvent,
  body: Extract<DeskBody, { kind: 'absorb' }>,
): EventOutcome | Lookup {
  const { from, address } = body;
  const { operator } = event;
  const kept = draft.ticket ?? named(draft, { kind: 'ticket', ticket: event.ticket });
  if (isLookup(kept)) return kept;
  if (!kept) return 'failed';
  if (wasMerged(kept)) {
    const next = goesOnIn(draft, kept.number);
    if (isLookup(next)) return next;
    if (next && next.conversation !== draft.conversation.id) {
      const passed = { ...event, id: `${event.id}:on` as EventId, ticket: next.id };
      draft.effect({ kind: 'join-conversation', into: next.conversation, event: passed });
      return 'acted';
    }
  }
  const { now } = draft.deps;
  const reopened = kept.status === 'closed' ? act(kept, { kind: 'reopen' }, operator, now) : undefined;
  const open = reopened?.kind === 'done' ? reopened.ticket : kept;
  if (reopened) draft.remember({ mode: { kind: 'handoff', ticket: open.id }, ended: undefined });
  if (lastWords(from) > lastWords(kept)) draft.conversation = { ...draft.conversation, address };
  if (draft.state.customerName === undefined) draft.remember({ customerName: from.case.customerName });
  draft.keepTicket(absorbed(open, from, operator, now));
  draft.record({ kind: 'note', operator }, plain(reportOf(draft, from)), from.case.files);
  return 'acted';
}

/** Where the matter of the ticket goes on, however often it was merged; undefined when there is none of that number. */
export function goesOnIn(draft: Draft, number: number): Ticket | Lookup | undefined {
  let next = number;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const found = named(draft, { kind: 'ticket-by-number', number: next });
    if (!found || isLookup(found) || !wasMerged(found)) return found;
    next = found.mergedInto;
  }
  return undefined;
}

/** What is done to a ticket whose matter goes on in another one is refused with that one's number; undefined when it is none. */
export function refuseMerged(draft: Draft, event: DeskEvent): EventOutcome | Lookup | undefined {
  const ticket = named(draft, { kind: 'ticket', ticket: event.ticket });
  if (isLookup(ticket)) return ticket;
  if (!ticket || !wasMerged(ticket)) return undefined;
  const kept = goesOnIn(draft, ticket.mergedInto);
  if (isLookup(kept)) return kept;
  return refuse(draft, event, 'desk.refused.merged', { number: kept?.number ?? ticket.mergedInto });
}

function wasMerged(ticket: Ticket): ticket is Ticket & { mergedInto: number } {
  return ticket.status === 'closed' && ticket.mergedInto !== undefined;
}

function named(
  draft: Draft,
  lookup: Extract<Lookup, { kind: 'ticket' | 'ticket-by-number' }>,
): Ticket | Lookup | undefined {
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'ticket' ? fact.ticket : undefined;
}

function standingOf(draft: Draft, { conversation }: Ticket): Standing | Lookup | undefined {
  const lookup: Lookup = { kind: 'conversation', conversation };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'conversation' ? fact.standing : undefined;
}

/** Once, where he wrote about the ticket that ends; in one line when he is there with the other one too. */
function tellCustomer(draft: Draft, ticket: Ticket, number: number, there: Address | undefined): void {
  if (ticket.unreachable) return;
  const { address } = draft.conversation;
  const together = there?.channel === address.channel && there.chat === address.chat;
  const key = together ? 'handoff.merged-here' : 'handoff.merged';
  draft.say(draft.phrase(key, { old: ticket.number, number }), { speaker: { kind: 'system' } });
}

/** In the place of the ticket that ends: where it goes on, and that the two customers are one from now on. */
function tellStaff(draft: Draft, ticket: Ticket, kept: Ticket, asked: number): void {
  const { phrases, deskLocale } = draft.deps;
  const { number } = kept;
  const label = (key: string): string => phrases.label(deskLocale, `desk.merge.${key}`, { number, asked });
  const lines = [
    ...(asked === number ? [] : [label('through')]),
    label('done'),
    ...(ticket.customer === kept.customer ? [] : [label('one-customer')]),
  ];
  draft.post({ kind: 'notice', tone: 'answer', ticket: ticket.id, text: lines.join('\n') });
}

/** All that the other case held, so that nobody needs to look it up there. */
function reportOf(
  draft: Draft,
  { number, subject, case: { fields, tried, channel, customerName } }: Ticket,
): string {
  const { phrases, deskLocale } = draft.deps;
  const label = (key: string, variables = {}): string => phrases.label(deskLocale, key, variables);
  const who = [customerName ?? label('desk.card.nameless'), channelName(channel, phrases, deskLocale)];
  return [
    label('desk.merge.note', { number, subject }),
    `👤 ${who.join(' · ')}`,
    ...fields.map((field) => `${field.label}: ${field.value}`),
    ...(tried.length === 0 ? [] : [label('desk.merge.tried')]),
    ...tried.map(({ question, answer }) => `— ${question}${answer === undefined ? '' : ` → ${answer}`}`),
  ].join('\n');
}
