// What a text is compared by: stems, neighbouring pairs of stems, and letter groups within words, each as a 32-bit hash.
import type { Locale } from '../model/locale.ts';
import { words as wordsOf } from './normalise.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

export type Family = 'stem' | 'pair' | 'gram';

export interface Text {
  readonly words: readonly string[];
  /** As many as words. */
  readonly stems: readonly string[];
  /** False for words without a topic. */
  readonly content: readonly boolean[];
}

export interface Features {
  readonly stem: Map<number, number>;
  readonly pair: Map<number, number>;
  readonly gram: Map<number, number>;
}

export function analyse(text: string, locale: Locale): Text {
  const words = wordsOf(text);
  return {
    words,
    stems: words.map((word) => stem(word, locale)),
    content: words.map((word) => !isStopWord(word, locale)),
  };
}

/** Hash of each feature to how often it occurs. At most a few thousand for the longest text that is looked at. */
export function featuresOf(text: Text): Features {
  const features: Features = { stem: new Map(), pair: new Map(), gram: new Map() };
  text.stems.forEach((stem, index) => {
    add(features.stem, hash(stem, STEM_SEED));
    const previous = text.stems[index - 1];
    if (previous !== undefined) add(features.pair, hash(`${previous} ${stem}`, PAIR_SEED));
  });
  for (const word of text.words) {
    const padded = `_${word}_`;
    for (let size = 2; size <= 4; size += 1)
      for (let at = 0; at + size <= padded.length; at += 1)
        add(features.gram, hash(padded.slice(at, at + size), GRAM_SEED));
  }
  return features;
}

export function stemHash(stem: string): number {
  return hash(stem, STEM_SEED);
}

const STEM_SEED = 0x9747b28c;
const PAIR_SEED = 0x1b873593;
const GRAM_SEED = 0x85ebca6b;

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** FNV-1a over UTF-16 units with a final mix; unsigned. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 16;
  value = Math.imul(value, 0x7feb352d);
  return (value ^ (value >>> 15)) >>> 0;
}
