import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLexicon, loadSynonyms } from '../../src/knowledge/lexicon.ts';
import { words } from '../../src/knowledge/normalise.ts';
import { stem } from '../../src/knowledge/stem.ts';

const lexicon = createLexicon(
  [
    ['вернуть', 'сдать обратно'],
    ['деньги', 'бабки'],
  ],
  'ru',
);
const concepts = (text: string): number[] =>
  lexicon.conceptsIn(words(text).map((word) => stem(word, 'ru'))).sort();

test('forms of a word and expressions of several words mean the same', () => {
  expect(concepts('хочу вернуть')).toEqual([0]);
  expect(concepts('можно сдать обратно?')).toEqual([0]);
  expect(concepts('вернули бабки')).toEqual([0, 1]);
  expect(concepts('сдать экзамен')).toEqual([]);
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lexicon-'));
  await mkdir(join(folder, 'lexicon'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('each language has its own file, and may have none', async () => {
  await writeFile(join(folder, 'lexicon', 'en.yaml'), '- [refund, money back]\n');
  expect(await loadSynonyms(folder)).toEqual({ synonyms: { en: [['refund', 'money back']] }, problems: [] });
});

test('a broken file is reported and the others are used', async () => {
  await writeFile(join(folder, 'lexicon', 'en.yaml'), '- [refund, money back]\n');
  await writeFile(join(folder, 'lexicon', 'ru.yaml'), 'слова: здесь\n');
  const { synonyms, problems } = await loadSynonyms(folder);
  expect(Object.keys(synonyms)).toEqual(['en']);
  expect(problems[0]).toMatchObject({ code: 'bad-lexicon', file: join(folder, 'lexicon', 'ru.yaml') });
});

test('the synonyms that come with the product can be read', async () => {
  const { synonyms, problems } = await loadSynonyms('knowledge-base');
  expect(problems).toEqual([]);
  for (const locale of ['ru', 'en', 'bg'] as const) expect(synonyms[locale]?.length).toBeGreaterThan(30);
});
