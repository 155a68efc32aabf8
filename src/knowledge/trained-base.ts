// One language's articles, trained: everything that answering needs, as plain data that a worker can hand over.
import { toPlainText } from '../model/rich-text.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import { FAR_QUESTIONS } from './far-questions.ts';
import { analyse, analyseWords, hashOf, type Text } from './features.ts';
import { leadsOf } from './kin.ts';
import { learn, type Learnt } from './learn.ts';
import { createLexicon, type Synonyms } from './lexicon.ts';
import { words } from './normalise.ts';
import { packTexts, type PackedTexts } from './packed-texts.ts';
import { buildIndex, type IndexedArticle, type SearchIndex } from './search-index.ts';
import { buildSpellingBook, type SpellingBook } from './spelling-book.ts';

/** Articles and what finds them. */
export interface Segment {
  readonly articles: readonly Article[];
  readonly index: SearchIndex;
  /** Normalised text of each entry of the index. */
  readonly texts: PackedTexts;
  /** Hash of each of them. */
  readonly wordings: Uint32Array;
  /** Hash of the topic words of each entry; 0 when it has fewer than two. */
  readonly topics: Uint32Array;
  readonly spelling: SpellingBook;
}

export interface TrainedBase extends Segment, Learnt {
  readonly locale: Locale;
  /** What has changed since the training. */
  readonly edits?: Edits;
}

export interface Edits extends Segment {
  /** 1 for each article of the base that is no longer found there. */
  readonly gone: Uint8Array;
  /** Articles added, changed or removed since the training. */
  readonly changed: number;
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
  const index = buildIndex(indexed);
  return { locale, ...segmentOf(articles, indexed, index), ...(learnt ?? learn(indexed, far)) };
}

export function segmentOf(
  articles: readonly Article[],
  indexed: readonly IndexedArticle[],
  index: SearchIndex,
): Segment {
  const entries = indexed.flatMap((article) => article.entries);
  const texts = entries.map((entry) => entry.words.join(' '));
  return {
    articles,
    index,
    texts: packTexts(texts),
    wordings: Uint32Array.from(texts, hashOf),
    topics: Uint32Array.from(entries, topicOf),
    spelling: buildSpellingBook([
      ...entries.map((entry) => entry.words),
      ...indexed.map((article) => article.answer.words),
    ]),
  };
}

/** Hash of the topic words in their order; 0 when there are fewer than two. */
export function topicOf(text: Text): number {
  const topics = text.stems.filter((_, at) => text.content[at]);
  return topics.length < 2 ? 0 : hashOf(topics.join(' '));
}

/** The articles as the index sees them, and questions that none of them answers. */
export function prepare(
  articles: readonly Article[],
  locale: Locale,
  synonyms: Synonyms,
): { readonly indexed: readonly IndexedArticle[]; readonly far: readonly Text[] } {
  const lexicon = createLexicon(synonyms[locale] ?? [], locale);
  return {
    indexed: indexArticles(articles, locale, synonyms),
    far: FAR_QUESTIONS[locale].map((text) => analyse(text, locale, lexicon)),
  };
}

export function indexArticles(
  articles: readonly Article[],
  locale: Locale,
  synonyms: Synonyms,
): readonly IndexedArticle[] {
  const lexicon = createLexicon(synonyms[locale] ?? [], locale);
  return articles.map((article): IndexedArticle => {
    const names = [article.title, ...(locale === 'en' ? [nameOf(article)] : [])].filter(
      (name) => name !== '',
    );
    const wordings = [...new Set([...names, ...article.questions])].map((text) =>
      analyse(text, locale, lexicon),
    );
    return {
      entries: wordings.filter((text) => text.words.length > 0),
      names: names.length,
      leads: leadsOf(article),
      answer: analyseWords(allWords(toPlainText(article.body).slice(0, MAX_ANSWER)), locale),
    };
  });
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
