// Slots as the variables of a phrase: `{slot}` is what is shown, `{slot_is}` the value for ICU's select, which knows no
// hyphens: `ready-for-pickup` is `ready_for_pickup` there.
import { slotWord } from '../model/conversation.ts';
import type { ShopRules } from '../flows/rules.ts';
import type { Slots } from '../flows/types.ts';

export function variablesOf(slots: Slots): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, slot]) => [
      [name, slot.shown],
      [
        `${name}_is`,
        typeof slot.value === 'number' ? slot.value : slotWord(slot).replaceAll('-', '_') || 'none',
      ],
    ]),
  );
}

/** The shop's own numbers: `return_days` of flows/rules.yaml is `{rule_return_days}`. */
export function rulesAsVariables({ shop }: ShopRules): Record<string, number> {
  return Object.fromEntries(Object.entries(shop).map(([name, value]) => [`rule_${name}`, value]));
}
