import { describe, expect, test } from 'vitest';
import { tellProblems } from '../../src/commands/problems.ts';
import type { Problem } from '../../src/model/problem.ts';

const problem = (code: string, file: string, line: number): Problem => ({
  code,
  file,
  line,
  message: `${code} here`,
  cure: 'mend it',
  severity: code === 'unused' ? 'warning' : 'error',
});

describe('mistakes of authors', () => {
  test('are told with the path from the project folder and counted by how bad they are', () => {
    const told = tellProblems(
      [problem('missing-phrase', '/shop/flows/a.yaml', 3), problem('unused', 'knowledge-base/ru/b.md', 1)],
      '/shop',
    );
    expect(told.lines).toEqual([
      'flows/a.yaml:3: error: missing-phrase here\n    cure: mend it',
      'knowledge-base/ru/b.md:1: warning: unused here\n    cure: mend it',
    ]);
    expect(told).toMatchObject({ errors: 1, warnings: 1 });
  });

  test('that only follow from a broken file are counted, so that the broken file can be seen', () => {
    const told = tellProblems(
      [
        problem('bad-yaml', '/shop/flows/phrases/bg.yaml', 14),
        problem('bad-yaml', '/shop/flows/phrases/bg.yaml', 15),
        ...Array.from({ length: 200 }, () => problem('missing-phrase', '/shop/flows/a.yaml', 3)),
        problem('unknown-flow', '/shop/knowledge-base/ru/b.md', 1),
      ],
      '/shop',
    );
    expect(told.lines).toEqual([
      'flows/phrases/bg.yaml:14: error: bad-yaml here\n    cure: mend it',
      '202 more came up that may only follow from these: mend these first.',
    ]);
    expect(told).toMatchObject({ errors: 1, warnings: 0 });
  });

  test('in a file outside the project keep their whole path', () => {
    expect(tellProblems([problem('bad-icu', '/elsewhere/ru.yaml', 2)], '/shop').lines[0]).toMatch(
      /^\/elsewhere\/ru\.yaml:2:/u,
    );
  });
});
