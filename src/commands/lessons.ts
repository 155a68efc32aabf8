// npm run lessons: what conversations have taught, with the trail; and an author's word on it. Works beside a running Firstline.
import { openLessons } from '../open-store.ts';
import { everyLesson } from '../knowledge/lessons/every.ts';
import { describeLesson, exportLessons } from '../knowledge/lessons/report.ts';
import type { Lesson, LessonState } from '../model/lesson.ts';
import type { LessonStore } from '../model/store.ts';
import { systemClock } from '../system/clock.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { loadConfig } from './environment.ts';

const STATES: readonly LessonState[] = ['pending', 'accepted', 'refused', 'withdrawn'];
const USAGE =
  'Use: npm run lessons [-- pending|accepted|refused|withdrawn], or -- accept ID, -- withdraw ID, -- export.';

export async function run(args: readonly string[]): Promise<void> {
  const [what, id] = args;
  const store = openLessons(loadConfig(), createLog('error'));
  try {
    if (what === 'accept' || what === 'withdraw') await decide(store, what, Number(id));
    else if (what === 'export')
      process.stdout.write(exportLessons(await everyLesson(store, { states: ['accepted'] })));
    else await list(store, what);
  } finally {
    await store.close();
  }
}

async function list(store: LessonStore, wanted: string | undefined): Promise<void> {
  const states = wanted === undefined ? STATES : STATES.filter((state) => state === wanted);
  if (states.length === 0) throw new CommandError(USAGE);
  const lessons = await everyLesson(store, { states });
  for (const state of states)
    for (const lesson of lessons)
      if (lesson.state === state) process.stdout.write(`${describeLesson(lesson)}\n`);
  const counts = states.map((state) => `${state} ${lessons.filter((one) => one.state === state).length}`);
  process.stdout.write(`Lessons: ${counts.join(', ')}.\n`);
}

/** A running Firstline takes it in within a minute. */
async function decide(store: LessonStore, what: 'accept' | 'withdraw', id: number): Promise<void> {
  const lesson = Number.isInteger(id) && id > 0 ? await lessonOf(store, id) : undefined;
  if (lesson === undefined)
    throw new CommandError('There is no lesson with that number; npm run lessons lists them.');
  const state = what === 'accept' ? 'accepted' : 'withdrawn';
  if (lesson.state === state) throw new CommandError(`The lesson ${id} is ${state} already.`);
  if (lesson.question === '')
    throw new CommandError(`Nothing of the lesson ${id} was kept: it cannot be learnt.`);
  const why = `${state} by an author`;
  await store.decideLessons([{ id, from: lesson.state, state, at: systemClock.now(), why }]);
  process.stdout.write(`${describeLesson({ ...lesson, state, decided: { at: systemClock.now(), why } })}\n`);
}

async function lessonOf(store: LessonStore, id: number): Promise<Lesson | undefined> {
  const [found] = await store.lessons({ after: id - 1, limit: 1 });
  return found?.id === id ? found : undefined;
}
