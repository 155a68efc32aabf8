import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKnowledge, type OpenKnowledge } from '../../src/knowledge/open.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import type { Problem } from '../../src/model/problem.ts';
import { systemClock } from '../../src/system/clock.ts';
import { silentLog } from '../../src/system/log.ts';
import { manualClock } from '../fakes/manual-clock.ts';

let folder = '';
let open: OpenKnowledge | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knowledge-'));
  await put('ru/delivery-time.md', article('Сроки доставки', 'Когда привезут заказ?', 'За два дня.'));
  await put('ru/warranty.md', article('Гарантия', 'Какой срок гарантии?', 'Один год.'));
});
afterEach(async () => {
  open?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

function article(title: string, question: string, body: string): string {
  return `---\ntitle: ${title}\nquestions:\n  - ${question}\n---\n\n${body}\n`;
}

const quiet = { clock: systemClock, log: silentLog };

test('a changed file is live after a reload, and the article can be asked for at once', async () => {
  open = await openKnowledge(folder, { ...quiet, watch: false });
  expect(open.ask('Когда привезут заказ?', 'ru')).toMatchObject({
    kind: 'answer',
    article: { id: 'delivery-time' },
  });
  await put('ru/bonus.md', article('Бонусы', 'Как потратить бонусные баллы?', 'На кассе.'));
  await open.reload();
  expect(open.article('bonus' as ArticleId, 'ru')?.title).toBe('Бонусы');
  expect(open.ask('Как потратить бонусные баллы?', 'ru')).toMatchObject({ article: { id: 'bonus' } });
});

test('a file changed on disk is taken in without being asked', async () => {
  const changed = Promise.withResolvers<readonly Problem[]>();
  let first = true;
  open = await openKnowledge(folder, {
    ...quiet,
    onChange: (problems) => {
      if (!first) changed.resolve(problems);
      first = false;
    },
  });
  await put('ru/bonus.md', article('Бонусы', 'Как потратить бонусные баллы?', 'На кассе.'));
  await changed.promise;
  expect(open.article('bonus' as ArticleId, 'ru')?.title).toBe('Бонусы');
});

test('an article that breaks is reported and stays as it was', async () => {
  open = await openKnowledge(folder, { ...quiet, watch: false });
  await put('ru/warranty.md', '---\ntitle: [\n---\nx');
  await open.reload();
  expect(open.problems().some((one) => one.code === 'bad-head')).toBe(true);
  expect(open.article('warranty' as ArticleId, 'ru')?.title).toBe('Гарантия');
  expect(open.ask('Какой срок гарантии?', 'ru')).toMatchObject({ article: { id: 'warranty' } });
});

test('reloads asked for at the same time share one training', async () => {
  let changes = 0;
  open = await openKnowledge(folder, { ...quiet, watch: false, onChange: () => (changes += 1) });
  await Promise.all([open.reload(), open.reload(), open.reload()]);
  expect(changes).toBeLessThanOrEqual(3);
  expect(open.articles()).toHaveLength(2);
});

test('while a new base is trained, the old one answers', async () => {
  open = await openKnowledge(folder, { ...quiet, watch: false });
  const reloading = open.reload();
  expect(open.ask('Какой срок гарантии?', 'ru')).toMatchObject({ article: { id: 'warranty' } });
  await reloading;
});

test('a quick start serves at once and learns behind it', async () => {
  let trained = 0;
  open = await openKnowledge(folder, {
    ...quiet,
    watch: false,
    quickStart: true,
    onChange: () => (trained += 1),
  });
  expect(trained).toBe(1);
  expect(open.ask('Когда привезут заказ?', 'ru').kind).not.toBe('none');
  await open.reload();
  expect(trained).toBeGreaterThanOrEqual(2);
});

test('accepted lessons are answered from the start, and others in their place after teaching', async () => {
  const lesson = {
    question: 'почём бонусные конфеты',
    article: 'warranty' as ArticleId,
    locale: 'ru' as const,
  };
  open = await openKnowledge(folder, { ...quiet, watch: false, examples: [lesson] });
  expect(open.ask(lesson.question, 'ru')).toMatchObject({ kind: 'answer', article: { id: 'warranty' } });
  await open.teach([{ ...lesson, article: 'delivery-time' as ArticleId }]);
  expect(open.ask(lesson.question, 'ru')).toMatchObject({ kind: 'answer', article: { id: 'delivery-time' } });
  expect(open.articles().flatMap(({ questions }) => questions)).not.toContain(lesson.question);
});

test('little that changed is live without a training, and a broken file keeps what it said', async () => {
  open = await openKnowledge(folder, { ...quiet, watch: false });
  await put('ru/bonus.md', article('Бонусы', 'Как потратить бонусные баллы?', 'На кассе.'));
  await put('ru/warranty.md', '---\ntitle: [\n---\nx');
  await open.refresh();
  expect(open.ask('Как потратить бонусные баллы?', 'ru')).toMatchObject({ article: { id: 'bonus' } });
  expect(open.ask('Какой срок гарантии?', 'ru')).toMatchObject({ article: { id: 'warranty' } });
  expect(open.problems().some((one) => one.code === 'bad-head')).toBe(true);
  await rm(join(folder, 'ru/bonus.md'));
  await open.refresh();
  expect(open.article('bonus' as ArticleId, 'ru')).toBeUndefined();
  expect(open.ask('Как потратить бонусные баллы?', 'ru')).not.toMatchObject({ article: { id: 'bonus' } });
});

test('a folder that tells nothing is looked at from time to time, and what is told in a burst is one change', async () => {
  const clock = manualClock();
  const changed = Promise.withResolvers<undefined>();
  let changes = 0;
  open = await openKnowledge(folder, {
    log: silentLog,
    clock,
    onChange: () => {
      changes += 1;
      if (changes === 2) changed.resolve(undefined);
    },
  });
  await Promise.all(
    ['a', 'b', 'c'].map((id) => put(`ru/${id}.md`, article(`Статья ${id}`, `Вопрос про ${id}?`, 'Ответ.'))),
  );
  clock.advance(5_000);
  await changed.promise;
  expect(open.articles()).toHaveLength(5);
  expect(changes).toBe(2);
});
