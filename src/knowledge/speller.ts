// Spelling, learnt from the base and the language's everyday words: an unknown word is read as the likeliest known one.
import { editCost } from './edit-cost.ts';
import { hashOf } from './features.ts';
import { alikeIn, neighbourHash, type SpellingBook } from './spelling-book.ts';
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

/**
 * `books`: all words of the base. `general`: words of the language, whether the base has them or not. `inflected`: is a word,
 * though nowhere written like this, a form of a known one?
 */
export function createSpeller(
  books: readonly SpellingBook[],
  general: SpellingBook,
  inflected: (word: string) => boolean = () => false,
): Speller {
  const listed = (word: string): boolean => {
    const hash = hashOf(word);
    return lookUp(general.known, hash) !== -1 || books.some(({ known }) => lookUp(known, hash) !== -1);
  };
  const knows = (word: string): boolean => listed(word) || (word.length >= FULL && inflected(word));
  const follow = (first: string, second: string): boolean => {
    const hash = neighbourHash(first, second);
    return books.some(({ neighbours }) => lookUp(neighbours, hash) !== -1);
  };
  const ofBase = books.map(alikeIn);
  const ofLanguage = alikeIn(general);

  /** The two likeliest, best first. */
  function nearest(word: string, before: string, after: string): Guess[] {
    const allowed = allowance(word.length);
    const alike = new Map(ofLanguage(word, COMPARED).map((one) => [one.word, 0]));
    for (const search of ofBase)
      for (const one of search(word, COMPARED)) alike.set(one.word, (alike.get(one.word) ?? 0) + one.count);
    const guesses: Guess[] = [];
    for (const [other, count] of alike) {
      const mistakes = editCost(word, other, allowed);
      if (mistakes === Infinity || other.length < 2) continue;
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
      if (next !== '' && !knows(word) && listed(word + next)) {
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
      if (!knows(word) && listed(turned)) {
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
  if (length <= 6) return 1.8;
  if (length <= 8) return 2.25;
  return length <= 10 ? 2.75 : 3.4;
}
