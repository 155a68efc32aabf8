// act: has the shop's own records changed. Only what the customer agreed to: a confirm comes before it.
import { z } from 'zod';
import { slotWord } from '../../model/conversation.ts';
import type { Effect } from '../../model/turn.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from './common.ts';

const register = z.strictObject({
  ...common,
  act: z.literal('register-product'),
  product: name,
  serial: name.optional(),
  /** Slot with the day of purchase. */
  bought: name.optional(),
});

const plainActs = z.strictObject({ ...common, act: z.enum(['subscribe', 'unsubscribe', 'erase-customer']) });

export const schema = z.discriminatedUnion('act', [register, plainActs]);

type Step = z.infer<typeof schema>;

export function run(step: Step, { slots }: StepContext): StepResult {
  return { kind: 'go', effects: [effectOf(step, slots)] };
}

function effectOf(step: Step, slots: StepContext['slots']): Effect {
  switch (step.act) {
    case 'register-product': {
      const serial = step.serial === undefined ? '' : slotWord(slots[step.serial]);
      const bought = step.bought === undefined ? '' : slotWord(slots[step.bought]);
      return {
        kind: 'register-product',
        product: slotWord(slots[step.product]),
        ...(serial === '' ? {} : { serial }),
        ...(/^\d{4}-\d{2}-\d{2}$/u.test(bought) ? { bought } : {}),
      };
    }
    case 'subscribe':
    case 'unsubscribe':
      return { kind: 'subscription', on: step.act === 'subscribe' };
    case 'erase-customer':
      return { kind: 'erase-customer' };
  }
}
