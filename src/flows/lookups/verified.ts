// lookup: verified says which order this conversation has proved to know, so that it need not be asked for again.
import { z } from 'zod';
import { slotWord } from '../../model/conversation.ts';
import { orderKey } from '../../model/order-key.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { NOTHING } from './filling.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('verified'),
  /** Slot with a number: only that very order counts. Without it the order proved last counts. */
  number: name.optional(),
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const wanted = step.number === undefined ? '' : slotWord(context.slots[step.number]);
  const found =
    step.number === undefined
      ? context.verified.at(-1)
      : context.verified.find((one) => orderKey(one) === orderKey(wanted));
  const slot = found === undefined ? NOTHING : { value: found, shown: found };
  return { kind: 'go', slots: { verified_order: slot } };
}
