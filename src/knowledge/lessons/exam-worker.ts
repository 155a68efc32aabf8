// The worker in which lessons are examined, so that no message waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import { loadSynonyms } from '../lexicon.ts';
import { examine } from './exam.ts';
import type { ExamTask } from './exam-in-worker.ts';

const { folder, order } = workerData as ExamTask;
const { synonyms } = await loadSynonyms(folder);
parentPort?.postMessage(examine(order, synonyms));
