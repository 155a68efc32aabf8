// lookup: bonus shows the points of whoever placed an order that this conversation has proved to know.
import { z } from 'zod';
import { slotWord } from '../../model/conversation.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { daySlot, isProved, numberSlot } from './filling.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('bonus'),
  /** Slot with the number of a proved order. */
  order: name,
  /** No account, or an order that was not proved. */
  none: name,
  unavailable: name,
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const order = slotWord(context.slots[step.order]);
  if (!isProved(order, context)) return { kind: 'go', to: step.none };
  const lookup = { kind: 'bonus', order } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  if (fact.kind !== 'bonus') return { kind: 'go', to: step.unavailable };
  const { balance } = fact;
  if (!balance) return { kind: 'go', to: step.none };
  return {
    kind: 'go',
    slots: {
      bonus_points: numberSlot(balance.points),
      bonus_expiring_points: numberSlot(balance.expiring?.points),
      bonus_expiring_on: daySlot(balance.expiring?.at, context),
    },
  };
}
