// Lessons: what was said of answers, what was made of it, and what became of that.
import { sql } from 'kysely';
import type { CustomerId } from '../../model/ids.ts';
import type { Lesson, LessonVerdict, NewLesson, StoredFeedback } from '../../model/lesson.ts';
import type { LessonStore } from '../../model/store.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** Counter that holds the number of the last feedback of which lessons were made. */
const COLLECTED = 'feedback-collected';

type LessonRow = Omit<Schema['lessons'], 'id'> & { readonly id: number };

export function createLessons(engine: Engine): LessonStore {
  const { query } = engine;

  function collected(): number {
    const row = engine.first(query.selectFrom('counters').select('value').where('name', '=', COLLECTED));
    return row?.value ?? 0;
  }

  function judge({ id, from, state, at, why }: LessonVerdict): number {
    const changed = engine.all(
      query
        .updateTable('lessons')
        .set({ state, decided_at: at.getTime(), why })
        .where('id', '=', id)
        .where('state', '=', from)
        .returning('id'),
    );
    return changed.length;
  }

  return {
    uncollectedFeedback(limit) {
      return engine.read('reading feedback', () =>
        engine
          .all(
            query
              .selectFrom('feedback')
              .innerJoin('conversations', 'conversations.id', 'feedback.conversation')
              .selectAll('feedback')
              .select('conversations.customer')
              .where('feedback.seq', '>', collected())
              .orderBy('feedback.seq')
              .limit(limit),
          )
          .map(({ at, operator, ...row }): StoredFeedback => ({
            ...row,
            at: new Date(at),
            ...(operator === null ? {} : { operator }),
          })),
      );
    },

    addLessons(lessons, upTo) {
      return engine.write('adding lessons', () => {
        if (upTo <= collected()) return;
        for (const lesson of lessons) engine.run(query.insertInto('lessons').values(rowOf(lesson)));
        engine.run(
          query
            .insertInto('counters')
            .values({ name: COLLECTED, value: upTo })
            .onConflict((conflict) =>
              conflict.column('name').doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
            ),
        );
      });
    },

    lessons({ states, sources, after = 0, limit }) {
      return engine.read('reading lessons', () => {
        const rows = query.selectFrom('lessons').selectAll().where('id', '>', after);
        const inState = states === undefined ? rows : rows.where('state', 'in', states);
        const wanted = sources === undefined ? inState : inState.where('source', 'in', sources);
        return engine.all(wanted.orderBy('id').limit(limit)).map(lessonOf);
      });
    },

    decideLessons(verdicts) {
      return engine.write('deciding on lessons', () =>
        verdicts.reduce((done, verdict) => done + judge(verdict), 0),
      );
    },

    forgetLessons(customer) {
      return engine.write('forgetting lessons', () => eraseLessons(engine, customer));
    },
  };
}

/** Inside a write: removes what the customer taught; accepted words stay, without who asked them. Answers how many lessons it touched. */
export function eraseLessons(engine: Engine, customer: CustomerId): number {
  const { query } = engine;
  const theirs = query.selectFrom('conversations').select('id').where('customer', '=', customer);
  engine.run(query.deleteFrom('feedback').where('conversation', 'in', theirs));
  // SQLite gives the highest numbers out again, and feedback that gets one is still to be collected
  engine.run(
    query
      .updateTable('counters')
      .set({ value: sql<number>`min(value, (select coalesce(max(seq), 0) from feedback))` })
      .where('name', '=', COLLECTED),
  );
  const gone = engine.all(
    query
      .deleteFrom('lessons')
      .where('customer', '=', customer)
      .where('state', '<>', sql.lit('accepted'))
      .returning('id'),
  );
  const kept = engine.all(
    query
      .updateTable('lessons')
      .set({ conversation: null, customer: null })
      .where('customer', '=', customer)
      .returning('id'),
  );
  return gone.length + kept.length;
}

function rowOf({ asked, operator, at, decided, ...lesson }: NewLesson) {
  return {
    ...lesson,
    conversation: asked?.conversation ?? null,
    customer: asked?.customer ?? null,
    operator: operator ?? null,
    at: at.getTime(),
    decided_at: decided?.at.getTime() ?? null,
    why: decided?.why ?? null,
  };
}

function lessonOf(row: LessonRow): Lesson {
  const { id, question, article, locale, source, conversation, customer, operator, at, state } = row;
  return {
    id,
    question,
    article,
    locale,
    source,
    ...(conversation === null || customer === null ? {} : { asked: { conversation, customer } }),
    ...(operator === null ? {} : { operator }),
    at: new Date(at),
    state,
    ...(row.decided_at === null ? {} : { decided: { at: new Date(row.decided_at), why: row.why ?? '' } }),
  };
}
