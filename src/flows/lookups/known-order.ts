// lookup: known-order shows once more an order that this conversation has proved to know.
import { z } from 'zod';
import { slotWord } from '../../model/conversation.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { isProved } from './filling.ts';
import { orderSlots } from './order-slots.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('known-order'),
  number: name,
  /** Found: the step below, unless named. */
  found: name.optional(),
  /** Not proved by this conversation, or not any more. */
  refused: name,
  unavailable: name,
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const number = slotWord(context.slots[step.number]);
  const refused: StepResult = { kind: 'go', to: step.refused, forget: [step.number] };
  if (!isProved(number, context)) return refused;
  const lookup = { kind: 'verified-order', number } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  if (fact.kind === 'refused') return refused;
  if (fact.kind !== 'order') return { kind: 'go', to: step.unavailable };
  const known = orderSlots(fact.order, context);
  if (known.kind === 'needs') return known;
  return { kind: 'go', ...(step.found === undefined ? {} : { to: step.found }), slots: known.slots };
}
