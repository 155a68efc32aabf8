// fuse.js, asked only about the few candidates that are left: how well the words of the question fit each, typos included.
import Fuse from 'fuse.js';

export interface FuzzyRecord {
  readonly owner: number;
  /** Normalised. */
  readonly text: string;
}

/** Characters of a question that fuse.js is asked about. */
const MAX_QUERY = 64;
/** Characters of a known question that it is shown. */
const MAX_RECORD = 100;

const OPTIONS = {
  keys: ['text'],
  includeScore: true,
  ignoreLocation: true,
  useTokenSearch: true,
  threshold: 0.3,
  minMatchCharLength: 1,
};

/**
 * From 0 (nothing in common) to 1 (the same words) for each owner. One record a question, and the best of an owner counts:
 * fuse.js would multiply the scores of an array of questions.
 */
export function fuzzyFit(query: string, records: readonly FuzzyRecord[]): Map<number, number> {
  const best = new Map<number, number>();
  const shown = records.map(({ owner, text }) => ({ owner, text: text.slice(0, MAX_RECORD) }));
  for (const { item, score = 1 } of new Fuse(shown, OPTIONS).search(query.slice(0, MAX_QUERY)))
    best.set(item.owner, Math.max(best.get(item.owner) ?? 0, 1 - score));
  return best;
}
