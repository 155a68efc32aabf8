// The unchanging part of a word, so that "заказы", "заказа" and "заказ" meet. Light suffix stripping for the three languages.
import type { Locale } from '../model/locale.ts';
import { stemBulgarian } from './stem-bg.ts';
import { stemEnglish } from './stem-en.ts';
import { stemRussian } from './stem-ru.ts';

/** `word` is normalised. A word in the other script than the language's own is stemmed as what it is. */
export function stem(word: string, locale: Locale): string {
  if (/^[a-z]+$/u.test(word)) return stemEnglish(word);
  if (!/^[а-я]+$/u.test(word)) return word;
  return locale === 'bg' ? stemBulgarian(word) : stemRussian(word);
}
