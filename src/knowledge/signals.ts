// What speaks for each article, given a question: one pass over the postings of the question's features, then the best few.
import { addBm25 } from './bm25.ts';
import { letterGroups, type Text } from './features.ts';
import type { SearchIndex } from './search-index.ts';
import type { SparseRow, SparseRows } from './sparse.ts';
import { FULL_LENGTH, vectoriseOne } from './vectoriser.ts';

/** In this order everywhere. */
export const SIGNALS = ['linear', 'centroid', 'nearest', 'wording', 'answer', 'letters', 'fuzzy'] as const;
export type Signal = (typeof SIGNALS)[number];

export interface Candidate {
  readonly article: number;
  /** Parallel to SIGNALS. */
  readonly signals: Float64Array;
  /** Entries of the article, the most similar first; at most 3. */
  readonly entries: readonly number[];
}

/** Candidates that are looked at more closely. */
export const CANDIDATES = 20;

/** Postings walked in one index for one question, at most: the work does not grow with the base. */
export const WORK = 60_000;

export interface Searcher {
  /** At most CANDIDATES, best first by a rough blend; the fuzzy signal still 0. `texts` are readings of one question, averaged. */
  candidates(texts: readonly Text[]): Candidate[];
  /** Lists walked for the last question: the work that it took. */
  readonly visited: number;
}

export function createSearcher(index: SearchIndex): Searcher {
  const linear = new Float32Array(index.articles);
  const wording = new Float32Array(index.articles);
  const answers = new Float32Array(index.articles);
  const letters = new Float32Array(index.articles);
  const nearest = new Float32Array(index.articles);
  const total = new Float32Array(index.articles);
  const seen = new Uint8Array(index.articles);
  const cosine = new Float32Array(index.owners.length);
  let touched: number[] = [];
  let hit: number[] = [];
  let visited = 0;

  const touch = (article: number): void => {
    if (seen[article] === 1) return;
    seen[article] = 1;
    touched.push(article);
  };

  /** Features of the question, the ones in the shortest lists first, as long as all lists together stay within WORK. */
  function affordable(query: SparseRow, lists: SparseRows): Uint32Array {
    const { starts } = lists;
    const length = (at: number): number => {
      const feature = query.columns[at] ?? 0;
      return (starts[feature + 1] ?? 0) - (starts[feature] ?? 0);
    };
    const order = Uint32Array.from(query.columns.keys());
    let all = 0;
    for (const at of order) all += length(at);
    if (all > WORK) {
      order.sort((a, b) => length(a) - length(b));
      all = 0;
      for (let place = 0; place < order.length; place += 1) {
        const next = length(order[place] ?? 0);
        if (all + next > WORK) {
          visited += all;
          return order.subarray(0, place);
        }
        all += next;
      }
    }
    visited += all;
    return order;
  }

  function walkEntries(query: SparseRow): void {
    const { starts, columns, values } = index.entries;
    for (const at of affordable(query, index.entries)) {
      const feature = query.columns[at] ?? 0;
      const to = starts[feature + 1] ?? 0;
      const weight = (query.values[at] ?? 0) / FULL_LENGTH;
      for (let place = starts[feature] ?? 0; place < to; place += 1) {
        const entry = columns[place] ?? 0;
        if (cosine[entry] === 0) hit.push(entry);
        cosine[entry] = (cosine[entry] ?? 0) + weight * (values[place] ?? 0);
      }
    }
    for (const entry of hit) {
      const owner = index.owners[entry] ?? 0;
      const value = cosine[entry] ?? 0;
      touch(owner);
      total[owner] = (total[owner] ?? 0) + value;
      if (value > (nearest[owner] ?? 0)) nearest[owner] = value;
    }
  }

  function walkWeights(query: SparseRow): void {
    const { starts, columns, values } = index.linear.weights;
    for (const at of affordable(query, index.linear.weights)) {
      const feature = query.columns[at] ?? 0;
      const to = starts[feature + 1] ?? 0;
      const weight = query.values[at] ?? 0;
      for (let place = starts[feature] ?? 0; place < to; place += 1) {
        const article = columns[place] ?? 0;
        linear[article] = (linear[article] ?? 0) + weight * (values[place] ?? 0);
      }
    }
  }

  function candidates(texts: readonly Text[]): Candidate[] {
    visited = 0;
    touched = [];
    hit = [];
    linear.set(index.linear.bias);
    const query = average(texts.map((text) => vectoriseOne(index.vectoriser, text)));
    walkEntries(query);
    walkWeights(query);
    const stems = [...new Set(texts.flatMap((text) => text.stems))];
    addBm25(index.wording, stems, wording, touch);
    addBm25(index.answers, stems, answers, touch);
    addBm25(index.letters, letterGroups(texts[0]?.words ?? []), letters, touch);

    const rough = (article: number): number =>
      (linear[article] ?? 0) +
      (total[article] ?? 0) / Math.max(1, index.sizes[article] ?? 1) +
      0.5 * (nearest[article] ?? 0) +
      0.5 * (wording[article] ?? 0) +
      0.5 * (answers[article] ?? 0) +
      (letters[article] ?? 0);
    const best = top(touched, rough, CANDIDATES);
    const chosen = new Map(best.map((article) => [article, [] as number[]]));
    for (const entry of hit) chosen.get(index.owners[entry] ?? -1)?.push(entry);
    const found = best.map((article): Candidate => {
      const size = Math.max(1, index.sizes[article] ?? 1);
      return {
        article,
        signals: Float64Array.of(
          linear[article] ?? 0,
          (total[article] ?? 0) / size,
          nearest[article] ?? 0,
          wording[article] ?? 0,
          answers[article] ?? 0,
          letters[article] ?? 0,
          0,
        ),
        entries: top(chosen.get(article) ?? [], (entry) => cosine[entry] ?? 0, 3),
      };
    });
    for (const article of touched) {
      wording[article] = 0;
      answers[article] = 0;
      letters[article] = 0;
      nearest[article] = 0;
      total[article] = 0;
      seen[article] = 0;
    }
    for (const entry of hit) cosine[entry] = 0;
    return found;
  }

  return {
    candidates,
    get visited() {
      return visited;
    },
  };
}

/** The `limit` highest of `items`, best first; linear in the number of items. */
export function top(items: readonly number[], score: (item: number) => number, limit: number): number[] {
  const best: { item: number; value: number }[] = [];
  for (const item of items) {
    const value = score(item);
    const last = best[limit - 1];
    if (last !== undefined && value <= last.value) continue;
    let at = Math.min(best.length, limit - 1);
    while (at > 0 && (best[at - 1]?.value ?? Infinity) < value) {
      const moved = best[at - 1];
      if (moved !== undefined) best[at] = moved;
      at -= 1;
    }
    best[at] = { item, value };
  }
  return best.map((one) => one.item);
}

/** Share of the likeliest reading; the others divide the rest. */
const FIRST = 0.7;

function average(rows: readonly SparseRow[]): SparseRow {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return only;
  const sums = new Map<number, number>();
  rows.forEach(({ columns, values }, row) => {
    const share = row === 0 ? FIRST : (1 - FIRST) / (rows.length - 1);
    columns.forEach((column, at) => {
      sums.set(column, (sums.get(column) ?? 0) + (values[at] ?? 0) * share);
    });
  });
  return { columns: Uint32Array.from(sums.keys()), values: Float32Array.from(sums.values()) };
}
