// A photo or another file; several count as one answer.
import type { SlotType } from '../types.ts';

export const files: SlotType = {
  name: 'files',
  parse(said) {
    if (!said.files || said.files.length === 0) return { kind: 'invalid', why: 'slot.files.invalid' };
    return { kind: 'value', slot: { value: said.files, shown: String(said.files.length) }, fit: 'certain' };
  },
};
