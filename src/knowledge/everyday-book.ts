// The everyday words of each language, as the speller looks them up; made when a language is first spoken of.
import type { Locale } from '../model/locale.ts';
import { everydayWords } from './everyday.ts';
import { buildSpellingBook, type SpellingBook } from './spelling-book.ts';

export function everydayBook(locale: Locale): SpellingBook {
  const known = BOOKS.get(locale);
  if (known !== undefined) return known;
  const book = buildSpellingBook([...everydayWords(locale)].map((word) => [word]));
  BOOKS.set(locale, book);
  return book;
}

const BOOKS = new Map<Locale, SpellingBook>();
