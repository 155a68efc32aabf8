// Slots as the variables of a phrase: `{slot}` is what is shown, `{slot_is}` the value for ICU's select, which knows no
// hyphens: `ready-for-pickup` is `ready_for_pickup` there.
import type { Slots } from '../flows/types.ts';

export function variablesOf(slots: Slots): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, { value, shown }]) => [
      [name, shown],
      [`${name}_is`, typeof value === 'number' ? value : String(value ?? 'none').replaceAll('-', '_')],
    ]),
  );
}
