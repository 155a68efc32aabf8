import { describe, expect, test } from 'vitest';
import { EVERYDAY, everydayLexicon, everydayStems, everydayWords } from '../../src/knowledge/everyday.ts';
import { analyse } from '../../src/knowledge/features.ts';
import { LOCALES } from '../../src/model/locale.ts';

describe.each(LOCALES)('the general vocabulary of %s', (locale) => {
  test('has hundreds of groups of at least two expressions of one to four words', () => {
    expect(EVERYDAY[locale].length).toBeGreaterThan(250);
    for (const group of EVERYDAY[locale]) {
      expect(group.length).toBeGreaterThan(1);
      for (const expression of group) expect(expression.split(' ').length).toBeLessThanOrEqual(5);
    }
  });

  test('is found by stem in a text', () => {
    for (const [number, [expression = '']] of EVERYDAY[locale].entries())
      expect(analyse(expression, locale).themes).toContain(number);
  });

  test('gives its words and their stems to the speller', () => {
    expect(everydayWords(locale).size).toBeGreaterThan(1_000);
    expect(everydayStems(locale).size).toBeLessThan(everydayWords(locale).size);
  });
});

test('different words for the same matter meet', () => {
  const themes = (text: string): Set<number> => new Set(analyse(text, 'ru').themes);
  expect([...themes('починить мобильник')].filter((one) => themes('ремонт телефона').has(one))).toHaveLength(
    2,
  );
});

test('a language has one lexicon', () => {
  expect(everydayLexicon('en')).toBe(everydayLexicon('en'));
});
