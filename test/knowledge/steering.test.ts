import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/knowledge/decision.ts';
import { decideSteered, namesProduct, steer } from '../../src/knowledge/steering.ts';
import type { Ranking } from '../../src/knowledge/ranker.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import type { Article } from '../../src/model/knowledge.ts';
import { plain } from '../../src/model/rich-text.ts';

const KETTLE = { products: ['KET-1701', 'Чайник электрический Уют К-1701', 'kettles'] };
const COFFEE = { products: ['COF-3001', 'Кофеварка капельная Уют КФ-3001', 'coffee-machines'] };

function article(id: string, products?: readonly string[], tags: readonly string[] = []): Article {
  return {
    id: id as ArticleId,
    locale: 'ru',
    title: id,
    questions: [],
    body: plain('ответ'),
    tags,
    file: `${id}.md`,
    ...(products === undefined ? {} : { products }),
  };
}

function ranking(read: string, ...rows: readonly [Article, number][]): Ranking {
  const ranked = rows.map(([one, confidence]) => ({ article: one, confidence }));
  return { ranked, signals: rows.map((_, at) => [at]), read, visited: 0 };
}

const twins = ranking(
  'как убрать накипь',
  [article('coffee', ['coffee-machines']), 0.45],
  [article('kettle', ['чайник']), 0.42],
);

describe('of twins', () => {
  test('the one about the known product wins, and the push is told', () => {
    const steered = steer(twins, 'ru', KETTLE);
    expect(steered.ranked[0]?.article.id).toBe('kettle');
    expect(steered.pushes).toEqual([1, -1.2]);
    expect(steered.signals).toEqual([[1], [0]]);
    expect(decideSteered(twins, steered, 0.9)).toMatchObject({ kind: 'answer', article: { id: 'kettle' } });
    expect(steer(twins, 'ru', COFFEE).ranked[0]?.article.id).toBe('coffee');
  });

  test('a choice is offered when nothing is known', () => {
    expect(steer(twins, 'ru')).toBe(twins);
    expect(decide(twins.ranked, 0.9).kind).toBe('suggest');
  });

  test('a question that names its product is left alone', () => {
    const named = { ...twins, read: 'как убрать накипь в чайнике' };
    expect(steer(named, 'ru', COFFEE)).toBe(named);
  });
});

test.each([
  [KETTLE.products, ['KET-1701'], 1],
  [KETTLE.products, ['kettles'], 1],
  [KETTLE.products, ['чайники'], 1],
  [KETTLE.products, ['KET-1715'], -1.2],
  [KETTLE.products, ['чайник К-1715'], -1.2],
])('known as %j, an article about %j is pushed by %d', (products, about, push) => {
  const one = ranking('как убрать накипь', [article('one', about), 0.4], [article('two'), 0.3]);
  const { pushes, ranked } = steer(one, 'ru', { products });
  expect(pushes?.[ranked.findIndex(({ article: { id } }) => id === 'one')]).toBe(push);
});

test('an article for any product is neither pushed nor held back', () => {
  const one = ranking('гарантия', [article('warranty'), 0.6], [article('kettle', ['чайник']), 0.2]);
  expect(steer(one, 'ru', KETTLE).pushes).toEqual([0, 1]);
});

test("a tag with the order's status pushes a little", () => {
  const one = ranking(
    'что дальше',
    [article('after', undefined, ['delivered']), 0.3],
    [article('other'), 0.3],
  );
  expect(steer(one, 'ru', { order: 'delivered' }).pushes).toEqual([0.5, 0]);
});

describe('the context never answers on its own', () => {
  test('what would not even be suggested stays unanswered', () => {
    const weak = ranking('погода', [article('kettle', ['чайник']), 0.12], [article('other'), 0.05]);
    expect(decideSteered(weak, steer(weak, 'ru', KETTLE), 0.9).kind).toBe('none');
  });

  test('a suggestion about another product is still offered', () => {
    const other = ranking(
      'как настроить',
      [article('coffee', ['coffee-machines']), 0.25],
      [article('x'), 0.02],
    );
    expect(decideSteered(other, steer(other, 'ru', KETTLE), 0.9).kind).toBe('suggest');
  });

  test('no chance more than doubles, or becomes surer than it was or than 95 %, whatever the ranking', () => {
    const confidences = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2)), {
      maxLength: 20,
    });
    const kinds = [undefined, ['чайник'], ['coffee-machines']] as const;
    fc.assert(
      fc.property(confidences, (rows) => {
        const sorted = [...rows].sort(([a], [b]) => b - a);
        const before = ranking(
          'вопрос',
          ...sorted.map(([c, k], at): [Article, number] => [article(`a${at}`, kinds[k]), c]),
        );
        for (const {
          article: { id },
          confidence,
        } of steer(before, 'ru', KETTLE).ranked) {
          const was = before.ranked.find((one) => one.article.id === id)?.confidence ?? 0;
          expect(confidence).toBeLessThanOrEqual(was * 2 + 1e-9);
          expect(confidence).toBeLessThanOrEqual(Math.max(was, 0.95) + 1e-9);
        }
      }),
    );
  });
});

test.each([
  ['KET-1701', true],
  ['kettles', true],
  ['чайник', true],
  ['electric kettle', true],
  ['KET-9999', false],
  ['самовар', false],
])('an author who writes "%s" names the kettle: %s', (name, meant) => {
  const names = { ru: 'Чайник электрический Уют К-1701', en: 'Electric kettle Uyut K-1701' };
  expect(namesProduct(name, { sku: 'KET-1701', names, category: 'kettles', warrantyMonths: 12 }, 'ru')).toBe(
    meant,
  );
});
