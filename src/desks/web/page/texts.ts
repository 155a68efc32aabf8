// The languages of the page, and which of them this person reads.
import { isLocale, type Locale } from '../../../model/locale.ts';
import type { Text } from './text.ts';
import { bg } from './text/bg.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

export const TEXTS: Readonly<Record<Locale, Text>> = { ru, en, bg };

const STORED = 'firstline.desk.locale';

/** The language picked on this device, else the one that the desk is set to. */
export function currentText(): Text {
  const picked = localStorage.getItem(STORED) ?? document.documentElement.lang;
  return TEXTS[isLocale(picked) ? picked : 'en'];
}

export function pickLocale(locale: Locale): Text {
  localStorage.setItem(STORED, locale);
  document.documentElement.lang = locale;
  return TEXTS[locale];
}
