// lookup: order shows an order to whoever proves to know it.
import { z } from 'zod';
import { slotWord } from '../../model/conversation.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { orderSlots } from './order-slots.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('order'),
  number: name,
  proof: name,
  /** Found: the step below, unless named. */
  found: name.optional(),
  refused: name,
  limited: name,
  unavailable: name,
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const lookup = {
    kind: 'order',
    number: slotWord(context.slots[step.number]),
    proof: slotWord(context.slots[step.proof]),
    by: context.by,
  } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const forget = [step.number, step.proof];
  switch (fact.kind) {
    case 'order': {
      const known = orderSlots(fact.order, context);
      if (known.kind === 'needs') return known;
      return {
        kind: 'go',
        ...(step.found === undefined ? {} : { to: step.found }),
        slots: known.slots,
        verified: fact.order.number,
      };
    }
    case 'refused':
      return { kind: 'go', to: step.refused, forget };
    case 'limited':
      return { kind: 'go', to: step.limited, forget };
    default:
      return { kind: 'go', to: step.unavailable };
  }
}
