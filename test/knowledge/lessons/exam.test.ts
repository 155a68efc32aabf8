import { expect, test } from 'vitest';
import { examine } from '../../../src/knowledge/lessons/exam.ts';
import { openGate } from '../../../src/knowledge/lessons/gate.ts';
import type { ArticleId } from '../../../src/model/ids.ts';
import type { Lesson } from '../../../src/model/lesson.ts';
import { SHOP } from '../fixture.ts';
import { at, lesson, operatorLesson } from './samples.ts';

const articles = SHOP.filter((one) => one.locale === 'ru');
const exam = (...lessons: Lesson[]) =>
  examine({ articles, lessons, agreement: 2, maxWrongIn: 10, now: at(60) }, {});

test('a lesson that harms nothing passes, and the trail says on whose word', () => {
  const { verdicts, more } = exam(operatorLesson(1, 'почём довезти до дачи', 'delivery-cost'));
  expect(verdicts).toEqual([
    {
      id: 1,
      from: 'pending',
      state: 'accepted',
      at: at(60),
      why: expect.stringMatching(/^taught by Анна; no other question gets worse \(\d+ tried\)$/u) as string,
    },
  ]);
  expect(more).toBe(false);
});

test('all who agree share the verdict', () => {
  const { verdicts } = exam(
    lesson(1, 'почём довезти до дачи', 'delivery-cost', 'ivan'),
    lesson(2, 'до дачи довезти почём', 'delivery-cost', 'maria'),
  );
  expect(verdicts.map(({ id, state, why }) => [id, state, why.split(';')[0]])).toEqual([
    [1, 'accepted', 'customers who agree: 2'],
    [2, 'accepted', 'customers who agree: 2'],
  ]);
});

test('what the base is sure to answer with another article is refused', () => {
  const gate = openGate(articles, {}, 10);
  const verdict = gate.judge({
    question: 'сколько же стоит доставка',
    article: 'receipt' as ArticleId,
    locale: 'ru',
  });
  expect(verdict).toEqual({
    accepted: false,
    why: 'the base is sure today that delivery-cost answers it',
  });
});

test('a lesson that takes the questions of another article is refused, and told is which and how', () => {
  const words = articles.find(({ id }) => id === 'delivery-cost')?.questions ?? [];
  const gate = openGate(articles, {}, 1000);
  const verdicts = [
    'доставка доставки доставкой бесплатна ли или платная',
    ...words.map((text) => `${text} как`),
  ].map((question) => gate.judge({ question, article: 'receipt' as ArticleId, locale: 'ru' }));
  const refused = verdicts.filter(({ accepted }) => !accepted);
  expect(refused.length).toBeGreaterThan(0);
  expect(
    refused.every(({ why }) =>
      /^(?:would get worse: ".+" \(.+\): .+ -> .+|the base is sure today that .+ answers it)/u.test(why),
    ),
  ).toBe(true);
});
