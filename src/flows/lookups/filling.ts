// How a looked-up fact becomes a slot: the value for branches, the words for people.
import type { Slot } from '../../model/conversation.ts';
import { formatDay, isoDay, localDay } from '../../model/day.ts';
import { orderKey } from '../../model/order-key.ts';
import type { StepContext } from '../types.ts';

export const NOTHING: Slot = { value: null, shown: '—' };

/** The day it was at that instant where the shop is. */
export function daySlot(at: Date | undefined, context: StepContext): Slot {
  if (!at) return NOTHING;
  const day = localDay(at, context.timeZone);
  return { value: isoDay(day), shown: formatDay(day, context.locale) };
}

export function numberSlot(value: number | undefined): Slot {
  return value === undefined ? NOTHING : { value, shown: String(value) };
}

/** A word of ours with its phrase, for example a status; the word itself where the shop has no phrase for it. */
export function wordSlot(value: string, key: string, context: StepContext): Slot {
  return { value, shown: context.has(key) ? context.label(key) : value };
}

/** A name in the customer's language, otherwise in Russian, which always exists. */
export function nameIn(names: Readonly<Record<string, string>>, locale: string): string {
  return names[locale] ?? names['ru'] ?? '';
}

/** Whole days from one ISO day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Whether this conversation has proved to know the order; only then may anything of it be shown without a proof. */
export function isProved(number: string, { verified }: StepContext): boolean {
  return number !== '' && verified.some((one) => orderKey(one) === orderKey(number));
}
