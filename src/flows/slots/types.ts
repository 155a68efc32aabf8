// The slot types that a flow file can name.
import type { SlotType } from '../types.ts';
import { date } from './date.ts';
import { email } from './email.ts';
import { files } from './files.ts';
import { orderNumber } from './order-number.ts';
import { phone } from './phone.ts';
import { product } from './product.ts';
import { proof } from './proof.ts';
import { text } from './text.ts';
import { yesNo } from './yes-no.ts';

export const SLOT_TYPES = {
  text,
  date,
  phone,
  email,
  'order-number': orderNumber,
  proof,
  product,
  files,
  'yes-no': yesNo,
} as const satisfies Record<string, SlotType>;

export type SlotTypeName = keyof typeof SLOT_TYPES;
export const SLOT_TYPE_NAMES = Object.keys(SLOT_TYPES) as SlotTypeName[];
