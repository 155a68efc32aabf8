// An e-mail address inside whatever the customer wrote. Shown back masked.
import { z } from 'zod';
import type { SlotType } from '../types.ts';

const address = z.email();

export const email: SlotType = {
  name: 'email',
  parse(said) {
    const found = findEmail(said.text ?? '');
    return found === undefined
      ? { kind: 'invalid', why: 'slot.email.invalid' }
      : { kind: 'value', slot: { value: found, shown: masked(found) } };
  },
};

/** `a•••@example.ru`. */
function masked(found: string): string {
  return `${found.slice(0, 1)}•••${found.slice(found.indexOf('@'))}`;
}

/** The first well-formed address among the words, lower case. */
export function findEmail(words: string): string | undefined {
  return words
    .slice(0, 1000)
    .split(/[\s,;<>()]+/u)
    .map((word) => word.replace(/[.!?:]+$/u, '').toLowerCase())
    .find((word) => word.includes('@') && address.safeParse(word).success);
}
