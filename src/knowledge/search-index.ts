// The searchable form of one language's articles: typed arrays only, so it moves between threads as it is.
import { buildBm25, type Bm25 } from './bm25.ts';
import { letterGroups, type Text } from './features.ts';
import { trainLinear, type LinearModel } from './linear.ts';
import { seededRandom } from './random.ts';
import { rowCount, rowOf, SparseBuilder, transpose, type SparseRows } from './sparse.ts';
import { fitVectoriser, vectoriseAll, type Vectoriser } from './vectoriser.ts';

/** An article as the index sees it. */
export interface IndexedArticle {
  /** Title and known questions. */
  readonly entries: readonly Text[];
  /** How many of the first entries are names, which nobody asks. */
  readonly names: number;
  readonly answer: Text;
}

export interface SearchIndex {
  readonly articles: number;
  readonly vectoriser: Vectoriser;
  /** For each feature, the entries that hold it. */
  readonly entries: SparseRows;
  /** The article of each entry. */
  readonly owners: Int32Array;
  /** Entries of each article. */
  readonly sizes: Int32Array;
  readonly linear: LinearModel;
  readonly wording: Bm25;
  readonly answers: Bm25;
  /** The answers again, by groups of letters. */
  readonly letters: Bm25;
}

/** Multiplications spent on the linear ranker; well under a second on a small machine. */
const BUDGET = 1.2e8;
/** Weights kept over all articles: 8 bytes each. */
const WEIGHTS = 1_500_000;

/** `share` of the usual effort goes into training; 1 for an index that serves, less for one that only measures. */
export function buildIndex(articles: readonly IndexedArticle[], share = 1): SearchIndex {
  const texts = articles.flatMap((article) => article.entries);
  const owners = Int32Array.from(articles.flatMap((article, owner) => article.entries.map(() => owner)));
  const vectoriser = fitVectoriser(texts);
  const rows = vectoriseAll(vectoriser, texts);
  const width = vectoriser.vocabulary.size;
  const keep = Math.max(150, Math.floor(WEIGHTS / Math.max(1, articles.length)));
  return {
    articles: articles.length,
    vectoriser,
    entries: withoutLongLists(transpose(rows, width)),
    owners,
    sizes: Int32Array.from(articles, (article) => article.entries.length),
    linear: trainLinear(rows, owners, articles.length, width, seededRandom(1), {
      budget: BUDGET * share,
      keep,
    }),
    wording: buildBm25(articles.map((article) => article.entries.flatMap((text) => text.stems))),
    answers: buildBm25(articles.map((article) => article.answer.stems)),
    letters: buildBm25(articles.map((article) => letterGroups(article.answer.words))),
  };
}

/** Entries that a feature may be in before it tells too little to be kept. */
const LONGEST_LIST = 1_500;

function withoutLongLists(lists: SparseRows): SparseRows {
  const builder = new SparseBuilder();
  for (let feature = 0; feature < rowCount(lists); feature += 1) {
    const { columns, values } = rowOf(lists, feature);
    if (columns.length <= LONGEST_LIST) columns.forEach((entry, at) => builder.push(entry, values[at] ?? 0));
    builder.endRow();
  }
  return builder.build();
}
