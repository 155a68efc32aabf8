// lookup: asks the shop's data, fills slots from the answer and goes by what came of it. One file per kind in ../lookups/.
import { z } from 'zod';
import * as bonus from '../lookups/bonus.ts';
import * as knownOrder from '../lookups/known-order.ts';
import { ORDER_SLOTS } from '../lookups/order-slots.ts';
import * as order from '../lookups/order.ts';
import * as personalData from '../lookups/personal-data.ts';
import * as product from '../lookups/product.ts';
import * as repair from '../lookups/repair.ts';
import * as verified from '../lookups/verified.ts';
import * as warranty from '../lookups/warranty.ts';
import type { StepContext, StepResult } from '../types.ts';

export const schema = z.discriminatedUnion('lookup', [
  order.schema,
  knownOrder.schema,
  verified.schema,
  warranty.schema,
  repair.schema,
  bonus.schema,
  product.schema,
  personalData.schema,
]);

type Step = z.infer<typeof schema>;
export type LookupKind = Step['lookup'];

/** The slots that each kind fills. */
export const FILLS: Readonly<Record<LookupKind, readonly string[]>> = {
  order: ORDER_SLOTS,
  'known-order': ORDER_SLOTS,
  verified: ['verified_order'],
  warranty: warranty.WARRANTY_SLOTS,
  repair: [
    'repair_number',
    'repair_stage',
    'repair_product',
    'repair_opened',
    'repair_since',
    'repair_ready',
    'repair_price',
  ],
  bonus: ['bonus_points', 'bonus_expiring_points', 'bonus_expiring_on'],
  product: [
    'product_category',
    'product_manual',
    'product_guide',
    'product_parts',
    'product_service_months',
    'warranty_months',
  ],
  'personal-data': [],
};

export function run(step: Step, context: StepContext): StepResult {
  switch (step.lookup) {
    case 'order':
      return order.run(step, context);
    case 'known-order':
      return knownOrder.run(step, context);
    case 'verified':
      return verified.run(step, context);
    case 'warranty':
      return warranty.run(step, context);
    case 'repair':
      return repair.run(step, context);
    case 'bonus':
      return bonus.run(step, context);
    case 'product':
      return product.run(step, context);
    case 'personal-data':
      return personalData.run(step, context);
  }
}

/** Slots that the answer depends on. */
export function inputsOf(step: Step): readonly string[] {
  switch (step.lookup) {
    case 'order':
    case 'repair':
      return [step.number, step.proof];
    case 'known-order':
      return [step.number];
    case 'verified':
      return step.number === undefined ? [] : [step.number];
    case 'warranty':
      return [step.product, step.bought, ...(step.order === undefined ? [] : [step.order])];
    case 'bonus':
      return [step.order];
    case 'product':
      return [step.product];
    case 'personal-data':
      return [];
  }
}

/** The steps it may lead to besides the next one. */
export function waysOf(step: Step): readonly string[] {
  const ways = 'found' in step ? [step.found] : [];
  const failing = (['refused', 'limited', 'unavailable', 'none'] as const).map((way) =>
    way in step ? (step as Readonly<Record<string, unknown>>)[way] : undefined,
  );
  return [...ways, ...failing].filter((way) => typeof way === 'string');
}
