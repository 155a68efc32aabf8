// What an operator did on a desk: the ticket's rules decide, the customer and the other desks are told.
import { explain } from '../desk/explain.ts';
import { act } from '../desk/ticket.ts';
import type { DeskBody, DeskEvent } from '../model/desk.ts';
import type { Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { askWhetherSolved, sayClosed } from './closing.ts';
import type { Draft } from './draft.ts';
import { changeWords, sendWords, takeBack, writeNote } from './operator-words.ts';
import { pastOf } from './past.ts';
import { articleFor, sendArticle } from './teaching.ts';
import { mergeInto } from './merging.ts';
import { tellDesk } from './tell-desk.ts';

export function hearOperator(draft: Draft, event: DeskEvent): EventOutcome | Lookup {
  const { body } = event;
  if (event.refused !== undefined) return refuse(draft, event, event.refused);
  if (draft.ticket?.id === event.ticket) return onOpen(draft, draft.ticket, event);
  // colleagues may still write to each other about a ticket that is closed
  if (body.kind === 'note') return writeNote(draft, event, body);
  if (body.kind === 'show' || body.kind === 'reopen') return onClosed(draft, event, body);
  return refuse(draft, event, body.kind === 'close' ? 'already-closed' : 'closed');
}

function onOpen(draft: Draft, ticket: Ticket, event: DeskEvent): EventOutcome | Lookup {
  const { body, operator } = event;
  if (body.kind === 'show') return show(draft, event, ticket, body.what);
  const found = body.kind === 'answer' ? articleFor(draft, body.article) : undefined;
  if (found?.kind === 'unclear')
    return tellDesk(draft, event, `desk.answer.${found.why}`, { titles: found.titles });
  if (body.kind === 'macro' && !draft.deps.macros.has(body.macro))
    return tellDesk(draft, event, 'desk.macro.unknown', { name: body.macro.slice(0, 60) });
  if (body.kind === 'edit') return changeWords(draft, event, body);
  if (body.kind === 'delete') return takeBack(draft, event, body);
  if (body.kind === 'merge') return mergeInto(draft, event, ticket, body.into);
  const result = act(ticket, body, operator, draft.deps.now);
  if (result.kind === 'refused') return refuse(draft, event, result.why);
  // the card is shown anew even for a note, as that tells every open desk that there is something new
  draft.keepTicket(result.ticket);
  switch (body.kind) {
    case 'answer':
      return found ? sendArticle(draft, event, result.ticket, found.article) : 'acted';
    case 'reply':
    case 'macro':
      return sendWords(draft, event, body, result.ticket);
    case 'note':
      return writeNote(draft, event, body);
    case 'close':
      return body.unasked === true ? sayClosed(draft, result.ticket) : askWhetherSolved(draft, result.ticket);
    default:
      return tellCustomer(draft, event, body);
  }
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
    case 'block':
    case 'unblock':
      draft.remember({ blocked: body.kind === 'block' ? true : undefined });
      return tellDesk(draft, event, `desk.done.${body.kind}`);
    default:
      return 'acted';
  }
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
  if (!ticket) return refuse(draft, event, 'closed');
  if (body.kind === 'show') return show(draft, event, ticket, body.what);
  if (draft.ticket) return tellDesk(draft, event, 'desk.refused.other-open', { number: draft.ticket.number });
  const result = act(ticket, body, event.operator, draft.deps.now);
  if (result.kind === 'refused') return refuse(draft, event, result.why);
  draft.remember({ mode: { kind: 'handoff', ticket: ticket.id }, prompt: undefined, lastTicket: ticket.id });
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
  const { phrases, deskLocale: locale, slaRules: rules, calendar, now } = draft.deps;
  if (what === 'explain') {
    const { timeZone } = calendar;
    const lines = explain(ticket, { rules, phrases, locale, timeZone }, now);
    draft.postTo(event.desk, { kind: 'notice', ticket: ticket.id, text: lines.join('\n') });
    return 'acted';
  }
  const lines = pastOf(draft, ticket);
  if (!Array.isArray(lines)) return lines;
  draft.postTo(event.desk, { kind: 'notice', ticket: ticket.id, text: lines.join('\n') });
  return 'acted';
}

function refuse(draft: Draft, event: DeskEvent, why: string): EventOutcome {
  return tellDesk(draft, event, `desk.refused.${why}`);
}

function languageName({ deps }: Draft, locale: string): string {
  return new Intl.DisplayNames(deps.deskLocale, { type: 'language' }).of(locale) ?? locale;
}
