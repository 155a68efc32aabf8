// Spelling, learnt from the base and the language's everyday words: an unknown word is read as the likeliest known one.
import { editCost } from './edit-cost.ts';
import { letterPairs, neighbourHash, type SpellingBook } from './spelling-book.ts';
import { lookUp } from './vocabulary.ts';

export interface Speller {
  knows(word: string): boolean;
  /** The words as they were probably meant; the same array when nothing was to correct. */
  correct(words: readonly string[]): readonly string[];
  /** The same with the second likeliest word wherever the choice was close; undefined when it nowhere was. */
  readings(words: readonly string[]): {
    readonly best: readonly string[];
    readonly second: readonly string[] | undefined;
  };
}

/** Shorter words are too near to each other to be guessed. */
const SHORTEST = 3;
/** Shorter words are not taken for forms of others. */
const FULL = 4;
/** Words compared letter by letter for one unknown word. */
const COMPARED = 32;
/** Corrected words of one question: an upper limit to the work. */
const MOST = 24;
/** What a word's frequency and its fit with the neighbours are worth, in mistakes. */
const FREQUENCY = 0.15;
const COMPANY = 0.5;
/** A word that the base does not use is this much less likely. */
const FOREIGN = 0.3;
/** Readings nearer than this are both likely. */
const CLOSE = 0.25;

interface Guess {
  readonly word: string;
  readonly cost: number;
}

/** `inflected`: is a word, though nowhere written like this, a form of a known one? */
export function createSpeller(
  book: SpellingBook,
  inflected: (word: string) => boolean = () => false,
): Speller {
  const known = new Set(book.words);
  const shared = new Uint8Array(book.words.length);
  const knows = (word: string): boolean => known.has(word) || (word.length >= FULL && inflected(word));
  const follow = (first: string, second: string): boolean =>
    lookUp(book.neighbours, neighbourHash(first, second)) !== -1;

  /** The two likeliest, best first. */
  function nearest(word: string, before: string, after: string): Guess[] {
    const touched: number[] = [];
    const pairs = letterPairs(word);
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
      if (overlap >= 0.25 && Math.abs(length - word.length) <= 3) likely.push({ candidate, overlap });
    }
    likely.sort((a, b) => b.overlap - a.overlap);
    const allowed = allowance(word.length);
    const guesses: Guess[] = [];
    for (const { candidate } of likely.slice(0, COMPARED)) {
      const other = book.words[candidate] ?? '';
      const mistakes = editCost(word, other, allowed);
      if (mistakes === Infinity || other.length < 2) continue;
      const count = book.counts[candidate] ?? 0;
      const company =
        (follow(before, other) ? COMPANY : 0) + (after !== '' && follow(other, after) ? COMPANY : 0);
      const cost = mistakes - FREQUENCY * Math.log(1 + count) - company + (count === 0 ? FOREIGN : 0);
      guesses.push({ word: other, cost });
    }
    return guesses.sort((a, b) => a.cost - b.cost).slice(0, 2);
  }

  function split(word: string): readonly string[] | undefined {
    let best: readonly string[] | undefined;
    for (let at = word.length - 2; at >= 2; at -= 1) {
      const parts = [word.slice(0, at), word.slice(at)] as const;
      if (!parts.every(knows)) continue;
      const long = at >= 3 && word.length - at >= 3;
      if (follow(...parts)) return parts;
      if (long) best ??= parts;
    }
    return best;
  }

  /** "m ycard" and "hav eyou": a letter on the wrong side of the space. */
  function shifted(first: string, second: string): readonly [string, string] | undefined {
    const forth = [first.slice(0, -1), first.slice(-1) + second] as const;
    const back = [first + second.slice(0, 1), second.slice(1)] as const;
    for (const pair of [back, forth]) {
      if (pair[0] === '' || pair[1] === '') continue;
      if (pair.every(knows) && (pair.join('').length > 6 || follow(...pair))) return pair;
    }
    return undefined;
  }

  function readings(words: readonly string[]): {
    best: readonly string[];
    second: readonly string[] | undefined;
  } {
    if (words.every((word) => knows(word) || word.length < 2)) return { best: words, second: undefined };
    const best: string[] = [];
    const second: string[] = [];
    let doubtful = false;
    let corrected = 0;
    const both = (...some: readonly string[]): void => {
      best.push(...some);
      second.push(...some);
    };
    const queue = [...words];
    for (let at = 0; at < queue.length; at += 1) {
      const word = queue[at] ?? '';
      const next = queue[at + 1] ?? '';
      if (knows(word) && (next === '' || knows(next) || word.length > 2)) {
        both(word);
        continue;
      }
      if (next !== '' && !knows(word) && known.has(word + next)) {
        both(word + next);
        at += 1;
        continue;
      }
      const moved = next === '' || (knows(word) && knows(next)) ? undefined : shifted(word, next);
      if (moved !== undefined) {
        both(moved[0]);
        queue[at + 1] = moved[1];
        continue;
      }
      const turned = word.length === 2 ? word.charAt(1) + word.charAt(0) : '';
      if (!knows(word) && known.has(turned)) {
        both(turned);
        continue;
      }
      if (knows(word) || word.length < SHORTEST || corrected >= MOST) {
        both(word);
        continue;
      }
      corrected += 1;
      const [first, other] = nearest(word, best.at(-1) ?? '', next);
      const parts = first === undefined || first.cost > 0.7 ? split(word) : undefined;
      if (parts !== undefined) both(...parts);
      else if (first === undefined) both(word);
      else {
        best.push(first.word);
        if (other !== undefined && other.cost - first.cost < CLOSE) doubtful = true;
        second.push(other !== undefined && other.cost - first.cost < CLOSE ? other.word : first.word);
      }
    }
    return { best, second: doubtful ? second : undefined };
  }

  return { knows, readings, correct: (words) => readings(words).best };
}

/** Mistakes that a word of this length may hold. */
function allowance(length: number): number {
  if (length <= 3) return 1;
  if (length <= 4) return 1.3;
  if (length <= 6) return 1.85;
  if (length <= 8) return 2.4;
  return length <= 10 ? 2.85 : 3.5;
}
