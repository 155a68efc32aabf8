import { cp, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadShop } from '../../src/dialogue/load-shop.ts';
import type { ArticleId } from '../../src/model/ids.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'firstline-shop-'));
  await cp('flows', join(root, 'flows'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('an article whose name is too long for a button is reported and left out', async () => {
  const id = 'how-to-replace-the-water-filter-of-a-fridge-with-an-ice-maker';
  const folder = join(root, 'knowledge-base/en');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${id}.md`),
    '---\ntitle: The water filter\nquestions:\n  - how do I change the filter\n---\nTurn it to the left.\n',
  );
  const { shop, problems } = await loadShop({
    root,
    desks: [],
    deskLocale: 'en',
    defaultLocale: 'en',
    timeZone: 'Europe/Sofia',
    orderPattern: /UT\d{5}/u,
    maxWrongIn: 20,
  });
  expect(problems.filter(({ code }) => code === 'long-name').map(({ file }) => file)).toEqual([
    expect.stringContaining(id),
  ]);
  expect(shop?.knowledge.article(id as ArticleId, 'en')).toBeUndefined();
});
