// The worker in which a base is read and trained, so that the thread which answers never waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import { loadArticles } from './load.ts';
import { loadSynonyms } from './lexicon.ts';
import { trainAll } from './knowledge-base.ts';
import type { TrainingOrder, TrainingResult } from './training.ts';

const order = workerData as TrainingOrder;
const [{ articles, problems }, { synonyms, problems: lexiconProblems }] = await Promise.all([
  loadArticles(order.folder),
  loadSynonyms(order.folder),
]);
const broken = new Set(problems.filter((one) => one.severity === 'error').map((one) => one.file));
const kept = order.previous.filter((article) => broken.has(article.file));
const all = [...articles, ...kept];
const result: TrainingResult = {
  articles: all,
  problems: [...problems, ...lexiconProblems],
  synonyms,
  bases: trainAll(all, { synonyms, fallback: order.fallback }),
};
parentPort?.postMessage(result);
