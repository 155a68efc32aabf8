// One score from all signals: weights learnt from questions whose article is known, starting from weights that do well on most bases.
import { SIGNALS, type Candidate } from './signals.ts';

export type Blend = readonly number[];

/** Parallel to SIGNALS. Found by cross-validation over several public question sets; a shop's own questions move them. */
export const DEFAULT_BLEND: Blend = [3.2, 7, 1, 2.5, 6, 1.5];

export interface Lesson {
  readonly candidates: readonly Candidate[];
  /** The article that answers; -1 when none does. */
  readonly right: number;
}

const STEPS = 150;
/** How many lessons the starting weights are worth. */
const PRIOR_LESSONS = 60;

export function scoreOf(candidate: Candidate, blend: Blend): number {
  let score = 0;
  for (let at = 0; at < blend.length; at += 1) score += (blend[at] ?? 0) * (candidate.signals[at] ?? 0);
  return score;
}

/** Chances of the candidates among themselves, parallel to them, adding up to 1. */
export function chancesOf(candidates: readonly Candidate[], blend: Blend): number[] {
  const scores = candidates.map((candidate) => scoreOf(candidate, blend));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Softmax regression by gradient ascent; lessons whose right article is not among the candidates teach nothing. */
export function fitBlend(lessons: readonly Lesson[], start: Blend = DEFAULT_BLEND): Blend {
  const useful = lessons.filter(({ candidates, right }) => candidates.some((one) => one.article === right));
  if (useful.length === 0) return start;
  const blend = [...start];
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = SIGNALS.map((_, at) => PRIOR_LESSONS * 0.02 * ((start[at] ?? 0) - (blend[at] ?? 0)));
    for (const { candidates, right } of useful) {
      const chances = chancesOf(candidates, blend);
      candidates.forEach((candidate, place) => {
        const error = (candidate.article === right ? 1 : 0) - (chances[place] ?? 0);
        for (let at = 0; at < gradient.length; at += 1)
          gradient[at] = (gradient[at] ?? 0) + error * (candidate.signals[at] ?? 0);
      });
    }
    const rate = 6 / (useful.length + PRIOR_LESSONS) / (1 + step / 60);
    for (let at = 0; at < blend.length; at += 1)
      blend[at] = Math.max(0, (blend[at] ?? 0) + rate * (gradient[at] ?? 0));
  }
  return blend;
}
