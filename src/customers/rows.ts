// What one row of each file must be: zod schemas that turn text cells into products, orders and order items.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { OrderStatus, Product } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import type { ImportedOrder } from '../model/store.ts';
import type { TableRow } from './csv.ts';
import { importDay } from './import-day.ts';
import { quoted } from './quoted.ts';

export interface ItemRow {
  readonly order: string;
  readonly sku: string;
  readonly quantity: number;
}

export type OrderRow = Omit<ImportedOrder, 'items'>;

/** A row that was understood, with the line on which it stands. */
export interface Parsed<T> {
  readonly line: number;
  readonly value: T;
}

const STATUSES: Readonly<Record<OrderStatus, true>> = {
  processing: true,
  packed: true,
  shipped: true,
  'ready-for-pickup': true,
  delivered: true,
  cancelled: true,
  returned: true,
  delayed: true,
};
const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_MONTHS = 240;
const MAX_QUANTITY = 999;

const sku = cell('bad-sku', (text) => (/^\S{1,64}$/u.test(text) ? text : undefined), {
  wrong: (text) => `${quoted(text)} is not a SKU`,
  cure: 'Write the SKU without spaces, for example KET-100',
});
const orderNumber = cell('bad-order-number', (text) => (/[\p{L}\p{N}]/u.test(text) ? text : undefined), {
  wrong: () => 'the order has no number',
  cure: 'Write the number that the customer knows, for example UT-10421',
});
const phone = cell('bad-phone', phoneDigits, {
  wrong: () => 'this is no phone number with a country code',
  cure: 'Write it in the international form: +, country code, number. In a spreadsheet, format the column as text',
});
const email = cell('bad-email', (text) => (z.email().safeParse(text).success ? text : undefined), {
  wrong: () => 'this is no e-mail address',
  cure: 'Correct it, or leave it empty when there is none',
});
const status = cell('bad-status', (text) => (isStatus(text) ? text : undefined), {
  wrong: (text) => `${quoted(text)} is not a status`,
  cure: `Use one of: ${Object.keys(STATUSES).join(', ')}`,
});
const currency = cell('bad-currency', (text) => (fractionDigits(text) === undefined ? undefined : text), {
  wrong: (text) => `${quoted(text)} is not a currency`,
  cure: 'Write its three capital letters, for example RUB or EUR',
});

const productSchema = z
  .object({
    sku,
    name_ru: filled('name_ru'),
    name_en: z.string(),
    name_bg: z.string(),
    category: filled('category'),
    warranty_months: whole('bad-warranty-months', 0, MAX_MONTHS),
  })
  .transform((row): Product => ({
    sku: row.sku,
    names: {
      ru: row.name_ru,
      ...(row.name_en === '' ? {} : { en: row.name_en }),
      ...(row.name_bg === '' ? {} : { bg: row.name_bg }),
    },
    category: row.category,
    warrantyMonths: row.warranty_months,
  }));

const itemSchema = z.object({ order: orderNumber, sku, quantity: whole('bad-quantity', 1, MAX_QUANTITY) });

export function parseProducts(rows: readonly TableRow[], file: string) {
  return parseRows<Product>(productSchema, rows, file);
}

export function parseItems(rows: readonly TableRow[], file: string) {
  return parseRows<ItemRow>(itemSchema, rows, file);
}

/** `now` is what `today` in the rows is counted from. */
export function parseOrders(rows: readonly TableRow[], file: string, now: Date) {
  return parseRows<OrderRow>(orderSchema(now), rows, file);
}

