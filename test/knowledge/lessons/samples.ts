// Lessons in a word, for the tests of what becomes of them.
import type { ArticleId, ConversationId, CustomerId } from '../../../src/model/ids.ts';
import type { Lesson } from '../../../src/model/lesson.ts';

export const NOON = new Date('2026-05-14T12:00:00Z');

/** `minutes` after noon. */
export function at(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

/** `customer` asked `question`, and `article` helped. */
export function lesson(
  id: number,
  question: string,
  article: string,
  customer: string,
  extra: Partial<Lesson> = {},
): Lesson {
  return {
    id,
    question,
    article: article as ArticleId,
    locale: 'ru',
    source: 'helped',
    asked: { conversation: `c-${customer}` as ConversationId, customer: customer as CustomerId },
    at: at(id),
    state: 'pending',
    ...extra,
  };
}

export function operatorLesson(id: number, question: string, article: string): Lesson {
  return lesson(id, question, article, 'ivan', { source: 'operator', operator: 'Анна' });
}

export function counterExample(id: number, question: string, article: string, customer = 'boris'): Lesson {
  const decided = { at: at(id), why: 'the customer said that this article did not help' };
  return lesson(id, question, article, customer, { source: 'not-helped', state: 'refused', decided });
}
