// How the tables of slot tests read: the value of an answer, or why it was refused.
import { SLOT_TYPES, type SlotTypeName, slotType } from '../../../src/flows/slots/types.ts';
import type { Found, StepContext } from '../../../src/flows/types.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { context } from '../context.ts';

export function parse(
  type: SlotTypeName,
  text: string,
  locale: Locale = 'ru',
  change: Partial<StepContext> = {},
): unknown {
  const parsed = SLOT_TYPES[type].parse({ text }, context({ locale, ...change }));
  return parsed.kind === 'value' ? parsed.slot.value : parsed.kind;
}

/** What is shown back for an answer. */
export function shown(
  type: SlotTypeName,
  text: string,
  locale: Locale = 'ru',
  change: Partial<StepContext> = {},
): string {
  const parsed = SLOT_TYPES[type].parse({ text }, context({ locale, ...change }));
  return parsed.kind === 'value' ? parsed.slot.shown : parsed.kind;
}

export function find(
  type: SlotTypeName,
  text: string,
  locale: Locale = 'ru',
  change: Partial<StepContext> = {},
): Found | undefined {
  return slotType(type).find?.(text, context({ locale, ...change }));
}
