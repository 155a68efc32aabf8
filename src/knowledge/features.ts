// What a text is compared by: stems, neighbouring pairs of stems, and letter groups within words, each as a 32-bit hash.
import type { Locale } from '../model/locale.ts';
import { everydayLexicon } from './everyday.ts';
import { NO_LEXICON, type Lexicon } from './lexicon.ts';
import { words as wordsOf } from './normalise.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

export type Family = 'stem' | 'pair' | 'gram' | 'concept' | 'theme';

export interface Text {
  readonly words: readonly string[];
  /** As many as words. */
  readonly stems: readonly string[];
  /** False for words without a topic. */
  readonly content: readonly boolean[];
  /** Groups of synonyms that are mentioned. */
  readonly concepts: readonly number[];
  /** Groups of the general vocabulary that are mentioned, in the order of the text. */
  readonly themes: readonly number[];
}

export const FAMILIES: readonly Family[] = ['stem', 'pair', 'gram', 'concept', 'theme'];

/** Each different feature of a text once, family by family. */
export interface Features {
  /** Unsigned hashes. */
  readonly keys: Uint32Array;
  /** How often each occurs, up to 255. */
  readonly counts: Uint8Array;
  /** Where each of FAMILIES ends in the two. */
  readonly ends: readonly number[];
}

export function analyse(text: string, locale: Locale, lexicon: Lexicon = NO_LEXICON): Text {
  return analyseWords(wordsOf(text), locale, lexicon);
}

/** `words` are normalised. */
export function analyseWords(words: readonly string[], locale: Locale, lexicon: Lexicon = NO_LEXICON): Text {
  const stems = words.map((word) => stem(word, locale));
  return {
    words,
    stems,
    content: words.map((word) => !isStopWord(word, locale)),
    concepts: lexicon.conceptsIn(stems),
    themes: everydayLexicon(locale).conceptsIn(stems),
  };
}

/** A few thousand for the longest text that is looked at. */
export function featuresOf(text: Text): Features {
  const stems = text.stems.map(stemHash);
  const pairs: number[] = [];
  for (let at = 1; at < text.stems.length; at += 1)
    pairs.push(hash(`${text.stems[at - 1] ?? ''} ${text.stems[at] ?? ''}`, PAIR_SEED));
  addCompany(text, pairs);
  const grams: number[] = [];
  for (const word of text.words) {
    const padded = `_${word}_`;
    for (let at = 0; at + 2 <= padded.length; at += 1) {
      let value = mix(GRAM_SEED, padded.charCodeAt(at));
      for (let end = at + 1; end < Math.min(at + 4, padded.length); end += 1) {
        value = mix(value, padded.charCodeAt(end));
        grams.push(finish(value));
      }
    }
  }
  return counted([stems, pairs, grams, conceptFeatures(text.concepts), themeFeatures(text.themes)]);
}

/** Parallel to FAMILIES. */
function counted(families: readonly (readonly number[])[]): Features {
  const most = families.reduce((sum, family) => sum + family.length, 0);
  const keys = new Uint32Array(most);
  const counts = new Uint8Array(most);
  const ends: number[] = [];
  let size = 0;
  for (const family of families) {
    const from = size;
    for (const key of new Uint32Array(family).sort()) {
      if (size > from && keys[size - 1] === key) {
        counts[size - 1] = Math.min(255, (counts[size - 1] ?? 0) + 1);
        continue;
      }
      keys[size] = key;
      counts[size] = 1;
      size += 1;
    }
    ends.push(size);
  }
  return { keys: keys.subarray(0, size), counts: counts.subarray(0, size), ends };
}

/** Of a whole word, as written. */
export function hashOf(word: string): number {
  return hash(word, WORD_SEED);
}

export function stemHash(stem: string): number {
  return hash(stem, STEM_SEED);
}

/** Hashes of the groups of four letters within words, for texts that share roots rather than words. None equals a stem's. */
export function letterGroups(words: readonly string[]): number[] {
  const groups: number[] = [];
  for (const word of words) {
    const padded = `_${word}_`;
    for (let at = 0; at + 4 <= padded.length; at += 1) {
      let value = LETTERS_SEED;
      for (let end = at; end < at + 4; end += 1) value = mix(value, padded.charCodeAt(end));
      groups.push(finish(value));
    }
  }
  return groups;
}

/** Topic words near each other in any order: "заказ ещё не пришёл" and "не пришёл мой заказ". */
function addCompany(text: Text, pairs: number[]): void {
  const content = text.stems.filter((_, at) => text.content[at]);
  content.forEach((one, at) => {
    for (const other of content.slice(at + 1, at + 4))
      pairs.push(hash(one < other ? `${one}|${other}` : `${other}|${one}`, PAIR_SEED));
  });
}

function conceptFeatures(concepts: readonly number[]): number[] {
  const few = [...concepts].sort((a, b) => a - b).slice(0, MAX_CONCEPTS);
  return few.flatMap((one, at) => [
    hash(String(one), CONCEPT_SEED),
    ...few.slice(at + 1).map((other) => hash(`${one} ${other}`, CONCEPT_SEED)),
  ]);
}

/** What is spoken of, and what beside what: "turn off" by "light". */
function themeFeatures(themes: readonly number[]): number[] {
  const few = themes.slice(0, MAX_THEMES);
  return few.flatMap((one, at) => [
    hash(String(one), THEME_SEED),
    ...few
      .slice(at + 1, at + 4)
      .map((other) => hash(one < other ? `${one} ${other}` : `${other} ${one}`, THEME_SEED)),
  ]);
}

/** Themes of one text that are looked at. */
const MAX_THEMES = 40;
/** More groups than this in one text are a story, not a question. */
const MAX_CONCEPTS = 12;

const STEM_SEED = 0x9747b28c;
const PAIR_SEED = 0x1b873593;
const GRAM_SEED = 0x85ebca6b;
const CONCEPT_SEED = 0xc2b2ae35;
const THEME_SEED = 0x94d049bb;
const LETTERS_SEED = 0x27d4eb2f;
const WORD_SEED = 0x165667b1;

/** FNV-1a over UTF-16 units with a final mix; unsigned. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) value = mix(value, text.charCodeAt(at));
  return finish(value);
}

function mix(value: number, unit: number): number {
  return Math.imul(value ^ unit, 0x01000193);
}

function finish(value: number): number {
  const folded = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  return (folded ^ (folded >>> 15)) >>> 0;
}
