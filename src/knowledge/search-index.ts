// The searchable form of one language's articles: typed arrays only, so it moves between threads as it is.
import type { Leads } from './kin.ts';
import { ceilingFor, buildBm25, type Bm25 } from './bm25.ts';
import { featuresOf, letterGroups, stemHash, type Text } from './features.ts';
import { trainLinear, type LinearModel } from './linear.ts';
import { seededRandom } from './random.ts';
import type { Holdings } from './holdings.ts';
import { holds, invert, type Postings } from './sparse.ts';
import { lookUp } from './vocabulary.ts';
import { fitVectoriser, vectoriseAll, type Vectoriser } from './vectoriser.ts';

/** An article as the index sees it. */
export interface IndexedArticle {
  /** Title and known questions. */
  readonly entries: readonly Text[];
  /** How many of the first entries are names, which nobody asks. */
  readonly names: number;
  readonly answer: Text;
  readonly leads?: Leads;
}

export interface SearchIndex {
  readonly articles: number;
  readonly vectoriser: Vectoriser;
  /** For each feature, the entries that hold it. */
  readonly entries: Postings;
  /** The article of each entry; entries of one article lie together. */
  readonly owners: Int32Array;
  /** Entries of each article. */
  readonly sizes: Int32Array;
  /** The first entry of each article. */
  readonly firsts: Int32Array;
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
  const texts = articles.flatMap((article) => article.entries.map(featuresOf));
  const sizes = Int32Array.from(articles, (article) => article.entries.length);
  const firsts = new Int32Array(articles.length);
  for (let at = 1; at < firsts.length; at += 1) firsts[at] = (firsts[at - 1] ?? 0) + (sizes[at - 1] ?? 0);
  const owners = new Int32Array(texts.length);
  sizes.forEach((size, owner) => owners.fill(owner, firsts[owner], (firsts[owner] ?? 0) + size));
  const vectoriser = fitVectoriser(texts);
  const rows = vectoriseAll(vectoriser, texts);
  const width = vectoriser.vocabulary.size;
  const keep = Math.max(150, Math.floor(WEIGHTS / Math.max(1, articles.length)));
  const lists = invert(rows, width, LONGEST_LIST);
  return {
    articles: articles.length,
    vectoriser,
    entries: lists,
    owners,
    sizes,
    firsts,
    linear: trainLinear({ rows, lists, owners, articles: articles.length }, seededRandom(1), {
      budget: BUDGET * share,
      keep,
    }),
    wording: buildBm25(articles.map(({ entries }) => entries.flatMap((text) => text.stems.map(stemHash)))),
    answers: buildBm25(articles.map(({ answer }) => answer.stems.map(stemHash))),
    letters: buildBm25(articles.map(({ answer }) => letterGroups(answer.words))),
  };
}

/** Entries that a feature may be in before it tells too little to be kept. */
const LONGEST_LIST = 1_500;

export function holdingsOf({ wording, sizes }: SearchIndex): Holdings {
  const { vocabulary, gains } = wording;
  return {
    knows: (stem) => lookUp(vocabulary, stem) !== -1,
    holds(article, stem) {
      const known = lookUp(vocabulary, stem);
      return known !== -1 && holds(gains, known, article);
    },
    rarity: (stem) => ceilingFor(wording, stem),
    size: (article) => sizes[article] ?? 0,
  };
}
