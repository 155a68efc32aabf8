// Starts the examining worker and waits for its verdicts.
import { Worker } from 'node:worker_threads';
import type { ExamOrder, ExamResult } from './exam.ts';

export interface ExamTask {
  /** The articles' folder, for its synonyms. */
  readonly folder: string;
  readonly order: ExamOrder;
}

/** Rejects when the worker fails or is stopped by `signal`. */
export function examineInWorker(task: ExamTask, signal: AbortSignal): Promise<ExamResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./exam-worker.ts', import.meta.url), { workerData: task });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (result: ExamResult) => {
      resolve(result);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the examining worker ended with code ${code} before it was done`));
    });
  });
}
