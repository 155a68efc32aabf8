// The unchanging part of a word, so that "заказы", "заказа" and "заказ" meet. Light suffix stripping for the three languages.
import { LOCALES, type Locale } from '../model/locale.ts';
import { stemBulgarian } from './stem-bg.ts';
import { stemEnglish } from './stem-en.ts';
import { stemRussian } from './stem-ru.ts';

/** `word` is normalised. A word in the other script than the language's own is stemmed as what it is. */
export function stem(word: string, locale: Locale): string {
  const memo = MEMOS[locale];
  const known = memo.get(word);
  if (known !== undefined) return known;
  const found = strip(word, locale);
  if (memo.size >= MEMO) memo.clear();
  memo.set(word, found);
  return found;
}

/** Words whose stems are remembered in each language; a full memory begins anew. */
const MEMO = 16_384;
const MEMOS = Object.fromEntries(LOCALES.map((locale) => [locale, new Map<string, string>()])) as Readonly<
  Record<Locale, Map<string, string>>
>;

function strip(word: string, locale: Locale): string {
  if (/^[a-z]+$/u.test(word)) return stemEnglish(word);
  if (!/^[а-я]+$/u.test(word)) return word;
  return locale === 'bg' ? stemBulgarian(word) : stemRussian(word);
}
