// A message that the customer changed after it was answered: what it corrects, or what it asks anew.
import { fold } from '../knowledge/normalise.ts';
import { findOrderNumber } from '../flows/slots/order-number.ts';
import { slotOf } from '../flows/flow.ts';
import type { FlowRun, Heard } from '../model/conversation.ts';
import type { InboundMessage } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { contextOf } from './about.ts';
import { articleText } from './answering.ts';
import type { Draft } from './draft.ts';
import { follow, progressOf, resumeErrand } from './errand.ts';
import { hearText } from './hearing.ts';

const MAX_HEARD = 5;
const MAX_TEXT = 300;

type Stack = readonly FlowRun[];

/** Keeps what the messages say, for when one of them is changed later. To be called before they are dealt with. */
export function noteHeard(draft: Draft, messages: readonly InboundMessage[]): void {
  const { heard = [], mode } = draft.state;
  const run = mode.kind === 'flow' ? mode.stack.at(-1) : undefined;
  const pending = run ? { pending: { flow: run.flow, step: run.step } } : {};
  let kept = [...heard];
  for (const { ref, body } of messages) {
    if (body.kind === 'edited') {
      kept = kept.map((one) => (one.ref === body.of ? { ...one, text: body.text.slice(0, MAX_TEXT) } : one));
    } else if (ref !== undefined && (body.kind === 'text' || body.kind === 'files')) {
      const text = body.kind === 'text' ? body.text : (body.caption ?? '');
      kept.push({ ref, text: text.slice(0, MAX_TEXT), ...pending });
    }
  }
  if (kept.length > 0) draft.remember({ heard: kept.slice(-MAX_HEARD) });
}

/** `heard` is what was known before `noteHeard`. Nothing is said of a change that changes nothing. */
export function hearEdited(
  draft: Draft,
  of: string,
  text: string,
  heard: readonly Heard[] = [],
): EventOutcome | Lookup {
  const before = heard.find(({ ref }) => ref === of);
  if (before && fold(before.text).trim() === fold(text).trim()) return 'noted';
  const { mode, locale } = draft.state;
  const { knowledge } = draft.deps;
  if (mode.kind === 'flow') {
    const corrected = before && correct(draft, mode.stack, before, text);
    if (corrected !== undefined) return corrected;
    const answer = knowledge.ask(text, locale, contextOf(draft));
    return answer.kind === 'answer' && answer.article.body.length > 0
      ? resumeErrand(draft, mode.stack, articleText(answer.article))
      : 'noted';
  }
  if (before && sameAnswer(draft, before.text, text)) return 'noted';
  draft.preface(draft.phrase('talk.corrected'));
  return hearText(draft, text);
}

/** A slip of the pen: both wordings have the same answer. */
function sameAnswer(draft: Draft, one: string, other: string): boolean {
  const { deps, state } = draft;
  const [a, b] = [one, other].map((words) => deps.knowledge.ask(words, state.locale, contextOf(draft)));
  return a?.kind === 'answer' && b?.kind === 'answer' && a.article.id === b.article.id;
}

/** The answer that the message had given is given anew; undefined when it answered nothing of this errand. */
function correct(draft: Draft, stack: Stack, before: Heard, text: string): EventOutcome | Lookup | undefined {
  const run = stack.at(-1);
  const steps = run && draft.deps.flows.get(run.flow)?.steps;
  if (!run || !steps) return undefined;
  const { orderPattern } = draft.deps;
  const numbers = [before.text, text].every((words) => findOrderNumber(words, orderPattern) !== undefined);
  const step = steps.find((one) =>
    before.pending?.flow === run.flow
      ? one.id === before.pending.step
      : numbers && one.kind === 'collect' && [one.type].flat().includes('order-number'),
  );
  const slot = step && slotOf(step);
  if (!step || (slot === undefined && step.id !== run.step)) return undefined;
  const gone = slot === undefined ? [] : [slot, `${slot}_type`];
  // a proof belongs to the order that it was given for
  const proofs = steps.flatMap((one) =>
    one.kind === 'lookup' && 'proof' in one && 'number' in one && one.number === slot
      ? [one.proof, `${one.proof}_type`]
      : [],
  );
  const slots = Object.fromEntries(
    Object.entries(run.slots).filter(([name]) => !gone.includes(name) && !proofs.includes(name)),
  );
  const progress = progressOf(draft, [...stack.slice(0, -1), { ...run, step: step.id, slots }], { text });
  const { end } = progress;
  if (end.kind === 'needs') return end.lookup;
  if (end.kind === 'stuck' || (end.kind === 'waiting' && !end.understood)) {
    return resumeErrand(draft, stack, draft.phrase('common.not-understood'));
  }
  return follow(draft, progress, step.id === run.step ? [] : draft.phrase('talk.edited'));
}
