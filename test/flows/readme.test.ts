import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkGraph } from '../../src/flows/checks/graph.ts';
import { parseFlow } from '../../src/flows/load.ts';
import { STEP_KINDS } from '../../src/flows/schema.ts';
import { SLOT_TYPE_NAMES } from '../../src/flows/slots/types.ts';
import { FILLS } from '../../src/flows/steps/lookup.ts';

const readme = readFileSync('src/flows/README.md', 'utf8');

describe("the authors' README", () => {
  test.each(STEP_KINDS)('has a line for the step %s', (kind) => {
    expect(readme).toMatch(new RegExp(`^\\| \`${kind}: `, 'mu'));
  });

  test.each(SLOT_TYPE_NAMES)('has a line for the slot type %s', (type) => {
    expect(readme).toMatch(new RegExp(`^\\| \`${type}\``, 'mu'));
  });

  test.each(Object.entries(FILLS))(
    'has a line for the lookup %s and every slot that it fills',
    (lookup, slots) => {
      expect(readme).toMatch(new RegExp(`^\\| \`${lookup}\``, 'mu'));
      expect(slots.filter((slot) => !readme.includes(`\`${slot}\``))).toEqual([]);
    },
  );

  test('has an example that is right', () => {
    const [, example = ''] = /```yaml\n(# flows[^`]*)```/u.exec(readme) ?? [];
    const parsed = parseFlow(example, 'flows/return-kettle.yaml', 'return-kettle');
    expect('flow' in parsed ? checkGraph(parsed.flow) : parsed.problems).toEqual([]);
  });

  test('has a line for every code that the checks give', () => {
    const sources = ['graph', 'calls', 'slots', 'buttons', 'triggers', 'words', 'all'].map((name) =>
      readFileSync(`src/flows/checks/${name}.ts`, 'utf8'),
    );
    const more = ['message', 'diagrams', 'schema', 'phrases'].map((name) =>
      readFileSync(`src/flows/${name}.ts`, 'utf8'),
    );
    const codes = [...sources, ...more].flatMap((text) =>
      [...text.matchAll(/(?:code: |index, |at\(-1, |locale, |\(name, |\? |: )'([a-z]+-[a-z-]+)'/gu)].map(
        ([, code]) => code ?? '',
      ),
    );
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });
});
