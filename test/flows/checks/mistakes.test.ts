import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFlows } from '../../../src/flows/checks/all.ts';
import type { Flow } from '../../../src/flows/flow.ts';
import { parseFlow } from '../../../src/flows/load.ts';
import { loadPhrases, type Phrases } from '../../../src/flows/phrases.ts';
import type { FlowId } from '../../../src/model/ids.ts';
import { LOCALES } from '../../../src/model/locale.ts';
import type { Problem } from '../../../src/model/problem.ts';

const AROUND = { rules: new Set(['return_days']), articles: new Set(['returns']) };
const NO_PHRASES: Phrases = {
  say: () => [],
  label: () => '',
  has: () => false,
  keys: () => [],
  variables: () => [],
  sketch: () => undefined,
};

/** Everything wrong with some flows, as `code:line` of the first; each must say what, where and the cure. */
function mistakes(steps: string, others: Readonly<Record<string, string>> = {}): string[] {
  return found(steps, others).map(({ code, line }) => `${code}:${line ?? 0}`);
}

function found(steps: string, others: Readonly<Record<string, string>> = {}): Problem[] {
  const text = steps.startsWith('version') ? steps : `version: 1\nsteps:\n${steps.replace(/^/gmu, '  ')}\n`;
  const parsed = parseFlow(text, 'flows/test.yaml', 'test');
  const problems = 'problems' in parsed ? parsed.problems : withOthers(parsed.flow, others);
  for (const { cure, message, line } of problems) {
    expect(line).toBeGreaterThan(0);
    expect(cure.length).toBeGreaterThan(10);
    expect(message.length).toBeGreaterThan(10);
    expect(message).not.toBe('Invalid input');
  }
  return problems.filter(({ file }) => file === 'flows/test.yaml');
}

function withOthers(flow: Flow, others: Readonly<Record<string, string>>): Problem[] {
  const rest = Object.entries(others).map(([id, text]) => read(id, text));
  const book = new Map([flow, ...rest].map((one) => [one.id, one]));
  return checkFlows(book, new Set(), NO_PHRASES, AROUND).problems;
}

function read(id: string, text: string): Flow {
  const parsed = parseFlow(text, `flows/${id}.yaml`, id);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.flow;
}

const END = '- id: fin\n  end: true';
const flowOf = (steps: string): string => `version: 1\nsteps:\n${steps.replace(/^/gmu, '  ')}\n`;

describe('mistakes in the form of a step are named with their line', () => {
  test('a good flow has none', () => {
    expect(mistakes('- collect: what\n  type: text\n- ticket: flow.test.subject')).toEqual([]);
  });

  test.each([
    ['a step of no kind', '- hello: world', 'unknown-kind:3'],
    ['a step with nothing but a name', '- id: a', 'unknown-kind:3'],
    ['a step of two kinds', '- say: flow.test.a\n  end: true', 'two-kinds:4'],
    ['an unknown slot type', '- collect: what\n  type: colour', 'unknown-type:4'],
    ['an unknown slot type among several', '- collect: what\n  type: [date, colour]', 'unknown-type:4'],
    ['an unknown lookup', '- lookup: weather', 'unknown-lookup:3'],
    ['an unknown act', '- act: explode', 'unknown-act:3'],
    ['an unknown priority', '- ticket: flow.test.a\n  priority: hihg', 'unknown-priority:4'],
    ['a key that means nothing', '- collect: what\n  type: text\n  colour: red', 'unknown-key:5'],
    ['a key missing', '- collect: what', 'missing-key:3'],
    ['a way of a lookup missing', '- lookup: bonus\n  order: number\n  none: fin', 'missing-key:3'],
    ['a step name with a capital', '- id: Step\n  say: flow.test.a', 'bad-value:3'],
    ['a choice of one', '- choose: way\n  options: [one]', 'bad-value:4'],
    ['a word where a list belongs', '- choose: way\n  options: one', 'bad-value:4'],
    [
      'a condition with two tests',
      `- branch:\n    - { when: x, is: 1, not: 2, go: fin }\n    - else: fin\n${END}`,
      'bad-value:4',
    ],
    ['broken YAML', '- say: [flow.test.a', 'bad-yaml:4'],
    [
      'a language that the bot does not speak',
      'version: 1\ntriggers: { de: [hallo] }\nsteps:\n  - end: true',
      'unknown-key:2',
    ],
  ])('%s', (_, steps, expected) => expect(mistakes(steps)).toContain(expected));

  test.each([
    ['- colect: what\n  type: text', 'is "collect" meant?'],
    ['- collect: what\n  type: dte', 'is "date" meant?'],
    ['- collect: what\n  type: [phone, emial]', 'is "email" meant?'],
    ['- collect: what\n  type: text\n  optinal: true', 'is "optional" meant?'],
    ['- lookup: waranty', 'is "warranty" meant?'],
    ['- say: flow.test.a\n  nxet: fin', 'is "next" meant?'],
  ])('%j: %s', (steps, hint) => expect(found(steps)[0]?.message).toContain(hint));

  test('the cure lists what is allowed', () => {
    expect(found('- collect: what\n  type: colour')[0]?.cure).toContain('text, yes-no, number, date');
    expect(found('- hello: world')[0]?.cure).toContain('say, collect, choose');
  });

  test('a missing version is said to be missing', () => {
    const parsed = parseFlow('steps:\n  - end: true\n', 'flows/test.yaml', 'test');
    expect('problems' in parsed && parsed.problems[0]?.message).toContain('version');
  });
});

