// Silence after "is it solved?": one reminder, and when that was answered by silence too, the end; and what staff hear who ask again.
import { closeAfter, confirmingOf } from '../desk/confirming.ts';
import { clock } from '../desk/explain.ts';
import { reminded } from '../desk/ticket.ts';
import type { DeskEvent } from '../model/desk.ts';
import type { OutboxId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { closeBySilence, putQuestion } from './closing.ts';
import type { Draft } from './draft.ts';
import { refuse } from './tell-desk.ts';
import { timerOf } from './ticket-due.ts';

/** A reminder that still waits to go out is looked at again after this long. */
const LOOK_AGAIN_MS = 15 * 60_000;

/** With `behind` the customer has written meanwhile: his words come first. */
export function hearSilence(draft: Draft, ticket: Ticket, behind: boolean): EventOutcome | Lookup {
  const { now, deskRules } = draft.deps;
  const state = confirmingOf(ticket, deskRules);
  if (!state) return 'ignored';
  if (behind) return later(draft, ticket, now);
  if (!state.reminded) {
    const delivery = putQuestion(draft, ticket, 'closing.remind');
    draft.keepTicket(reminded(ticket, delivery, now), { quiet: true });
    return 'acted';
  }
  const { at, delivery } = state.reminded;
  const sent = delivery === undefined ? at : sentAt(draft, delivery as OutboxId, at);
  if (sent === undefined) return later(draft, ticket, new Date(now.getTime() + LOOK_AGAIN_MS));
  if ('kind' in sent) return sent;
  const due = closeAfter(sent, deskRules);
  return due.getTime() > now.getTime() ? later(draft, ticket, due) : closeBySilence(draft, ticket);
}

/** `/close` once more: since when he is asked, what his silence leads to, and what a manager can do about it. */
export function refuseToAskAgain(draft: Draft, event: DeskEvent, ticket: Ticket): EventOutcome {
  const { deskRules, deskLocale: locale, calendar } = draft.deps;
  const state = confirmingOf(ticket, deskRules);
  if (!state) return refuse(draft, event, 'desk.refused.no-change');
  const time = (at: Date): string => clock(at, { locale, timeZone: calendar.timeZone });
  const [since, close] = [time(state.asked), time(state.closeAt)];
  return state.reminded
    ? refuse(draft, event, 'desk.refused.asked-twice', { since, close, reminded: time(state.reminded.at) })
    : refuse(draft, event, 'desk.refused.asked-already', { since, close, remind: time(state.remindAt) });
}

function later(draft: Draft, ticket: Ticket, due: Date): EventOutcome {
  draft.setTimer(timerOf(ticket, 'confirm-close', due));
  return 'ignored';
}

/** When the reminder went out; undefined while it waits, `at` when nobody can tell or it never will. */
function sentAt(draft: Draft, delivery: OutboxId, at: Date): Date | Lookup | undefined {
  const lookup: Lookup = { kind: 'delivered', delivery };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  if (fact.kind !== 'delivered' || fact.state === 'failed') return at;
  return fact.state === 'pending' ? undefined : (fact.at ?? at);
}
