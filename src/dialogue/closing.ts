// The end of a ticket needs the customer's word: asked whether it is solved, reminded once, and closed by silence only as unconfirmed.
import { closed, confirmedLate, notSolved } from '../desk/ticket.ts';
import { mentions } from '../desk/routing.ts';
import type { OutboxId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Resolution, Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { isYesOrNo, yes } from '../flows/slots/yes-no.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { passOnFromAbsent } from './giving.ts';
import { isLookup } from './past.ts';

export function askWhetherSolved(draft: Draft, ticket: Ticket): EventOutcome {
  putQuestion(draft, ticket, 'closing.ask');
  return 'acted';
}

export function putQuestion(draft: Draft, ticket: Ticket, key: 'closing.ask' | 'closing.remind'): OutboxId {
  return draft.say(draft.phrase(key, { number: ticket.number }), {
    speaker: { kind: 'system' },
    choices: [
      button.solved(ticket.number, true, draft.label('closing.yes')),
      button.solved(ticket.number, false, draft.label('closing.no')),
    ],
  });
}

/**
 * What the customer's words mean while he is asked: true for solved, false for not, undefined for neither. Thanks and a
 * thumb say that it is; a "no" with words behind it says that it is not.
 */
export function solvedIn(draft: Draft, text: string): boolean | undefined {
  const verdicts = clauses(text).map((clause) => verdictOf(draft, clause));
  if (verdicts[0] === 'not-solved' || mentions(text, draft.deps.deskRules.again)) return false;
  return verdicts.length > 0 && verdicts.every((one) => one === 'solved' || one === 'thanks')
    ? true
    : undefined;
}

/** The same after silence closed it, when thanks alone say nothing about that. */
export function solvedLateIn(draft: Draft, text: string): boolean | undefined {
  const solved = solvedIn(draft, text);
  const said = clauses(text).some((clause) => verdictOf(draft, clause) === 'solved');
  return solved === true && !said ? undefined : solved;
}

/** "Вопрос решён, спасибо": the customer ends it himself, with thanks around it or without. */
export function endsIt(draft: Draft, text: string): boolean {
  const { commands } = draft.deps;
  const words = commands.essence(text);
  if (commands.recognise(words)?.command === 'close') return true;
  const said = clauses(words).map((clause) => commands.recognise(clause)?.command ?? clause);
  return (
    said.includes('close') &&
    said.every((one) => one === 'close' || one === 'thanks' || one === 'bye' || isCheer(one))
  );
}

/** Nothing but signs of joy. */
export function isCheer(text: string): boolean {
  const signs = /^(?:\s|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)+$/u.test(text);
  return signs && !/[👎😡😠🤬😢😭💔😞😒]/u.test(text);
}

export function takeWord(draft: Draft, ticket: Ticket, solved: boolean): EventOutcome | Lookup {
  if (solved) {
    end(draft, ticket, 'confirmed');
    draft.say(draft.phrase('closing.thanks', { number: ticket.number }), { always: true });
    return 'acted';
  }
  const back = passOnFromAbsent(draft, notSolved(ticket, draft.deps.now));
  if (isLookup(back)) return back;
  draft.keepTicket(back);
  draft.say(draft.phrase('closing.back', { number: ticket.number }), { speaker: { kind: 'system' } });
  return 'relayed';
}

/** The customer closes it himself, unasked. */
export function closeForCustomer(draft: Draft, ticket: Ticket): EventOutcome {
  end(draft, ticket, 'by-customer');
  draft.say(draft.phrase('closing.by-you', { number: ticket.number }), { always: true });
  return 'acted';
}

/** Nobody answered "is it solved?", not even the reminder. */
export function closeBySilence(draft: Draft, ticket: Ticket): EventOutcome {
  end(draft, ticket, 'unconfirmed');
  draft.say(draft.phrase('closing.silent', { number: ticket.number }), { speaker: { kind: 'system' } });
  return 'acted';
}

/**
 * Silence closed it, and now the customer says that it was solved. Undefined when that changes nothing: another one's ticket,
 * one that is open, or closed in another way.
 */
export function confirmLate(draft: Draft, number: number): EventOutcome | Lookup | undefined {
  const lookup: Lookup = { kind: 'ticket-by-number', number };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  const ticket = fact.kind === 'ticket' ? fact.ticket : undefined;
  if (ticket?.customer !== draft.conversation.customer || ticket.resolution !== 'unconfirmed')
    return undefined;
  draft.keepTicket(confirmedLate(ticket, draft.deps.now));
  const { ended } = draft.state;
  if (ended?.number === number) draft.remember({ ended: { ...ended, since: 'thanks', unconfirmed: false } });
  draft.say(draft.phrase('closing.late-yes', { number }), { always: true, quiet: true });
  return 'answered';
}

/** The desk ended it without asking; `ticket` is closed already. */
export function sayClosed(draft: Draft, ticket: Ticket): EventOutcome {
  forgetMatter(draft, ticket);
  draft.say(draft.phrase('handoff.closed', { number: ticket.number }), { speaker: { kind: 'system' } });
  return 'acted';
}

function end(draft: Draft, ticket: Ticket, resolution: Resolution): void {
  const over = closed(ticket, resolution, draft.deps.now);
  draft.keepTicket(over);
  forgetMatter(draft, over);
}

function clauses(text: string): string[] {
  return text
    .split(/[,.!?;:\n—]+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function verdictOf(draft: Draft, clause: string): 'solved' | 'thanks' | 'not-solved' | undefined {
  const said = draft.deps.commands.recognise(clause)?.command;
  if (said === 'helped' || said === 'close') return 'solved';
  if (said === 'thanks' || said === 'bye') return 'thanks';
  if (said === 'not-helped') return 'not-solved';
  if (isYesOrNo(clause)) return yes(clause) ? 'solved' : 'not-solved';
  return isCheer(clause) ? 'thanks' : undefined;
}

/** The bot speaks again, and knows nothing of the matter that is over. */
export function forgetMatter(draft: Draft, { id, number, resolution }: Ticket): void {
  draft.remember({
    mode: { kind: 'idle' },
    misses: 0,
    prompt: undefined,
    feedback: undefined,
    tried: [],
    angryAt: undefined,
    angryWords: undefined,
    ended: {
      ticket: id,
      number,
      at: draft.deps.now.getTime(),
      since: 'nothing',
      unconfirmed: resolution === 'unconfirmed',
    },
  });
}
