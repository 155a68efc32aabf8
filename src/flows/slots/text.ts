// Free words: a description, a name. At most 2,000 characters, so that a card stays readable.
import type { SlotType } from '../types.ts';

const MAX_LENGTH = 2000;

export const text: SlotType = {
  name: 'text',
  parse(said) {
    const words = said.text?.trim() ?? '';
    if (!/[\p{L}\p{N}]/u.test(words)) return { kind: 'invalid', why: 'slot.text.invalid' };
    if (words.length > MAX_LENGTH) return { kind: 'invalid', why: 'slot.text.long' };
    return { kind: 'value', slot: { value: words, shown: words }, fit: 'possible' };
  },
};
