import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import type { Answer } from '../../src/model/knowledge.ts';
import type { Locale } from '../../src/model/locale.ts';
import { article, SHOP } from './fixture.ts';

const shop = createKnowledgeBase(SHOP);

/** The article answered with or offered first. */
function best(answer: Answer): string | undefined {
  if (answer.kind === 'answer') return answer.article.id;
  return answer.kind === 'suggest' ? answer.candidates[0]?.article.id : undefined;
}

describe('a question finds its article', () => {
  const cases: readonly (readonly [question: string, locale: Locale, id: string])[] = [
    ['чайник перестал включаться через неделю', 'ru', 'warranty-claim'],
    ['Здравствуйте! Подскажите пожалуйста, сколько стоит доставка?', 'ru', 'delivery-cost'],
    ['где мой заказ', 'ru', 'order-status'],
    ['ГДЕ МОЙ ЗАКАЗ!!!', 'ru', 'order-status'],
    ['ult vjq pfrfp', 'ru', 'order-status'],
    ['gde moi zakaz', 'ru', 'order-status'],
    ['my kettle stopped turning on after a week', 'en', 'warranty-claim'],
    ['how much is the shipping', 'en', 'delivery-cost'],
    ['каната спря да се включва след седмица', 'bg', 'warranty-claim'],
    ['колко струва доставката с куриер', 'bg', 'delivery-cost'],
  ];
  test.each(cases)('"%s" (%s): %s', (question, locale, id) => {
    expect(best(shop.ask(question, locale))).toBe(id);
  });
});

describe('an unrelated question finds nothing', () => {
  const cases: readonly (readonly [question: string, locale: Locale])[] = [
    ['какая погода завтра', 'ru'],
    ['кто президент франции', 'ru'],
    ['привет', 'ru'],
    ['сколько', 'ru'],
    ['расскажи анекдот', 'ru'],
    ['как испечь пирог с яблоками', 'ru'],
    ['сколько лет живут черепахи', 'ru'],
    ['can you lend me a bicycle', 'en'],
    ['what is the weather tomorrow', 'en'],
    ['who is the president of france', 'en'],
    ['ще вали ли утре', 'bg'],
    ['кой е президентът на Франция', 'bg'],
    ['🙂', 'ru'],
    ['', 'ru'],
    ['12345678', 'en'],
  ];
  test.each(cases)('"%s" (%s)', (question, locale) => {
    expect(shop.ask(question, locale).kind).toBe('none');
  });
});

test('a question in another language than the conversation is answered in the language of the conversation', () => {
  const answer = shop.ask('how do i get my money back', 'ru');
  expect(answer).toMatchObject({ kind: 'answer', article: { id: 'refund-time', locale: 'ru' } });
});

test('an article that a language lacks is found in the fallback language', () => {
  const base = createKnowledgeBase([article('promo', 'ru', 'Промокод', ['Как ввести промокод?'])]);
  expect(base.article('promo' as ArticleId, 'en')?.locale).toBe('ru');
  expect(base.article('nothing' as ArticleId, 'en')).toBeUndefined();
  expect(best(base.ask('как ввести промокод', 'en'))).toBe('promo');
});

test('a flow entry is ranked like any article', () => {
  expect(shop.ask('отследить посылку', 'ru')).toMatchObject({ article: { id: 'order-status', body: [] } });
});

test('an empty base knows nothing', () => {
  expect(createKnowledgeBase([]).ask('где мой заказ', 'ru')).toEqual({ kind: 'none', nearest: [] });
});

test('the more careful the shop, the fewer sure answers', () => {
  const careful = createKnowledgeBase(SHOP, { maxWrongIn: 1000 });
  const bold = createKnowledgeBase(SHOP, { maxWrongIn: 3 });
  const questions = SHOP.flatMap((one) => one.questions.map((text) => [text, one.locale] as const));
  const sure = (base: typeof careful): number =>
    questions.filter(([text, locale]) => base.ask(text.slice(0, -4), locale).kind === 'answer').length;
  expect(sure(careful)).toBeLessThanOrEqual(sure(bold));
  expect(sure(bold)).toBeGreaterThan(questions.length / 2);
});

test('whatever is sent, there is an answer of a known kind with chances between 0 and 1', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      'а'.repeat(10_000),
      'заказ '.repeat(5_000),
      '\u202eзаказ',
      '\u0000\u200b',
      '👍',
      '((((((',
      '\\',
    ),
  );
  fc.assert(
    fc.property(odd, fc.constantFrom<Locale>('ru', 'en', 'bg'), (text, locale) => {
      const answer = shop.ask(text, locale);
      const ranked = answer.kind === 'suggest' ? answer.candidates : answer.nearest;
      expect(['answer', 'suggest', 'none']).toContain(answer.kind);
      expect(ranked.every((one) => one.confidence >= 0 && one.confidence <= 1)).toBe(true);
      expect(answer.kind !== 'suggest' || ranked.length === 2 || ranked.length === 3).toBe(true);
    }),
    { numRuns: 60 },
  );
});
