// lookup: repair shows a case of the workshop to whoever proves to know it.
import { z } from 'zod';
import type { Slot } from '../../model/conversation.ts';
import { formatMoney } from '../../model/money.ts';
import type { RepairCase } from '../../model/order.ts';
import type { StepContext, StepResult } from '../types.ts';
import { daySlot, nameIn, NOTHING, wordSlot } from './filling.ts';
import { claimOf, notShown, proved } from './proved.ts';

export const schema = z.strictObject({ ...proved, lookup: z.literal('repair') });

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const lookup = { kind: 'repair', ...claimOf(step, context) } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  if (fact.kind !== 'repair') return notShown(step, fact);
  return {
    kind: 'go',
    ...(step.found === undefined ? {} : { to: step.found }),
    slots: repairSlots(fact.repair, context),
  };
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
