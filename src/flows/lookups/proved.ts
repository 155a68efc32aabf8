// What lookups of somebody's own records share: number and proof, and where to go when nothing may be shown.
import { slotWord } from '../../model/conversation.ts';
import type { Fact } from '../../model/order.ts';
import { common, name } from '../steps/common.ts';
import type { Go, StepContext } from '../types.ts';

/** Keys of the step in a flow file. */
export const proved = {
  ...common,
  number: name,
  proof: name,
  /** Found: the step below, unless named. */
  found: name.optional(),
  refused: name,
  limited: name,
  unavailable: name,
};

interface Proved {
  readonly number: string;
  readonly proof: string;
  readonly refused: string;
  readonly limited: string;
  readonly unavailable: string;
}

/** What the customer says is his, and who says so. */
export function claimOf(step: Proved, context: StepContext) {
  return {
    number: slotWord(context.slots[step.number]),
    proof: slotWord(context.slots[step.proof]),
    by: context.by,
  };
}

/** A number that was refused is asked for anew; one that could not be looked up is kept. */
export function notShown(step: Proved, fact: Fact): Go {
  if (fact.kind !== 'refused' && fact.kind !== 'limited') return { kind: 'go', to: step.unavailable };
  return { kind: 'go', to: step[fact.kind], forget: [step.number, step.proof] };
}
