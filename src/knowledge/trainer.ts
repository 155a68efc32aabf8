// The worker in which a base is trained, so that the thread which answers never waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import { trainAll } from './knowledge-base.ts';
import type { TrainedBase } from './trained-base.ts';
import type { TrainingOrder } from './training.ts';

const { articles, synonyms, fallback, languages } = workerData as TrainingOrder;
const bases = trainAll(articles, { synonyms, fallback }, (locale) => {
  const ordered = languages.find((one) => one.locale === locale);
  return ordered === undefined ? 'unchanged' : ordered.learnt;
});
const trained = bases.map((base): TrainedBase => ({ ...base, articles: [] }));
const buffers = new Set<ArrayBuffer>();
gather(trained);
parentPort?.postMessage(trained, [...buffers]);

/** The memory of all typed arrays, which is handed over instead of being copied. */
function gather(value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  } else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) gather(part);
}
