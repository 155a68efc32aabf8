// The background job that learns: collects what was said of answers, has it examined, takes what passed into the model.
import type { Article } from '../../model/knowledge.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { LessonStore } from '../../model/store.ts';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';
import type { Example } from '../examples.ts';
import { lessonOf } from './collect.ts';
import { everyLesson } from './every.ts';
import type { ExamOrder, ExamResult } from './exam.ts';

export interface SchoolParts {
  readonly store: LessonStore;
  /** The base that learns. `teach` resolves when the examples, all of them, are in what serves. */
  readonly knowledge: {
    articles(): readonly Article[];
    teach(examples: readonly Example[]): Promise<void>;
  };
  /** The examples that `knowledge` was opened with. */
  readonly taught: readonly Example[];
  readonly exam: (order: ExamOrder, signal: AbortSignal) => Promise<ExamResult>;
  /** Customers who must agree when no operator taught it; at least 1. */
  readonly agreement: number;
  readonly maxWrongIn: number;
  /** What an order number looks like, without anchors. */
  readonly orderPattern: RegExp;
  readonly clock: Clock;
  readonly log: Log;
}

export interface School {
  /** Looks for work now and every half minute. */
  start(): void;
  /** Ends what is under way; nothing that was decided is lost. */
  stop(): Promise<void>;
  /** One round of all steps. Rejects when the store, the examination or the training fails; the next round takes it up again. */
  round(): Promise<void>;
}

const EVERY_MS = 30_000;
const FEEDBACK_PAGE = 200;

export function createSchool(parts: SchoolParts): School {
  const { store, knowledge, clock, log } = parts;
  const ended = new AbortController();
  let served = keyOf(parts.taught);
  let unexamined = true;
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  async function collect(): Promise<void> {
    for (;;) {
      const said = await store.uncollectedFeedback(FEEDBACK_PAGE);
      const last = said.at(-1);
      if (last === undefined) return;
      const now = clock.now();
      const lessons = said.map((one) => lessonOf(one, parts.orderPattern, now));
      await store.addLessons(lessons, last.seq);
      unexamined = true;
      log.info({ lessons: lessons.length }, 'lessons collected');
    }
  }

  async function examineAll(): Promise<void> {
    while (unexamined && !ended.signal.aborted) {
      const lessons = await relevant(store);
      unexamined = false;
      if (lessons.every(({ state }) => state === 'refused')) return;
      const { agreement, maxWrongIn } = parts;
      const order = {
        articles: knowledge.articles(),
        lessons,
        agreement,
        maxWrongIn,
        now: clock.now(),
      };
      try {
        const { verdicts, more } = await parts.exam(order, ended.signal);
        const decided = await store.decideLessons(verdicts);
        unexamined = more && decided > 0;
        if (decided > 0) log.info({ decided }, 'lessons examined');
      } catch (error) {
        unexamined = true;
        throw error;
      }
    }
  }

  /** Also takes in what an author accepted or withdrew by hand beside the running process. */
  async function teach(): Promise<void> {
    const accepted = await everyLesson(store, { states: ['accepted'] });
    const key = keyOf(accepted);
    if (key === served || ended.signal.aborted) return;
    await knowledge.teach(accepted);
    served = key;
    log.info({ examples: accepted.length }, 'the model has learnt');
  }

  async function round(): Promise<void> {
    await collect();
    await examineAll();
    await teach();
  }

  function again(): void {
    running = round()
      .catch((error: unknown) => {
        if (ended.signal.aborted) return;
        log.error({ error: error instanceof Error ? error.message : String(error) }, 'learning failed');
      })
      .finally(() => {
        running = undefined;
        if (!ended.signal.aborted) cancel = clock.after(EVERY_MS, again);
      });
  }

  return {
    start: again,
    async stop() {
      ended.abort();
      cancel?.();
      await running;
    },
    round,
  };
}

/** What a verdict can depend on: a refused lesson counts only when it is a counter-example. */
async function relevant(store: LessonStore): Promise<Lesson[]> {
  const open = await everyLesson(store, { states: ['pending', 'accepted'] });
  const against = await everyLesson(store, { states: ['refused'], sources: ['not-helped'] });
  return [...open, ...against].sort((a, b) => a.id - b.id);
}

function keyOf(examples: readonly Example[]): string {
  return JSON.stringify(examples.map(({ question, article, locale }) => [locale, article, question]));
}
