// The desk's own words in the language that the staff chose.
import type { Locale } from '../../../model/locale.ts';
import { bg } from './bg.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import type { Words } from './words.ts';

const WORDS: Record<Locale, Words> = { ru, en, bg };

export function wordsIn(locale: Locale): Words {
  return WORDS[locale];
}
