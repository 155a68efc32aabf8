// lookup: order shows an order to whoever proves to know it.
import { z } from 'zod';
import type { StepContext, StepResult } from '../types.ts';
import { orderSlots } from './order-slots.ts';
import { claimOf, notShown, proved } from './proved.ts';

export const schema = z.strictObject({ ...proved, lookup: z.literal('order') });

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const lookup = { kind: 'order', ...claimOf(step, context) } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  if (fact.kind !== 'order') return notShown(step, fact);
  const known = orderSlots(fact.order, context);
  if (known.kind === 'needs') return known;
  return {
    kind: 'go',
    ...(step.found === undefined ? {} : { to: step.found }),
    slots: known.slots,
    verified: fact.order.number,
  };
}
