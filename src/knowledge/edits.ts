// What has changed since a base was trained, made searchable beside it in milliseconds: the changed articles are struck out
// of the base, and live in a small segment that is weighed by what the base has counted.
import type { Article } from '../model/knowledge.ts';
import { extendBm25 } from './bm25.ts';
import { analyseWords, featuresOf, type Features } from './features.ts';
import { createLexicon, type Synonyms } from './lexicon.ts';
import { EPOCHS } from './linear.ts';
import { textAt } from './packed-texts.ts';
import { seededRandom } from './random.ts';
import {
  answerOf,
  layOut,
  lettersOf,
  wordingOf,
  type IndexedArticle,
  type SearchIndex,
} from './search-index.ts';
import { createSeparator, strongest } from './separator.ts';
import { invert, SparseBuilder, type SparseRows } from './sparse.ts';
import { indexArticles, segmentOf, type TrainedBase } from './trained-base.ts';
import { extendVectoriser, vectoriseAll } from './vectoriser.ts';

/** Changed articles of one language that are taken in without a training. */
export const MOST_EDITS = 24;
/** Up to so many changed articles, the rivals of each learn to tell it apart. */
const FEW_EDITS = 4;
const RETAUGHT = 4;
/** Known questions of other articles that a changed one is told apart from. */
const RIVALS = 100;
/** Weights kept for an article. */
const KEEP = 1_000;

/**
 * The base, as it was trained, brought to `now`: new and changed articles found like any other, removed and old ones not at all. Undefined when so much
 * has changed that it must be trained anew. A few milliseconds for each changed article, whatever the size of the base. Pure.
 */
export function withEdits(
  base: TrainedBase,
  now: readonly Article[],
  synonyms: Synonyms,
): TrainedBase | undefined {
  const numbers = new Map(base.articles.map((article, number) => [article.id, number]));
  const gone = new Uint8Array(base.articles.length).fill(1);
  const fresh: Article[] = [];
  for (const article of now) {
    const number = numbers.get(article.id);
    const trained = number === undefined ? undefined : base.articles[number];
    if (number !== undefined && trained !== undefined && same(trained, article)) gone[number] = 0;
    else if (fresh.push(article) > MOST_EDITS) return undefined;
  }
  const changed = gone.reduce((sum, one) => sum + one, 0) + fresh.filter(({ id }) => !numbers.has(id)).length;
  if (changed === 0) return base;
  if (fresh.length <= FEW_EDITS)
    for (const number of nearestArticles(base, indexArticles(fresh, base.locale, synonyms), gone)) {
      const rival = base.articles[number];
      if (rival === undefined) continue;
      gone[number] = 1;
      fresh.push(rival);
    }
  const indexed = indexArticles(fresh, base.locale, synonyms);
  const index = indexBeside(base, indexed, gone, synonyms);
  return { ...base, edits: { ...segmentOf(fresh, indexed, index), gone, changed } };
}

/** The articles that a changed one is most likely taken for: they learn to tell it apart too. */
function nearestArticles(base: TrainedBase, fresh: readonly IndexedArticle[], gone: Uint8Array): Set<number> {
  const rivalsOf = rivalsFinder(base.index, gone);
  const found = new Set<number>();
  for (const { entries } of fresh) {
    const counts = new Map<number, number>();
    for (const entry of rivalsOf(entries.map(featuresOf))) {
      const owner = base.index.owners[entry] ?? 0;
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, RETAUGHT);
    for (const [owner] of most) found.add(owner);
  }
  return found;
}

