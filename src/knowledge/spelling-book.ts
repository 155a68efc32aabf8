// The words that a base knows, prepared for looking up the ones that a mistyped word may have been.
import { top } from './top.ts';
import { hashOf } from './features.ts';
import { packTexts, textAt, textCount, type PackedTexts } from './packed-texts.ts';
import { growVocabulary, type Vocabulary } from './vocabulary.ts';

/** Words with the entries' own spelling, ready to be searched by letter pairs. */
export interface SpellingBook {
  /** The shorter ones first. */
  readonly words: PackedTexts;
  /** Words with fewer letters than this lie before `shorter[letters]`. */
  readonly shorter: Uint32Array;
  /** How often each occurs. */
  readonly counts: Uint32Array;
  /** For each of PAIRS hashed letter pairs, the words that hold it, at starts[pair] .. starts[pair + 1]. */
  readonly starts: Uint32Array;
  readonly holders: Uint32Array;
  /** Which words are in it, by their hash. */
  readonly known: Vocabulary;
  /** Which words follow one another in it, by `neighbourHash`. */
  readonly neighbours: Vocabulary;
}

const PAIRS = 4096;
/** Longer words do not occur: `normalise` cuts them. */
const LONGEST = 40;
/** Letters that a word and its correction may differ by in length. */
const LENGTHS = 3;
/** Words looked up by their letter pairs for one unknown word: the rarest pairs first. */
const LOOKED_UP = 8_000;
/** The least that two words' letter pairs overlap for one to be taken for the other. */
const OVERLAP = 0.25;

export function buildSpellingBook(texts: Iterable<readonly string[]>): SpellingBook {
  const counted = new Map<string, number>();
  const neighbours = growVocabulary();
  for (const words of texts)
    words.forEach((word, at) => {
      counted.set(word, (counted.get(word) ?? 0) + 1);
      neighbours.count(neighbourHash(words[at - 1] ?? '', word));
    });
  const words = [...counted.keys()].sort((a, b) => a.length - b.length);
  const shorter = new Uint32Array(LONGEST + 2).fill(words.length);
  for (let at = words.length - 1; at >= 0; at -= 1) shorter.fill(at, 0, (words[at]?.length ?? 0) + 1);
  const starts = new Uint32Array(PAIRS + 1);
  const pairs = words.map(pairsOf);
  for (const list of pairs) for (const pair of list) starts[pair + 1] = (starts[pair + 1] ?? 0) + 1;
  for (let pair = 0; pair < PAIRS; pair += 1)
    starts[pair + 1] = (starts[pair + 1] ?? 0) + (starts[pair] ?? 0);
  const next = starts.slice();
  const holders = new Uint32Array(starts[PAIRS] ?? 0);
  pairs.forEach((list, word) => {
    for (const pair of list) {
      holders[next[pair] ?? 0] = word;
      next[pair] = (next[pair] ?? 0) + 1;
    }
  });
  const known = growVocabulary();
  for (const word of words) known.count(hashOf(word));
  return {
    words: packTexts(words),
    shorter,
    counts: Uint32Array.from(words, (word) => counted.get(word) ?? 0),
    starts,
    holders,
    known: known.build().book,
    neighbours: neighbours.build().book,
  };
}

/** Finds the words of one book that look most like another word, at most `limit`. */
export function alikeIn(
  book: SpellingBook,
): (word: string, limit: number) => { word: string; count: number }[] {
  const count = textCount(book.words);
  const shared = new Uint8Array(count);
  const touched = new Int32Array(count);

  /** Words that share letter pairs with this one, and are about as long. */
  function gather(pairs: readonly number[], from: number, to: number): number {
    const ranges = pairs
      .map((pair) => {
        const [start, end] = [book.starts[pair] ?? 0, book.starts[pair + 1] ?? 0];
        return [firstFrom(book.holders, start, end, from), firstFrom(book.holders, start, end, to)] as const;
      })
      .sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
    let size = 0;
    let left = LOOKED_UP;
    for (const [start, end] of ranges) {
      left -= end - start;
      if (left < 0) break;
      for (let at = start; at < end; at += 1) {
        const candidate = book.holders[at] ?? 0;
        const times = shared[candidate] ?? 0;
        if (times === 0) {
          touched[size] = candidate;
          size += 1;
        }
        shared[candidate] = times + 1;
      }
    }
    return size;
  }

  return (word, limit) => {
    const pairs = pairsOf(word);
    const lengthAt = (length: number): number => book.shorter[Math.min(LONGEST + 1, length)] ?? count;
    const from = lengthAt(word.length - LENGTHS);
    const size = gather(pairs, from, lengthAt(word.length + LENGTHS + 1));
    const overlap = (candidate: number): number => {
      const length = (book.words.starts[candidate + 1] ?? 0) - (book.words.starts[candidate] ?? 0);
      return (2 * (shared[candidate] ?? 0)) / (pairs.length + length + 1);
    };
    const likely = top(touched, size, overlap, limit).filter((candidate) => overlap(candidate) >= OVERLAP);
    for (let at = 0; at < size; at += 1) shared[touched[at] ?? 0] = 0;
    return likely.map((candidate) => ({
      word: textAt(book.words, candidate),
      count: book.counts[candidate] ?? 0,
    }));
  };
}

/** The first place in start .. end of a rising list whose number is at least `least`. */
function firstFrom(list: Uint32Array, start: number, end: number, least: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each different pair once. */
function pairsOf(word: string): number[] {
  const padded = `_${word}_`;
  const pairs: number[] = [];
  for (let at = 0; at + 1 < padded.length; at += 1) {
    const pair = (padded.charCodeAt(at) * 31 + padded.charCodeAt(at + 1) * 7) % PAIRS;
    if (!pairs.includes(pair)) pairs.push(pair);
  }
  return pairs;
}

/** Of `second` straight behind `first`; an empty `first` is the beginning of a text. */
export function neighbourHash(first: string, second: string): number {
  return hashOf(`${first} ${second}`);
}
