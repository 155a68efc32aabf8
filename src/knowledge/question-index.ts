// Inverted index over all known questions: proposes candidates, so that the cost of an answer grows with them and not with the base.
import type { Locale } from '../model/locale.ts';
import { analyse, featuresOf, type Family, type Text } from './features.ts';

export interface Entry {
  /** Index of the article in the list that the index was built from. */
  readonly owner: number;
  readonly text: string;
}

export interface Hit {
  readonly entry: number;
  /** Cosine, 0 to 1. */
  readonly similarity: number;
}

export interface QuestionIndex {
  /** The nearest entries, best first; at most `limit`. */
  nearest(text: Text, limit: number): Hit[];
  /** How rare a stem is, from 0 (in every question) up; the rarest known value for a stem never seen. */
  rarity(stemHash: number): number;
  knows(stemHash: number): boolean;
  readonly entries: readonly Entry[];
}

/** How much each family weighs in the similarity. */
const FAMILY_WEIGHT: Readonly<Record<Family, number>> = { stem: 1, pair: 0.5, gram: 0.45 };
const FAMILIES = Object.keys(FAMILY_WEIGHT) as Family[];

/** A feature found in more entries than this says too little to be worth walking through. */
const MAX_POSTINGS = 4_000;

export function createQuestionIndex(entries: readonly Entry[], locale: Locale): QuestionIndex {
  const postings = new Map<number, number[]>();
  const vectors = entries.map((entry) => featuresOf(analyse(entry.text, locale)));
  vectors.forEach((features, index) => {
    for (const family of FAMILIES)
      for (const key of features[family].keys()) {
        const list = postings.get(key);
        if (list === undefined) postings.set(key, [index]);
        else list.push(index);
      }
  });
  const rarity = (key: number): number =>
    Math.log((entries.length + 1) / ((postings.get(key)?.length ?? 0) + 0.5));

  const weights = vectors.map((features) => weigh(features, rarity));
  const scores = new Float32Array(entries.length);

  function nearest(text: Text, limit: number): Hit[] {
    const query = weigh(featuresOf(text), rarity);
    const touched: number[] = [];
    for (const [key, weight] of query) {
      const list = postings.get(key);
      if (list === undefined || list.length > MAX_POSTINGS) continue;
      for (const entry of list) {
        if (scores[entry] === 0) touched.push(entry);
        scores[entry] = (scores[entry] ?? 0) + weight * (weights[entry]?.get(key) ?? 0);
      }
    }
    const hits = touched.map((entry) => ({ entry, similarity: Math.min(1, scores[entry] ?? 0) }));
    for (const entry of touched) scores[entry] = 0;
    return hits.sort((a, b) => b.similarity - a.similarity || a.entry - b.entry).slice(0, limit);
  }

  return { nearest, rarity, knows: (key) => postings.has(key), entries };
}

/** Unit-length weights of all families together. */
function weigh(
  features: ReturnType<typeof featuresOf>,
  rarity: (key: number) => number,
): Map<number, number> {
  const weights = new Map<number, number>();
  let total = 0;
  for (const family of FAMILIES) {
    let length = 0;
    for (const [key, count] of features[family]) length += ((1 + Math.log(count)) * rarity(key)) ** 2;
    if (length === 0) continue;
    const scale = FAMILY_WEIGHT[family] / Math.sqrt(length);
    total += FAMILY_WEIGHT[family] ** 2;
    for (const [key, count] of features[family])
      weights.set(key, (1 + Math.log(count)) * rarity(key) * scale);
  }
  const unit = total === 0 ? 0 : 1 / Math.sqrt(total);
  for (const [key, weight] of weights) weights.set(key, weight * unit);
  return weights;
}