function same(a: Article, b: Article): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function indexBeside(
  base: TrainedBase,
  articles: readonly IndexedArticle[],
  gone: Uint8Array,
  synonyms: Synonyms,
): SearchIndex {
  const lexicon = createLexicon(synonyms[base.locale] ?? [], base.locale);
  const places = layOut(articles);
  const texts = articles.flatMap(({ entries }) => entries.map(featuresOf));
  const rivalsOf = rivalsFinder(base.index, gone);
  const rivals = articles.map((_, article) => {
    const first = places.firsts[article] ?? 0;
    return rivalsOf(texts.slice(first, first + (places.sizes[article] ?? 0)));
  });
  const rowOfRival = new Map([...new Set(rivals.flat())].map((entry, at) => [entry, texts.length + at]));
  const rivalTexts = [...rowOfRival.keys()].map((entry) =>
    featuresOf(analyseWords(textAt(base.texts, entry).split(' '), base.locale, lexicon)),
  );
  const vectoriser = extendVectoriser(base.index.vectoriser, [...texts, ...rivalTexts]);
  const rows = vectoriseAll(vectoriser, [...texts, ...rivalTexts]);
  const width = vectoriser.vocabulary.size;

  const separator = createSeparator(rows, width);
  const weights = new SparseBuilder();
  const bias = new Float32Array(articles.length).fill(-1);
  articles.forEach(({ entries }, article) => {
    const first = places.firsts[article] ?? 0;
    const own = Array.from(entries.keys(), (at) => first + at);
    if (own.length > 0) {
      const others = Array.from(texts.keys()).filter((row) => places.owners[row] !== article);
      const far = (rivals[article] ?? []).map((entry) => rowOfRival.get(entry) ?? 0);
      const examples = Int32Array.from([...own, ...others, ...far]);
      const learnt = separator.separate(examples, own.length, KEEP, seededRandom(1), EPOCHS);
      learnt.columns.forEach((column, at) => weights.push(column, learnt.values[at] ?? 0));
      bias[article] = learnt.bias;
    }
    weights.endRow();
  });
  return {
    articles: articles.length,
    vectoriser,
    entries: invert(firstRows(rows, texts.length), width),
    ...places,
    linear: { weights: invert(weights.build(), width), bias },
    wording: extendBm25(base.index.wording, articles, wordingOf),
    answers: extendBm25(base.index.answers, articles, answerOf),
    letters: extendBm25(base.index.letters, articles, lettersOf),
  };
}

/** Entries of the base most like an article's own, struck-out articles left aside. */
function rivalsFinder(index: SearchIndex, gone: Uint8Array): (own: readonly Features[]) => number[] {
  const { starts, columns, values, steps } = index.entries;
  const near = new Float32Array(index.owners.length);
  const touched = new Int32Array(index.owners.length);
  return (own) => {
    const query = vectoriseAll(index.vectoriser, own);
    let size = 0;
    for (let at = 0; at < query.columns.length; at += 1) {
      const feature = query.columns[at] ?? 0;
      const weight = (query.values[at] ?? 0) * (steps[feature] ?? 0);
      const end = Math.min(starts[feature + 1] ?? 0, (starts[feature] ?? 0) + LOOKED_AT);
      for (let place = starts[feature] ?? 0; place < end; place += 1) {
        const entry = columns[place] ?? 0;
        if (gone[index.owners[entry] ?? 0] === 1) continue;
        if (near[entry] === 0) {
          touched[size] = entry;
          size += 1;
        }
        near[entry] = (near[entry] ?? 0) + weight * (values[place] ?? 0);
      }
    }
    const scores = Float32Array.from({ length: size }, (_, at) => near[touched[at] ?? 0] ?? 0);
    for (let at = 0; at < size; at += 1) near[touched[at] ?? 0] = 0;
    return Array.from(strongest(scores, size, RIVALS), (at) => touched[at] ?? 0);
  };
}

/** Entries looked at for one feature. */
const LOOKED_AT = 500;

function firstRows({ starts, columns, values }: SparseRows, count: number): SparseRows {
  const end = starts[count] ?? 0;
  return {
    starts: starts.subarray(0, count + 1),
    columns: columns.subarray(0, end),
    values: values.subarray(0, end),
  };
}
