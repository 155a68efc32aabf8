// Where something is to be brought: free words like a text, and what a place shared on the map says.
import type { SlotType } from '../types.ts';
import { text } from './text.ts';

export const address: SlotType = {
  name: 'address',
  parse(said, context) {
    const parsed = text.parse(said, context);
    const isEmpty = parsed.kind === 'invalid' && parsed.why === 'slot.text.invalid';
    return isEmpty ? { kind: 'invalid', why: 'slot.address.invalid' } : parsed;
  },
};
