// The words that a base knows, prepared for looking up the ones that a mistyped word may have been.
import { SparseBuilder, transpose, type SparseRows } from './sparse.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';

/** Words with the entries' own spelling, ready to be searched by letter pairs. */
export interface SpellingBook {
  readonly words: readonly string[];
  /** How often each occurs in the base; 0 for a word of the language that it does not use. */
  readonly counts: Uint32Array;
  /** For each of PAIRS hashed letter pairs, the words that hold it. */
  readonly pairs: SparseRows;
  /** Hashes of words that follow one another in the base. */
  readonly neighbours: Vocabulary;
}

const PAIRS = 4096;

/** `general` are words of the language, whether the base has them or not. */
export function buildSpellingBook(
  texts: Iterable<readonly string[]>,
  general: Iterable<string> = [],
): SpellingBook {
  const counted = new Map<string, number>();
  const follows = new Set<number>();
  for (const words of texts)
    words.forEach((word, at) => {
      counted.set(word, (counted.get(word) ?? 0) + 1);
      follows.add(neighbourHash(words[at - 1] ?? '', word));
    });
  for (const word of general) if (!counted.has(word)) counted.set(word, 0);
  const words = [...counted.keys()];
  const builder = new SparseBuilder();
  for (const word of words) {
    for (const pair of letterPairs(word)) builder.push(pair, 1);
    builder.endRow();
  }
  return {
    words,
    counts: Uint32Array.from(counted.values()),
    pairs: transpose(builder.build(), PAIRS),
    neighbours: buildVocabulary(follows, follows.size),
  };
}

export function letterPairs(word: string): Set<number> {
  const padded = `_${word}_`;
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < padded.length; at += 1)
    pairs.add((padded.charCodeAt(at) * 31 + padded.charCodeAt(at + 1) * 7) % PAIRS);
  return pairs;
}

/** Of `second` straight behind `first`; an empty `first` is the beginning of a text. */
export function neighbourHash(first: string, second: string): number {
  let value = 0x811c9dc5;
  for (const text of [first, ' ', second])
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
