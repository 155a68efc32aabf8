// An order number by the shop's pattern, found inside a sentence too; letters typed in the other alphabet are understood.
import type { Found, SlotType } from '../types.ts';
import { latinLookalikes } from './lookalikes.ts';

export const orderNumber: SlotType = {
  name: 'order-number',
  parse(said, { orderPattern }) {
    const found = search(said.text ?? '', orderPattern);
    return found
      ? { kind: 'value', slot: found.slot, fit: 'certain' }
      : { kind: 'invalid', why: 'slot.order-number.invalid' };
  },
  find(text, { orderPattern }) {
    return search(text, orderPattern);
  },
};

/** The order number in `words` as the shop writes it, upper case; undefined when there is none. */
export function findOrderNumber(words: string, pattern: RegExp): string | undefined {
  const value = search(words, pattern)?.slot.value;
  return typeof value === 'string' ? value : undefined;
}

/** Letters are replaced one for one, so that places in the two texts agree. */
function search(words: string, pattern: RegExp): Found | undefined {
  const plain = latinLookalikes(words).replace(/[‐‑‒–—−]/gu, '-');
  const match = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.source})(?![\\p{L}\\p{N}])`, 'u').exec(plain);
  if (!match || match[0] === '') return undefined;
  const number = match[0].replace(/\s+/gu, '').replace(/^([A-Z]+)(?=\d)/u, '$1-');
  return {
    slot: { value: number, shown: number },
    certain: true,
    words: words.slice(match.index, match.index + match[0].length),
  };
}
