// Starts the training worker and waits for what it made.
import { Worker } from 'node:worker_threads';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import type { Example } from './examples.ts';
import type { TrainedBases } from './knowledge-base.ts';
import type { Learnt } from './learn.ts';
import type { Synonyms } from './lexicon.ts';

export interface TrainingOrder {
  readonly folder: string;
  readonly fallback: readonly Locale[];
  /** Entries that come from elsewhere than the folder. */
  readonly also: readonly Article[];
  /** What serves now: an article whose file is broken stays as it was. */
  readonly previous: readonly Article[];
  readonly synonyms: Synonyms;
  /** Accepted lessons, taken in as questions of their articles. */
  readonly examples: readonly Example[];
  /** Leave out the trials on its own questions, which take most of the time. */
  readonly quick: boolean;
  readonly served: readonly Served[];
}

/** What a language was trained on, and what that taught. */
export interface Served {
  readonly locale: Locale;
  readonly articles: readonly Article[];
  readonly learnt: Learnt;
}

export interface TrainingResult {
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
  readonly synonyms: Synonyms;
  /** Of the languages in which something changed. */
  readonly bases: TrainedBases;
}

/** Rejects when the worker fails or is stopped by `signal`. */
export function trainInWorker(order: TrainingOrder, signal: AbortSignal): Promise<TrainingResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./trainer.ts', import.meta.url), { workerData: order });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (result: TrainingResult) => {
      resolve(result);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the training worker ended with code ${code} before it was done`));
    });
  });
}
