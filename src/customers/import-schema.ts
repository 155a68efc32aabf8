// What a row of each CSV file may hold. Messages are `what is wrong: the cure`, for the person who edits the file.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { OrderStatus } from '../model/order.ts';

export const PRODUCT_COLUMNS = ['sku', 'name_ru', 'name_en', 'name_bg', 'category', 'warranty_months'];
export const ORDER_COLUMNS = [
  'number',
  'status',
  'ordered_at',
  'expected_at',
  'delivered_at',
  'city',
  'total',
  'currency',
  'phone',
  'email',
];
export const ITEM_COLUMNS = ['order', 'sku', 'quantity'];

const STATUSES = [
  'processing',
  'packed',
  'shipped',
  'ready-for-pickup',
  'delivered',
  'cancelled',
  'returned',
  'delayed',
] as const satisfies readonly OrderStatus[];

const DAY_MS = 24 * 60 * 60 * 1000;

const filled = z.string().min(1, 'is empty: fill it in');
const optional = z.string().transform((text) => (text === '' ? undefined : text));

export const productRow = z
  .object({
    sku: filled,
    name_ru: filled,
    name_en: optional,
    name_bg: optional,
    category: filled,
    warranty_months: wholeNumber(0, 240),
  })
  .transform((row) => ({
    sku: row.sku,
    names: {
      ru: row.name_ru,
      ...(row.name_en === undefined ? {} : { en: row.name_en }),
      ...(row.name_bg === undefined ? {} : { bg: row.name_bg }),
    },
    category: row.category,
    warrantyMonths: row.warranty_months,
  }));

/** `today` is the day of the import; relative dates count from it. */
export function orderRow(today: Date) {
  const day = dayFrom(today);
  return z
    .object({
      number: filled,
      status: z.enum(STATUSES, `is not a known status: write one of ${STATUSES.join(', ')}`),
      ordered_at: filled.pipe(day),
      expected_at: emptyOr(day),
      delivered_at: emptyOr(day),
      city: filled,
      total: money,
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/u, 'is not a currency: write its ISO 4217 code, for example RUB'),
      phone,
      email: emptyOr(z.email('is not an e-mail address: write it like name@example.com, or leave it empty')),
    })
    .transform(({ ordered_at, expected_at, delivered_at, phone: digits, email, ...order }) => ({
      order: {
        ...order,
        orderedAt: ordered_at,
        ...(expected_at === undefined ? {} : { expectedAt: expected_at }),
        ...(delivered_at === undefined ? {} : { deliveredAt: delivered_at }),
      },
      phone: digits,
      ...(email === undefined ? {} : { email }),
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

const phone = z.string().transform((text, context) => {
  const parsed = parsePhoneNumberFromString(text);
  if (parsed?.isValid() === true) return parsed.number.slice(1);
  context.addIssue(
    'is not a valid phone number: write it with the country code, for example +7 912 345-67-89',
  );
  return z.NEVER;
});

/** Minor units, from a decimal with at most two places. */
const money = z.string().transform((text, context) => {
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/u.exec(text);
  if (parts !== null) return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  context.addIssue('is not an amount: write it with a point and at most two decimals, for example 4990.00');
  return z.NEVER;
});

function wholeNumber(least: number, most: number) {
  return z.string().transform((text, context) => {
    const value = /^\d{1,6}$/u.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    context.addIssue(`is not a whole number from ${least} to ${most}: correct it`);
    return z.NEVER;
  });
}

/** Midnight UTC of an ISO day, or of a day counted from `today`. */
function dayFrom(today: Date) {
  return z.string().transform((text, context) => {
    const found = relativeDay(text, today) ?? isoDay(text);
    if (found !== undefined) return found;
    context.addIssue(
      'is not a day: write 2026-05-14, or count from the import as today, today-12 or today+3',
    );
    return z.NEVER;
  });
}

function relativeDay(text: string, today: Date): Date | undefined {
  const parts = /^today(?:([+-])(\d{1,4}))?$/u.exec(text);
  if (parts === null) return undefined;
  const days = Number(parts[2] ?? 0) * (parts[1] === '-' ? -1 : 1);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()) + days * DAY_MS);
}

function isoDay(text: string): Date | undefined {
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // A day such as 2026-02-31 rolls over into the next month.
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? date
    : undefined;
}

function emptyOr<T>(schema: z.ZodType<T, string>) {
  return z.string().transform((text, context) => {
    if (text === '') return undefined;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    for (const issue of result.error.issues) context.addIssue(issue.message);
    return z.NEVER;
  });
}
