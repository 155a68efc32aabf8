// What the commands need of learning: the background job as configured, and the accepted lessons of the shop's database.
import { join } from 'node:path';
import { openLessons } from '../open-store.ts';
import type { Config } from '../config.ts';
import type { Example } from '../knowledge/examples.ts';
import { everyLesson } from '../knowledge/lessons/every.ts';
import { examineInWorker } from '../knowledge/lessons/exam-in-worker.ts';
import { createSchool, type School } from '../knowledge/lessons/school.ts';
import type { OpenKnowledge } from '../knowledge/open.ts';
import type { LessonStore } from '../model/store.ts';
import { systemClock } from '../system/clock.ts';
import { createLog, type Log } from '../system/log.ts';
import { ROOT } from './environment.ts';

/** `taught`: the examples that `knowledge` was opened with. */
export function learningJob(
  config: Config,
  store: LessonStore,
  knowledge: OpenKnowledge,
  taught: readonly Example[],
  log: Log,
): School {
  const folder = join(ROOT, 'knowledge-base');
  return createSchool({
    store,
    knowledge,
    taught,
    exam: (order, signal) => examineInWorker({ folder, order }, signal),
    agreement: config.LESSONS_AGREEMENT,
    maxWrongIn: config.MAX_WRONG_ANSWERS_IN,
    orderPattern: new RegExp(config.ORDER_NUMBER_PATTERN, 'u'),
    clock: systemClock,
    log,
  });
}

/** The accepted lessons when `--with-lessons` is among the arguments, otherwise none. Throws StoreError without a database. */
export async function lessonsAskedFor(args: readonly string[], config: Config): Promise<readonly Example[]> {
  if (!args.includes('--with-lessons')) return [];
  const store = openLessons(config, createLog('error'));
  try {
    return await everyLesson(store, { states: ['accepted'] });
  } finally {
    await store.close();
  }
}
