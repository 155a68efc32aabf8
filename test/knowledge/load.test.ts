import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseArticle } from '../../src/knowledge/article-file.ts';
import { loadArticles } from '../../src/knowledge/load.ts';

const GOOD = '---\ntitle: Доставка\nquestions:\n  - Когда привезут?\ntags: [delivery]\n---\n\nЗавтра.\n';

describe('loadArticles', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'articles-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function put(name: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }

  test('an article is named after its file, wherever below its language it lies', async () => {
    await put('ru/delivery/delivery-time.md', GOOD);
    const { articles } = await loadArticles(folder);
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({
      id: 'delivery-time',
      locale: 'ru',
      title: 'Доставка',
      questions: ['Когда привезут?'],
      tags: ['delivery'],
      body: [{ kind: 'paragraph' }],
    });
  });

  test('of fifty languages those that are spoken are read, and each other one is told', async () => {
    const others = Array.from({ length: 49 }, (_, at) => `x${String.fromCharCode(97 + (at % 26))}${at}`);
    for (const locale of ['ru', ...others]) await put(`${locale}/delivery-time.md`, GOOD);
    const { articles, problems } = await loadArticles(folder);
    expect(articles.map(({ locale }) => locale)).toEqual(['ru']);
    expect(problems.filter(({ code }) => code === 'unknown-locale')).toHaveLength(49);
  });

  test('a broken file is reported and the others are still read', async () => {
    await put('ru/good.md', GOOD);
    await put('ru/broken.md', '---\ntitle: [\n---\nx');
    await put('ru/latin1.md', new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe]));
    const { articles, problems } = await loadArticles(folder);
    expect(articles.map((one) => one.id)).toEqual(['good']);
    const errors = problems.filter((one) => one.severity === 'error');
    expect(errors.map((one) => one.code)).toEqual(['bad-head', 'invalid-utf8']);
    expect(errors.every((one) => one.cure.length > 0)).toBe(true);
  });

  test('the same id twice in a language keeps the first', async () => {
    await put('en/a/x.md', GOOD);
    await put('en/b/x.md', GOOD);
    const { articles, problems } = await loadArticles(folder);
    expect(articles).toHaveLength(1);
    expect(problems.find((one) => one.code === 'duplicate-article')?.file).toContain('b/x.md');
  });

  test('a language without articles and a folder that is no language are warnings', async () => {
    await put('ru/x.md', GOOD);
    await put('de/x.md', GOOD);
    const { problems } = await loadArticles(folder);
    expect(problems.map((one) => one.code).sort()).toEqual([
      'missing-locale',
      'missing-locale',
      'unknown-locale',
    ]);
    expect(problems.every((one) => one.severity === 'warning')).toBe(true);
  });

  test('a folder that is not there holds no articles', async () => {
    const { articles, problems } = await loadArticles(join(folder, 'nowhere'));
    expect(articles).toEqual([]);
    expect(problems.every((one) => one.code === 'missing-locale')).toBe(true);
  });
});

describe('an author is told the line of', () => {
  const cases: readonly (readonly [what: string, source: string, line: number, words: RegExp])[] = [
    ['a head that is missing', 'Просто текст', 1, /three dashes/u],
    ['a head that is not closed', '---\ntitle: a\n', 1, /closed/u],
    ['no questions', '---\ntitle: a\nquestions: []\n---\nx', 3, /at least one question/u],
    ['an empty question', '---\ntitle: a\nquestions:\n  - b\n  - ""\n---\nx', 5, /questions\.1/u],
    ['a misspelt name', '---\ntitle: a\nquestion: b\nquestions: [c]\n---\nx', 2, /question/u],
    ['a title that is a number', '---\nquestions: [c]\ntitle: 5\n---\nx', 3, /title/u],
  ];
  test.each(cases)('%s', (_, source, line, words) => {
    const { article, problems } = parseArticle(source, 'knowledge-base/ru/a.md', 'ru');
    expect(article).toBeUndefined();
    expect(problems[0]).toMatchObject({ line, file: 'knowledge-base/ru/a.md' });
    expect(problems[0]?.message).toMatch(words);
  });
});

test('an article without a text must start a flow', () => {
  const head = 'title: a\nquestions: [b]\n';
  expect(parseArticle(`---\n${head}---\n`, 'a.md', 'ru').problems[0]?.code).toBe('empty-article');
  expect(parseArticle(`---\n${head}flow: order-status\n---\n`, 'a.md', 'ru').article).toMatchObject({
    flow: 'order-status',
    body: [],
  });
});

test('a name that no button could carry is refused', () => {
  const name = (letters: number): string => `${'a'.repeat(letters)}.md`;
  expect(parseArticle(GOOD, name(56), 'ru').problems).toEqual([]);
  const { article, problems } = parseArticle(GOOD, name(57), 'ru');
  expect(problems.map(({ code }) => code)).toEqual(['long-name']);
  expect(article).toBeUndefined();
});
