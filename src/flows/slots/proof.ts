// The second half of an order's proof: the last four digits of its phone (a whole phone is stronger) or its e-mail.
import type { SlotType } from '../types.ts';
import { findEmail } from './email.ts';

export const proof: SlotType = {
  name: 'proof',
  parse(said) {
    const words = said.text ?? '';
    const email = findEmail(words);
    if (email !== undefined)
      return { kind: 'value', slot: { value: email, shown: '•••@•••' }, fit: 'certain' };
    const digits = words.replace(/\D/gu, '');
    const isFourOrPhone = digits.length === 4 || (digits.length >= 10 && digits.length <= 15);
    if (!isFourOrPhone) return { kind: 'invalid', why: 'slot.proof.invalid' };
    return {
      kind: 'value',
      slot: { value: digits, shown: '••••' },
      fit: /\p{L}/u.test(words) ? 'possible' : 'certain',
    };
  },
};
