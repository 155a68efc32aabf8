// What speaks for each article, given a question: one pass over the postings of the question's features, then the best few.
import { addBm25, type Touched } from './bm25.ts';
import { letterGroups, stemHash, type Text } from './features.ts';
import type { SearchIndex } from './search-index.ts';
import type { Postings, SparseRow } from './sparse.ts';
import { top } from './top.ts';
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

const ENTRY_WORK = 40_000;
const WEIGHT_WORK = 40_000;
/** For wording, answers and letters, each. */
const WORD_WORK = 13_000;
/** Postings walked for one question, at most, in all indexes together: the work does not grow with the base. */
export const WORK = ENTRY_WORK + WEIGHT_WORK + 3 * WORD_WORK;

export interface Searcher {
  /** At most CANDIDATES, best first by a rough blend; the fuzzy signal still 0. `texts` are readings of one question, averaged. */
  candidates(texts: readonly Text[]): Candidate[];
  /** Postings walked for the last question: the work that it took. */
  readonly visited: number;
}

/** Its memory is used again from question to question. `gone[article]` is 1 for an article that is never found. */
export function createSearcher(index: SearchIndex, gone?: Uint8Array): Searcher {
  const linear = new Float32Array(index.articles);
  const wording = new Float32Array(index.articles);
  const answers = new Float32Array(index.articles);
  const letters = new Float32Array(index.articles);
  const nearest = new Float32Array(index.articles);
  const total = new Float32Array(index.articles);
  const touched: Touched = {
    seen: new Uint8Array(index.articles),
    list: new Int32Array(index.articles),
    size: 0,
  };
  const cosine = new Float32Array(index.owners.length);
  const hit = new Int32Array(index.owners.length);
  let hits = 0;
  let visited = 0;

  function walkEntries(query: SparseRow): void {
    const { starts, columns, values, steps } = index.entries;
    const chosen = affordable(query, index.entries, ENTRY_WORK);
    for (let at = 0; at < chosen.columns.length; at += 1) {
      const feature = chosen.columns[at] ?? 0;
      const to = starts[feature + 1] ?? 0;
      const weight = ((chosen.values[at] ?? 0) * (steps[feature] ?? 0)) / FULL_LENGTH;
      visited += to - (starts[feature] ?? 0);
      for (let place = starts[feature] ?? 0; place < to; place += 1) {
        const entry = columns[place] ?? 0;
        const before = cosine[entry] ?? 0;
        if (before === 0) {
          hit[hits] = entry;
          hits += 1;
        }
        cosine[entry] = before + weight * (values[place] ?? 0);
      }
    }
    for (let at = 0; at < hits; at += 1) {
      const entry = hit[at] ?? 0;
      const owner = index.owners[entry] ?? 0;
      const value = cosine[entry] ?? 0;
      if (touched.seen[owner] === 0) {
        touched.seen[owner] = 1;
        touched.list[touched.size] = owner;
        touched.size += 1;
      }
      total[owner] = (total[owner] ?? 0) + value;
      if (value > (nearest[owner] ?? 0)) nearest[owner] = value;
    }
  }

  function walkWeights(query: SparseRow): void {
    linear.set(index.linear.bias);
    const { starts, columns, values, steps } = index.linear.weights;
    const chosen = affordable(query, index.linear.weights, WEIGHT_WORK);
    for (let at = 0; at < chosen.columns.length; at += 1) {
      const feature = chosen.columns[at] ?? 0;
      const to = starts[feature + 1] ?? 0;
      const weight = (chosen.values[at] ?? 0) * (steps[feature] ?? 0);
      visited += to - (starts[feature] ?? 0);
      for (let place = starts[feature] ?? 0; place < to; place += 1) {
        const article = columns[place] ?? 0;
        linear[article] = (linear[article] ?? 0) + weight * (values[place] ?? 0);
      }
    }
  }

  function rough(article: number): number {
    if (gone?.[article] === 1) return -Infinity;
    return (
      (linear[article] ?? 0) +
      (total[article] ?? 0) / Math.max(1, index.sizes[article] ?? 1) +
      0.5 * ((nearest[article] ?? 0) + (wording[article] ?? 0) + (answers[article] ?? 0)) +
      (letters[article] ?? 0)
    );
  }

  function candidateOf(article: number): Candidate {
    const size = index.sizes[article] ?? 0;
    const first = index.firsts[article] ?? 0;
    const similar: number[] = [];
    for (let entry = first; entry < first + size; entry += 1)
      if ((cosine[entry] ?? 0) > 0) similar.push(entry);
    return {
      article,
      signals: Float64Array.of(
        linear[article] ?? 0,
        (total[article] ?? 0) / Math.max(1, size),
        nearest[article] ?? 0,
        wording[article] ?? 0,
        answers[article] ?? 0,
        letters[article] ?? 0,
        0,
      ),
      entries: top(similar, similar.length, (entry) => cosine[entry] ?? 0, 3),
    };
  }

  function forget(): void {
    for (let at = 0; at < touched.size; at += 1) {
      const article = touched.list[at] ?? 0;
      wording[article] = 0;
      answers[article] = 0;
      letters[article] = 0;
      nearest[article] = 0;
      total[article] = 0;
      touched.seen[article] = 0;
    }
    for (let at = 0; at < hits; at += 1) cosine[hit[at] ?? 0] = 0;
    touched.size = 0;
    hits = 0;
  }

  return {
    candidates(texts) {
      visited = 0;
      const query = average(texts.map((text) => vectoriseOne(index.vectoriser, text)));
      walkEntries(query);
      walkWeights(query);
      const stems = texts.flatMap((text) => text.stems.map(stemHash));
      visited += addBm25(index.wording, stems, wording, touched, WORD_WORK);
      visited += addBm25(index.answers, stems, answers, touched, WORD_WORK);
      const groups = letterGroups(texts[0]?.words ?? []);
      visited += addBm25(index.letters, groups, letters, touched, WORD_WORK);
      const found = top(touched.list, touched.size, rough, CANDIDATES)
        .filter((article) => gone?.[article] !== 1)
        .map(candidateOf);
      forget();
      return found;
    },
    get visited() {
      return visited;
    },
  };
}

/** The question with its features in the shortest lists only, as many as together stay within `work`. */
function affordable(query: SparseRow, { starts }: Postings, work: number): SparseRow {
  const length = (feature: number): number => (starts[feature + 1] ?? 0) - (starts[feature] ?? 0);
  let all = 0;
  for (let at = 0; at < query.columns.length; at += 1) all += length(query.columns[at] ?? 0);
  if (all <= work) return query;
  const lengths = query.columns.map(length);
  const order = Uint32Array.from(lengths.keys()).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  let left = work;
  const kept = order.subarray(
    0,
    order.findIndex((at) => (left -= lengths[at] ?? 0) < 0),
  );
  return {
    columns: kept.map((at) => query.columns[at] ?? 0),
    values: Float32Array.from(kept, (at) => query.values[at] ?? 0),
  };
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
