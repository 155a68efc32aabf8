// Ranks the articles of one language for a question, the way that it was trained to.
import type { Ranked } from '../model/knowledge.ts';
import { chancesOf, scoreOf } from './blend.ts';
import { carefulConfidence, signsOf } from './confidence.ts';
import { everydayBook } from './everyday-book.ts';
import { everydayStems } from './everyday.ts';
import { analyseWords, hashOf, stemHash, type Text } from './features.ts';
import { fuzzyFit } from './fuzzy.ts';
import { areKin, type Leads, leadsOf, withoutKin } from './kin.ts';
import { createLexicon, type Synonyms } from './lexicon.ts';
import { words } from './normalise.ts';
import { createSegments } from './segments.ts';
import { CANDIDATES, SIGNALS, type Candidate } from './signals.ts';
import { createSpeller } from './speller.ts';
import { stem } from './stem.ts';
import { topicOf, type TrainedBase } from './trained-base.ts';

export interface Ranking {
  /** Best first, at most 20. */
  readonly ranked: readonly Ranked[];
  /** Parallel to `ranked`: what each signal gave, in the order of SIGNALS. */
  readonly signals: readonly ArrayLike<number>[];
  /** The question as it was read, after spelling. */
  readonly read: string;
  /** Postings walked: the work that the question took. */
  readonly visited: number;
}

export interface Ranker {
  rank(question: string): Ranking;
  /** Share of the words that the base or the language's everyday words know, 0 to 1. */
  familiarity(question: string): number;
}

/** Articles that fuse.js is asked about. */
const FUZZY_ARTICLES = 3;
/** The most that two articles' fuzzy fit differs by: an article further behind the first is not asked about. */
const FUZZY_REACH = 0.6;
/** Articles whose wordings are compared with the question word for word. */
const WORDED_ARTICLES = 6;
/** Chance that an article is right when its author wrote down the very question, and no other article has it. */
const WORD_FOR_WORD = 0.97;

export function createRanker(base: TrainedBase, synonyms: Synonyms): Ranker {
  const lexicon = createLexicon(synonyms[base.locale] ?? [], base.locale);
  const search = createSegments(base);
  const speller = createSpeller(search.spelling, everydayBook(base.locale), inflected);
  const everyday = everydayStems(base.locale);

  /** A form of a word of the base, of the language or of the shop's lexicon, by its stem. */
  function inflected(word: string): boolean {
    const root = stem(word, base.locale);
    return search.knows(stemHash(root)) || everyday.has(root) || lexicon.conceptsIn([root]).length > 0;
  }

  /** Only where it can change the order: among the articles close behind the first. */
  function withFuzzy(candidates: readonly Candidate[], text: Text): void {
    const [first] = candidates;
    if (first === undefined) return;
    const bar = scoreOf(first, base.blend) - FUZZY_REACH * (base.blend[FUZZY] ?? 0);
    const few = candidates.slice(0, FUZZY_ARTICLES).filter((one) => scoreOf(one, base.blend) >= bar);
    if (few.length < 2) return;
    const records = few.flatMap(({ article, entries: [entry] }) =>
      entry === undefined ? [] : [{ owner: article, text: search.text(entry) }],
    );
    const topic = text.words.filter((_, at) => text.content[at]).join(' ');
    const fits = fuzzyFit(topic === '' ? text.words.join(' ') : topic, records);
    for (const { article, signals } of few) signals[FUZZY] = fits.get(article) ?? 0;
  }

  function rank(question: string): Ranking {
    const typed = words(question);
    const { best: meant, second } = speller.readings(typed);
    const text = analyseWords(meant, base.locale, lexicon);
    const others = meant === typed ? [] : second === undefined ? [typed] : [second, typed];
    const readings = [text, ...others.map((other) => analyseWords(other, base.locale, lexicon))];
    const candidates = typed.length === 0 ? [] : search.candidates(readings);
    candidates.sort(byScore);
    const written = writtenDown(candidates, typed.join(' '), text);
    withFuzzy(candidates, text);
    candidates.sort((a, b) => Number(written.has(b)) - Number(written.has(a)) || byScore(a, b));
    candidates.length = Math.min(candidates.length, CANDIDATES);

    const leads = (number: number): Leads | undefined => {
      const article = search.article(number);
      return article && leadsOf(article);
    };
    const signs = signsOf(withoutKin(candidates, leads), base.blend, search, readings);
    const judged = candidates.length === 0 ? 0 : carefulConfidence(signs, base.judge);
    const [first] = candidates;
    const rivals = [...written].filter(
      (one) => one !== first && !areKin(leads(one.article), leads(first?.article ?? -1)),
    );
    const sure = written.size > 0 && rivals.length === 0 ? Math.max(judged, WORD_FOR_WORD) : judged;
    const chances = chancesOf(candidates, base.blend);
    const ranked = candidates.flatMap((candidate, at): Ranked[] => {
      const article = search.article(candidate.article);
      const share = Math.min(1, (chances[at] ?? 0) / (chances[0] ?? 1));
      return article === undefined ? [] : [{ article, confidence: at === 0 ? sure : sure * share }];
    });
    const signals = candidates.map((candidate) => candidate.signals);
    return { ranked, signals, read: meant.join(' '), visited: search.visited };
  }

  /** Candidates whose author wrote down this very question, word for word or in all its topic words. */
  function writtenDown(candidates: readonly Candidate[], typed: string, text: Text): Set<Candidate> {
    const [topic, wording] = [topicOf(text), hashOf(typed)];
    const same = (entry: number): boolean =>
      (topic !== 0 && search.topic(entry) === topic) || search.wording(entry) === wording;
    return new Set(candidates.slice(0, WORDED_ARTICLES).filter(({ entries }) => entries.some(same)));
  }

  function byScore(a: Candidate, b: Candidate): number {
    return scoreOf(b, base.blend) - scoreOf(a, base.blend) || a.article - b.article;
  }

  function familiarity(question: string): number {
    const typed = words(question);
    return typed.length === 0 ? 0 : typed.filter((word) => speller.knows(word)).length / typed.length;
  }

  return { rank, familiarity };
}

const FUZZY = SIGNALS.indexOf('fuzzy');
