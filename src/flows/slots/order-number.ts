// An order number by the shop's pattern, found inside a sentence too; letters typed in the other alphabet are understood.
import type { SlotType } from '../types.ts';

/** Cyrillic letters that people type for the Latin ones of the same look or the same key. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'U', Х: 'X',
}; // prettier-ignore

export const orderNumber: SlotType = {
  name: 'order-number',
  parse(said, { orderPattern }) {
    const found = findOrderNumber(said.text ?? '', orderPattern);
    return found === undefined
      ? { kind: 'invalid', why: 'slot.order-number.invalid' }
      : { kind: 'value', slot: { value: found, shown: found } };
  },
};

/** The order number in `words` as the shop writes it, upper case; undefined when there is none. */
export function findOrderNumber(words: string, pattern: RegExp): string | undefined {
  const upper = words
    .toUpperCase()
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/[А-Я]/gu, (letter) => LOOKALIKES[letter] ?? letter);
  const match = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.source})(?![\\p{L}\\p{N}])`, 'u').exec(upper);
  return match?.[0].replace(/\s+/gu, '').replace(/^([A-Z]+)(?=\d)/u, '$1-');
}
