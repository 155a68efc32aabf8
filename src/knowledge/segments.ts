// A trained base and the edits since, searched as one: articles and entries of the edits are numbered behind the base's own.
import type { Article } from '../model/knowledge.ts';
import type { Holdings } from './holdings.ts';
import type { Text } from './features.ts';
import { textAt, textCount } from './packed-texts.ts';
import { holdingsOf } from './search-index.ts';
import { createSearcher, type Candidate } from './signals.ts';
import type { SpellingBook } from './spelling-book.ts';
import type { Segment, TrainedBase } from './trained-base.ts';

export interface Segments extends Holdings {
  /** Best first within each segment, at most CANDIDATES of each; `texts` are readings of one question. */
  candidates(texts: readonly Text[]): Candidate[];
  /** Postings walked for the last question. */
  readonly visited: number;
  article(number: number): Article | undefined;
  /** Normalised wording of an entry. */
  text(entry: number): string;
  /** Hash of an entry's wording. */
  wording(entry: number): number;
  /** See `topicOf`. */
  topic(entry: number): number;
  readonly spelling: readonly SpellingBook[];
}

export function createSegments(base: TrainedBase): Segments {
  const { edits } = base;
  const parts = [part(base, 0, 0, edits?.gone)];
  if (edits !== undefined && edits.articles.length > 0)
    parts.push(part(edits, base.articles.length, textCount(base.texts)));
  const [old, recent] = parts;
  const owning = (article: number): Part | undefined =>
    recent !== undefined && article >= recent.firstArticle ? recent : old;
  const showing = (entry: number): Part | undefined =>
    recent !== undefined && entry >= recent.firstEntry ? recent : old;
  return {
    candidates: (texts) => parts.flatMap((one) => one.candidates(texts)),
    get visited() {
      return parts.reduce((sum, one) => sum + one.searcher.visited, 0);
    },
    article(number) {
      const one = owning(number);
      return one?.segment.articles[number - one.firstArticle];
    },
    text(entry) {
      const one = showing(entry);
      return one === undefined ? '' : textAt(one.segment.texts, entry - one.firstEntry);
    },
    wording(entry) {
      const one = showing(entry);
      return one?.segment.wordings[entry - one.firstEntry] ?? 0;
    },
    topic(entry) {
      const one = showing(entry);
      return one?.segment.topics[entry - one.firstEntry] ?? 0;
    },
    knows: (stem) => parts.some((one) => one.held.knows(stem)),
    holds(article, stem) {
      const one = owning(article);
      return one?.held.holds(article - one.firstArticle, stem) ?? false;
    },
    rarity: (stem) => parts[0]?.held.rarity(stem) ?? 1,
    size(article) {
      const one = owning(article);
      return one?.held.size(article - one.firstArticle) ?? 0;
    },
    spelling: parts.map((one) => one.segment.spelling),
  };
}

type Part = ReturnType<typeof part>;

function part(segment: Segment, firstArticle: number, firstEntry: number, gone?: Uint8Array) {
  const searcher = createSearcher(segment.index, gone);
  const moved = (one: Candidate): Candidate => ({
    ...one,
    article: one.article + firstArticle,
    entries: one.entries.map((entry) => entry + firstEntry),
  });
  return {
    segment,
    firstArticle,
    firstEntry,
    searcher,
    held: holdingsOf(segment.index),
    candidates(texts: readonly Text[]): Candidate[] {
      const found = searcher.candidates(texts);
      return firstArticle === 0 ? found : found.map(moved);
    },
  };
}
