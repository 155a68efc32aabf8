// The worker in which a base is read and trained, so that the thread which answers never waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import { withExamples } from './examples.ts';
import { trainAll } from './knowledge-base.ts';
import { type Learnt, UNLEARNT } from './learn.ts';
import { loadSynonyms } from './lexicon.ts';
import { loadArticles } from './load.ts';
import type { TrainingOrder, TrainingResult } from './training.ts';

/** A base this large keeps what it has learnt of itself over small edits, until the next start. */
const LARGE = 40;
/** Articles that may have changed for that, as a share of the base. */
const SMALL_EDIT = 0.05;

const order = workerData as TrainingOrder;
const [{ articles, problems }, { synonyms, problems: lexiconProblems }] = await Promise.all([
  loadArticles(order.folder),
  loadSynonyms(order.folder),
]);
const broken = new Set(problems.filter((one) => one.severity === 'error').map((one) => one.file));
const all = [...articles, ...order.also, ...order.previous.filter((article) => broken.has(article.file))];

const sameWords = JSON.stringify(synonyms) === JSON.stringify(order.synonyms);

/** Nothing to train for a language in which nothing changed; only the index after a small edit of a large base. */
function known(locale: Locale, now: readonly Article[]): Learnt | 'unchanged' | undefined {
  const before = order.served.find((one) => one.locale === locale);
  if (before === undefined || !sameWords) return undefined;
  const old = new Map(before.articles.map((article) => [article.id, JSON.stringify(article)]));
  const changed = now.filter((article) => old.get(article.id) !== JSON.stringify(article)).length;
  if (changed === 0 && now.length === old.size) return 'unchanged';
  return now.length >= LARGE && changed <= now.length * SMALL_EDIT ? before.learnt : undefined;
}

const taught = withExamples(all, order.examples);
const bases = trainAll(taught, { synonyms, fallback: order.fallback }, order.quick ? () => UNLEARNT : known);
const result: TrainingResult = {
  articles: all,
  problems: [...problems, ...lexiconProblems],
  synonyms,
  bases,
};
parentPort?.postMessage(result);
