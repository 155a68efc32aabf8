// lookup: asks the shop's data, fills slots from the answer and goes by what came of it.
import { z } from 'zod';
import { warrantyVerdict } from '../../customers/warranty.ts';
import { type Slot, slotWord } from '../../model/conversation.ts';
import type { Order } from '../../model/order.ts';
import { formatDay, isoDay, localDay } from '../../model/day.ts';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from './common.ts';

const order = z.strictObject({
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

const warranty = z.strictObject({
  ...common,
  lookup: z.literal('warranty'),
  product: name,
  /** Slot with the day of purchase. */
  bought: name,
});

export const schema = z.discriminatedUnion('lookup', [order, warranty]);

type Step = z.infer<typeof schema>;

export function run(step: Step, context: StepContext): StepResult {
  return step.lookup === 'order' ? lookUpOrder(step, context) : judgeWarranty(step, context);
}

function lookUpOrder(step: z.infer<typeof order>, context: StepContext): StepResult {
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
    case 'order':
      return {
        kind: 'go',
        ...(step.found === undefined ? {} : { to: step.found }),
        slots: orderSlots(fact.order, context),
        verified: fact.order.number,
      };
    case 'refused':
      return { kind: 'go', to: step.refused, forget };
    case 'limited':
      return { kind: 'go', to: step.limited, forget };
    default:
      return { kind: 'go', to: step.unavailable };
  }
}

function orderSlots(order: Order, context: StepContext): Record<string, Slot> {
  const day = (at: Date | undefined): Slot => {
    if (!at) return { value: null, shown: '—' };
    const local = localDay(at, context.timeZone);
    return { value: isoDay(local), shown: formatDay(local, context.locale) };
  };
  const [only] = order.items.length === 1 ? order.items : [];
  return {
    order_number: { value: order.number, shown: order.number },
    order_status: { value: order.status, shown: context.label(`order.status.${order.status}`) },
    order_expected: day(order.expectedAt),
    order_delivered: day(order.deliveredAt),
    order_bought: day(order.deliveredAt ?? order.orderedAt),
    order_items: {
      value: order.items.length,
      shown: order.items
        .map(({ name, names, quantity }) => {
          const said = names?.[context.locale] ?? name;
          return quantity > 1 ? `${said} × ${quantity}` : said;
        })
        .join('; '),
    },
    order_late: { value: isLate(order, context), shown: '' },
    ...(only
      ? { order_warranty_months: { value: only.warrantyMonths, shown: String(only.warrantyMonths) } }
      : {}),
  };
}

function isLate(order: Order, { now, timeZone }: StepContext): boolean {
  if (
    order.deliveredAt ||
    !order.expectedAt ||
    ['cancelled', 'returned', 'delivered', 'ready-for-pickup'].includes(order.status)
  ) {
    return false;
  }
  return isoDay(localDay(order.expectedAt, timeZone)) < isoDay(localDay(now, timeZone));
}

function judgeWarranty(step: z.infer<typeof warranty>, context: StepContext): StepResult {
  const sku = slotWord(context.slots[step.product]);
  const bought = context.slots[step.bought]?.value;
  const unknown: StepResult = {
    kind: 'go',
    slots: {
      warranty: { value: 'unknown', shown: context.label('warranty.unknown') },
      warranty_until: { value: null, shown: '—' },
    },
  };
  if (sku.startsWith('~') || typeof bought !== 'string') return unknown;
  const lookup = { kind: 'products', words: sku, limit: 1 } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const found = fact.kind === 'products' ? fact.products.find((one) => one.sku === sku) : undefined;
  if (!found) return unknown;
  const verdict = warrantyVerdict(
    bought,
    found.warrantyMonths,
    isoDay(localDay(context.now, context.timeZone)),
  );
  return {
    kind: 'go',
    slots: {
      warranty: { value: verdict.kind, shown: context.label(`warranty.${verdict.kind}`) },
      warranty_until: { value: verdict.until, shown: formatDay(verdict.untilDay, context.locale) },
      warranty_months: { value: found.warrantyMonths, shown: String(found.warrantyMonths) },
    },
  };
}
