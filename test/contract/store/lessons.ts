// What conversations teach: feedback is collected once, lessons keep their trail, an erased customer leaves none.
import { describe, expect, test } from 'vitest';
import type { ArticleId } from '../../../src/model/ids.ts';
import type { LessonState, NewLesson, StoredFeedback } from '../../../src/model/lesson.ts';
import type { Store } from '../../../src/model/store.ts';
import type { Feedback } from '../../../src/model/turn.ts';
import { at, finishTurn, NOON, turnOf } from './samples.ts';

type Said = Pick<Feedback, 'question' | 'verdict'> & Partial<Feedback>;

/** That person says so of an answer; gives what was stored. */
export async function feedbackOf(
  store: Store,
  person: string,
  event: string,
  said: Said,
): Promise<StoredFeedback> {
  const input = await turnOf(store, person, event);
  const { id: conversation } = input.conversation;
  const article = 'delivery-cost' as ArticleId;
  await finishTurn(store, input, {
    feedback: [{ at: NOON, conversation, article, locale: 'bg', ...said }],
  });
  const stored = (await store.uncollectedFeedback(100)).at(-1);
  if (stored === undefined) throw new Error('the feedback was not stored');
  return stored;
}

export function lessonFrom(said: StoredFeedback, state: LessonState = 'pending'): NewLesson {
  const { question, article, locale, verdict, conversation, customer, at: when, operator } = said;
  return {
    question,
    article,
    locale,
    source: verdict,
    asked: { conversation, customer },
    ...(operator === undefined ? {} : { operator }),
    at: when,
    state,
    ...(state === 'pending' ? {} : { decided: { at: at(5), why: 'because' } }),
  };
}

export function lessonTests(store: () => Store): void {
  describe('lessons', () => {
    test('feedback waits, oldest first, until lessons were made of it', async () => {
      const first = await feedbackOf(store(), 'ivan', '1', { question: 'почём доставка', verdict: 'helped' });
      const second = await feedbackOf(store(), 'maria', '2', {
        question: 'цена доставки',
        verdict: 'operator',
        operator: 'Анна',
      });
      expect(await store().uncollectedFeedback(100)).toEqual([first, second]);
      expect(await store().uncollectedFeedback(1)).toEqual([first]);
      expect(second).toMatchObject({ operator: 'Анна', locale: 'bg', verdict: 'operator', at: NOON });
      expect(first.customer).not.toBe(second.customer);

      await store().addLessons([lessonFrom(first)], first.seq);
      expect(await store().uncollectedFeedback(100)).toEqual([second]);
    });

    test('the same feedback makes its lessons once', async () => {
      const said = await feedbackOf(store(), 'ivan', '1', { question: 'почём доставка', verdict: 'helped' });
      await store().addLessons([lessonFrom(said)], said.seq);
      await store().addLessons([lessonFrom(said)], said.seq);
      expect(await store().lessons({ limit: 10 })).toHaveLength(1);
    });

    test('are read whole, page by page, by state and source', async () => {
      const helped = await feedbackOf(store(), 'ivan', '1', { question: 'раз', verdict: 'helped' });
      const taught = await feedbackOf(store(), 'ivan', '2', {
        question: 'два',
        verdict: 'operator',
        operator: 'Анна',
      });
      const against = await feedbackOf(store(), 'ivan', '3', { question: 'три', verdict: 'not-helped' });
      await store().addLessons(
        [lessonFrom(helped), lessonFrom(taught, 'accepted'), lessonFrom(against, 'refused')],
        against.seq,
      );
      const [first, second, third] = await store().lessons({ limit: 10 });
      expect(first).toEqual({ ...lessonFrom(helped), id: first?.id });
      expect(second).toEqual({ ...lessonFrom(taught, 'accepted'), id: second?.id });
      expect(await store().lessons({ after: first?.id ?? 0, limit: 1 })).toEqual([second]);
      expect(await store().lessons({ states: ['pending', 'accepted'], limit: 10 })).toEqual([first, second]);
      expect(await store().lessons({ states: ['refused'], sources: ['not-helped'], limit: 10 })).toEqual([
        third,
      ]);
    });

    test('a verdict holds only while the lesson is in the state that it was judged in', async () => {
      const said = await feedbackOf(store(), 'ivan', '1', { question: 'раз', verdict: 'helped' });
      await store().addLessons([lessonFrom(said)], said.seq);
      const [lesson] = await store().lessons({ limit: 1 });
      const id = lesson?.id ?? 0;
      const accept = { id, from: 'pending', state: 'accepted', at: at(9), why: 'gate' } as const;
      expect(await store().decideLessons([accept])).toBe(1);
      expect(await store().decideLessons([{ ...accept, state: 'refused' }])).toBe(0);
      expect(await store().lessons({ limit: 1 })).toMatchObject([
        { id, state: 'accepted', decided: { at: at(9), why: 'gate' } },
      ]);
    });

    test('an erased customer leaves accepted words without a trace of who asked, and nothing else', async () => {
      const one = await feedbackOf(store(), 'ivan', '1', { question: 'раз', verdict: 'helped' });
      const two = await feedbackOf(store(), 'ivan', '2', { question: 'два', verdict: 'helped' });
      const other = await feedbackOf(store(), 'maria', '3', { question: 'три', verdict: 'helped' });
      await store().addLessons([lessonFrom(one), lessonFrom(two, 'accepted'), lessonFrom(other)], other.seq);
      await feedbackOf(store(), 'ivan', '4', { question: 'ещё', verdict: 'helped' });

      expect(await store().forgetLessons(one.customer)).toBe(2);
      expect(await store().uncollectedFeedback(10)).toEqual([]);
      const kept = await store().lessons({ limit: 10 });
      expect(kept.map(({ question, asked }) => [question, asked?.customer])).toEqual([
        ['два', undefined],
        ['три', other.customer],
      ]);
      const later = await feedbackOf(store(), 'maria', '5', { question: 'после', verdict: 'helped' });
      expect(await store().uncollectedFeedback(10)).toEqual([later]);
    });
  });
}
