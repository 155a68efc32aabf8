// lookup: warranty judges whether a product bought on a day is still under warranty.
import { z } from 'zod';
import { warrantyVerdict } from '../../customers/warranty.ts';
import { slotWord } from '../../model/conversation.ts';
import { formatDay, isoDay, localDay } from '../../model/day.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { NOTHING, numberSlot } from './filling.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('warranty'),
  product: name,
  /** Slot with the day of purchase. */
  bought: name,
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const sku = slotWord(context.slots[step.product]);
  const bought = context.slots[step.bought]?.value;
  const unknown: StepResult = {
    kind: 'go',
    slots: {
      warranty: { value: 'unknown', shown: context.label('warranty.unknown') },
      warranty_until: NOTHING,
      warranty_months: NOTHING,
    },
  };
  if (sku.startsWith('~') || typeof bought !== 'string') return unknown;
  const lookup = { kind: 'products', words: sku, limit: 1 } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const found = fact.kind === 'products' ? fact.products.find((one) => one.sku === sku) : undefined;
  if (!found) return unknown;
  const today = isoDay(localDay(context.now, context.timeZone));
  const verdict = warrantyVerdict(bought, found.warrantyMonths, today);
  return {
    kind: 'go',
    slots: {
      warranty: { value: verdict.kind, shown: context.label(`warranty.${verdict.kind}`) },
      warranty_until: { value: verdict.until, shown: formatDay(verdict.untilDay, context.locale) },
      warranty_months: numberSlot(found.warrantyMonths),
    },
  };
}
