import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawFlow } from '../../src/flows/diagram.ts';
import { checkDiagrams, diagramsOf } from '../../src/flows/diagrams.ts';
import type { Flow, FlowBook } from '../../src/flows/flow.ts';
import { parseFlow } from '../../src/flows/load.ts';
import { loadPhrases, type Phrases } from '../../src/flows/phrases.ts';

const STEPS = `version: 1
triggers: { en: [send it back] }
steps:
  - collect: end
    type: text
  - choose: way
    options: [post, pickup]
  - branch:
      - { when: way, is: post, go: by_post }
      - { when: way, in: [pickup], go: other }
      - else: by_post
  - id: by_post
    say: flow.back.posted
    next: confirm
  - id: other
    flow: find
  - confirm: [end, way]
  - ticket: flow.back.subject
`;
const WORDS = `common: { all-right: All right }
flow:
  find: { title: Find the order }
  back:
    title: 'Return "it" # b'
    subject: 'Return {end}'
    posted: 'It takes {days, plural, one {# day} other {# days}}, **sure**'
    end: { label: Thing, ask: What is it? }
    way: { label: Way, ask: How?, option: { post: By post, pickup: Pick-up } }
    confirm: { ask: Right? }
`;

function flow(id: string, text: string): Flow {
  const parsed = parseFlow(text, `flows/${id}.yaml`, id);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.flow;
}
const back = flow('back', STEPS);
const BOOK: FlowBook = new Map(
  [back, flow('find', 'version: 1\nsteps:\n  - set: { order: found }\n')].map((one) => [one.id, one]),
);

let folder = '';
let phrases: Phrases;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diagrams-'));
  await mkdir(join(folder, 'phrases'));
  for (const locale of ['ru', 'en', 'bg']) await writeFile(join(folder, `phrases/${locale}.yaml`), WORDS);
  ({ phrases } = await loadPhrases(join(folder, 'phrases')));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the drawing of a flow', () => {
  test('shows every step in its shape with its words', () => {
    const lines = drawFlow(back, phrases, 'en').join('\n');
    expect(lines).toContain('begin(["Return #quot;it#quot; #35; b"])');
    expect(lines).toContain('s_end[/"Thing<br>What is it?"/]');
    expect(lines).toContain('s_way[/"Way<br>By post / Pick-up"/]');
    expect(lines).toContain('s_by_post["It takes ‹days› days, sure"]');
    expect(lines).toContain('s_other[["→ Find the order"]]');
    expect(lines).toContain('hand over to people<br>Return ‹end›');
  });

  test('leads every way where it goes and says when', () => {
    const lines = drawFlow(back, phrases, 'en').map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        'begin --> s_end',
        's_branch3 -->|"Way: By post"| s_by_post',
        's_branch3 -->|"Way: Pick-up"| s_other',
        's_branch3 -->|"otherwise"| s_by_post',
        's_by_post --> s_confirm',
        's_confirm -->|"All right"| s_ticket7',
        's_confirm -.->|"✎ Thing"| s_end',
        'click s_other href "find.md"',
      ]),
    );
  });

  test('names no step that it does not show', () => {
    const lines = drawFlow(back, phrases, 'en');
    const shown = new Set(lines.map((line) => /^ {2}(\w+)[[({>]/u.exec(line)?.[1]));
    const led = lines.flatMap((line) =>
      [...line.matchAll(/(?:^ {2}|\| |> )(\w+)(?= -|$)/gu)].map(([, id]) => id),
    );
    expect(led.length).toBeGreaterThan(10);
    expect(led.filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('the drawings on the disk', () => {
  const codes = async (): Promise<string[]> =>
    (await checkDiagrams(folder, BOOK, phrases)).map(
      ({ code, file, severity }) => `${severity} ${code} ${file.split('/').at(-1) ?? ''}`,
    );

  test('are missed, then right, then told to be old or stray by what they say', async () => {
    expect(await codes()).toEqual(['warning missing-diagram README.md']);
    const home = join(folder, 'diagrams');
    await mkdir(home);
    for (const [name, text] of diagramsOf(BOOK, phrases, 'bg')) await writeFile(join(home, name), text);
    expect(await codes()).toEqual([]);
    await writeFile(join(home, 'back.md'), 'changed');
    await writeFile(join(home, 'gone.md'), 'old');
    expect(await codes()).toEqual(['warning old-diagram back.md', 'warning stray-diagram gone.md']);
  });

  test('are linked with each other', () => {
    const pages = diagramsOf(BOOK, phrases, 'en');
    expect(pages.get('README.md')).toContain('- [Find the order](find.md)');
    expect(pages.get('back.md')).toContain('Calls: [Find the order](find.md)');
    expect(pages.get('find.md')).toContain('(back.md)');
  });
});
