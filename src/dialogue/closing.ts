// The end of a ticket needs the customer's word: asked whether it is solved, reminded once, and closed by silence only as unconfirmed.
import { closed, notSolved } from '../desk/ticket.ts';
import { mentions } from '../desk/routing.ts';
import type { Lookup } from '../model/order.ts';
import type { Resolution, Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { isYesOrNo, yes } from '../flows/slots/yes-no.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { passOnFromAbsent } from './giving.ts';
import { isLookup } from './past.ts';

export function askWhetherSolved(draft: Draft, ticket: Ticket, key = 'closing.ask'): EventOutcome {
  draft.say(draft.phrase(key, { number: ticket.number }), {
    speaker: { kind: 'system' },
    choices: [
      button.solved(ticket.number, true, draft.label('closing.yes')),
      button.solved(ticket.number, false, draft.label('closing.no')),
    ],
  });
  return 'acted';
}

/**
 * What the customer's words mean while he is asked: true for solved, false for not, undefined for neither. Thanks and a
 * thumb say that it is; a "no" with words behind it says that it is not.
 */
export function solvedIn(draft: Draft, text: string): boolean | undefined {
  const verdicts = clauses(text).map((clause) => verdictOf(draft, clause));
  if (verdicts[0] === false || mentions(text, draft.deps.deskRules.again)) return false;
  return verdicts.length > 0 && verdicts.every((one) => one === true) ? true : undefined;
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

/** The desk ended it without asking; `ticket` is closed already. */
export function sayClosed(draft: Draft, ticket: Ticket): EventOutcome {
  forgetMatter(draft, ticket);
  draft.say(draft.phrase('handoff.closed', { number: ticket.number }), { speaker: { kind: 'system' } });
  return 'acted';
}

function end(draft: Draft, ticket: Ticket, resolution: Resolution): void {
  draft.keepTicket(closed(ticket, resolution, draft.deps.now));
  forgetMatter(draft, ticket);
}

function clauses(text: string): string[] {
  return text
    .split(/[,.!?;:\n—]+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function verdictOf(draft: Draft, clause: string): boolean | undefined {
  const said = draft.deps.commands.recognise(clause)?.command;
  if (said === 'thanks' || said === 'bye' || said === 'helped') return true;
  if (said === 'not-helped') return false;
  if (isYesOrNo(clause)) return yes(clause);
  return isCheer(clause) ? true : undefined;
}

/** The bot speaks again, and knows nothing of the matter that is over. */
export function forgetMatter(draft: Draft, { id, number }: Ticket): void {
  draft.remember({
    mode: { kind: 'idle' },
    misses: 0,
    prompt: undefined,
    feedback: undefined,
    tried: [],
    angryAt: undefined,
    ended: { ticket: id, number, at: draft.deps.now.getTime(), since: 'nothing' },
  });
}
