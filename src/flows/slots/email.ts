// An e-mail address inside whatever the customer wrote. Shown back masked.
import { z } from 'zod';
import type { Slot } from '../../model/conversation.ts';
import type { SlotType } from '../types.ts';

const address = z.email();

export const email: SlotType = {
  name: 'email',
  parse(said) {
    const found = findEmail(said.text ?? '');
    return found === undefined
      ? { kind: 'invalid', why: 'slot.email.invalid' }
      : { kind: 'value', slot: asSlot(found), fit: 'certain' };
  },
  find(text) {
    const words = addressIn(text);
    return words === undefined ? undefined : { slot: asSlot(words.toLowerCase()), certain: true, words };
  },
};

function asSlot(found: string): Slot {
  return { value: found, shown: masked(found) };
}

/** `a•••@example.ru`. */
function masked(found: string): string {
  return `${found.slice(0, 1)}•••${found.slice(found.indexOf('@'))}`;
}

/** The first well-formed address among the words, lower case. */
export function findEmail(words: string): string | undefined {
  return addressIn(words)?.toLowerCase();
}

/** The same as it was typed. */
function addressIn(words: string): string | undefined {
  return words
    .slice(0, 1000)
    .split(/[\s,;<>()]+/u)
    .map((word) => word.replace(/^["'«„“]+|["'»”“.!?:]+$/gu, ''))
    .find((word) => word.includes('@') && address.safeParse(word.toLowerCase()).success);
}
