import { expect, test } from 'vitest';
import { withExamples, type Example } from '../../src/knowledge/examples.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import { SHOP } from './fixture.ts';

const russian = SHOP.filter((one) => one.locale === 'ru');

function example(question: string, article: string): Example {
  return {
    question,
    article: article as ArticleId,
    locale: 'ru',
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

test('articles that learn nothing stay as they are', () => {
  expect(withExamples(russian, [])).toEqual(russian);
  expect(withExamples(russian, [example('ещё один чек', 'receipt')])[0]).toBe(russian[0]);
});
