// lookup: warranty judges whether a product bought on a day is still under warranty.
import { z } from 'zod';
import { warrantyVerdict } from '../../customers/warranty.ts';
import { type Slot, slotWord } from '../../model/conversation.ts';
import { formatDay, isoDay, localDay } from '../../model/day.ts';
import type { Lookup } from '../../model/order.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { isProved, NOTHING, numberSlot } from './filling.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('warranty'),
  product: name,
  /** Slot with the day of purchase. */
  bought: name,
  /** Slot with the number of an order that has been proved: the product must be in it, and the item's own months count. */
  order: name.optional(),
});

/** `warranty_in_order` is null when no order can tell. */
export const WARRANTY_SLOTS = ['warranty', 'warranty_until', 'warranty_months', 'warranty_in_order'] as const;

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const sku = slotWord(context.slots[step.product]);
  const bought = slotWord(context.slots[step.bought]);
  const unknown = (inOrder: Slot): StepResult => ({
    kind: 'go',
    slots: {
      warranty: { value: 'unknown', shown: context.label('warranty.unknown') },
      warranty_until: NOTHING,
      warranty_months: NOTHING,
      warranty_in_order: inOrder,
    },
  });
  if (sku.startsWith('~') || !/^\d{4}-\d{2}-\d{2}$/u.test(bought)) return unknown(NOTHING);
  const item = itemOf(step, sku, context);
  if (item.kind === 'needs') return item;
  if (item.kind === 'none') return unknown({ value: false, shown: '' });
  const lookup = { kind: 'products', words: sku, limit: 1 } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const found = fact.kind === 'products' ? fact.products.find((one) => one.sku === sku) : undefined;
  const months = item.kind === 'item' ? item.months : found?.warrantyMonths;
  if (months === undefined) return unknown(NOTHING);
  const today = isoDay(localDay(context.now, context.timeZone));
  const verdict = warrantyVerdict(bought, months, today);
  return {
    kind: 'go',
    slots: {
      warranty: { value: verdict.kind, shown: context.label(`warranty.${verdict.kind}`) },
      warranty_until: { value: verdict.until, shown: formatDay(verdict.untilDay, context.locale) },
      warranty_months: numberSlot(months),
      warranty_in_order: item.kind === 'item' ? { value: true, shown: '' } : NOTHING,
    },
  };
}

type Item =
  | { readonly kind: 'item'; readonly months: number }
  /** The order is known and has no such item. */
  | { readonly kind: 'none' }
  /** No order, or it cannot be opened now: the product's usual months count. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'needs'; readonly lookup: Lookup };

function itemOf(step: z.infer<typeof schema>, sku: string, context: StepContext): Item {
  const number = step.order === undefined ? '' : slotWord(context.slots[step.order]);
  if (!isProved(number, context)) return { kind: 'unasked' };
  const lookup = { kind: 'verified-order', number } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  if (fact.kind !== 'order') return { kind: 'unasked' };
  const item = fact.order.items.find((one) => one.sku === sku);
  return item ? { kind: 'item', months: item.warrantyMonths } : { kind: 'none' };
}
