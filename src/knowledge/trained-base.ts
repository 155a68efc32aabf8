// One language's articles, trained: everything that answering needs, as plain data that a worker can hand over.
import { toPlainText } from '../model/rich-text.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Blend } from './blend.ts';
import type { Judge } from './confidence.ts';
import type { Outcome } from './decision.ts';
import { everydayWords } from './everyday.ts';
import { FAR_QUESTIONS } from './far-questions.ts';
import { analyse, analyseWords, type Text } from './features.ts';
import { learn, type Learnt } from './learn.ts';
import { createLexicon, type Synonyms } from './lexicon.ts';
import { words } from './normalise.ts';
import { buildIndex, type IndexedArticle, type SearchIndex } from './search-index.ts';
import { buildSpellingBook, type SpellingBook } from './spelling-book.ts';

export interface TrainedBase {
  readonly locale: Locale;
  readonly articles: readonly Article[];
  readonly index: SearchIndex;
  /** Normalised text of each entry of the index. */
  readonly texts: readonly string[];
  readonly spelling: SpellingBook;
  readonly blend: Blend;
  readonly judge: Judge;
  readonly record: readonly Outcome[];
}

/** Characters of an answer that are indexed. */
const MAX_ANSWER = 6_000;

/**
 * Pure and repeatable: the same articles give the same base. A few seconds for a thousand articles, half of them for learning
 * how far to trust itself; with `learnt` from an earlier training of nearly the same articles that half is spared.
 */
export function trainBase(
  articles: readonly Article[],
  locale: Locale,
  synonyms: Synonyms,
  learnt?: Learnt,
): TrainedBase {
  const { indexed, far } = prepare(articles, locale, synonyms);
  const entries = indexed.flatMap((article) => article.entries);
  return {
    locale,
    articles,
    index: buildIndex(indexed),
    texts: entries.map((entry) => entry.words.join(' ')),
    spelling: buildSpellingBook(
      [...entries.map((entry) => entry.words), ...indexed.map((article) => article.answer.words)],
      everydayWords(locale),
    ),
    ...(learnt ?? learn(indexed, far)),
  };
}

/** The articles as the index sees them, and questions that none of them answers. */
export function prepare(
  articles: readonly Article[],
  locale: Locale,
  synonyms: Synonyms,
): { readonly indexed: readonly IndexedArticle[]; readonly far: readonly Text[] } {
  const lexicon = createLexicon(synonyms[locale] ?? [], locale);
  const indexed = articles.map((article): IndexedArticle => {
    const names = [article.title, ...(locale === 'en' ? [nameOf(article)] : [])].filter(
      (name) => name !== '',
    );
    const wordings = [...new Set([...names, ...article.questions])].map((text) =>
      analyse(text, locale, lexicon),
    );
    return {
      entries: wordings.filter((text) => text.words.length > 0),
      names: names.length,
      answer: analyseWords(allWords(toPlainText(article.body).slice(0, MAX_ANSWER)), locale),
    };
  });
  return { indexed, far: FAR_QUESTIONS[locale].map((text) => analyse(text, locale, lexicon)) };
}

/** A file name such as `delivery-cost` is one more wording in English; names without words, like `r017`, are not. */
function nameOf(article: Article): string {
  const parts = article.id.split(/[^a-zA-Z]+/u).filter((part) => part.length > 1);
  return /\d/u.test(article.id) || parts.length === 0 ? '' : parts.join(' ');
}

/** Words of a text longer than a message. */
function allWords(text: string): string[] {
  return text.split(/\n+/u).flatMap(words);
}
