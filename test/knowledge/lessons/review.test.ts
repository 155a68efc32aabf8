import { describe, expect, test } from 'vitest';
import { review } from '../../../src/knowledge/lessons/review.ts';
import { topicOf } from '../../../src/knowledge/lessons/topic.ts';
import type { Lesson } from '../../../src/model/lesson.ts';
import { SHOP } from '../fixture.ts';
import { at, counterExample, lesson, operatorLesson } from './samples.ts';

const articles = SHOP.filter((one) => one.locale === 'ru');
const reviewed = (...lessons: Lesson[]) => review(lessons, { articles, agreement: 2, now: at(60) });
const told = (...lessons: Lesson[]) =>
  reviewed(...lessons).verdicts.map(({ id, state, why }) => [id, state, why]);
const ready = (...lessons: Lesson[]) =>
  reviewed(...lessons).ready.map((one) => [one.question, one.lessons.map(({ id }) => id)]);

test.each([
  ['Здравствуйте! Почём доставка в горы?', 'доставка в горы почём', true],
  ['почём доставка в горы', 'почём доставка в город', false],
])('%j says the same as %j: %s', (a, b, same) => {
  expect(topicOf(a, 'ru') === topicOf(b, 'ru')).toBe(same);
});

describe('agreement', () => {
  test('one customer is not enough, however often he says it', () => {
    expect(
      ready(
        lesson(1, 'почём доставка в горы', 'delivery-cost', 'ivan'),
        lesson(2, 'почём доставка в горы', 'delivery-cost', 'ivan', { source: 'chosen' }),
      ),
    ).toEqual([]);
  });

  test('two customers are, each in his own words; the shortest wording is taken', () => {
    expect(
      ready(
        lesson(1, 'скажите, почём доставка в горы?', 'delivery-cost', 'ivan'),
        lesson(2, 'доставка в горы почём', 'delivery-cost', 'maria', { source: 'chosen' }),
      ),
    ).toEqual([['доставка в горы почём', [1, 2]]]);
  });

  test('one operator is enough', () => {
    expect(ready(operatorLesson(1, 'почём доставка в горы', 'delivery-cost'))).toEqual([
      ['почём доставка в горы', [1]],
    ]);
  });

  test('customers who mean different articles do not agree', () => {
    expect(
      ready(
        lesson(1, 'почём доставка в горы', 'delivery-cost', 'ivan'),
        lesson(2, 'почём доставка в горы', 'delivery-time', 'maria'),
      ),
    ).toEqual([]);
  });
});

describe('refused at sight', () => {
  test('what the article, or another one, has as a question', () => {
    expect(
      told(
        lesson(1, 'сколько стоит доставка', 'delivery-cost', 'ivan'),
        lesson(2, 'сколько стоит доставка', 'delivery-time', 'ivan'),
      ),
    ).toEqual([
      [1, 'refused', 'the article has this question already'],
      [2, 'refused', 'the article delivery-cost has this question'],
    ]);
  });

  test('what an accepted lesson has taught another article', () => {
    const learnt = {
      ...operatorLesson(1, 'почём доставка в горы', 'delivery-cost'),
      state: 'accepted' as const,
    };
    expect(told(learnt, operatorLesson(2, 'доставка в горы почём', 'delivery-time'))).toEqual([
      [2, 'refused', 'the article delivery-cost has this question'],
    ]);
  });

  test('a question of an article that is gone', () => {
    expect(told(operatorLesson(1, 'почём доставка в горы', 'no-such-article'))).toEqual([
      [1, 'refused', 'there is no article no-such-article in ru'],
    ]);
  });
});

describe('a thumb down', () => {
  const question = 'почём доставка в горы';

  test('is never a question itself', () => {
    expect(
      reviewed(
        counterExample(1, question, 'delivery-cost'),
        counterExample(2, question, 'delivery-cost', 'ann'),
      ),
    ).toEqual({ verdicts: [], ready: [] });
  });

  test('withdraws what was learnt of the same words for the same article', () => {
    const learnt = {
      ...operatorLesson(1, question, 'delivery-cost'),
      state: 'accepted' as const,
      decided: { at: at(2), why: 'taught by Анна' },
    };
    const pending = lesson(2, 'доставка в горы почём', 'delivery-cost', 'maria');
    expect(told(learnt, pending, counterExample(3, question, 'delivery-cost'))).toEqual([
      [1, 'withdrawn', 'a customer said that it did not help (lesson 3)'],
      [2, 'withdrawn', 'a customer said that it did not help (lesson 3)'],
    ]);
  });

  test('leaves other articles and other words alone', () => {
    const learnt = { ...operatorLesson(1, question, 'delivery-cost'), state: 'accepted' as const };
    expect(told(learnt, counterExample(2, question, 'delivery-time'))).toEqual([]);
    expect(told(learnt, counterExample(3, 'почём доставка на остров', 'delivery-cost'))).toEqual([]);
  });

  test('keeps customers from teaching it later, but not an operator, nor an author who takes it back in', () => {
    const against = counterExample(1, question, 'delivery-cost');
    expect(told(against, lesson(2, question, 'delivery-cost', 'maria'))).toEqual([
      [2, 'refused', 'a customer had said that it did not help (lesson 1)'],
    ]);
    expect(ready(against, operatorLesson(3, question, 'delivery-cost'))).toHaveLength(1);
    const byAuthor = { state: 'accepted' as const, decided: { at: at(30), why: 'accepted by an author' } };
    expect(told(against, lesson(2, question, 'delivery-cost', 'maria', byAuthor))).toEqual([]);
  });
});
