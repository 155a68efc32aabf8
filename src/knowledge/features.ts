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

export type Features = Readonly<Record<Family, Map<number, number>>>;

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

/** Hash of each feature to how often it occurs. A few thousand for the longest text that is looked at. */
export function featuresOf(text: Text): Features {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const features: Features = {
    stem: new Map(),
    pair: new Map(),
    gram: new Map(),
    concept: new Map(),
    theme: new Map(),
  };
  text.stems.forEach((stem, index) => {
    add(features.stem, stemHash(stem));
    const previous = text.stems[index - 1];
    if (previous !== undefined) add(features.pair, hash(`${previous} ${stem}`, PAIR_SEED));
  });
  addCompany(text, features.pair);
  for (const word of text.words) {
    const padded = `_${word}_`;
    for (let at = 0; at + 2 <= padded.length; at += 1) {
      let value = mix(GRAM_SEED, padded.charCodeAt(at));
      for (let end = at + 1; end < Math.min(at + 4, padded.length); end += 1) {
        value = mix(value, padded.charCodeAt(end));
        add(features.gram, finish(value));
      }
    }
  }
  addConcepts(text.concepts, features.concept);
  addThemes(text.themes, features.theme);
  remembered.set(text, features);
  return features;
}

/** Training looks at each text several times. */
const remembered = new WeakMap<Text, Features>();

export function stemHash(stem: string): number {
  return hash(stem, STEM_SEED);
}

/** Groups of four letters within words, for texts that share roots rather than words. Marked, so that none equals a stem. */
export function letterGroups(words: readonly string[]): string[] {
  const groups: string[] = [];
  for (const word of words) {
    const padded = `_${word}_`;
    for (let at = 0; at + 4 <= padded.length; at += 1) groups.push(`~${padded.slice(at, at + 4)}`);
  }
  return groups;
}

/** Topic words near each other in any order: "заказ ещё не пришёл" and "не пришёл мой заказ". */
function addCompany(text: Text, pairs: Map<number, number>): void {
  const content = text.stems.filter((_, at) => text.content[at]);
  content.forEach((one, at) => {
    for (const other of content.slice(at + 1, at + 4))
      add(pairs, hash(one < other ? `${one}|${other}` : `${other}|${one}`, PAIR_SEED));
  });
}

function addConcepts(concepts: readonly number[], counts: Map<number, number>): void {
  const few = [...concepts].sort((a, b) => a - b).slice(0, MAX_CONCEPTS);
  few.forEach((one, at) => {
    add(counts, hash(String(one), CONCEPT_SEED));
    for (const other of few.slice(at + 1)) add(counts, hash(`${one} ${other}`, CONCEPT_SEED));
  });
}

/** What is spoken of, and what beside what: "turn off" by "light". */
function addThemes(themes: readonly number[], counts: Map<number, number>): void {
  const few = themes.slice(0, MAX_THEMES);
  few.forEach((one, at) => {
    add(counts, hash(String(one), THEME_SEED));
    for (const other of few.slice(at + 1, at + 4))
      add(counts, hash(one < other ? `${one} ${other}` : `${other} ${one}`, THEME_SEED));
  });
}
/** Themes of one text that are looked at. */
const MAX_THEMES = 40;

/** More groups than this in one text are a story, not a question. */
const MAX_CONCEPTS = 12;

const STEM_SEED = 0x9747b28c;
const PAIR_SEED = 0x1b873593;
const GRAM_SEED = 0x85ebca6b;
const THEME_SEED = 0x27d4eb2f;
const CONCEPT_SEED = 0xc2b2ae35;

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

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
