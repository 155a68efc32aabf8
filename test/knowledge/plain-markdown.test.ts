import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { plainMarkdown } from '../../src/knowledge/plain-markdown.ts';

/** What rich text is made from: kinds, words, addresses and order; not places in the text. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return node;
  const kept = ['type', 'children', 'value', 'url', 'ordered', 'depth'];
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => kept.includes(key))
      .map(([key, value]) => [key, bare(value)]),
  );
}

function sameAsFullParser(text: string): void {
  const plain = plainMarkdown(text);
  if (plain) expect(bare(plain), JSON.stringify(text)).toEqual(bare(fromMarkdown(text).children));
}

const bodies = ['ru', 'en', 'bg'].flatMap((locale) =>
  readdirSync(join('knowledge-base', locale)).map((name) =>
    readFileSync(join('knowledge-base', locale, name), 'utf8')
      .split(/^---$/mu)
      .slice(2)
      .join('---'),
  ),
);

describe('the plain reader of Markdown', () => {
  test('reads nearly every article, as the full parser does', () => {
    for (const body of bodies) sameAsFullParser(body);
    expect(bodies.filter((body) => plainMarkdown(body) !== undefined).length / bodies.length).toBeGreaterThan(
      0.8,
    );
  });

  test.each([
    'one\ntwo\n\nthree',
    '# Title\n\nwords',
    '- a\n- b **c**\n\nwords',
    'words:\n- a\n- b',
    '1. a\n2. b',
    '**Strong** words, a [link](https://example.ru/a?b=c).',
  ])('takes %j', (text) => {
    expect(plainMarkdown(text)).toBeDefined();
    sameAsFullParser(text);
  });

  test.each([
    'a\n  b',
    '> q',
    '    code',
    '<b>x</b>',
    'a `c`',
    '- a\n\n- b',
    '- a\nb',
    '![x](y)',
    'a\\\nb',
    'a\n---',
    'words\n1. a',
    '- - a',
    '_x_',
  ])('declines %j', (text) => expect(plainMarkdown(text)).toBeUndefined());

  test('says the same as the full parser of any text that it takes', () => {
    const line = fc.oneof(
      fc.constantFrom(...bodies.flatMap((body) => body.split('\n'))),
      fc.constantFrom(
        '',
        '- a',
        '1. b',
        '2) c',
        '# d',
        '**e** f',
        'g **h**',
        '[i](https://j.k)',
        '---',
        '===',
        '+ l',
        'm',
        '[n]: o',
        '- [ ] p',
        '1.',
        '-',
        '#',
      ),
      fc.string({ unit: fc.constantFrom(...Array.from(' -*#[]()_.:1a"я!?%&')), maxLength: 14 }),
    );
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(fc.property(text, sameAsFullParser), { numRuns: 4_000 });
  });
});
