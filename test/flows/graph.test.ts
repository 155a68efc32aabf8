import { describe, expect, test } from 'vitest';
import type { Flow } from '../../src/flows/flow.ts';
import { checkGraph } from '../../src/flows/graph.ts';
import { parseFlow } from '../../src/flows/load.ts';

/** Codes and lines of everything wrong with one flow, form and graph alike. */
function mistakes(steps: string): string[] {
  const text = `version: 1\nsteps:\n${steps.replace(/^/gmu, '  ')}\n`;
  const parsed = parseFlow(text, 'flows/test.yaml', 'test');
  const problems =
    'problems' in parsed
      ? parsed.problems
      : checkGraph(parsed.flow, new Map([[parsed.flow.id, parsed.flow]]));
  for (const { file, cure, message } of problems) {
    expect(file).toBe('flows/test.yaml');
    expect(cure.length).toBeGreaterThan(10);
    expect(message.length).toBeGreaterThan(10);
  }
  return problems.map(({ code, line }) => `${code}:${line ?? 0}`);
}

describe('mistakes in a flow are named with their line', () => {
  test('a good flow has none', () => {
    expect(mistakes('- collect: what\n  type: text\n- ticket: flow.test.subject')).toEqual([]);
  });

  test.each([
    ['a step of no kind', '- hello: world', 'bad-value:3'],
    ['a step of two kinds', '- say: flow.test.a\n  end: true', 'bad-value:3'],
    ['an unknown slot type', '- collect: what\n  type: colour', 'bad-value:4'],
    ['a key that means nothing', '- collect: what\n  type: text\n  colour: red', 'bad-value:3'],
    ['a step name with a capital', '- id: Step\n  say: flow.test.a', 'bad-value:3'],
    ['a choice of one', '- choose: way\n  options: [one]', 'bad-value:4'],
    ['broken YAML', '- say: [flow.test.a', 'bad-yaml:4'],
    ['a leap to a step that is not there', '- say: flow.test.a\n  next: nowhere', 'unknown-step:3'],
    [
      'a branch without else',
      '- branch:\n    - { when: x, is: 1, go: fin }\n    - { when: x, is: 2, go: fin }\n- id: fin\n  end: true',
      'missing-else:3',
    ],
    [
      'a step that nothing leads to',
      '- say: flow.test.a\n  next: fin\n- id: lost\n  say: flow.test.b\n- id: fin\n  end: true',
      'unreachable-step:5',
    ],
    [
      'a circle that asks nothing',
      '- id: a\n  say: flow.test.a\n- id: b\n  say: flow.test.b\n  next: a',
      'loop:3',
    ],
    ['a call of an unknown flow', '- flow: other', 'unknown-flow:3'],
    ['two steps of one name', '- id: a\n  say: flow.test.a\n- id: a\n  say: flow.test.b', 'double-step:5'],
    [
      'a confirmed slot that nobody asks for',
      '- collect: what\n  type: text\n- confirm: [what, when]',
      'unasked-slot:5',
    ],
  ])('%s', (_, steps, expected) => expect(mistakes(steps)).toContain(expected));
});

test('a missing version is said to be missing', () => {
  const parsed = parseFlow('steps:\n  - end: true\n', 'flows/test.yaml', 'test');
  expect('problems' in parsed && parsed.problems[0]?.message).toContain('version');
});

test('flows may call each other', () => {
  const one = parsed('- flow: two', 'one');
  const two = parsed('- end: true', 'two');
  expect(
    checkGraph(
      one,
      new Map([
        [one.id, one],
        [two.id, two],
      ]),
    ),
  ).toEqual([]);
});

function parsed(steps: string, id: string): Flow {
  const result = parseFlow(`version: 1\nsteps:\n  ${steps}\n`, `flows/${id}.yaml`, id);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.flow;
}
