// lookup: repair shows a case of the workshop to whoever proves to know it.
import { z } from 'zod';
import { type Slot, slotWord } from '../../model/conversation.ts';
import { formatMoney } from '../../model/money.ts';
import type { RepairCase } from '../../model/order.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { daySlot, nameIn, NOTHING, wordSlot } from './filling.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('repair'),
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
    kind: 'repair',
    number: slotWord(context.slots[step.number]),
    proof: slotWord(context.slots[step.proof]),
    by: context.by,
  } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const forget = [step.number, step.proof];
  switch (fact.kind) {
    case 'repair':
      return {
        kind: 'go',
        ...(step.found === undefined ? {} : { to: step.found }),
        slots: repairSlots(fact.repair, context),
      };
    case 'refused':
      return { kind: 'go', to: step.refused, forget };
    case 'limited':
      return { kind: 'go', to: step.limited, forget };
    default:
      return { kind: 'go', to: step.unavailable };
  }
}

function repairSlots(found: RepairCase, context: StepContext): Record<string, Slot> {
  return {
    repair_number: { value: found.number, shown: found.number },
    repair_stage: wordSlot(found.stage, `repair.stage.${found.stage}`, context),
    repair_product: { value: found.sku, shown: nameIn(found.names, context.locale) },
    repair_opened: daySlot(found.openedAt, context),
    repair_since: daySlot(found.since, context),
    repair_ready: daySlot(found.readyAt, context),
    repair_price:
      found.price === undefined
        ? NOTHING
        : { value: found.price, shown: formatMoney(found.price, found.currency, context.locale) },
  };
}
