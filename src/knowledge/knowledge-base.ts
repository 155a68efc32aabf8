// The engine: finds the article that answers a question, or says honestly that it does not know.
import type { ArticleId } from '../model/ids.ts';
import type { Answer, Article, KnowledgeBase, Ranked } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import { decide } from './decision.ts';
import { otherReadings } from './keyboard.ts';
import { detectLanguage, fitPerLetter } from './language.ts';
import { words } from './normalise.ts';
import { createRanker, type Ranker } from './ranker.ts';

export interface KnowledgeOptions {
  /** Where to look for an article that a language lacks, in this order. Default: ru, en, bg. */
  readonly fallback?: readonly Locale[];
  /** At most 1 wrong answer in this many; from 2 to 1000, default 10. Higher is more careful. */
  readonly maxWrongIn?: number;
}

/** Builds everything in memory before it returns; pure, and never throws for any list of articles. */
export function createKnowledgeBase(
  articles: readonly Article[],
  options: KnowledgeOptions = {},
): KnowledgeBase {
  const fallback = options.fallback ?? LOCALES;
  const maxWrongIn = Math.min(1000, Math.max(2, options.maxWrongIn ?? 10));
  const byKey = new Map<string, Article>();
  for (const article of articles) {
    const key = keyOf(article.id, article.locale);
    if (!byKey.has(key)) byKey.set(key, article);
  }
  const present = [...byKey.values()];
  const rankers = new Map<Locale, Ranker>(
    LOCALES.map((locale) => [locale, createRanker(inLanguage(present, locale, fallback), locale)]),
  );

  function article(id: ArticleId, locale: Locale): Article | undefined {
    for (const candidate of [locale, ...fallback, ...LOCALES]) {
      const found = byKey.get(keyOf(id, candidate));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function rank(text: string, locale: Locale): Ranked[] {
    return rankers.get(locale)?.rank(text) ?? [];
  }

  function ask(question: string, locale: Locale): Answer {
    const spoken = detectLanguage(question, locale);
    let answer = decide(rank(question, spoken), maxWrongIn);
    if (answer.kind === 'none') {
      const meant = likeliestReading(question, locale);
      if (meant !== undefined) {
        const other = decide(rank(meant.text, meant.locale), maxWrongIn);
        if (other.kind !== 'none') answer = other;
      }
    }
    return translated(answer, (found) => article(found.id, locale) ?? found);
  }

  return { ask, article };
}

function keyOf(id: ArticleId, locale: Locale): string {
  return `${locale}/${id}`;
}

/** The articles of a language, and each one that it lacks from the first fallback that has it. */
function inLanguage(
  articles: readonly Article[],
  locale: Locale,
  fallback: readonly Locale[],
): readonly Article[] {
  const order = [locale, ...fallback.filter((other) => other !== locale)];
  const chosen = new Map<ArticleId, Article>();
  for (const language of order)
    for (const article of articles)
      if (article.locale === language && !chosen.has(article.id)) chosen.set(article.id, article);
  return [...chosen.values()];
}

/** The reading in another layout or alphabet that looks like speech, when the text as typed does not. */
function likeliestReading(question: string, prior: Locale): { text: string; locale: Locale } | undefined {
  let best: { text: string; locale: Locale } | undefined;
  let bestFit = NOT_SPEECH;
  for (const reading of otherReadings(question)) {
    const fit = fitPerLetter(words(reading.text), reading.locale) + (reading.locale === prior ? 0.1 : 0);
    if (fit > bestFit) {
      best = reading;
      bestFit = fit;
    }
  }
  return best;
}

/** Mean log-likelihood of a letter below which a reading is noise. */
const NOT_SPEECH = -3.3;

function translated(answer: Answer, into: (article: Article) => Article): Answer {
  const each = (list: readonly Ranked[]): Ranked[] =>
    list.map((ranked) => ({ ...ranked, article: into(ranked.article) }));
  switch (answer.kind) {
    case 'answer':
      return { ...answer, article: into(answer.article), nearest: each(answer.nearest) };
    case 'suggest':
      return { ...answer, candidates: each(answer.candidates) };
    case 'none':
      return { ...answer, nearest: each(answer.nearest) };
  }
}