describe('mistakes in the way', () => {
  test.each([
    ['a leap to a step that is not there', '- say: flow.test.a\n  next: nowhere', 'unknown-step:3'],
    [
      'a branch without else',
      `- branch:\n    - { when: x, is: 1, go: fin }\n    - { when: x, is: 2, go: fin }\n${END}`,
      'missing-else:3',
    ],
    [
      'a step that nothing leads to',
      `- say: flow.test.a\n  next: fin\n- id: lost\n  say: flow.test.b\n${END}`,
      'unreachable-step:5',
    ],
    [
      'a circle that asks nothing',
      '- id: a\n  say: flow.test.a\n- id: b\n  say: flow.test.b\n  next: a',
      'loop:3',
    ],
    ['two steps of one name', '- id: a\n  say: flow.test.a\n- id: a\n  say: flow.test.b', 'double-step:5'],
    [
      'a confirmed slot that nobody asks for',
      '- collect: what\n  type: text\n- confirm: [what, when]',
      'unasked-slot:5',
    ],
    ['an act without a confirm', '- act: subscribe', 'unconfirmed-act:3'],
    [
      'an act that can be reached around the confirm',
      `- collect: sure\n  type: yes-no\n- branch:\n    - { when: sure, is: true, go: act }\n    - else: confirm\n- confirm: [sure]\n- id: act\n  act: subscribe`,
      'unconfirmed-act:9',
    ],
    ['an article that is not there', '- answer: retunrs', 'unknown-article:3'],
    [
      'an option too long for a button',
      `- choose: way\n  options: [one, ${'t'.repeat(60)}]`,
      'long-button:3',
    ],
    [
      'a slot too long for its edit button',
      `- collect: ${'s'.repeat(60)}\n  type: text\n- confirm: [${'s'.repeat(60)}]`,
      'long-button:5',
    ],
  ])('%s', (_, steps, expected) => expect(mistakes(steps)).toContain(expected));

  test('an act behind a confirm is right', () => {
    expect(mistakes('- collect: sure\n  type: yes-no\n- confirm: [sure]\n- act: subscribe')).toEqual([]);
  });
});

