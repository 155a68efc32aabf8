// Spelling, learnt from the base itself: a word it has never seen is read as the nearest word that it has.
import { SparseBuilder, transpose, type SparseRows } from './sparse.ts';

/** Words with the entries' own spelling, ready to be searched by letter pairs. */
export interface SpellingBook {
  readonly words: readonly string[];
  /** How often each occurs. */
  readonly counts: Uint32Array;
  /** For each of PAIRS hashed letter pairs, the words that hold it. */
  readonly pairs: SparseRows;
}

export interface Speller {
  knows(word: string): boolean;
  /** The words as they were probably meant; the same array when nothing was to correct. */
  correct(words: readonly string[]): readonly string[];
}

const PAIRS = 4096;
/** Shorter words are too near to each other to be guessed. */
const SHORTEST = 4;
/** People rarely miss the first letter of a word. */
const FIRST_LETTER = 0.7;
/** Words compared letter by letter for one unknown word. */
const COMPARED = 24;
/** Corrected words of one question: an upper limit to the work. */
const MOST = 24;

export function buildSpellingBook(texts: Iterable<readonly string[]>): SpellingBook {
  const counted = new Map<string, number>();
  for (const words of texts) for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
  const words = [...counted.keys()];
  const builder = new SparseBuilder();
  for (const word of words) {
    for (const pair of pairsOf(word)) builder.push(pair, 1);
    builder.endRow();
  }
  return { words, counts: Uint32Array.from(counted.values()), pairs: transpose(builder.build(), PAIRS) };
}

/** `others` are words that are right although the base does not use them. */
export function createSpeller(book: SpellingBook, others: ReadonlySet<string>): Speller {
  const known = new Set(book.words);
  const shared = new Uint8Array(book.words.length);
  const knows = (word: string): boolean => known.has(word) || others.has(word);

  function nearest(word: string): string | undefined {
    const touched: number[] = [];
    const pairs = pairsOf(word);
    const { starts, columns } = book.pairs;
    for (const pair of pairs)
      for (let at = starts[pair] ?? 0; at < (starts[pair + 1] ?? 0); at += 1) {
        const candidate = columns[at] ?? 0;
        if (shared[candidate] === 0) touched.push(candidate);
        shared[candidate] = (shared[candidate] ?? 0) + 1;
      }
    const likely: { candidate: number; overlap: number }[] = [];
    for (const candidate of touched) {
      const length = book.words[candidate]?.length ?? 0;
      const overlap = (2 * (shared[candidate] ?? 0)) / (pairs.size + length + 1);
      shared[candidate] = 0;
      if (overlap >= 0.3 && Math.abs(length - word.length) <= 2) likely.push({ candidate, overlap });
    }
    likely.sort((a, b) => b.overlap - a.overlap);
    const allowed = allowance(word.length);
    let best: string | undefined;
    let bestCost = Infinity;
    for (const { candidate } of likely.slice(0, COMPARED)) {
      const other = book.words[candidate] ?? '';
      const start = word.charAt(0) === other.charAt(0) ? 0 : FIRST_LETTER;
      const cost =
        start + distance(word, other, allowed) - Math.min(0.4, 0.05 * Math.log(book.counts[candidate] ?? 1));
      if (cost <= allowed && cost < bestCost) {
        best = other;
        bestCost = cost;
      }
    }
    return best;
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
      if (!knows(word) && at + 1 < words.length && known.has(joined)) {
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

function allowance(length: number): number {
  if (length <= 6) return 1;
  return length <= 10 ? 2 : 3;
}

function pairsOf(word: string): Set<number> {
  const padded = `_${word}_`;
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < padded.length; at += 1)
    pairs.add((padded.charCodeAt(at) * 31 + padded.charCodeAt(at + 1) * 7) % PAIRS);
  return pairs;
}

/** Insertions, deletions, replacements and swaps of neighbours; more than `limit` is Infinity. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
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
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Infinity;
    before = last;
    last = row;
  }
  return last[b.length] ?? Infinity;
}
