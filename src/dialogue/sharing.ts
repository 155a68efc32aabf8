// A contact or a place that the customer shares: the answer to a question that wants one, now or ahead; besides, a part of the case.
import { wholeRun } from '../flows/advance.ts';
import { placesIn, withValuesAhead } from '../flows/answers.ts';
import type { FlowStep } from '../flows/flow.ts';
import { valueAt } from '../flows/run.ts';
import { slotType } from '../flows/slots/types.ts';
import { filled } from '../flows/steps/collect.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { Lookup } from '../model/order.ts';
import { type Shared, sharedValue } from '../model/sharing.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { contextOf, continueErrand, resumeErrand } from './errand.ts';
import { sayMenu } from './menu.ts';

/** Types of details that such a thing answers when they are asked for; the first one also before it is. */
const ANSWERS = { contact: ['phone', 'proof'], place: ['address', 'city'] } as const;
const MOST_KEPT = 5;

export function takeShared(draft: Draft, shared: Shared): EventOutcome | Lookup {
  const { mode } = draft.state;
  if (mode.kind !== 'flow') {
    keep(draft, shared);
    return sayMenu(draft, draft.phrase(`common.${shared.kind}-received`));
  }
  const { stack } = mode;
  const run = stack.at(-1);
  const pending = run && draft.deps.flows.get(run.flow)?.steps.find(({ id }) => id === run.step);
  if (pending && ANSWERS[shared.kind].some((type) => wants(pending, type)))
    return continueErrand(draft, stack, { text: sharedValue(shared) });
  // the errand may never come to that question
  keep(draft, shared);
  const ahead = withAnswerAhead(draft, stack, shared);
  if (ahead) draft.remember({ mode: { kind: 'flow', stack: ahead } });
  return resumeErrand(draft, ahead ?? stack, draft.phrase(`common.${shared.kind}-kept`));
}

/** Undefined when the errand has no place for it that is still empty, or the number is none. */
function withAnswerAhead(draft: Draft, stack: readonly FlowRun[], shared: Shared): FlowRun[] | undefined {
  const world = { book: draft.deps.flows };
  const whole = wholeRun(stack, world.book);
  const [type] = ANSWERS[shared.kind];
  const place = placesIn(stack, world).find(
    (one) => whole && wants(one.step, type) && valueAt(whole, one) === undefined,
  );
  if (!whole || place?.step.kind !== 'collect') return undefined;
  const context = contextOf(draft)(place.flow, whole.slots);
  const parsed = slotType(type).parse({ text: sharedValue(shared) }, context);
  if (parsed.kind !== 'value') return undefined;
  return withValuesAhead(stack, [{ place, slots: filled(place.step, type, parsed) }], world);
}

function wants(step: FlowStep, type: string): boolean {
  return step.kind === 'collect' && [step.type].flat().some((one) => one === type);
}

/** For the next case. */
function keep(draft: Draft, shared: Shared): void {
  draft.remember({ shared: [...(draft.state.shared ?? []), shared].slice(-MOST_KEPT) });
}
