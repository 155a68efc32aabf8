// lookup: product tells what the catalogue knows of an appliance: its manual, guide, parts, maintenance and warranty.
import { z } from 'zod';
import { type Slot, slotWord } from '../../model/conversation.ts';
import { formatMoney } from '../../model/money.ts';
import type { Product } from '../../model/order.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';
import { nameIn, NOTHING, numberSlot, wordSlot } from './filling.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('product'),
  product: name,
  /** The slot holds the customer's own words, no product of the catalogue. */
  none: name,
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const sku = slotWord(context.slots[step.product]);
  const none: StepResult = { kind: 'go', to: step.none };
  if (sku === '' || sku.startsWith('~')) return none;
  const lookup = { kind: 'products', words: sku, limit: 1 } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const found = fact.kind === 'products' ? fact.products.find((one) => one.sku === sku) : undefined;
  return found ? { kind: 'go', slots: productSlots(found, context) } : none;
}

function productSlots(found: Product, context: StepContext): Record<string, Slot> {
  const { locale } = context;
  const manual = found.manuals?.[locale] ?? found.manuals?.['ru'];
  const parts = found.parts ?? [];
  return {
    product_category: wordSlot(found.category, `product.category.${found.category}`, context),
    product_manual: manual === undefined ? NOTHING : { value: manual, shown: manual },
    product_guide: found.guide === undefined ? NOTHING : { value: found.guide, shown: found.guide },
    product_parts:
      parts.length === 0
        ? NOTHING
        : {
            value: parts.length,
            shown: parts
              .map(({ names, price, currency, inStock }) => {
                const stock = context.label(inStock ? 'common.in-stock' : 'common.to-order');
                return `${nameIn(names, locale)}: ${formatMoney(price, currency, locale)}, ${stock}`;
              })
              .join('\n'),
          },
    product_service_months: numberSlot(found.serviceMonths),
    warranty_months: numberSlot(found.warrantyMonths),
  };
}
