// The regression gate: a lesson passes when no question that was answered well is given the lesson's article in its place. Takes
// seconds: runs in a worker, never on the path of a message.
import type { Article } from '../../model/knowledge.ts';
import type { Locale } from '../../model/locale.ts';
import type { Example } from '../examples.ts';
import { createKnowledgeBase, type ExplainingBase } from '../knowledge-base.ts';
import type { Synonyms } from '../lexicon.ts';
import { words } from '../normalise.ts';
import { stem } from '../stem.ts';
import { isStopWord } from '../stop-words.ts';
import { askHeldOut, type HeldOut } from '../tools/eval.ts';
import { OUT_OF_SCOPE, type Prediction } from '../tools/metrics.ts';

export interface GateVerdict {
  readonly accepted: boolean;
  /** For authors: which question would get worse, and how. */
  readonly why: string;
}

export interface Gate {
  /** An example that passes counts as learnt when the next one is judged. */
  judge(example: Example): GateVerdict;
}

/** A larger base is tried on the articles that say most of what the lesson says. */
const MOST_ARTICLES = 600;
/** An unsure answer that wavers by less than this is not the lesson's doing. */
const WAVER = 0.1;
/** Questions named in a verdict. */
const NAMED = 3;

/** `articles` of every language, accepted lessons among their questions. */
export function openGate(articles: readonly Article[], synonyms: Synonyms, maxWrongIn: number): Gate {
  let taught = articles;
  let sure: ExplainingBase | undefined;

  function judge(example: Example): GateVerdict {
    const { question, article, locale } = example;
    const own = nearby(
      taught.filter((one) => one.locale === locale),
      example,
    );
    sure = createKnowledgeBase(own, { synonyms, maxWrongIn });
    const today = sure.ask(question, locale);
    if (today.kind === 'answer' && today.article.id !== article)
      return refused(`the base is sure today that ${today.article.id} answers it`);
    const before = askHeldOut(own, locale, synonyms, maxWrongIn);
    const more = own.map((one) =>
      one.id === article ? { ...one, questions: [question, ...one.questions] } : one,
    );
    const after = askHeldOut(more, locale, synonyms, maxWrongIn, before, (one) =>
      one.id === article ? 1 : 0,
    );
    const worse = worseThan(before, after, article);
    if (worse.length > 0) return refused(`would get worse: ${worse.slice(0, NAMED).join('; ')}`);
    taught = taught.map((one) => more.find(({ id }) => id === one.id && one.locale === locale) ?? one);
    return { accepted: true, why: `no other question gets worse (${before.predictions.length} tried)` };
  }

  return { judge };
}

function refused(why: string): GateVerdict {
  return { accepted: false, why };
}

/** Each question that `article` now takes from where it was answered better, told for authors. */
function worseThan(before: HeldOut, after: HeldOut, article: string): string[] {
  const old = onceEach(before.predictions);
  return [...onceEach(after.predictions)].flatMap(([key, now]) => {
    const then = old.get(key);
    if (then === undefined || now.label === article) return [];
    const grown = confidenceIn(now, article) - confidenceIn(then, article);
    if (grown < WAVER || merit(now) >= merit(then)) return [];
    return [`"${now.text}" (${rightOf(now)}): ${told(then)} -> ${told(now)}`];
  });
}

/**
 * What the customer would have had of it: 3 is the best that can be said, 0 a wrong answer. To offer a choice is no mistake where
 * nothing answers: most of these questions lack their article only for the trial.
 */
function merit({ decision, label, ranked }: Prediction): number {
  if (label === OUT_OF_SCOPE) return decision === 'answer' ? 0 : 3;
  if (decision === 'answer') return ranked[0]?.id === label ? 3 : 0;
  if (decision === 'none') return 1;
  return ranked.slice(0, SUGGESTED).some(({ id }) => id === label) ? 2 : 1;
}

const SUGGESTED = 3;

function confidenceIn({ decision, ranked }: Prediction, article: string): number {
  return decision === 'none' ? 0 : (ranked.find(({ id }) => id === article)?.score ?? 0);
}

function rightOf({ label }: Prediction): string {
  return label === OUT_OF_SCOPE ? 'no article answers it' : label;
}

function told({ decision, ranked }: Prediction): string {
  return decision === 'none' ? 'none' : `${decision} ${ranked[0]?.id ?? ''}`;
}

/** A question asked in several rounds counts with its first. */
function onceEach(predictions: readonly Prediction[]): Map<string, Prediction> {
  const first = new Map<string, Prediction>();
  for (const one of predictions) {
    const key = `${one.label}\n${one.text}`;
    if (!first.has(key)) first.set(key, one);
  }
  return first;
}

/** All articles, or of a large base the one that learns and those whose questions share most words with what it says. */
function nearby(articles: readonly Article[], { question, article, locale }: Example): readonly Article[] {
  if (articles.length <= MOST_ARTICLES) return articles;
  const learner = articles.find(({ id }) => id === article);
  const topic = stemsOf([question, ...(learner?.questions ?? [])], locale);
  const closeness = (one: Article): number => {
    let shared = 0;
    for (const word of stemsOf(one.questions, locale)) if (topic.has(word)) shared += 1;
    return one.id === article ? Infinity : shared;
  };
  const close = articles.map((one) => ({ one, score: closeness(one) })).sort((a, b) => b.score - a.score);
  return close.slice(0, MOST_ARTICLES).map(({ one }) => one);
}

function stemsOf(questions: readonly string[], locale: Locale): Set<string> {
  const found = questions.flatMap(words).filter((word) => !isStopWord(word, locale));
  return new Set(found.map((word) => stem(word, locale)));
}
