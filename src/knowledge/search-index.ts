// The searchable form of one language's articles: typed arrays only, so it moves between threads as it is.
import type { Leads } from './kin.ts';
import { ceilingFor, buildBm25, type Bm25 } from './bm25.ts';
import { letterGroups, stemHash, type Text } from './features.ts';
import { trainLinear, type LinearModel } from './linear.ts';
import { seededRandom } from './random.ts';
import type { Holdings } from './holdings.ts';
import { holds, invert, type Postings } from './sparse.ts';
import { fitVectoriser, type Vectoriser } from './vectoriser.ts';
import { lookUp } from './vocabulary.ts';

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
/** A base of more articles than this is trained on fewer rivals of each: it has enough of them. */
const MANY = 300;
/** Weights kept over all articles: 8 bytes each. */
const WEIGHTS = 1_500_000;

/** `share` of the usual effort goes into training; 1 for an index that serves, less for one that only measures. */
export function buildIndex(articles: readonly IndexedArticle[], share = 1): SearchIndex {
  const texts = articles.flatMap((article) => article.entries);
  const places = layOut(articles);
  const { vectoriser, rows } = fitVectoriser(texts);
  const width = vectoriser.vocabulary.size;
  const keep = Math.max(150, Math.floor(WEIGHTS / Math.max(1, articles.length)));
  const lists = invert(rows, width, LONGEST_LIST);
  return {
    articles: articles.length,
    vectoriser,
    entries: lists,
    ...places,
    linear: trainLinear({ rows, lists, owners: places.owners, articles: articles.length }, seededRandom(1), {
      budget: BUDGET * share * Math.min(1, MANY / Math.max(1, articles.length)),
      keep,
    }),
    wording: buildBm25(articles, wordingOf),
    answers: buildBm25(articles, answerOf),
    letters: buildBm25(articles, lettersOf),
  };
}

/** Which entries are whose: an article's lie together, in the order of the articles. */
export function layOut(
  articles: readonly IndexedArticle[],
): Pick<SearchIndex, 'owners' | 'sizes' | 'firsts'> {
  const sizes = Int32Array.from(articles, (article) => article.entries.length);
  const firsts = new Int32Array(articles.length);
  let entries = 0;
  sizes.forEach((size, article) => {
    firsts[article] = entries;
    entries += size;
  });
  const owners = new Int32Array(entries);
  sizes.forEach((size, owner) => owners.fill(owner, firsts[owner], (firsts[owner] ?? 0) + size));
  return { owners, sizes, firsts };
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

/** What BM25 counts of an article: the stems of its wordings, those of its answer, the letter groups of its answer. */
export function wordingOf({ entries }: IndexedArticle): number[] {
  return entries.flatMap((text) => text.stems.map(stemHash));
}

export function answerOf({ answer }: IndexedArticle): number[] {
  return answer.stems.map(stemHash);
}

export function lettersOf({ answer }: IndexedArticle): number[] {
  return letterGroups(answer.words);
}
