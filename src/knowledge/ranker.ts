// Ranks the articles of one language for a question: similarity to known questions, coverage of its words, fuse.js on the few left.
import type { Article, Ranked } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import { analyse, stemHash, type Text } from './features.ts';
import { fuzzyFit } from './fuzzy.ts';
import { createQuestionIndex, type Entry } from './question-index.ts';

export interface Ranker {
  /** Best first, at most 10. */
  rank(question: string): Ranked[];
}

const CANDIDATE_ENTRIES = 60;
const CANDIDATES = 10;

export function createRanker(articles: readonly Article[], locale: Locale): Ranker {
  const entries = articles.flatMap((article, owner): Entry[] =>
    [article.title, ...article.questions].map((text) => ({ owner, text })),
  );
  const index = createQuestionIndex(entries, locale);
  const stemsOf = articles.map(
    (article) =>
      new Set(
        [article.title, ...article.questions].flatMap((text) => analyse(text, locale).stems.map(stemHash)),
      ),
  );

  /** Share of the question's rare words that the article knows; a single common word out of several counts for half. */
  function coverage(text: Text, owner: number): number {
    const known = stemsOf[owner];
    let all = 0;
    let found = 0;
    let matches = 0;
    text.stems.forEach((stem, at) => {
      if (text.content[at] !== true) return;
      const key = stemHash(stem);
      const rarity = index.rarity(key);
      all += rarity;
      if (known?.has(key) !== true) return;
      found += rarity;
      matches += 1;
    });
    return all === 0 ? 0 : (found / all) * (matches === 1 && found < all ? 0.5 : 1);
  }

  function rank(question: string): Ranked[] {
    const text = analyse(question, locale);
    const best = new Map<number, { similarity: number; texts: string[] }>();
    for (const hit of index.nearest(text, CANDIDATE_ENTRIES)) {
      const entry = index.entries[hit.entry];
      if (entry === undefined) continue;
      const seen = best.get(entry.owner);
      if (seen === undefined) best.set(entry.owner, { similarity: hit.similarity, texts: [entry.text] });
      else if (seen.texts.length < 3) seen.texts.push(entry.text);
    }
    const few = [...best].slice(0, CANDIDATES);
    const records = few.flatMap(([owner, { texts }]) => texts.map((words) => ({ owner, text: words })));
    const fits = fuzzyFit(contentOf(text), records);
    const scored = few
      .map(([owner, { similarity }]) => ({
        owner,
        score: 0.55 * similarity + 0.3 * coverage(text, owner) + 0.15 * (fits.get(owner) ?? 0),
      }))
      .sort((a, b) => b.score - a.score);
    return scored.flatMap(({ owner, score }, at) => {
      const article = articles[owner];
      const rival = at === 0 ? (scored[1]?.score ?? 0) : (scored[0]?.score ?? 0);
      return article === undefined ? [] : [{ article, confidence: confidence(score, score - rival) }];
    });
  }

  return { rank };
}

function contentOf(text: Text): string {
  return text.words.filter((_, at) => text.content[at]).join(' ');
}

/** Logistic in the score and in the distance to the best rival. */
function confidence(score: number, margin: number): number {
  return 1 / (1 + Math.exp(-(14 * (score - 0.38) + 9 * margin)));
}
