// The engine: finds the article that answers a question, or says honestly that it does not know.
import type { ArticleId } from '../model/ids.ts';
import type { Answer, Article, AskContext, KnowledgeBase, Ranked } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import { answerBar } from './decision.ts';
import { otherReadings } from './keyboard.ts';
import { detectLanguage, fitPerLetter } from './language.ts';
import { words } from './normalise.ts';
import type { Learnt } from './learn.ts';
import type { Synonyms } from './lexicon.ts';
import { splitQuestions, withoutCourtesy } from './questions.ts';
import { createRanker, type Ranker, type Ranking } from './ranker.ts';
import { decideSteered, steer, type Steered } from './steering.ts';
import { trainBase, type TrainedBase } from './trained-base.ts';

export interface KnowledgeOptions {
  /** Where to look for an article that a language lacks, in this order. Default: ru, en, bg. */
  readonly fallback?: readonly Locale[];
  /** At most 1 wrong answer in this many; from 2 to 1000, default 10. Higher is more careful. */
  readonly maxWrongIn?: number;
  /** Words that mean the same; see `loadSynonyms`. */
  readonly synonyms?: Synonyms;
}

/** A trained base for each language that has articles of its own. */
export type TrainedBases = readonly TrainedBase[];

/** What an author sees of a decision. */
export interface Explained {
  readonly answer: Answer;
  readonly locale: Locale;
  readonly ranking: Steered;
}

export interface ExplainingBase extends KnowledgeBase {
  explain(question: string, locale: Locale, context?: AskContext): Explained;
}

/** Trains everything before it returns: fit for a small base, a test or a tool. Pure, and never throws for any list of articles. */
export function createKnowledgeBase(
  articles: readonly Article[],
  options: KnowledgeOptions = {},
): ExplainingBase {
  return serve(articles, trainAll(articles, options), options);
}

/** The slow half; safe to run in a worker, since the result is plain data. `known`: what an earlier training learnt of a language. */
export function trainAll(
  articles: readonly Article[],
  options: KnowledgeOptions = {},
  known: (locale: Locale, articles: readonly Article[]) => Learnt | 'unchanged' | undefined = () => undefined,
): TrainedBases {
  const present = [...byKeyOf(articles).values()];
  return LOCALES.flatMap((locale) => {
    if (!present.some((article) => article.locale === locale)) return [];
    const own = inLanguage(present, locale, options.fallback ?? LOCALES);
    const learnt = known(locale, own);
    return learnt === 'unchanged' ? [] : [trainBase(own, locale, options.synonyms ?? {}, learnt)];
  });
}

/** The quick half: answers from bases that are already trained. */
export function serve(
  articles: readonly Article[],
  bases: TrainedBases,
  options: KnowledgeOptions = {},
): ExplainingBase {
  const order = [...(options.fallback ?? LOCALES), ...LOCALES];
  const maxWrongIn = Math.min(1000, Math.max(2, options.maxWrongIn ?? 10));
  const byKey = byKeyOf(articles);
  const rankers = new Map<Locale, Ranker>(
    bases.map((base) => [base.locale, createRanker(base, options.synonyms ?? {})]),
  );

  const bars = new Map(bases.map((base) => [base.locale, answerBar(base.record, maxWrongIn)]));

  function article(id: ArticleId, locale: Locale): Article | undefined {
    for (const candidate of [locale, ...order]) {
      const found = byKey.get(keyOf(id, candidate));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function explainPart(question: string, locale: Locale, context?: AskContext): Explained {
    const reading = likeliestReading(question, locale, rankers);
    const spoken = [reading.locale, locale, ...order].find((one) => rankers.has(one)) ?? locale;
    const plain = rankers.get(spoken)?.rank(reading.text) ?? NOTHING;
    const ranking = steer(plain, spoken, context);
    const answer = translated(
      decideSteered(plain, ranking, bars.get(spoken) ?? 1),
      (found) => article(found.id, locale) ?? found,
    );
    return { answer, locale: spoken, ranking };
  }

  /** Courtesy never counts; of a long message, the question in it or the whole, whichever is clearer. */
  function explain(question: string, locale: Locale, context?: AskContext): Explained {
    const whole = explainPart(withoutCourtesy(question), locale, context);
    const [part, more] = splitQuestions(question);
    if (part === undefined || more !== undefined || part.length >= question.length / 2) return whole;
    const alone = explainPart(part, locale, context);
    return sureness(alone) > sureness(whole) ? alone : whole;
  }

  return {
    explain,
    article,
    articles: () => articles,
    ask: (question, locale, context) => explain(question, locale, context).answer,
  };
}

function sureness({ ranking }: Explained): number {
  return ranking.ranked[0]?.confidence ?? 0;
}

const NOTHING: Ranking = { ranked: [], signals: [], read: '', visited: 0 };

function byKeyOf(articles: readonly Article[]): Map<string, Article> {
  const byKey = new Map<string, Article>();
  for (const article of articles) {
    const key = keyOf(article.id, article.locale);
    if (!byKey.has(key)) byKey.set(key, article);
  }
  return byKey;
}

function keyOf(id: ArticleId, locale: Locale): string {
  return `${locale}/${id}`;
}

/** The articles of a language, and each one that it lacks from the first fallback that has it. */
export function inLanguage(
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

/** The question as typed, or in another keyboard layout or alphabet when that looks more like what this base is asked. */
function likeliestReading(
  question: string,
  prior: Locale,
  rankers: ReadonlyMap<Locale, Ranker>,
): { readonly text: string; readonly locale: Locale } {
  const cyrillic = /[а-я]/iu.test(question);
  const typed = {
    text: question,
    locale: cyrillic ? spokenLanguage(question, prior, rankers) : ('en' as const),
  };
  const fit = (text: string, locale: Locale): number =>
    fitPerLetter(words(text), locale) + FAMILIARITY * (rankers.get(locale)?.familiarity(text) ?? 0);
  let best: { readonly text: string; readonly locale: Locale } = typed;
  let bestFit = fit(question, typed.locale) + READING_MARGIN;
  if (bestFit > PLAUSIBLE || rankers.get(typed.locale)?.familiarity(question) === 1) return typed;
  for (const reading of otherReadings(question)) {
    if (!rankers.has(reading.locale)) continue;
    const readingFit = fit(reading.text, reading.locale);
    if (readingFit > bestFit) {
      best = reading;
      bestFit = readingFit;
    }
  }
  return best;
}

/** Of a text in Cyrillic letters: the language by its letters, unless the base of the conversation's language knows the words at least as well. */
function spokenLanguage(question: string, prior: Locale, rankers: ReadonlyMap<Locale, Ranker>): Locale {
  const detected = detectLanguage(question, prior);
  if (detected === 'en') return prior === 'en' ? 'ru' : prior;
  if (detected === prior || prior === 'en') return detected;
  const familiarity = (locale: Locale): number => rankers.get(locale)?.familiarity(question) ?? 0;
  return familiarity(prior) >= familiarity(detected) ? prior : detected;
}

/** What knowing every word of a reading is worth against the likelihood of its letters, in nats a letter. */
const FAMILIARITY = 2.5;
/** Another reading must be this much likelier. */
const READING_MARGIN = 0.3;
/** A text this likely as typed is not read in any other way. */
const PLAUSIBLE = -0.6;

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
