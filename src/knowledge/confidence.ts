// How likely the best candidate is right, as a calibrated probability: a logistic over the signs that tell knowing from guessing.
import type { Text } from './features.ts';
import { stemHash } from './features.ts';
import { chancesOf, type Blend } from './blend.ts';
import type { Holdings } from './holdings.ts';
import { SIGNALS, type Candidate } from './signals.ts';

/** Weights parallel to what `signsOf` gives. */
export type Judge = readonly number[];

export interface Verdict {
  readonly signs: readonly number[];
  /** -1 when the best candidate is wrong. */
  readonly right: boolean;
  /** How much this example counts. */
  readonly weight: number;
}

/** Fitted on several public question sets with held-out articles; a shop's own questions move it. */
export const DEFAULT_JUDGE: Judge = [
  2.62, 0.45, 2.36, -1.41, -1.62, -1.8, -0.19, -3.69, 0.84, 0.24, -0.61, 0.7, 0.11, -1.04, -0.4, -0.36, -0.28,
  -2.36, 0.98, -0.08,
];

const STEPS = 300;
/** How many examples the starting weights are worth. */
const PRIOR_EXAMPLES = 40;

/** `candidates` are sorted, best first. `readings`: the question as it was understood, and as it was typed. */
export function signsOf(
  candidates: readonly Candidate[],
  blend: Blend,
  held: Holdings,
  readings: readonly Text[],
): number[] {
  const chances = chancesOf(candidates, blend);
  const first = candidates[0];
  const best = Math.min(0.9995, Math.max(0.0005, chances[0] ?? 0));
  const at = (name: (typeof SIGNALS)[number]): number => first?.signals[SIGNALS.indexOf(name)] ?? 0;
  let rival = -2;
  for (const other of candidates.slice(1)) rival = Math.max(rival, other.signals[0] ?? 0);
  return [
    1,
    Math.log(best / (1 - best)),
    Math.max(-1.5, Math.min(1.5, at('linear'))),
    at('nearest'),
    at('wording'),
    at('centroid'),
    readings.reduce((sum, text) => sum + knownShare(held, text), 0) / Math.max(1, readings.length),
    1 / (1 + (readings[0]?.content.filter(Boolean).length ?? 0)),
    Math.max(-1, Math.min(2, at('linear') - rival)),
    ...mass(held, readings, first?.article ?? -1),
    agreement(candidates),
    Math.log(best / Math.max(0.0005, chances[1] ?? 0)) / 4,
    at('nearest') - candidates.slice(1).reduce((most, one) => Math.max(most, one.signals[NEAREST] ?? 0), 0),
    at('answer'),
    at('letters'),
    at('fuzzy'),
    Math.log(1 + held.size(first?.article ?? -1)) / 4,
    ...overlap(held, readings[0], first?.article ?? -1),
  ];
}

const NEAREST = SIGNALS.indexOf('nearest');

/** By how rare they are, the share of the topic words that the article uses, and the share that the base has never seen. */
function mass(held: Holdings, readings: readonly Text[], article: number): [number, number] {
  let all = 0;
  let covered = 0;
  let strange = 0;
  for (const text of readings) {
    const topics = new Set(text.stems.filter((_, at) => text.content[at]));
    for (const stem of topics) {
      const key = stemHash(stem);
      const rarity = held.rarity(key);
      all += rarity;
      if (held.holds(article, key)) covered += rarity;
      else if (!held.knows(key)) strange += rarity;
    }
  }
  return all === 0 ? [0, 0] : [covered / all, strange / all];
}

/** Share of the signals that put the first candidate first. */
function agreement(candidates: readonly Candidate[]): number {
  const [first, ...others] = candidates;
  if (first === undefined) return 0;
  let agreed = 0;
  for (let at = 0; at < VOTERS; at += 1)
    if (others.every((one) => (one.signals[at] ?? 0) <= (first.signals[at] ?? 0))) agreed += 1;
  return agreed / VOTERS;
}

/** Linear, centroid, nearest and wording. */
const VOTERS = 4;

export function confidenceOf(signs: readonly number[], judge: Judge): number {
  let sum = 0;
  for (let at = 0; at < signs.length; at += 1) sum += (signs[at] ?? 0) * (judge[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The same, held down for a question that shares one word out of several with the article: never an answer on that alone. */
export function carefulConfidence(signs: readonly number[], judge: Judge): number {
  return confidenceOf(signs, judge) * (signs.at(-1) === 1 ? LONE_WORD : 1);
}

const LONE_WORD = 0.3;

/** Logistic regression by gradient descent with momentum, held near `start`. */
export function fitJudge(verdicts: readonly Verdict[], start: Judge = DEFAULT_JUDGE): Judge {
  const total = verdicts.reduce((sum, one) => sum + one.weight, 0);
  if (verdicts.length < 30) return start;
  const judge = [...start];
  const speed = judge.map(() => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = judge.map((value, at) => PRIOR_EXAMPLES * 0.02 * ((start[at] ?? 0) - value));
    for (const { signs, right, weight } of verdicts) {
      const error = weight * ((right ? 1 : 0) - confidenceOf(signs, judge));
      for (let at = 0; at < gradient.length; at += 1)
        gradient[at] = (gradient[at] ?? 0) + error * (signs[at] ?? 0);
    }
    for (let at = 0; at < judge.length; at += 1) {
      speed[at] = 0.9 * (speed[at] ?? 0) + (0.25 * (gradient[at] ?? 0)) / (total + PRIOR_EXAMPLES);
      judge[at] = (judge[at] ?? 0) + (speed[at] ?? 0);
    }
  }
  return judge;
}

/** Share of the topic words that the article uses, and 1 when it is a single one out of several: too little to answer on. */
function overlap(held: Holdings, text: Text | undefined, article: number): [number, number] {
  const topics = new Set(text?.stems.filter((_, at) => text.content[at]));
  let shared = 0;
  for (const stem of topics) if (held.holds(article, stemHash(stem))) shared += 1;
  const lone = shared <= 1 && topics.size > 1 && (text?.concepts.length ?? 0) < 2;
  return topics.size === 0 ? [0, 0] : [shared / topics.size, lone ? 1 : 0];
}

/** Share of the question's topic words that the base has ever seen, 0 to 1. */
function knownShare(held: Holdings, text: Text): number {
  let all = 0;
  let known = 0;
  text.stems.forEach((stem, at) => {
    if (text.content[at] !== true) return;
    all += 1;
    if (held.knows(stemHash(stem))) known += 1;
  });
  return all === 0 ? 0 : known / all;
}
