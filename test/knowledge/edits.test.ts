import { describe, expect, test } from 'vitest';
import { MOST_EDITS, withEdits } from '../../src/knowledge/edits.ts';
import { serve, trainAll } from '../../src/knowledge/knowledge-base.ts';
import type { TrainedBase } from '../../src/knowledge/trained-base.ts';
import type { Answer, Article } from '../../src/model/knowledge.ts';
import { article, SHOP } from './fixture.ts';

const RUSSIAN = SHOP.filter((one) => one.locale === 'ru');
const [trained] = trainAll(RUSSIAN);
if (trained === undefined) throw new Error('the fixture has no Russian articles');

function edited(now: readonly Article[], base: TrainedBase = trained as TrainedBase) {
  const bases = [withEdits(base, now, {})].filter((one) => one !== undefined);
  const served = serve(now, bases);
  return (question: string): string | undefined => first(served.ask(question, 'ru'));
}

function first(answer: Answer): string | undefined {
  if (answer.kind === 'answer') return answer.article.id;
  return (answer.kind === 'suggest' ? answer.candidates : answer.nearest)[0]?.article.id;
}

const GIFT = article('gift-card', 'ru', 'Подарочная карта', [
  'Как купить подарочную карту?',
  'Где активировать подарочный сертификат?',
  'Сколько действует подарочная карта?',
]);

describe('without a training', () => {
  test('a new article is found by words that the base had never seen, typed wrongly too', () => {
    const ask = edited([...RUSSIAN, GIFT]);
    expect(ask('хочу подарочный сертификат')).toBe('gift-card');
    expect(ask('активировать подарчный сертефикат')).toBe('gift-card');
  });

  test('all other articles are found as before', () => {
    const before = edited(RUSSIAN);
    const after = edited([...RUSSIAN, GIFT]);
    const questions = RUSSIAN.flatMap((one) => one.questions);
    expect(questions.filter((one) => after(one) !== before(one))).toEqual([]);
  });

  test('a changed article is found by its new question and no longer by its old words', () => {
    const now = RUSSIAN.map((one) =>
      one.id === 'bonus' ? article('bonus', 'ru', 'Кешбэк', ['Как списать кешбэк с карты лояльности?']) : one,
    );
    const ask = edited(now);
    expect(ask('списать кешбэк')).toBe('bonus');
    expect(ask('Когда сгорают баллы?')).not.toBe('bonus');
  });

  test('a removed article is not found at all', () => {
    const ask = edited(RUSSIAN.filter((one) => one.id !== 'bonus'));
    for (const question of RUSSIAN.find((one) => one.id === 'bonus')?.questions ?? [])
      expect(ask(question)).not.toBe('bonus');
  });

  test('an article added near many others is found as well as by a training', () => {
    const without = RUSSIAN.filter((one) => one.id !== 'refund-time');
    const [base] = trainAll(without);
    const ask = edited(RUSSIAN, base);
    for (const question of RUSSIAN.find((one) => one.id === 'refund-time')?.questions ?? [])
      expect(ask(question)).toBe('refund-time');
  });
});

test('nothing changed, nothing beside the base', () => {
  expect(withEdits(trained, structuredClone(RUSSIAN), {})).toBe(trained);
});

test('a base of which most has changed wants a training', () => {
  const many = Array.from({ length: MOST_EDITS + 1 }, (_, at) => ({
    ...GIFT,
    id: `gift-${at}` as typeof GIFT.id,
  }));
  expect(withEdits(trained, [...RUSSIAN, ...many], {})).toBeUndefined();
});
