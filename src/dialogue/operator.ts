// What an operator did on a desk: the ticket's rules decide, the customer and the other desks are told.
import { explain } from '../desk/explain.ts';
import { queuesOf } from '../desk/queues.ts';
import { act } from '../desk/ticket.ts';
import type { DeskBody, DeskEvent } from '../model/desk.ts';
import type { Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { auditDetail } from './audit.ts';
import { askWhetherSolved, sayClosed } from './closing.ts';
import { refuseToAskAgain } from './confirming.ts';
import type { Draft } from './draft.ts';
import { givenAway, handOver } from './giving.ts';
import { changeWords, sendWords, takeBack, writeNote } from './operator-words.ts';
import { isLookup, pastOf } from './past.ts';
import { articleFor, sendArticle } from './teaching.ts';
import { absorb, mergeInto, refuseMerged } from './merging.ts';
import { refuse, tellDesk } from './tell-desk.ts';

/** Every act leaves a line in the audit log, done or refused. */
export function hearOperator(draft: Draft, event: DeskEvent): EventOutcome | Lookup {
  const outcome = obey(draft, event);
  if (typeof outcome === 'object') return outcome;
  const { at, operator, desk, ticket, body } = event;
  const detail = auditDetail(body, draft);
  draft.audit({
    at,
    operator,
    desk,
    ticket,
    act: body.kind,
    ...(detail === undefined ? {} : { detail }),
    outcome: draft.refused ? 'refused' : 'done',
  });
  return outcome;
}

function obey(draft: Draft, event: DeskEvent): EventOutcome | Lookup {
  const { body } = event;
  if (event.refused !== undefined) return refuse(draft, event, `desk.refused.${event.refused}`);
  if (body.kind === 'absorb') return absorb(draft, event, body);
  if (draft.ticket?.id === event.ticket) return onOpen(draft, draft.ticket, event);
  switch (body.kind) {
    // colleagues may still write to each other about a ticket that is closed
    case 'note':
      return writeNote(draft, event, body);
    case 'block':
    case 'unblock':
      return block(draft, event, body.kind);
    case 'show':
    case 'reopen':
      return onClosed(draft, event, body);
    case 'hand-over':
      return 'ignored';
    default:
      return (
        refuseMerged(draft, event) ??
        refuse(draft, event, `desk.refused.${body.kind === 'close' ? 'already-closed' : 'closed'}`)
      );
  }
}

function onOpen(draft: Draft, ticket: Ticket, event: DeskEvent): EventOutcome | Lookup {
  const { body } = event;
  switch (body.kind) {
    case 'show':
      return show(draft, event, ticket, body.what);
    case 'edit':
      return changeWords(draft, event, body);
    case 'delete':
      return takeBack(draft, event, body);
    case 'merge':
      return mergeInto(draft, event, ticket, body.into);
    case 'hand-over':
      return handOver(draft, ticket, event.operator);
    case 'block':
    case 'unblock':
      return block(draft, event, body.kind);
    case 'answer': {
      const found = articleFor(draft, body.article);
      if (found.kind === 'unclear')
        return refuse(draft, event, `desk.answer.${found.why}`, { titles: found.titles });
      return change(draft, ticket, event, body, (after) => sendArticle(draft, event, after, found.article));
    }
    case 'macro':
      if (!draft.deps.macros.has(body.macro))
        return refuse(draft, event, 'desk.macro.unknown', { name: body.macro.slice(0, 60) });
      return change(draft, ticket, event, body, (after) => sendWords(draft, event, body, after));
    case 'reply':
      return change(draft, ticket, event, body, (after) => sendWords(draft, event, body, after));
    case 'note':
      return change(draft, ticket, event, body, () => writeNote(draft, event, body));
    case 'close':
      return change(draft, ticket, event, body, (after) =>
        body.unasked === true ? sayClosed(draft, after) : askWhetherSolved(draft, after),
      );
    case 'tier':
      return changeTier(draft, ticket, event, body);
    default:
      return change(draft, ticket, event, body, () => tellCustomer(draft, event, body));
  }
}

/** What the ticket's rules make of it. The card is shown anew even for a note: that tells every open desk of something new. */
function change(
  draft: Draft,
  ticket: Ticket,
  event: DeskEvent,
  body: DeskBody,
  then: (after: Ticket) => EventOutcome | Lookup,
): EventOutcome | Lookup {
  const result = act(ticket, body, event.operator, draft.deps.now);
  if (result.kind === 'refused' && result.why === 'asked-already')
    return refuseToAskAgain(draft, event, ticket);
  if (result.kind === 'refused') return refuse(draft, event, `desk.refused.${result.why}`);
  draft.keepTicket(result.ticket);
  return then(result.ticket);
}

/** To the named queue, or to the first of that tier; what no queue is for stays where it is. */
function changeTier(
  draft: Draft,
  ticket: Ticket,
  event: DeskEvent,
  body: Extract<DeskBody, { kind: 'tier' }>,
): EventOutcome | Lookup {
  const { queues } = draft.deps.deskRules;
  const now = queues.find(({ name }) => name === ticket.queue);
  const queue =
    body.queue === undefined
      ? now?.tier === body.tier
        ? now
        : (queues.find(({ tier }) => tier === body.tier) ?? now)
      : queues.find(({ name }) => name === body.queue);
  if (body.queue !== undefined && !queue) {
    const names = queuesOf(queues, draft.deps.deskLocale)
      .map(({ title }) => title)
      .join(', ');
    return refuse(draft, event, 'desk.refused.unknown-queue', { names });
  }
  const named: DeskBody = { kind: 'tier', tier: body.tier, ...(queue ? { queue: queue.name } : {}) };
  return change(draft, ticket, event, named, (after) => {
    const given = givenAway(draft, after);
    if (isLookup(given)) return given;
    draft.keepTicket(given);
    return 'acted';
  });
}

/** Acts whose change is on the card; of some the customer hears. */
function tellCustomer(draft: Draft, event: DeskEvent, body: DeskBody): EventOutcome {
  switch (body.kind) {
    case 'take':
      draft.say(draft.phrase('handoff.taken', { name: event.operator.name }), {
        speaker: { kind: 'system' },
      });
      return 'acted';
    case 'language':
      draft.remember({ locale: body.locale });
      if (draft.ticket)
        draft.keepTicket({ ...draft.ticket, case: { ...draft.ticket.case, locale: body.locale } });
      tellDesk(draft, event, 'desk.done.language', { language: languageName(draft, body.locale) });
      return 'acted';
    default:
      return 'acted';
  }
}

/** The customer's words are kept and reach nobody, or reach people again; open or closed makes no difference. */
function block(draft: Draft, event: DeskEvent, kind: 'block' | 'unblock'): EventOutcome {
  if ((draft.state.blocked === true) === (kind === 'block'))
    return refuse(draft, event, 'desk.refused.no-change');
  draft.remember({ blocked: kind === 'block' ? true : undefined });
  return tellDesk(draft, event, `desk.done.${kind}`);
}

/** The conversation's tickets are read first; a ticket is opened again only while no other one is open. */
function onClosed(
  draft: Draft,
  event: DeskEvent,
  body: Extract<DeskBody, { kind: 'show' | 'reopen' }>,
): EventOutcome | Lookup {
  const lookup: Lookup = { kind: 'ticket', ticket: event.ticket };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  const ticket = fact.kind === 'ticket' ? fact.ticket : undefined;
  if (!ticket) return refuse(draft, event, 'desk.refused.closed');
  if (body.kind === 'show') return show(draft, event, ticket, body.what);
  const merged = refuseMerged(draft, event);
  if (merged !== undefined) return merged;
  if (draft.ticket) return refuse(draft, event, 'desk.refused.other-open', { number: draft.ticket.number });
  const result = act(ticket, body, event.operator, draft.deps.now);
  if (result.kind === 'refused') return refuse(draft, event, `desk.refused.${result.why}`);
  draft.remember({
    mode: { kind: 'handoff', ticket: ticket.id },
    prompt: undefined,
    lastTicket: ticket.id,
    ended: undefined,
  });
  draft.keepTicket(result.ticket);
  draft.say(draft.phrase('handoff.reopened', { number: ticket.number }), { speaker: { kind: 'system' } });
  return 'acted';
}

/** Answered where it was asked, and nowhere else. */
function show(
  draft: Draft,
  event: DeskEvent,
  ticket: Ticket,
  what: 'history' | 'explain',
): EventOutcome | Lookup {
  const { phrases, deskLocale: locale, deskRules, slaRules: rules, calendar, now } = draft.deps;
  if (what === 'explain') {
    const { timeZone } = calendar;
    const lines = explain(ticket, { rules, queues: deskRules.queues, phrases, locale, timeZone }, now);
    draft.postTo(event.desk, { kind: 'notice', tone: 'answer', ticket: ticket.id, text: lines.join('\n') });
    return 'acted';
  }
  const lines = pastOf(draft, ticket);
  if (!Array.isArray(lines)) return lines;
  draft.postTo(event.desk, { kind: 'notice', tone: 'answer', ticket: ticket.id, text: lines.join('\n') });
  return 'acted';
}

function languageName({ deps }: Draft, locale: string): string {
  return new Intl.DisplayNames(deps.deskLocale, { type: 'language' }).of(locale) ?? locale;
}
