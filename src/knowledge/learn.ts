// What the shop's own questions teach: answered by a base that lacks them, they show which signals to trust and how far.
import { DEFAULT_BLEND, fitBlend, scoreOf, type Blend, type Lesson } from './blend.ts';
import {
  carefulConfidence,
  DEFAULT_JUDGE,
  fitJudge,
  signsOf,
  type Judge,
  type Verdict,
} from './confidence.ts';
import type { Outcome } from './decision.ts';
import { stemHash, type Text } from './features.ts';
import { areKin, type Leads, withoutKin } from './kin.ts';
import type { Holdings } from './holdings.ts';
import { buildIndex, holdingsOf, type IndexedArticle, type SearchIndex } from './search-index.ts';
import { createSearcher, type Candidate } from './signals.ts';

export interface Learnt {
  readonly blend: Blend;
  readonly judge: Judge;
  /** How right the base was at each confidence: what the bar for an answer is read from. */
  readonly record: readonly Outcome[];
}

export interface Trial {
  readonly held: Holdings;
  readonly text: Text;
  readonly candidates: readonly Candidate[];
  /** The article that answers; -1 when none does. */
  readonly right: number;
  readonly weight: number;
  readonly leads: (article: number) => Leads | undefined;
}

/** A larger base is tried once, a smaller one in several rounds. */
const MANY_ENTRIES = 3_000;
const ROUNDS = 3;
/** Every so-manieth question is left out in a round; more would make the tried base much poorer than the one that serves. */
const HELD_OUT_QUESTIONS = 6;
/** Every so-manieth article is left out whole: its questions are what the base cannot answer. */
const HELD_OUT_ARTICLES = 5;
/** A base larger than this is tried on that many of its articles. */
const MOST_ARTICLES = 1_000;
const TRIALS_PER_FOLD = 260;

/** How much unanswerable questions count against answerable ones. */
const NEAR_SHARE = 0.25;
const FAR_SHARE = 0.2;

/** What a base goes by before it has been tried on its own questions: weights of many shops, and no claim below the plain bar. */
export const UNLEARNT: Learnt = { blend: DEFAULT_BLEND, judge: DEFAULT_JUDGE, record: [] };

export function learn(articles: readonly IndexedArticle[], far: readonly Text[]): Learnt {
  const trials = holdOut(articles, far);
  return learnFrom(trials);
}

export function learnFrom(trials: readonly Trial[]): Learnt {
  const lessons: Lesson[] = trials.filter((trial) => trial.right !== -1).map(withoutKinOfRight);
  const blend = fitBlend(lessons, DEFAULT_BLEND);
  const verdicts = trials.map((trial) => verdictOf(trial, blend));
  const judge = fitJudge(verdicts, DEFAULT_JUDGE);
  const record = verdicts.map(({ signs, right, weight }) => ({
    confidence: carefulConfidence(signs, judge),
    right,
    weight,
  }));
  return { blend, judge, record };
}

/** What is kin of the right article is no wrong answer either. */
function withoutKinOfRight({ candidates, right, leads }: Trial): Lesson {
  const own = leads(right);
  return { candidates: candidates.filter(({ article }) => !areKin(own, leads(article))), right };
}

/** Whether the article answers, itself or as kin of the one that does. */
export function isRight({ right, leads }: Trial, article: number): boolean {
  return article === right || areKin(leads(article), leads(right));
}

export function verdictOf(trial: Trial, blend: Blend): Verdict {
  const ranked = [...trial.candidates].sort((a, b) => scoreOf(b, blend) - scoreOf(a, blend));
  return {
    signs: signsOf(withoutKin(ranked, trial.leads), blend, trial.held, [trial.text]),
    right: ranked[0] !== undefined && isRight(trial, ranked[0].article),
    weight: trial.weight,
  };
}

/** Questions asked to an index that was built without them. Numbers of articles are those of the articles that took part. */
export function holdOut(all: readonly IndexedArticle[], far: readonly Text[]): Trial[] {
  const share = MOST_ARTICLES / all.length;
  const articles = share >= 1 ? all : all.filter((article) => lot(nameOf(article), 'base') < share);
  const entries = articles.reduce((sum, article) => sum + article.entries.length, 0);
  const rounds = entries > MANY_ENTRIES ? 1 : ROUNDS;
  const foldOf = articles.map((article) =>
    article.entries.map((entry) => Math.floor(lot(keyOf(entry), 'fold') * HELD_OUT_QUESTIONS)),
  );
  const group = articles.map((article) =>
    // with an article go its errand's entry and whatever else leads there: they would still answer it
    Math.floor(lot(article.leads?.flow ?? nameOf(article), 'group') * HELD_OUT_ARTICLES),
  );
  const trials: Trial[] = [];
  for (let fold = 0; fold < rounds; fold += 1) {
    const asked: { text: Text; right: number }[] = [];
    const kept = articles.map((article, number): IndexedArticle => {
      if (group[number] === fold) {
        asked.push(...article.entries.slice(article.names).map((text) => ({ text, right: -1 })));
        return { entries: [], names: 0, answer: NOTHING };
      }
      const stays = article.entries.filter(
        (_, at) => at < Math.max(1, article.names) || foldOf[number]?.[at] !== fold,
      );
      const leaves = article.entries.filter((text) => !stays.includes(text));
      asked.push(...leaves.map((text) => ({ text, right: number })));
      return { ...article, entries: stays };
    });
    const leads = (number: number): Leads | undefined => articles[number]?.leads;
    trials.push(...ask(buildIndex(kept, rounds === 1 ? 0.4 : 0.2), sample(asked, String(fold)), far, leads));
  }
  return trials;
}

const NOTHING: Text = { words: [], stems: [], content: [], concepts: [], themes: [] };

function ask(
  index: SearchIndex,
  asked: readonly { text: Text; right: number }[],
  far: readonly Text[],
  leads: Trial['leads'],
): Trial[] {
  const searcher = createSearcher(index);
  const held = holdingsOf(index);
  const answerable = asked.filter((one) => one.right !== -1).length;
  const near = Math.max(1, asked.length - answerable);
  const trial = (text: Text, right: number, weight: number): Trial => ({
    held,
    text,
    candidates: searcher.candidates([text]),
    right,
    weight,
    leads,
  });
  return [
    ...asked.map(({ text, right }) =>
      trial(text, right, right === -1 ? (NEAR_SHARE * answerable) / near : 1),
    ),
    ...far.map((text) => trial(text, -1, (FAR_SHARE * answerable) / Math.max(1, far.length))),
  ];
}

function sample<T extends { readonly text: Text }>(list: readonly T[], round: string): T[] {
  const share = TRIALS_PER_FOLD / list.length;
  return list.filter(({ text }) => lot(keyOf(text), round) < share);
}

/** From 0 to 1, drawn by the words themselves, so that an edit elsewhere in the base leaves the other trials as they were. */
function lot(words: string, purpose: string): number {
  return stemHash(`${purpose} ${words}`) / 4294967296;
}

function keyOf(text: Text): string {
  return text.words.join(' ');
}

function nameOf(article: IndexedArticle): string {
  return article.entries[0]?.words.join(' ') ?? '';
}
