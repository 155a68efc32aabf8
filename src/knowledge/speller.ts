// Spelling, learnt from the base itself: a word it has never seen is read as the nearest word that it has.
import { hashOf } from './features.ts';
import { packTexts, textAt, textCount, type PackedTexts } from './packed-texts.ts';
import { growVocabulary, lookUp, type Vocabulary } from './vocabulary.ts';

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
}

export interface Speller {
  knows(word: string): boolean;
  /** The words as they were probably meant; the same array when nothing was to correct. */
  correct(words: readonly string[]): readonly string[];
}

const PAIRS = 4096;
/** Shorter words are too near to each other to be guessed. */
const SHORTEST = 4;
/** Longer words do not occur: `normalise` cuts them. */
const LONGEST = 40;
/** Letters that a word and its correction may differ by in length. */
const LENGTHS = 2;
/** People rarely miss the first letter of a word. */
const FIRST_LETTER = 0.7;
/** Words compared letter by letter for one unknown word. */
const COMPARED = 24;
/** Corrected words of one question: an upper limit to the work. */
const MOST = 24;
/** Words looked up by their letter pairs for one unknown word: the rarest pairs first. */
const LOOKED_UP = 16_000;

export function buildSpellingBook(texts: Iterable<readonly string[]>): SpellingBook {
  const counted = new Map<string, number>();
  for (const words of texts) for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
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
  };
}

/** `books`: all words of the base. `others` are words that are right although the base does not use them. */
export function createSpeller(books: readonly SpellingBook[], others: ReadonlySet<string>): Speller {
  const used = (word: string): boolean => {
    const hash = hashOf(word);
    return books.some(({ known }) => lookUp(known, hash) !== -1);
  };
  const knows = (word: string): boolean => others.has(word) || used(word);
  const searches = books.map(nearestIn);

  function nearest(word: string): string | undefined {
    let best: Near | undefined;
    for (const search of searches) {
      const found = search(word);
      if (found !== undefined && found.cost < (best?.cost ?? Infinity)) best = found;
    }
    return best?.word;
  }

  function split(word: string): readonly string[] | undefined {
    for (let at = word.length - 3; at >= 3; at -= 1) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.every(knows)) return parts;
    }
    return undefined;
  }

  function correct(words: readonly string[]): readonly string[] {
    if (words.every((word) => knows(word) || word.length < 2)) return words;
    const result: string[] = [];
    let corrected = 0;
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? '';
      const joined = word + (words[at + 1] ?? '');
      if (!knows(word) && at + 1 < words.length && used(joined)) {
        result.push(joined);
        at += 1;
      } else if (knows(word) || word.length < SHORTEST || corrected >= MOST) result.push(word);
      else {
        corrected += 1;
        const near = nearest(word);
        if (near === undefined) result.push(...(split(word) ?? [word]));
        else result.push(near);
      }
    }
    return result;
  }

  return { knows, correct };
}

interface Near {
  readonly word: string;
  readonly cost: number;
}

/** Finds the word of one book that another word most likely stands for. */
function nearestIn(book: SpellingBook): (word: string) => Near | undefined {
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

  return (word) => {
    const pairs = pairsOf(word);
    const lengthAt = (length: number): number => book.shorter[Math.min(LONGEST + 1, length)] ?? count;
    const from = lengthAt(word.length - LENGTHS);
    const size = gather(pairs, from, lengthAt(word.length + LENGTHS + 1));
    const likely: { candidate: number; overlap: number }[] = [];
    for (let at = 0; at < size; at += 1) {
      const candidate = touched[at] ?? 0;
      const length = (book.words.starts[candidate + 1] ?? 0) - (book.words.starts[candidate] ?? 0);
      const overlap = (2 * (shared[candidate] ?? 0)) / (pairs.length + length + 1);
      shared[candidate] = 0;
      if (overlap >= 0.3) likely.push({ candidate, overlap });
    }
    likely.sort((a, b) => b.overlap - a.overlap);
    const allowed = allowance(word.length);
    let best: Near | undefined;
    for (const { candidate } of likely.slice(0, COMPARED)) {
      const other = textAt(book.words, candidate);
      const start = word.charAt(0) === other.charAt(0) ? 0 : FIRST_LETTER;
      const cost =
        start + distance(word, other, allowed) - Math.min(0.4, 0.05 * Math.log(book.counts[candidate] ?? 1));
      if (cost <= allowed && cost < (best?.cost ?? Infinity)) best = { word: other, cost };
    }
    return best;
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

function allowance(length: number): number {
  if (length <= 6) return 1;
  return length <= 10 ? 2 : 3;
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

/** Insertions, deletions, replacements and swaps of neighbours; more than `limit` is Infinity. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let before = new Uint8Array(b.length + 1);
  let last = Uint8Array.from({ length: b.length + 1 }, (_, at) => at);
  let row = new Uint8Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return Infinity;
    [before, last, row] = [last, row, before];
  }
  const found = last[b.length] ?? Infinity;
  return found > limit ? Infinity : found;
}
