// The slot types that a flow file can name.
import type { SlotType } from '../types.ts';
import { address } from './address.ts';
import { city } from './city.ts';
import { date } from './date.ts';
import { email } from './email.ts';
import { files } from './files.ts';
import { money } from './money.ts';
import { number } from './number.ts';
import { orderNumber } from './order-number.ts';
import { phone } from './phone.ts';
import { product } from './product.ts';
import { proof } from './proof.ts';
import { rating } from './rating.ts';
import { serial } from './serial.ts';
import { text } from './text.ts';
import { yesNo } from './yes-no.ts';

export const SLOT_TYPES = {
  text,
  'yes-no': yesNo,
  number,
  date,
  phone,
  email,
  'order-number': orderNumber,
  serial,
  product,
  proof,
  money,
  address,
  city,
  files,
  rating,
} as const satisfies Record<string, SlotType>;

export type SlotTypeName = keyof typeof SLOT_TYPES;
export const SLOT_TYPE_NAMES = Object.keys(SLOT_TYPES) as SlotTypeName[];

/** The type of that name, seen as any other. */
export function slotType(name: SlotTypeName): SlotType {
  return SLOT_TYPES[name];
}
