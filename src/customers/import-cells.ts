// What a cell of a CSV file may hold. Messages are `what is wrong: the cure`, for the person who edits the file.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

const DAY_MS = 24 * 60 * 60 * 1000;

export const filled = z.string().min(1, 'is empty: fill it in');

/** Of a column that may be empty or missing: nothing then. */
export const optional = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

export function emptyOr<T>(schema: z.ZodType<T, string>) {
  return z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === '') return undefined;
      const result = schema.safeParse(text);
      if (result.success) return result.data;
      for (const issue of result.error.issues) context.addIssue(issue.message);
      return z.NEVER;
    });
}

/** Digits with the country code, without the plus. */
export const phone = z.string().transform((text, context) => {
  const parsed = parsePhoneNumberFromString(text);
  if (parsed?.isValid() === true) return parsed.number.slice(1);
  context.addIssue(
    'is not a valid phone number: write it with the country code, for example +7 912 345-67-89',
  );
  return z.NEVER;
});

export const email = z.email('is not an e-mail address: write it like name@example.com, or leave it empty');

/** Minor units, from a decimal with at most two places. */
export const money = z.string().transform((text, context) => {
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/u.exec(text);
  if (parts !== null) return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  context.addIssue('is not an amount: write it with a point and at most two decimals, for example 4990.00');
  return z.NEVER;
});

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/u, 'is not a currency: write its ISO 4217 code, for example RUB');

export const webAddress = z.url({
  protocol: /^https?$/u,
  error: 'is not a web address: write it with https://, or leave it empty',
});

export const yesNo = z
  .enum(['yes', 'no'], 'is neither yes nor no: write one of them')
  .transform((said) => said === 'yes');

export function oneOf<const Words extends readonly [string, ...string[]]>(what: string, words: Words) {
  return z.enum(words, `is not a known ${what}: write one of ${words.join(', ')}`);
}

export function wholeNumber(least: number, most: number) {
  return z.string().transform((text, context) => {
    const value = /^\d{1,9}$/u.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    context.addIssue(`is not a whole number from ${least} to ${most}: correct it`);
    return z.NEVER;
  });
}

/** Midnight UTC of an ISO day, or of a day counted from `today`. */
export function dayFrom(today: Date) {
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
