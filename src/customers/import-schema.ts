// What a row of each CSV file may hold, and what it becomes. A column that came later is optional, so that old files go on.
import { z } from 'zod';
import { ORDER_STATUSES, REFUND_STATUSES, REPAIR_STAGES } from '../model/order.ts';
import {
  currency,
  dayFrom,
  email,
  emptyOr,
  filled,
  money,
  oneOf,
  optional,
  phone,
  webAddress,
  wholeNumber,
  yesNo,
} from './import-cells.ts';

const NAMES = { name_ru: filled, name_en: optional, name_bg: optional };
const CONTACTS = { phone: emptyOr(phone), email: emptyOr(email), customer: optional };
const UNPROVABLE = {
  path: ['phone'],
  message: 'is empty: fill it in, or name the customer who has one, so that it can be proved',
};

export const productRow = z
  .object({
    sku: filled,
    ...NAMES,
    category: filled,
    warranty_months: wholeNumber(0, 240),
    manual_ru: emptyOr(webAddress),
    manual_en: emptyOr(webAddress),
    manual_bg: emptyOr(webAddress),
    guide: emptyOr(z.string().regex(/^[a-z0-9-]+$/u, 'is not an article: write its file name without .md')),
    service_months: emptyOr(wholeNumber(1, 240)),
  })
  .transform((row) => {
    const manuals = present({ ru: row.manual_ru, en: row.manual_en, bg: row.manual_bg });
    return {
      sku: row.sku,
      names: namesOf(row),
      category: row.category,
      warrantyMonths: row.warranty_months,
      ...(Object.keys(manuals).length === 0 ? {} : { manuals }),
      ...present({ guide: row.guide, serviceMonths: row.service_months }),
    };
  });

export const partRow = z
  .object({ sku: filled, ...NAMES, products: filled, price: money, currency, in_stock: yesNo })
  .transform((row) => ({
    sku: row.sku,
    names: namesOf(row),
    price: row.price,
    currency: row.currency,
    inStock: row.in_stock,
    products: row.products.split(/[;\s]+/u).filter((sku) => sku !== ''),
  }));

export const customerRow = z
  .object({ id: filled, name: optional, phone: emptyOr(phone), email: emptyOr(email) })
  .transform(({ id, name, phone: digits, email: mail }) => ({
    id,
    phone: digits ?? '',
    ...present({ name, email: mail }),
  }));

/** `today` is the day of the import; relative dates count from it. */
export function orderRow(today: Date) {
  const day = dayFrom(today);
  return z
    .object({
      number: filled,
      status: oneOf('status', ORDER_STATUSES),
      ordered_at: filled.pipe(day),
      expected_at: emptyOr(day),
      delivered_at: emptyOr(day),
      city: filled,
      total: money,
      currency,
      ...CONTACTS,
      window: optional,
      refund_status: emptyOr(oneOf('state of a refund', REFUND_STATUSES)),
      refund_amount: emptyOr(money),
      refund_due: emptyOr(day),
    })
    .refine(({ phone: digits, customer }) => digits !== undefined || customer !== undefined, UNPROVABLE)
    .refine(
      ({ refund_status, refund_amount }) => (refund_status === undefined) === (refund_amount === undefined),
      {
        path: ['refund_amount'],
        message: 'does not fit the refund_status: fill in both or leave both empty',
      },
    )
    .transform((row) => ({
      order: {
        number: row.number,
        status: row.status,
        orderedAt: row.ordered_at,
        ...present({ expectedAt: row.expected_at, deliveredAt: row.delivered_at, window: row.window }),
        city: row.city,
        total: row.total,
        currency: row.currency,
        ...(row.refund_status === undefined || row.refund_amount === undefined
          ? {}
          : {
              refund: {
                status: row.refund_status,
                amount: row.refund_amount,
                ...present({ dueAt: row.refund_due }),
              },
            }),
      },
      ...contactsOf(row),
    }))
    .refine(
      ({ order }) =>
        (order.status === 'delivered') === (order.deliveredAt !== undefined) || order.status === 'returned',
      {
        path: ['delivered_at'],
        message:
          'does not fit the status: a delivered order has the day of its delivery, one under way has none',
      },
    );
}

export const itemRow = z.object({ order: filled, sku: filled, quantity: wholeNumber(1, 10_000) });

export function repairRow(today: Date) {
  const day = dayFrom(today);
  return z
    .object({
      number: filled,
      stage: oneOf('stage', REPAIR_STAGES),
      sku: filled,
      opened_at: filled.pipe(day),
      since: filled.pipe(day),
      ready_at: emptyOr(day),
      price: emptyOr(money),
      currency,
      ...CONTACTS,
    })
    .refine(({ phone: digits, customer }) => digits !== undefined || customer !== undefined, UNPROVABLE)
    .refine(({ opened_at, since }) => since >= opened_at, {
      path: ['since'],
      message: 'is before opened_at: the stage cannot be older than the case',
    })
    .transform((row) => ({
      repair: {
        number: row.number,
        stage: row.stage,
        sku: row.sku,
        openedAt: row.opened_at,
        since: row.since,
        ...present({ readyAt: row.ready_at, price: row.price }),
        currency: row.currency,
      },
      ...contactsOf(row),
    }));
}

export function bonusRow(today: Date) {
  return z
    .object({
      customer: filled,
      points: wholeNumber(0, 99_999_999),
      expiring_points: emptyOr(wholeNumber(1, 99_999_999)),
      expiring_at: emptyOr(dayFrom(today)),
    })
    .refine((row) => (row.expiring_points === undefined) === (row.expiring_at === undefined), {
      path: ['expiring_at'],
      message: 'does not fit expiring_points: fill in both or leave both empty',
    })
    .refine((row) => (row.expiring_points ?? 0) <= row.points, {
      path: ['expiring_points'],
      message: 'is more than all the points: correct one of the two',
    })
    .transform(({ customer, points, expiring_points, expiring_at }) => ({
      customer,
      points,
      ...(expiring_points === undefined || expiring_at === undefined
        ? {}
        : { expiring: { points: expiring_points, at: expiring_at } }),
    }));
}

function namesOf(row: { name_ru: string; name_en?: string | undefined; name_bg?: string | undefined }) {
  return { ru: row.name_ru, ...present({ en: row.name_en, bg: row.name_bg }) };
}

function contactsOf(row: {
  phone?: string | undefined;
  email?: string | undefined;
  customer?: string | undefined;
}) {
  return { phone: row.phone ?? '', ...present({ email: row.email, customer: row.customer }) };
}

/** The fields that have a value. */
function present<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: NonNullable<Fields[Key]>;
  };
}
