// What a customer says after his ticket was closed: thanks open nothing, an old trouble that is back goes on at once.
import { mentions } from '../desk/routing.ts';
import type { InboundMessage } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { confirmLate, endsIt, isCheer, solvedLateIn } from './closing.ts';
import type { Draft } from './draft.ts';
import { handOff } from './handoff.ts';
import { MAX_TRIED } from './menu.ts';
import { record } from './recording.ts';
import { notice } from './tell-desk.ts';

/** Undefined when it is nothing of the kind, and the bot hears it as anything else. */
export function hearAfterEnd(draft: Draft, text: string): EventOutcome | Lookup | undefined {
  const { ended, mode } = draft.state;
  if (!ended) return undefined;
  const { commands, deskRules, now } = draft.deps;
  const open = ended.unconfirmed === true && ended.since !== 'words';
  if (mode.kind !== 'idle' || now.getTime() - ended.at > deskRules.link_hours * 3_600_000) {
    draft.remember({ ended: undefined });
    return open && mode.kind === 'idle' && endsIt(draft, text) ? confirmLate(draft, ended.number) : undefined;
  }
  const late = open ? solvedLateIn(draft, text) : undefined;
  const confirmed = late === true ? confirmLate(draft, ended.number) : undefined;
  if (confirmed !== undefined) return confirmed;
  const said = commands.recognise(text)?.command;
  const cheer = said === 'thanks' || said === 'bye' || said === 'helped' || isCheer(text);
  if (cheer && ended.since !== 'words') {
    const first = ended.since === 'nothing';
    if (first) draft.say(draft.phrase(said === 'bye' ? 'talk.bye' : 'talk.thanks'));
    draft.remember({ ended: { ...ended, since: 'thanks' } });
    return first ? 'answered' : 'noted';
  }
  const denies = late === false || (said === 'not-helped' && ended.since !== 'words');
  draft.remember({ ended: { ...ended, since: 'words' } });
  if (!denies && !mentions(text, deskRules.again)) return undefined;
  draft.remember({ tried: [...draft.state.tried, { question: text.slice(0, 500) }].slice(-MAX_TRIED) });
  return handOff(draft, { reason: 'not-solved' });
}

/**
 * What was written before the ticket was closed was said to the person: it is shown with that ticket, and the bot does not
 * answer it. Undefined when it was written later.
 */
export function hearTooLate(
  draft: Draft,
  messages: readonly InboundMessage[],
): EventOutcome | Lookup | undefined {
  const { ended } = draft.state;
  const late = messages.every(
    ({ at, body }) => (body.kind === 'text' || body.kind === 'files') && at.getTime() < (ended?.at ?? 0),
  );
  if (!ended || draft.ticket || !late) return undefined;
  for (const message of messages) {
    const needs = record(draft, message, { ticket: ended.ticket });
    if (needs) return needs;
  }
  notice(draft, { id: ended.ticket }, 'desk.notice.late-words');
  return 'relayed';
}
