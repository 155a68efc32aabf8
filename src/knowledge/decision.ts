// From ranked articles to one of three replies: answer when sure, offer a choice when close, else say none.
import type { Answer, Ranked } from '../model/knowledge.ts';

/** One question that the base was tried on. */
export interface Outcome {
  readonly confidence: number;
  readonly right: boolean;
  readonly weight: number;
}

/** A title below this chance is not worth a customer's time. */
const SUGGEST_BAR = 0.16;
/** An answer is never given below this chance, however many wrong ones are accepted. */
const LOWEST_BAR = 0.5;
/** Wrong answers that every bar is held to have let through unseen. */
const DOUBT = 2;

/** `ranked` is best first; `bar` is the confidence from which the first is given as the answer. */
export function decide(ranked: readonly Ranked[], bar: number): Answer {
  const [first] = ranked;
  if (first === undefined) return { kind: 'none', nearest: [] };
  if (first.confidence >= bar)
    return {
      kind: 'answer',
      article: first.article,
      confidence: first.confidence,
      nearest: ranked.slice(1, 4),
    };
  if (first.confidence < SUGGEST_BAR || ranked.length < 2)
    return { kind: 'none', nearest: ranked.slice(0, 3) };
  const third = ranked[2];
  const close = third !== undefined && third.confidence > first.confidence * 0.15;
  return { kind: 'suggest', candidates: ranked.slice(0, close ? 3 : 2) };
}

/**
 * The confidence from which at most 1 answer in `maxWrongIn` is wrong: a stated chance of 1 - 1 / maxWrongIn, or lower when
 * the trials show that all answers from there on, taken together, keep the promise.
 */
export function answerBar(record: readonly Outcome[], maxWrongIn: number): number {
  let bar = Math.max(LOWEST_BAR, 1 - 1 / maxWrongIn);
  const sorted = [...record].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let wrong = DOUBT;
  for (const one of sorted) {
    if (one.confidence < LOWEST_BAR) break;
    if (one.right) right += one.weight;
    else wrong += one.weight;
    if (wrong * maxWrongIn <= right + wrong) bar = Math.min(bar, one.confidence);
  }
  return bar;
}
