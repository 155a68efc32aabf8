// Starts the training worker and waits for what it made.
import { Worker } from 'node:worker_threads';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import { inLanguage } from './knowledge-base.ts';
import type { Learnt } from './learn.ts';
import type { Synonyms } from './lexicon.ts';
import type { TrainedBase } from './trained-base.ts';

export interface TrainingOrder {
  readonly articles: readonly Article[];
  readonly synonyms: Synonyms;
  readonly fallback: readonly Locale[];
  /** Languages to train; `learnt` spares the trials on the base's own questions, which take half of the time. */
  readonly languages: readonly { readonly locale: Locale; readonly learnt?: Learnt }[];
}

/** The articles themselves stay where they are. Rejects when the worker fails or is stopped by `signal`. */
export async function trainInWorker(order: TrainingOrder, signal: AbortSignal): Promise<TrainedBase[]> {
  const trained = await new Promise<readonly TrainedBase[]>((resolve, reject) => {
    const worker = new Worker(new URL('./trainer.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (result: readonly TrainedBase[]) => {
      resolve(result);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the training worker ended with code ${code} before it was done`));
    });
  });
  return trained.map((one) => ({
    ...one,
    articles: inLanguage(order.articles, one.locale, order.fallback),
  }));
}
