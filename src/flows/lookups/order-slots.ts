// What a flow learns of an order: every slot that `lookup: order` and `lookup: known-order` fill.
import type { Slot } from '../../model/conversation.ts';
import { isoDay, localDay } from '../../model/day.ts';
import { formatMoney } from '../../model/money.ts';
import type { Lookup, Order } from '../../model/order.ts';
import type { StepContext } from '../types.ts';
import { daySlot, daysBetween, nameIn, NOTHING, numberSlot, wordSlot } from './filling.ts';

export const ORDER_SLOTS = [
  'order_number',
  'order_status',
  'order_expected',
  'order_delivered',
  'order_bought',
  'order_items',
  'order_late',
  'order_total',
  'order_city',
  'order_window',
  'order_days_since_delivery',
  'order_return_days_left',
  'order_returnable',
  'order_sku',
  'order_warranty_months',
  'refund_status',
  'refund_amount',
  'refund_due',
] as const;

/** An order of more different items than this is never held back for their categories. */
const MAX_ITEMS_LOOKED_UP = 8;

export type OrderSlots =
  | { readonly kind: 'slots'; readonly slots: Record<string, Slot> }
  | { readonly kind: 'needs'; readonly lookup: Lookup };

/** The slots, or the product that must be looked up first: whether an order may come back depends on its categories. */
export function orderSlots(order: Order, context: StepContext): OrderSlots {
  const returnable = isReturnable(order, context);
  if (typeof returnable === 'object') return { kind: 'needs', lookup: returnable };
  const { locale } = context;
  const [only] = order.items.length === 1 ? order.items : [];
  const since = order.deliveredAt && daysBetween(dayOf(order.deliveredAt, context), today(context));
  const left = since === undefined ? undefined : context.rules.shop.return_days - since;
  const { refund } = order;
  const slots: Record<(typeof ORDER_SLOTS)[number], Slot> = {
    order_number: { value: order.number, shown: order.number },
    order_status: wordSlot(order.status, `order.status.${order.status}`, context),
    order_expected: daySlot(order.expectedAt, context),
    order_delivered: daySlot(order.deliveredAt, context),
    order_bought: daySlot(order.deliveredAt ?? order.orderedAt, context),
    order_items: {
      value: order.items.length,
      shown: order.items
        .map(({ name, names, quantity }) => {
          const said = names?.[locale] ?? name;
          return quantity > 1 ? `${said} × ${quantity}` : said;
        })
        .join('; '),
    },
    order_late: { value: isLate(order, context), shown: '' },
    order_total: { value: order.total, shown: formatMoney(order.total, order.currency, locale) },
    order_city: { value: order.city, shown: order.city },
    order_window: order.window === undefined ? NOTHING : { value: order.window, shown: order.window },
    order_days_since_delivery: numberSlot(since),
    order_return_days_left: numberSlot(left),
    order_returnable: { value: returnable, shown: '' },
    order_sku: only
      ? { value: only.sku, shown: only.names ? nameIn(only.names, locale) : only.name }
      : NOTHING,
    order_warranty_months: numberSlot(only?.warrantyMonths),
    refund_status: refund ? wordSlot(refund.status, `refund.status.${refund.status}`, context) : NOTHING,
    refund_amount: refund
      ? { value: refund.amount, shown: formatMoney(refund.amount, order.currency, locale) }
      : NOTHING,
    refund_due: daySlot(refund?.dueAt, context),
  };
  return { kind: 'slots', slots };
}

/** False when every item is of a category that comes back only when defective. */
function isReturnable({ items }: Order, context: StepContext): boolean | Lookup {
  const never = context.rules.no_return;
  const skus = [...new Set(items.map(({ sku }) => sku))];
  if (never.length === 0 || skus.length === 0 || skus.length > MAX_ITEMS_LOOKED_UP) return true;
  for (const sku of skus) {
    const lookup = { kind: 'products', words: sku, limit: 1 } as const;
    const fact = context.fact(lookup);
    if (!fact) return lookup;
    const found = fact.kind === 'products' ? fact.products.find((one) => one.sku === sku) : undefined;
    if (!found || !never.includes(found.category)) return true;
  }
  return false;
}

function isLate(order: Order, context: StepContext): boolean {
  if (
    order.deliveredAt ||
    !order.expectedAt ||
    ['cancelled', 'returned', 'delivered', 'ready-for-pickup'].includes(order.status)
  ) {
    return false;
  }
  return dayOf(order.expectedAt, context) < today(context);
}

function dayOf(at: Date, { timeZone }: StepContext): string {
  return isoDay(localDay(at, timeZone));
}

function today(context: StepContext): string {
  return dayOf(context.now, context);
}
