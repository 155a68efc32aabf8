// Button values: what goes out, and what a press means when it comes back, perhaps twice or a week later.
import { MAX_CHOICE_VALUE_BYTES, type Choice } from '../model/message.ts';

export type Press =
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'article'; readonly article: string }
  | { readonly kind: 'helped'; readonly helped: boolean }
  | { readonly kind: 'operator' }
  /** The answer to "is request `number` solved?". */
  | { readonly kind: 'solved'; readonly number: number; readonly solved: boolean }
  | { readonly kind: 'menu' }
  | { readonly kind: 'other' }
  /** An answer to the question that carried `nonce`. */
  | { readonly kind: 'answer'; readonly nonce: string; readonly value: string }
  | { readonly kind: 'unknown' };

export const button = {
  flow: (flow: string, label: string): Choice => checked({ value: `flow:${flow}`, label }),
  article: (article: string, label: string): Choice => checked({ value: `article:${article}`, label }),
  helped: (helped: boolean, label: string): Choice => ({ value: helped ? 'helped:yes' : 'helped:no', label }),
  solved: (number: number, solved: boolean, label: string): Choice => ({
    value: `solved:${number}:${solved ? 'yes' : 'no'}`,
    label,
  }),
  operator: (label: string): Choice => ({ value: 'operator', label }),
  menu: (label: string): Choice => ({ value: 'menu', label }),
  other: (label: string): Choice => ({ value: 'other', label }),
  answer: (nonce: string, value: string, label: string): Choice =>
    checked({ value: `p:${nonce}:${value}`, label }),
};

export function readPress(value: string): Press {
  const [kind, ...rest] = value.split(':');
  const argument = rest.join(':');
  switch (kind) {
    case 'flow':
      return { kind: 'flow', flow: argument };
    case 'article':
      return { kind: 'article', article: argument };
    case 'helped':
      return { kind: 'helped', helped: argument === 'yes' };
    case 'solved':
      return { kind: 'solved', number: Number(rest[0]), solved: rest[1] === 'yes' };
    case 'operator':
    case 'menu':
    case 'other':
      return { kind };
    case 'p':
      return { kind: 'answer', nonce: rest[0] ?? '', value: rest.slice(1).join(':') };
    default:
      return { kind: 'unknown' };
  }
}

function checked(choice: Choice): Choice {
  if (Buffer.byteLength(choice.value) > MAX_CHOICE_VALUE_BYTES) {
    throw new RangeError(
      `the button value ${choice.value.slice(0, 20)}… is over ${MAX_CHOICE_VALUE_BYTES} bytes`,
    );
  }
  return choice;
}
