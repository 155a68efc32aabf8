import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { explainAnswer, formatAsk } from '../../src/knowledge/tools/ask.ts';
import { checkArticles } from '../../src/knowledge/tools/check.ts';
import { changesBetween, evaluateBase } from '../../src/knowledge/tools/eval.ts';
import { evaluateSet, SetError } from '../../src/knowledge/tools/eval-set.ts';
import { parseMarkdown } from '../../src/knowledge/markdown.ts';
import type { Article } from '../../src/model/knowledge.ts';
import type { FlowId } from '../../src/model/ids.ts';
import { article, SHOP } from './fixture.ts';

const SIX = [
  'Как вернуть?',
  'Хочу вернуть чайник',
  'Сдать обратно',
  'Условия возврата',
  'Возврат денег',
  'Не подошло',
];

const KETTLE = { sku: 'KET-1', names: { ru: 'Чайник К-1' }, category: 'kettles', warrantyMonths: 12 };

describe('check tells an author of', () => {
  const good = article('return', 'ru', 'Возврат', SIX);
  const cases: readonly (readonly [code: string, articles: readonly Article[]])[] = [
    ['few-questions', [article('a', 'ru', 'A', ['один вопрос'])]],
    ['similar-questions', [article('a', 'ru', 'A', [...SIX, 'вернуть как'])]],
    ['colliding-questions', [good, article('b', 'ru', 'B', ['Как вернуть?', 'где чек', 'нужен чек'])]],
    ['missing-language', [good]],
    ['dead-link', [{ ...good, body: parseMarkdown('[там](https://nowhere)') }]],
    ['unknown-flow', [{ ...good, flow: 'nothing' as FlowId }]],
    ['unknown-product', [{ ...good, products: ['kettles', 'самовар'] }]],
  ];
  test.each(cases)('%s', (code, articles) => {
    const problems = checkArticles(articles, { flows: new Set(['order-status']), products: [KETTLE] });
    const found = problems.find((one) => one.code === code);
    expect(found?.file).toMatch(/^knowledge-base\/ru\//u);
    expect(found?.cure.length).toBeGreaterThan(10);
  });

  test('nothing at all when the base is sound', () => {
    const sound = SHOP.map((one) => ({
      ...one,
      questions: [...one.questions, `${one.title} ${one.id}`, `${one.id} ${one.title} ещё`],
    }));
    expect(checkArticles(sound).filter((one) => one.severity === 'error')).toEqual([]);
  });
});

describe('evaluation of the own base', () => {
  const russian = SHOP.filter((one) => one.locale === 'ru');
  const before = evaluateBase(russian);

  test('gives the same figures for the same base, and no change', () => {
    const again = evaluateBase(russian);
    expect(again[0]?.quality).toEqual(before[0]?.quality);
    expect(changesBetween(before, again)).toEqual([]);
  });

  test('names the questions whose answer an edit changed', () => {
    const edited = russian.map((one) =>
      one.id === 'return'
        ? {
            ...one,
            title: 'Прочее',
            questions: one.questions.map((text, at) => (at === 0 ? text : `прочее ${at}`)),
          }
        : one,
    );
    const changes = changesBetween(before, evaluateBase(edited));
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every((one) => one.before !== one.after)).toBe(true);
  });

  test('puts the most confused pair on top', () => {
    const times = before[0]?.confused.map((pair) => pair.times) ?? [];
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });
});

describe('evaluation of a set', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'set-'));
    const articles = [
      { label: 'return', text: 'How do I return an item?' },
      { label: 'return', text: 'I want to send it back' },
      {
        id: 'delivery',
        title: 'Delivery',
        questions: ['When will it arrive?', 'How long is delivery?'],
        answer: 'Two days.',
      },
    ];
    const queries = [
      { text: 'how can i return my item', label: 'return' },
      { text: 'when does it arrive', label: 'delivery' },
      { text: 'who won the game', label: 'oos' },
    ];
    await writeFile(join(folder, 'a.jsonl'), articles.map((line) => JSON.stringify(line)).join('\n'));
    await writeFile(join(folder, 'q.jsonl'), queries.map((line) => JSON.stringify(line)).join('\n'));
    await writeFile(join(folder, 'bad.jsonl'), '{"text":"x","label":"a"}\n{nonsense\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('merges lines of one label, ranks, and writes what it predicted', async () => {
    const predictions = join(folder, 'p.jsonl');
    const report = await evaluateSet({
      articles: join(folder, 'a.jsonl'),
      queries: join(folder, 'q.jsonl'),
      locale: 'en',
      predictions,
    });
    expect(report).toMatchObject({ n: 3, top1: 1, oos_answered: 0 });
    const lines = (await readFile(predictions, 'utf8')).trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      label: 'return',
      ranked: [{ id: 'return' }, { id: 'delivery' }],
    });
  });

  test('names the line of a malformed file', async () => {
    const bad = evaluateSet({
      articles: join(folder, 'a.jsonl'),
      queries: join(folder, 'bad.jsonl'),
      locale: 'en',
    });
    await expect(bad).rejects.toThrow(SetError);
    await expect(bad).rejects.toThrow(/bad\.jsonl:2/u);
  });
});

test('ask shows how the question was read and each signal of each article', () => {
  const base = createKnowledgeBase(SHOP.filter((one) => one.locale === 'ru'));
  const report = explainAnswer(base.explain('gde moi zakaz', 'ru'));
  expect(report).toMatchObject({ decision: 'answer', locale: 'ru', read: 'где мой заказ' });
  expect(Object.keys(report.reasons[0]?.signals ?? {})).toContain('linear');
  expect(formatAsk(report)).toMatch(/order-status/u);
});
