// How well a shop's own base answers: each question asked to a base that lacks it, the confused pairs on top, and what an edit changed.
import type { Article } from '../../model/knowledge.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import { chancesOf, scoreOf } from '../blend.ts';
import { carefulConfidence, signsOf } from '../confidence.ts';
import { answerBar, decide } from '../decision.ts';
import { withoutKin } from '../kin.ts';
import { holdOut, isRight, learnFrom, type Learnt, type Trial } from '../learn.ts';
import type { Synonyms } from '../lexicon.ts';
import { prepare } from '../trained-base.ts';
import { OUT_OF_SCOPE, qualityOf, type Prediction, type Quality } from './metrics.ts';

export interface BaseReport {
  readonly locale: Locale;
  readonly quality: Quality;
  /** Articles taken for one another, the most frequent pair first. */
  readonly confused: readonly {
    readonly right: string;
    readonly taken: string;
    readonly times: number;
    readonly example: string;
  }[];
  readonly predictions: readonly Prediction[];
}

export interface Change {
  readonly locale: Locale;
  readonly text: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly better: boolean;
}

/** A report for each language that has articles. Repeatable: the same base gives the same figures. */
export function evaluateBase(
  articles: readonly Article[],
  synonyms: Synonyms = {},
  maxWrongIn = 10,
): BaseReport[] {
  return LOCALES.flatMap((locale) => {
    const own = articles.filter((article) => article.locale === locale);
    if (own.length === 0) return [];
    const { predictions } = askHeldOut(own, locale, synonyms, maxWrongIn);
    return [{ locale, quality: qualityOf(predictions), confused: confusedPairs(predictions), predictions }];
  });
}

/** What came of asking each question to a base that lacks it, and what the answers went by. */
export interface HeldOut {
  readonly predictions: readonly Prediction[];
  readonly learnt: Learnt;
  /** Confidence from which an answer is given. */
  readonly bar: number;
}

/**
 * `own` are the articles of `locale`. With `like`, answers go by what that earlier run learnt of itself, so that a difference
 * between the two comes from the articles alone. `kept`: how many of an article's first questions are never left out.
 */
export function askHeldOut(
  own: readonly Article[],
  locale: Locale,
  synonyms: Synonyms,
  maxWrongIn: number,
  like?: HeldOut,
  kept: (article: Article) => number = () => 0,
): HeldOut {
  const { indexed, far } = prepare(own, locale, synonyms);
  const withKept = indexed.map((one, at) => {
    const article = own[at];
    return article === undefined ? one : { ...one, names: one.names + kept(article) };
  });
  const trials = holdOut(withKept, far);
  const learnt = like?.learnt ?? learnFrom(trials);
  const bar = like?.bar ?? answerBar(learnt.record, maxWrongIn);
  return { predictions: trials.map((trial) => predictionOf(trial, own, learnt, bar)), learnt, bar };
}

/** Questions whose first article differs between two runs; a gate lets an edit pass when none of them is worse. */
export function changesBetween(before: readonly BaseReport[], after: readonly BaseReport[]): Change[] {
  return after.flatMap(({ locale, predictions }) => {
    const old = onceEach(before.find((one) => one.locale === locale)?.predictions ?? []);
    return [...onceEach(predictions)].flatMap(([key, now]): Change[] => {
      const then = old.get(key);
      const [was, is] = [answered(then), answered(now)];
      if (then === undefined || was === is) return [];
      const right = now.label === OUT_OF_SCOPE ? 'none' : now.label;
      return [
        {
          locale,
          text: now.text,
          label: now.label,
          before: was,
          after: is,
          better: is === right || was !== right,
        },
      ];
    });
  });
}

/** A question asked in several rounds counts with its first. */
function onceEach(predictions: readonly Prediction[]): Map<string, Prediction> {
  const first = new Map<string, Prediction>();
  for (const one of predictions) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return first;
}

function keyOf(prediction: Prediction): string {
  return `${prediction.label}\n${prediction.text}`;
}

/** What the customer would have been given first. */
function answered(prediction: Prediction | undefined): string {
  if (prediction === undefined || prediction.decision === 'none') return 'none';
  return prediction.ranked[0]?.id ?? 'none';
}

function predictionOf(trial: Trial, articles: readonly Article[], learnt: Learnt, bar: number): Prediction {
  const sorted = [...trial.candidates].sort((a, b) => scoreOf(b, learnt.blend) - scoreOf(a, learnt.blend));
  const sure =
    sorted.length === 0
      ? 0
      : carefulConfidence(
          signsOf(withoutKin(sorted, trial.leads), learnt.blend, trial.held, [trial.text]),
          learnt.judge,
        );
  const chances = chancesOf(sorted, learnt.blend);
  const ranked = sorted.flatMap((candidate, at) => {
    const article = articles[candidate.article];
    const confidence = (sure * (chances[at] ?? 0)) / (chances[0] ?? 1);
    return article === undefined ? [] : [{ article, confidence }];
  });
  const [first] = sorted;
  return {
    text: trial.text.words.join(' '),
    label:
      (first && isRight(trial, first.article) ? articles[first.article] : articles[trial.right])?.id ??
      OUT_OF_SCOPE,
    decision: decide(ranked, bar).kind,
    confidence: sure,
    ranked: ranked.slice(0, 10).map((one) => ({ id: one.article.id, score: one.confidence })),
  };
}

function confusedPairs(predictions: readonly Prediction[]): BaseReport['confused'] {
  const pairs = new Map<string, { right: string; taken: string; times: number; example: string }>();
  for (const { label, ranked, text } of predictions) {
    const taken = ranked[0]?.id;
    if (label === OUT_OF_SCOPE || taken === undefined || taken === label) continue;
    const key = `${label}\n${taken}`;
    const pair = pairs.get(key) ?? { right: label, taken, times: 0, example: text };
    pair.times += 1;
    pairs.set(key, pair);
  }
  return [...pairs.values()].sort((a, b) => b.times - a.times);
}
