// A phone number in any usual notation; national numbers are read by the language's country. Shown back masked.
import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js';
import type { Locale } from '../../model/locale.ts';
import type { SlotType } from '../types.ts';

const COUNTRY: Readonly<Record<Locale, CountryCode>> = { ru: 'RU', bg: 'BG', en: 'RU' };

export const phone: SlotType = {
  name: 'phone',
  parse(said, { locale }) {
    const found = findPhoneNumbersInText((said.text ?? '').slice(0, 500), COUNTRY[locale])[0]?.number;
    return found?.isValid()
      ? { kind: 'value', slot: { value: found.number, shown: `••• ${found.number.slice(-4)}` } }
      : { kind: 'invalid', why: 'slot.phone.invalid' };
  },
};