describe('a slot that nothing fills on any way', () => {
  test.each([
    [
      'in a branch',
      `- branch:\n    - { when: what, filled: true, go: fin }\n    - else: fin\n${END}`,
      'undefined-slot:3',
    ],
    ['in a lookup', '- lookup: warranty\n  product: what\n  bought: when', 'undefined-slot:3'],
    [
      'in what a confirm shows',
      '- collect: what\n  type: text\n- confirm: [what]\n  show: [colour]',
      'undefined-slot:5',
    ],
    ['in what a flow is given', '- flow: other\n  with: { theirs: mine }', 'undefined-slot:3'],
    ['in a guide', `- guide: article\n  done: fin\n  failed: fin\n  none: fin\n${END}`, 'undefined-slot:3'],
    [
      'in an act',
      '- collect: a\n  type: text\n- confirm: [a]\n- act: register-product\n  product: what',
      'undefined-slot:6',
    ],
    [
      'because it is asked for later',
      `- branch:\n    - { when: what, filled: true, go: fin }\n    - else: ask\n- id: ask\n  collect: what\n  type: text\n${END}`,
      'undefined-slot:3',
    ],
  ])('%s', (_, steps, expected) => {
    expect(mistakes(steps, { other: flowOf('- end: true') })).toContain(expected);
  });

  test.each([
    [
      'is filled by one of two ways',
      `- collect: x\n  type: text\n- branch:\n    - { when: x, is: a, go: ask }\n    - else: see\n- id: ask\n  collect: what\n  type: text\n- id: see\n  branch:\n    - { when: what, filled: true, go: fin }\n    - else: fin\n${END}`,
    ],
    [
      'comes from a called flow',
      `- flow: other\n- branch:\n    - { when: deep, is: a, go: fin }\n    - else: fin\n${END}`,
    ],
    [
      'comes from a called flow under our name',
      `- collect: mine\n  type: text\n- flow: other\n  with: { given: mine }\n- branch:\n    - { when: mine_type, is: text, go: fin }\n    - else: fin\n${END}`,
    ],
    [
      'comes from a lookup',
      `- collect: number\n  type: order-number\n- lookup: verified\n  number: number\n- branch:\n    - { when: verified_order, filled: true, go: fin }\n    - else: fin\n${END}`,
    ],
    ['is set', `- set: { a: 1 }\n- branch:\n    - { when: a, is: 1, go: fin }\n    - else: fin\n${END}`],
    [
      'lies beside money',
      `- collect: price\n  type: money\n- branch:\n    - { when: price_currency, is: RUB, go: fin }\n    - else: fin\n${END}`,
    ],
  ])('is no mistake when it %s', (_, steps) => {
    const other = '- collect: deep\n  type: text\n- collect: given\n  type: text';
    expect(mistakes(steps, { other: flowOf(other) }).filter((code) => code.startsWith('undefined'))).toEqual(
      [],
    );
  });

  test('a called flow may use what every caller gives it', () => {
    const inner = `- branch:\n    - { when: mine, filled: true, go: fin }\n    - else: fin\n${END}`;
    const caller = flowOf('- collect: mine\n  type: text\n- flow: test');
    expect(mistakes(inner, { caller })).toEqual([]);
    expect(mistakes(inner)).toContain('undefined-slot:3');
  });
});

describe('conditions', () => {
  test.each([
    [
      'an option that is not offered',
      `- choose: way\n  options: [post, pickup]\n- branch:\n    - { when: way, is: curier, go: fin }\n    - else: fin\n${END}`,
      'impossible-condition:5',
    ],
    [
      'a type that the answer cannot have',
      `- collect: a\n  type: [phone, email]\n- branch:\n    - { when: a_type, in: [phone, fax], go: fin }\n    - else: fin\n${END}`,
      'impossible-condition:5',
    ],
    [
      'a rule that the shop does not have',
      `- collect: a\n  type: number\n- branch:\n    - { when: a, atMost: rule_retrun_days, go: fin }\n    - else: fin\n${END}`,
      'unknown-rule:5',
    ],
  ])('%s', (_, steps, expected) => expect(mistakes(steps)).toContain(expected));
});

describe('flows together', () => {
  test('a call of an unknown flow', () => {
    expect(mistakes('- flow: othr', { other: flowOf('- end: true') })).toContain('unknown-flow:3');
    expect(found('- flow: othr', { other: flowOf('- end: true') })[0]?.message).toContain(
      'is "other" meant?',
    );
  });

  test('a call of a flow with mistakes of its own takes the caller out as well', () => {
    const caller = read('caller', flowOf('- flow: bad'));
    const bad = read('bad', flowOf('- say: flow.bad.a\n  next: nowhere'));
    const good = read('good', flowOf('- end: true'));
    const book = new Map([caller, bad, good].map((one) => [one.id, one]));
    const { flows, problems } = checkFlows(book, new Set(), NO_PHRASES);
    expect([...flows.keys()]).toEqual(['good' as FlowId]);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-step', 'broken-flow']);
  });

  test('flows may call each other, but not in a circle', () => {
    expect(mistakes('- flow: two', { two: flowOf('- end: true') })).toEqual([]);
    expect(mistakes('- flow: two', { two: flowOf('- flow: test') })).toContain('recursion:3');
    expect(mistakes('- flow: test')).toContain('recursion:3');
  });

  test('one question starts one flow', () => {
    const here = 'version: 1\ntriggers:\n  ru:\n    - где заказ\n    - Заказ где?\nsteps:\n  - end: true';
    expect(mistakes(here)).toEqual(['repeated-trigger:5']);
    const there = 'version: 1\ntriggers:\n  ru: [где заказ]\nsteps:\n  - end: true';
    const book = new Map([read('a', here), read('b', there)].map((one) => [one.id, one]));
    const { problems } = checkFlows(book, new Set(), NO_PHRASES);
    expect(problems.map(({ code, file, line }) => `${code} ${file}:${line ?? 0}`)).toEqual([
      'repeated-trigger flows/a.yaml:5',
      'same-trigger flows/b.yaml:3',
    ]);
  });
});

