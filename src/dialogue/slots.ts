// Slots as the variables of a phrase: `{slot}` is what is shown, `{slot_is}` the value itself for ICU's select.
import type { Slots } from '../flows/types.ts';

export function variablesOf(slots: Slots): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, { value, shown }]) => [
      [name, shown],
      [`${name}_is`, typeof value === 'number' ? value : String(value ?? 'none')],
    ]),
  );
}
