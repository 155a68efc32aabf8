// The general vocabulary of each language: groups of words that mean about the same, known before a shop writes any of its own.
import type { Locale } from '../model/locale.ts';
import { EVERYDAY_BG } from './everyday-bg.ts';
import { EVERYDAY_EN } from './everyday-en.ts';
import { EVERYDAY_RU } from './everyday-ru.ts';
import { SAMPLES } from './language-samples.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { words } from './normalise.ts';
import { stem } from './stem.ts';

/** The language's groups by stem; made when a language is first spoken of. */
export function everydayLexicon(locale: Locale): Lexicon {
  const known = LEXICONS.get(locale);
  if (known !== undefined) return known;
  const lexicon = createLexicon(EVERYDAY[locale], locale);
  LEXICONS.set(locale, lexicon);
  return lexicon;
}

/** Words that are right in the language, whether a base uses them or not. */
export function everydayWords(locale: Locale): Set<string> {
  const groups = EVERYDAY[locale].flat().flatMap(words);
  return new Set([...groups, ...SAMPLES[locale].split(/\s+/u).flatMap(words)]);
}

/** Their stems. */
export function everydayStems(locale: Locale): Set<string> {
  return new Set([...everydayWords(locale)].map((word) => stem(word, locale)));
}

const LEXICONS = new Map<Locale, Lexicon>();

/** Groups of expressions of one to four words. */
export const EVERYDAY: Readonly<Record<Locale, readonly (readonly string[])[]>> = {
  ru: groupsOf(EVERYDAY_RU),
  en: groupsOf(EVERYDAY_EN),
  bg: groupsOf(EVERYDAY_BG),
};

function groupsOf(text: string): string[][] {
  return text
    .split(';')
    .map((group) =>
      group
        .split(',')
        .map((expression) => expression.trim().replace(/\s+/gu, ' '))
        .filter((expression) => expression !== ''),
    )
    .filter((group) => group.length > 1);
}
