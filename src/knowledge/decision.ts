// From ranked articles to one of three replies: answer when sure, offer a choice when close, else say none.
import { areKin, leadsOf } from './kin.ts';
import type { Answer, Ranked } from '../model/knowledge.ts';

/** One question that the base was tried on. */
export interface Outcome {
  readonly confidence: number;
  readonly right: boolean;
  readonly weight: number;
}

/** A title below this chance is not worth a customer's time. */
const SUGGEST_BAR = 0.16;
/** A title this unlikely beside the first is no choice. */
const FILLER = 0.03;
/** With no rival in sight, this chance is enough for an answer. */
const SOLE_BAR = 0.7;
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
  if (first.confidence < SUGGEST_BAR) return { kind: 'none', nearest: ranked.slice(0, 3) };
  const own = leadsOf(first.article);
  const kin = ranked.slice(1).find(({ article }) => areKin(own, leadsOf(article)));
  const real = ranked
    .filter(({ article }) => !areKin(own, leadsOf(article)))
    .slice(0, 3)
    .filter((one) => one.confidence >= Math.max(FILLER, first.confidence * 0.12));
  if (real.length === 1 && first.confidence >= SOLE_BAR)
    return {
      kind: 'answer',
      article: first.article,
      confidence: first.confidence,
      nearest: ranked.slice(1, 4),
    };
  return { kind: 'suggest', candidates: real.length === 1 && kin ? [first, kin] : real };
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
