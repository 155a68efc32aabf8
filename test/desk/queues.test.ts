// What a queue is called, and what is said of a title that lacks a language.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { deskRulesSchema } from '../../src/desk/desk-rules.ts';
import { queuesOf, queueTitle } from '../../src/desk/queues.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { readYaml } from '../../src/system/yaml.ts';

const FILE = 'flows/desk.yaml';
const QUEUES = [
  { name: 'general', title: { ru: 'Общая', en: 'General', bg: 'Обща' }, tier: 2 as const },
  { name: 'repairs', tier: 3 as const },
];

describe('the title of a queue', () => {
  test('is in the language of whoever reads it', () => {
    expect(LOCALES.map((locale) => queueTitle(QUEUES, 'general', locale))).toEqual([
      'Общая',
      'General',
      'Обща',
    ]);
  });

  test('is its name where the shop gave it none, or has it no longer', () => {
    expect(queueTitle(QUEUES, 'repairs', 'ru')).toBe('repairs');
    expect(queueTitle(QUEUES, 'gone', 'ru')).toBe('gone');
    expect(queuesOf(QUEUES, 'bg')).toEqual([
      { name: 'general', tier: 2, title: 'Обща', titles: { ru: 'Общая', en: 'General', bg: 'Обща' } },
      { name: 'repairs', tier: 3, title: 'repairs', titles: { ru: 'repairs', en: 'repairs', bg: 'repairs' } },
    ]);
  });

  test.each([
    ['{ ru: Общая, en: General }', 'lacks bg'],
    ['{ ru: Общая }', 'lacks en and bg'],
    ['{ ru: Общая, en: General, bg: " " }', 'bg'],
    ['Общая', 'title'],
  ])('that is written as %s is refused at its line, with the cure', async (wrong, words) => {
    const text = await readFile(FILE, 'utf8');
    const right = '{ ru: Общая, en: General, bg: Обща }';
    const line = text.slice(0, text.indexOf(right)).split('\n').length;
    const read = readYaml(text.replace(right, wrong), FILE, deskRulesSchema);
    const [problem] = read.ok ? [] : read.problems;
    expect(problem).toMatchObject({ file: FILE, line });
    expect(`${String(problem?.message)} ${String(problem?.cure)}`).toContain(words);
  });
});