function orderSchema(now: Date): z.ZodType<OrderRow> {
  const day = cell('bad-date', (text) => importDay(text, now), {
    wrong: (text) => `${quoted(text)} is not a day`,
    cure: 'Write it as 2026-05-14, or counted from the day of the import: today, today-12, today+3',
  });
  return z
    .object({
      number: orderNumber,
      status,
      ordered_at: day,
      expected_at: optional(day),
      delivered_at: optional(day),
      city: filled('city'),
      total: z.string(),
      currency,
      phone,
      email: optional(email),
    })
    .transform((row, context): OrderRow => {
      const wrong = (column: string, code: string, message: string, cure: string): void => {
        context.addIssue({ code: 'custom', path: [column], message, params: { code, cure } });
      };
      const total = minorUnits(row.total, row.currency);
      if (total === undefined)
        wrong(
          'total',
          'bad-money',
          `${quoted(row.total)} is not an amount in ${row.currency}`,
          'Write digits with a point before the cents or kopecks and no spaces: 24990 or 24990.50',
        );
      if (row.status === 'delivered' && row.delivered_at === undefined)
        wrong(
          'delivered_at',
          'no-delivery-day',
          'the order is delivered, but the day is missing',
          'Write the day of delivery: the warranty runs from it',
        );
      if (row.delivered_at && row.delivered_at < row.ordered_at)
        wrong(
          'delivered_at',
          'delivered-before-ordered',
          'the delivery is before the order',
          'Correct delivered_at or ordered_at',
        );
      for (const column of ['ordered_at', 'delivered_at'] as const)
        if ((row[column]?.getTime() ?? 0) > now.getTime() + DAY_MS)
          wrong(
            column,
            'day-in-future',
            'this day is still to come',
            'Write the day on which it happened; a promised day belongs into expected_at',
          );
      return {
        order: {
          number: row.number,
          status: row.status,
          orderedAt: row.ordered_at,
          ...(row.expected_at ? { expectedAt: row.expected_at } : {}),
          ...(row.delivered_at ? { deliveredAt: row.delivered_at } : {}),
          city: row.city,
          total: total ?? 0,
          currency: row.currency,
        },
        phone: row.phone,
        ...(row.email === undefined ? {} : { email: row.email }),
      };
    });
}

function parseRows<T>(schema: z.ZodType<T>, rows: readonly TableRow[], file: string) {
  const good: Parsed<T>[] = [];
  const problems: Problem[] = [];
  for (const { line, cells } of rows) {
    const result = schema.safeParse(cells);
    if (result.success) good.push({ line, value: result.data });
    else problems.push(...result.error.issues.map((issue) => problemOf(issue, file, line)));
  }
  return { good, problems };
}

function problemOf(issue: z.core.$ZodIssue, file: string, line: number): Problem {
  const params: Record<string, unknown> = issue.code === 'custom' ? (issue.params ?? {}) : {};
  return {
    code: typeof params['code'] === 'string' ? params['code'] : 'bad-value',
    file,
    line,
    message: `${issue.path.join('.')}: ${issue.message}`,
    cure: typeof params['cure'] === 'string' ? params['cure'] : 'Correct the value',
    severity: 'error',
  };
}

function cell<T>(
  code: string,
  read: (text: string) => T | undefined,
  { wrong, cure }: { readonly wrong: (text: string) => string; readonly cure: string },
) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: wrong(text), params: { code, cure } });
    return z.NEVER;
  });
}

function optional<T>(schema: ReturnType<typeof cell<T>>) {
  return z.string().transform((text, context): T | undefined => {
    if (text === '') return undefined;
    const result = schema.safeParse(text);
    for (const { message, ...issue } of result.error?.issues ?? [])
      context.addIssue({
        code: 'custom',
        message,
        params: issue.code === 'custom' ? issue.params : undefined,
      });
    return result.success ? result.data : z.NEVER;
  });
}

function filled(column: string) {
  return cell('empty-value', (text) => (text === '' ? undefined : text), {
    wrong: () => 'the value is empty',
    cure: `Every row needs a ${column}`,
  });
}

function whole(code: string, min: number, max: number) {
  const read = (text: string): number | undefined =>
    /^\d{1,6}$/u.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
  return cell(code, read, {
    wrong: (text) => `${quoted(text)} is not a whole number from ${min} to ${max}`,
    cure: `Write a whole number from ${min} to ${max}`,
  });
}

function isStatus(text: string): text is OrderStatus {
  return Object.hasOwn(STATUSES, text);
}

/** Digits with country code; a spreadsheet may have eaten the `+`. */
function phoneDigits(text: string): string | undefined {
  const found = parsePhoneNumberFromString(/^[1-9]\d{10,14}$/u.test(text) ? `+${text}` : text);
  return found?.isValid() === true ? found.number.slice(1) : undefined;
}

function fractionDigits(code: string): number | undefined {
  if (!Intl.supportedValuesOf('currency').includes(code)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
    .maximumFractionDigits;
}

function minorUnits(text: string, currencyCode: string): number | undefined {
  const digits = fractionDigits(currencyCode) ?? 0;
  const [, major, minor = ''] = /^(\d{1,10})(?:\.(\d+))?$/u.exec(text) ?? [];
  if (major === undefined || minor.length > digits) return undefined;
  return Number(major + minor.padEnd(digits, '0'));
}
