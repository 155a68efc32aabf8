// A phone number in any usual notation; national numbers are read by the language's country. Shown back masked.
import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js';
import type { Locale } from '../../model/locale.ts';
import type { Found, SlotType } from '../types.ts';

const COUNTRY: Readonly<Record<Locale, CountryCode>> = { ru: 'RU', bg: 'BG', en: 'RU' };
const MAX_LENGTH = 500;
/** No number of ours is shorter. */
const LEAST_FIGURES = 6;

export const phone: SlotType = {
  name: 'phone',
  parse(said, { locale }) {
    const found = findPhone(said.text ?? '', locale);
    return found
      ? { kind: 'value', slot: found.slot, fit: 'certain' }
      : { kind: 'invalid', why: 'slot.phone.invalid' };
  },
  find(text, { locale }) {
    return findPhone(text, locale);
  },
};

function findPhone(text: string, locale: Locale): Found | undefined {
  const head = text.slice(0, MAX_LENGTH);
  if ((head.match(/\d/gu) ?? []).length < LEAST_FIGURES) return undefined;
  for (const { number, startsAt, endsAt } of findPhoneNumbersInText(head, COUNTRY[locale])) {
    if (!number.isValid()) continue;
    return {
      slot: { value: number.number, shown: `••• ${number.number.slice(-4)}` },
      certain: true,
      words: head.slice(startsAt, endsAt),
    };
  }
  return undefined;
}
