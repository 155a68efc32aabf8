import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineCounter, isNode, parseDocument } from 'yaml';
import { readPlainYaml } from '../../src/system/plain-yaml.ts';

/** The full parser's word on it: the value and the line of every path, or that it is not valid. */
function reference(
  text: string,
): { value: unknown; line: (path: readonly PropertyKey[]) => number } | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  const line = (path: readonly PropertyKey[]): number => {
    const node: unknown = document.getIn(path, true);
    return isNode(node) && node.range ? counter.linePos(node.range[0]).line : -1;
  };
  return { value: document.toJS(), line };
}

function paths(value: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]: [PropertyKey, unknown]) => paths(inner, [...path, key]))];
}

function sameAsFullParser(text: string): void {
  const plain = readPlainYaml(text);
  if (!plain) return;
  const full = reference(text);
  expect(full, `invalid, yet read: ${JSON.stringify(text)}`).toBeDefined();
  expect(plain.value).toEqual(full?.value);
  for (const path of paths(plain.value)) {
    const line = full?.line(path) ?? -1;
    // the full parser has no place for what is not there
    if (line > 0) expect([...path, plain.lineOf(path)]).toEqual([...path, line]);
  }
}

const flows = readdirSync('flows')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join('flows', name), 'utf8'));
const heads = ['ru', 'en', 'bg'].flatMap((locale) =>
  readdirSync(join('knowledge-base', locale)).map((name) => {
    const text = readFileSync(join('knowledge-base', locale, name), 'utf8');
    return `${text.split('---')[1] ?? ''}\n`.trimStart();
  }),
);
const phrases = readFileSync('flows/phrases/ru.yaml', 'utf8');

describe('the plain reader', () => {
  test('reads nearly every file that authors wrote, as the full parser does', () => {
    for (const text of [...flows, ...heads]) sameAsFullParser(text);
    const read = [...flows, ...heads].filter((text) => readPlainYaml(text) !== undefined);
    expect(read.length / (flows.length + heads.length)).toBeGreaterThan(0.9);
  });

  test.each([
    ['a: 1\nb: words here\n', { a: 1, b: 'words here' }],
    ['a:\n  - x\n  - { k: v, n: 2 }\n  - [p, q]\n', { a: ['x', { k: 'v', n: 2 }, ['p', 'q']] }],
    ['a:\n- x\nb: true\n', { a: ['x'], b: true }],
    ["a: 'it''s'\nb: \"two words\" # why\n", { a: "it's", b: 'two words' }],
    ['a: |\n  one\n\n    two\nb: 2\n', { a: 'one\n\n  two\n', b: 2 }],
    ['- a: 1\n  b: 2\n- a: 3\n', [{ a: 1, b: 2 }, { a: 3 }]],
    ['a:\nb: x\n', { a: null, b: 'x' }],
    ["'yes': Да\n", { yes: 'Да' }],
    ['a: 2026-05-01\nb: 10:00-18:00\n', { a: '2026-05-01', b: '10:00-18:00' }],
  ])('%j', (text, value) => {
    expect(readPlainYaml(text)?.value).toEqual(value);
    sameAsFullParser(text);
  });

  test.each([
    'a: &x 1\nb: *x\n',
    'a: >\n  folded\n',
    'a: one\n  two\n',
    'a: 0x10\n',
    'a: 1\na: 2\n',
    'a: "x\\n"\n',
    'a: b: c\n',
    'a: [x,\n  y]\n',
    '\ta: 1\n',
    'a: 1',
    '',
    '- a\nb: 1\n',
    'a: ~\n',
    '__proto__: 1\n',
  ])('declines %j', (text) => expect(readPlainYaml(text)).toBeUndefined());

  test('says the same as the full parser of any text that it takes', () => {
    const snippets = [...flows, ...heads.slice(0, 20), phrases.slice(0, 4000)].flatMap((text) =>
      text.split('\n'),
    );
    const line = fc.oneof(
      fc.constantFrom(...snippets),
      fc.constantFrom(
        'a:',
        '- b',
        '  - c: d',
        '  x: |',
        '    text',
        '',
        '# no',
        "k: 'v'",
        '- - 1',
        '  ? q',
        'n: -0',
        'n: 1.5',
        'k:  v',
        '-   x: 1',
        '[]',
        '{}',
        'e: {}',
        'l: []',
      ),
      fc.string({ unit: fc.constantFrom(...Array.from(' -:#\'"[]{},|>&*!%@`?ab1\\~.я')), maxLength: 12 }),
    );
    const text = fc.array(line, { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`);
    fc.assert(fc.property(text, sameAsFullParser), { numRuns: 4_000 });
  });
});
