// One score from all signals: weights learnt from questions whose article is known, starting from weights that do well on most bases.
import type { Candidate } from './signals.ts';

export type Blend = readonly number[];

/** Parallel to SIGNALS of signals.ts. Found by cross-validation over several public question sets; a shop's own questions move them. */
export const DEFAULT_BLEND: Blend = [4.3, 8.5, 0.8, 3.2, 4.5, 5.8, 1.1];

export interface Lesson {
  readonly candidates: readonly Candidate[];
  /** The article that answers; -1 when none does. */
  readonly right: number;
}

const STEPS = 80;
/** Candidates of a lesson that are looked at. */
const RIVALS = 8;
/** How many lessons the starting weights are worth. */
const PRIOR_LESSONS = 60;
const PULL = PRIOR_LESSONS * 0.02;

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

/** Softmax regression by gradient ascent; lessons whose right article is not among the first few teach nothing. */
export function fitBlend(lessons: readonly Lesson[], start: Blend = DEFAULT_BLEND): Blend {
  const rows = lessons.flatMap(({ candidates, right }) => {
    const few = candidates.slice(0, RIVALS);
    const place = few.findIndex((one) => one.article === right);
    return place === -1 ? [] : [{ few, place }];
  });
  if (rows.length === 0) return start;
  const blend = [...start];
  const gradient = new Float64Array(blend.length);
  const chances = new Float64Array(RIVALS);
  for (let step = 0; step < STEPS; step += 1) {
    for (let at = 0; at < blend.length; at += 1) gradient[at] = PULL * ((start[at] ?? 0) - (blend[at] ?? 0));
    for (const { few, place } of rows) {
      let highest = -Infinity;
      for (let one = 0; one < few.length; one += 1) {
        const candidate = few[one];
        chances[one] = candidate === undefined ? 0 : scoreOf(candidate, blend);
        highest = Math.max(highest, chances[one] ?? 0);
      }
      let total = 0;
      for (let one = 0; one < few.length; one += 1) {
        chances[one] = Math.exp((chances[one] ?? 0) - highest);
        total += chances[one] ?? 0;
      }
      for (let one = 0; one < few.length; one += 1) {
        const error = (one === place ? 1 : 0) - (chances[one] ?? 0) / total;
        const signals = few[one]?.signals;
        for (let at = 0; at < blend.length; at += 1)
          gradient[at] = (gradient[at] ?? 0) + error * (signals?.[at] ?? 0);
      }
    }
    const rate = 8 / (rows.length + PRIOR_LESSONS) / (1 + step / 40);
    for (let at = 0; at < blend.length; at += 1)
      blend[at] = Math.max(0, (blend[at] ?? 0) + rate * (gradient[at] ?? 0));
  }
  return blend;
}
