// One language's articles, trained: everything that answering needs, as plain data that a worker can hand over.
import { toPlainText } from '../model/rich-text.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Blend } from './blend.ts';
import type { Judge } from './confidence.ts';
import { FAR_QUESTIONS } from './far-questions.ts';
import { analyse } from './features.ts';
import { learn } from './learn.ts';
import { createLexicon, type Synonyms } from './lexicon.ts';
import { words } from './normalise.ts';
import { buildIndex, type IndexedArticle, type SearchIndex } from './search-index.ts';
import { buildSpellingBook, type SpellingBook } from './speller.ts';

export interface TrainedBase {
  readonly locale: Locale;
  readonly articles: readonly Article[];
  readonly index: SearchIndex;
  /** Normalised text of each entry of the index. */
  readonly texts: readonly string[];
  readonly spelling: SpellingBook;
  readonly blend: Blend;
  readonly judge: Judge;
}

/** Characters of an answer that are indexed. */
const MAX_ANSWER = 6_000;

/** Pure and repeatable: the same articles give the same base. Takes about a second for a thousand articles. */
export function trainBase(articles: readonly Article[], locale: Locale, synonyms: Synonyms): TrainedBase {
  const lexicon = createLexicon(synonyms[locale] ?? [], locale);
  const indexed = articles.map((article): IndexedArticle => {
    const wordings = [article.title, ...article.questions, nameOf(article)];
    const texts = [...new Set(wordings)].map((text) => analyse(text, locale, lexicon));
    return {
      entries: texts.filter((text) => text.words.length > 0),
      answer: analyse(toPlainText(article.body).slice(0, MAX_ANSWER), locale).stems,
    };
  });
  const far = FAR_QUESTIONS[locale].map((text) => analyse(text, locale, lexicon));
  const entries = indexed.flatMap((article) => article.entries);
  return {
    locale,
    articles,
    index: buildIndex(indexed),
    texts: entries.map((entry) => entry.words.join(' ')),
    spelling: buildSpellingBook([
      ...entries.map((entry) => entry.words),
      ...articles.map((article) => words(toPlainText(article.body))),
    ]),
    ...learn(indexed, far),
  };
}

/** A file name such as `delivery-cost` is a wording of its author's own; names without words, like `r017`, are not. */
function nameOf(article: Article): string {
  const parts = article.id.split(/[^a-zA-Z]+/u).filter((part) => part.length > 1);
  return /\d/u.test(article.id) || parts.length === 0 ? '' : parts.join(' ');
}
