import { expect, test } from 'vitest';
import { judgeExamples, withExamples, type Example } from '../../src/knowledge/examples.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import { SHOP } from './fixture.ts';

const russian = SHOP.filter((one) => one.locale === 'ru');

function example(question: string, article: string): Example {
  return {
    question,
    article: article as ArticleId,
    locale: 'ru',
    source: 'operator',
    by: 'op-1',
    at: new Date(0),
  };
}

test('an example becomes a known question of its article, once', () => {
  const taught = withExamples(russian, [
    example('куда пропала моя посылка', 'order-status'),
    example('Куда пропала моя посылка?', 'order-status'),
    example('Где мой чек', 'receipt'),
    example('что угодно', 'no-such-article'),
  ]);
  const questions = (id: string): readonly string[] => taught.find((one) => one.id === id)?.questions ?? [];
  expect(questions('order-status').at(-1)).toBe('куда пропала моя посылка');
  expect(questions('order-status')).toHaveLength(6);
  expect(questions('receipt')).toHaveLength(5);
});

test('no examples change nothing, and pass', () => {
  expect(judgeExamples(russian, [])).toEqual({ accepted: true, worse: [] });
});

test('what is refused is told with the questions that would get worse', () => {
  const nonsense = russian
    .filter((one) => one.id !== 'receipt')
    .flatMap((one) => one.questions.map((text) => example(`${text} срочно`, 'receipt')));
  const verdict = judgeExamples(russian, nonsense);
  expect(verdict.accepted).toBe(false);
  expect(verdict.worse.every((change) => change.before !== change.after)).toBe(true);
});