describe('phrases', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'phrases-'))));
  afterAll(() => rm(folder, { recursive: true }));

  /** Problems of one flow whose phrases are the same in every language, but for those given for one. */
  async function spoken(steps: string, words: string, bg = words): Promise<string[]> {
    for (const locale of LOCALES)
      await writeFile(join(folder, `${locale}.yaml`), locale === 'bg' ? bg : words);
    const { phrases, problems, placeOf } = await loadPhrases(folder);
    const flow = read('test', flowOf(steps));
    const checked = checkFlows(new Map([[flow.id, flow]]), new Set(), phrases, { ...AROUND, placeOf });
    return [...problems, ...checked.problems].map(
      ({ code, file, line }) => `${code} ${file.split('/').at(-1) ?? ''}:${line ?? 0}`,
    );
  }
  const title = 'flow:\n  test:\n    title: Test\n';

  test.each([
    ['that no language has', '- say: flow.test.a', title, title, ['missing-phrase test.yaml:3']],
    [
      'that one language lacks',
      '- say: flow.test.a',
      `${title}    a: Hi\n`,
      title,
      ['missing-phrase bg.yaml:3'],
    ],
    [
      'of a flow without a title',
      '- end: true',
      'common: { a: Hi }\n',
      undefined,
      ['missing-phrase test.yaml:1'],
    ],
    [
      'with a variable that no slot fills',
      '- say: flow.test.a',
      `${title}    a: Hi {name}\n`,
      `${title}    a: Hi\n`,
      ['undefined-variable test.yaml:3'],
    ],
    [
      'with a rule that the shop does not have',
      '- say: flow.test.a',
      `${title}    a: "{rule_return_days} {rule_days}"\n`,
      undefined,
      ['unknown-rule test.yaml:3'],
    ],
    [
      'that chooses by what is shown',
      '- choose: way\n  options: [post, pickup]\n- say: flow.test.a',
      `${title}    a: "{way, select, post {P} other {O}}"\n    way: { ask: A, label: L, option: { post: P, pickup: U } }\n`,
      undefined,
      ['select-of-words test.yaml:5'],
    ],
    [
      'that nobody says',
      '- say: flow.test.greeting',
      `${title}    greeting: Hi\n    greetin: Hi\n`,
      undefined,
      ['unused-phrase ru.yaml:5'],
    ],
    [
      'with a select without other',
      '- end: true',
      `${title}common: { a: "{n_is, select, yes {1}}" }\n`,
      title,
      ['bad-icu ru.yaml:4', 'bad-icu en.yaml:4'],
    ],
    [
      'with a plural that a language does not have',
      '- end: true',
      `${title}common: { a: "{n, plural, one {1} few {2} many {3} other {4}}" }\n`,
      `${title}common: { a: "{n, plural, one {1} other {4}}" }\n`,
      ['unknown-plural en.yaml:4', 'unknown-plural en.yaml:4', 'missing-phrase en.yaml:4'],
    ],
    [
      'whose forms of a plural are shared, which is no mistake',
      '- end: true',
      `${title}common: { a: "{n, plural, one {1} other {4}}" }\n`,
      `${title}common: { a: "{n, plural, other {4}}" }\n`,
      [],
    ],
    [
      'with a plural that has some of its forms and lacks another',
      '- end: true',
      `${title}common: { a: "{n, selectordinal, one {1} two {2} few {3} other {4}}" }\n`,
      undefined,
      [
        'unknown-plural ru.yaml:4',
        'unknown-plural ru.yaml:4',
        'unknown-plural ru.yaml:4',
        'unknown-plural bg.yaml:4',
        'unknown-plural bg.yaml:4',
        'unknown-plural bg.yaml:4',
        'missing-phrase ru.yaml:4',
        'missing-phrase bg.yaml:4',
      ],
    ],
    [
      'with a brace left open',
      '- end: true',
      `${title}common: { a: "Hi {name" }\n`,
      title,
      ['bad-icu ru.yaml:4', 'bad-icu en.yaml:4'],
    ],
  ])('%s', async (_, steps, words, bg, expected) => {
    expect(await spoken(steps, words, bg)).toEqual(expected);
  });

  test('a detail whose type has a question of its own needs none in the flow', async () => {
    const words = `${title}    mail: { label: E-mail }\nslot: { email: { ask: Which? } }\n`;
    expect(await spoken('- collect: mail\n  type: email', words)).toEqual([]);
  });

  test('what a phrase is not told is shown as a dash', async () => {
    await spoken('- end: true', `${title}common: { a: "{x} {y_is, select, none {–} other {+}}" }\n`);
    const { phrases } = await loadPhrases(folder);
    expect(phrases.label('ru', 'common.a')).toBe('— –');
  });
});
