// fuse.js, asked only about the few candidates that the index proposed: how well the words of the question fit each, typos included.
import Fuse from 'fuse.js';

/** One record for each text, and the best of an owner counts: fuse.js would multiply the scores of an array of questions. */
export function fuzzyFit(
  query: string,
  records: readonly { readonly owner: number; readonly text: string }[],
): Map<number, number> {
  const fuse = new Fuse(records, {
    keys: ['text'],
    includeScore: true,
    ignoreLocation: true,
    useTokenSearch: true,
    threshold: 0.4,
    minMatchCharLength: 2,
  });
  const best = new Map<number, number>();
  for (const { item, score = 1 } of fuse.search(query.slice(0, MAX_QUERY))) {
    const fit = 1 - score;
    if (fit > (best.get(item.owner) ?? 0)) best.set(item.owner, fit);
  }
  return best;
}

/** Characters of a question that fuse.js is asked about. */
const MAX_QUERY = 200;
