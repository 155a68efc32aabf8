import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKnowledgeBase, type ExplainingBase } from '../../src/knowledge/knowledge-base.ts';
import { splitQuestions } from '../../src/knowledge/questions.ts';
import { CANDIDATES, WORK } from '../../src/knowledge/signals.ts';
import type { Locale } from '../../src/model/locale.ts';
import { syntheticBase } from '../bench/synthetic-base.ts';
import { article, SHOP } from './fixture.ts';

const { articles, queries } = syntheticBase(300, 40);
const large = createKnowledgeBase(articles);
const shop = createKnowledgeBase(SHOP);

/** Answered with something known, for a bounded number of steps: not a matter of time, which a busy machine has its own view of. */
function bounded(base: ExplainingBase, text: string, locale: Locale): void {
  const { answer, ranking } = base.explain(text, locale);
  expect(['answer', 'suggest', 'none']).toContain(answer.kind);
  expect(ranking.visited).toBeLessThanOrEqual(WORK);
  expect(ranking.ranked.length).toBeLessThanOrEqual(CANDIDATES);
  expect(ranking.ranked.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
}

describe('the work is bounded and there is a result, for', () => {
  const cases: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['spaces', ' \t\n '],
    ['10,000 characters of one letter', 'а'.repeat(10_000)],
    ['10,000 characters without a space', 'заказдоставка'.repeat(770)],
    ['one emoji', '🙂'],
    ['5,000 repeated words', 'заказ '.repeat(5_000)],
    ['5,000 different words', Array.from({ length: 5_000 }, (_, at) => `слово${at}`).join(' ')],
    ['control characters', '\u0000\u0001\u0007где\u001b[31m мой\u007f заказ'],
    ['zero-width characters', 'где\u200b \u200cмой\u200d за\ufeffказ'],
    ['right-to-left marks', '\u202eзаказ йом едг\u202c \u200f'],
    ['lone surrogates', '\ud83d где \udc00 заказ \ud800'],
    ['combining marks', `за${'\u0301'.repeat(3_000)}каз`],
    ['brackets and stars, as in a bad pattern', '((((((a+)+)+)+)+$*\\[\\'.repeat(200)],
    ['many commas before thanks', `заказ${' ,.!('.repeat(1_500)}`],
    ['many sentences', 'Где мой заказ? '.repeat(600)],
  ];
  test.each(cases)('%s', (_, text) => {
    bounded(shop, text, 'ru');
    bounded(large, text, 'ru');
    expect(splitQuestions(text).length).toBeLessThanOrEqual(4);
  });

  test('any text whatever', () => {
    const pieces = fc.oneof(
      fc.constantFrom(...queries, 'а', 'заказ'.repeat(2_000), '🙂', '\u0000', '((((', 'слово '.repeat(5_000)),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.uint16Array({ maxLength: 50 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 20 }),
        fc.constantFrom<Locale>('ru', 'en', 'bg'),
        (parts, locale) => {
          bounded(large, parts.join(' '), locale);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('odd articles', () => {
  test('one without a question and without a word in its title harms no other', () => {
    const base = createKnowledgeBase([...SHOP, article('empty', 'ru', '🙂', [])]);
    expect(base.ask('Когда сгорают баллы?', 'ru')).toMatchObject({ article: { id: 'bonus' } });
  });

  test('of two with one id and language the first counts', () => {
    const base = createKnowledgeBase([
      article('twice', 'ru', 'Оплата бонусами', ['Можно платить бонусами?']),
      article('twice', 'ru', 'Самовывоз', ['Где забрать самому?']),
    ]);
    expect(base.ask('Можно платить бонусами?', 'ru')).toMatchObject({
      article: { title: 'Оплата бонусами' },
    });
  });

  test('any title, questions and answer can be learnt and asked for', () => {
    const odd = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(odd, fc.array(odd, { maxLength: 4 }), odd, (title, questions, body) => {
        bounded(createKnowledgeBase([article('odd', 'ru', title, questions, body)]), title, 'ru');
      }),
      { numRuns: 25 },
    );
  });
});
