// What the conversation is about steers between articles: a bounded push for those about the known product, a smaller one against
// those about another. It only chooses among what the question itself brought up.
import type { Answer, Article, AskContext, Ranked } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Product } from '../model/order.ts';
import { decide } from './decision.ts';
import { fold } from './normalise.ts';
import type { Ranking } from './ranker.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

/** A ranking with what the context gave each article. */
export interface Steered extends Ranking {
  /** Parallel to `ranked`, in nats; absent when the context has nothing to say. */
  readonly pushes?: readonly number[];
}

/** In nats of the learnt blend, by which chances are a softmax of scores: the scale is the shop's own. */
const SAME_PRODUCT = 1;
const OTHER_PRODUCT = -1.2;
/** A tag that names the product or the order's status, or the flow that is under way. */
const RELATED = 0.5;
/** No article gets more than this many times its own chance, and none becomes surer than this. */
const MOST_TIMES = 2;
const SUREST = 0.95;

/** The ranking with the context taken in; a question that names its product itself is left alone. Pure. */
export function steer(ranking: Ranking, locale: Locale, context: AskContext = {}): Steered {
  const pushes = pushesOf(ranking, locale, context);
  if (pushes.every((push) => push === 0)) return ranking;
  const weights = ranking.ranked.map(({ confidence }, at) => confidence * Math.exp(pushes[at] ?? 0));
  const ratio = sum(ranking.ranked.map(({ confidence }) => confidence)) / Math.max(sum(weights), 1e-9);
  const order = ranking.ranked
    .map(({ article, confidence }, at) => {
      const steered = Math.min(confidence * MOST_TIMES, (weights[at] ?? 0) * ratio);
      return { at, article, confidence: Math.min(steered, Math.max(SUREST, confidence)) };
    })
    .sort((a, b) => b.confidence - a.confidence || a.at - b.at);
  return {
    ...ranking,
    ranked: order.map(({ article, confidence }) => ({ article, confidence })),
    signals: order.map(({ at }) => ranking.signals[at] ?? []),
    pushes: order.map(({ at }) => pushes[at] ?? 0),
  };
}

/**
 * Decides on the steered ranking, but never replies to what the question alone would have left unanswered, and never keeps back a
 * choice that the question alone would have offered.
 */
export function decideSteered(plain: Ranking, steered: Steered, bar: number): Answer {
  const answer = decide(steered.ranked, bar);
  if (steered.pushes === undefined) return answer;
  const alone = decide(plain.ranked, bar);
  if (alone.kind === 'none') return { kind: 'none', nearest: steered.ranked.slice(0, 3) };
  return answer.kind === 'none' ? alone : answer;
}

/** Whether an author's `name` means this product: its SKU, its category, or words of its name. */
export function namesProduct(name: string, { sku, names, category }: Product, locale: Locale): boolean {
  const known = [sku, category, ...Object.values(names)].map((one) => tokens(one, locale));
  return isAmong(name, known, locale);
}

function pushesOf({ ranked, read }: Ranking, locale: Locale, context: AskContext): number[] {
  const products = (context.products ?? []).map((name) => tokens(name, locale));
  const asked = tokens(read, locale);
  const named = ranked.some(({ article }) =>
    (article.products ?? []).some((name) => isNamed(name, asked, locale)),
  );
  return ranked.map(({ article }: Ranked) => {
    const about = products.length === 0 || named ? 0 : aboutProduct(article, products, locale);
    return about + related(article, products, context, locale);
  });
}

function aboutProduct({ products = [] }: Article, known: readonly Set<string>[], locale: Locale): number {
  if (products.length === 0) return 0;
  return products.some((name) => isAmong(name, known, locale)) ? SAME_PRODUCT : OTHER_PRODUCT;
}

function related(
  article: Article,
  known: readonly Set<string>[],
  context: AskContext,
  locale: Locale,
): number {
  if (context.flow !== undefined && article.flow === context.flow && article.body.length > 0) return RELATED;
  const { order } = context;
  const told = article.tags.some((tag) => tag === order || isAmong(tag, known, locale));
  return told && article.products === undefined ? RELATED : 0;
}

/** Whether `name`, such as "чайник" or a SKU, is or is part of one of the known names. */
function isAmong(name: string, known: readonly Set<string>[], locale: Locale): boolean {
  const wanted = [...tokens(name, locale)];
  return wanted.length > 0 && known.some((one) => wanted.every((token) => one.has(token)));
}

function isNamed(name: string, asked: ReadonlySet<string>, locale: Locale): boolean {
  return [...tokens(name, locale)].some((token) => /^\p{L}{3,}$/u.test(token) && asked.has(token));
}

/** Stems and numbers; unlike a question's words, a model's number counts. */
function tokens(text: string, locale: Locale): Set<string> {
  const found = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(found.filter((word) => !isStopWord(word, locale)).map((word) => stem(word, locale)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
