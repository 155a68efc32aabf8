// What authors write for the desk: each mistake is told with its line and cure, and the shop's own files have none.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { deskRulesSchema } from '../../src/desk/desk-rules.ts';
import { loadMacros } from '../../src/desk/macros.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { readYaml } from '../../src/system/yaml.ts';

const FILE = 'flows/desk.yaml';

describe('desk.yaml', () => {
  it('of the shop is right, also with its example of people switched on', async () => {
    const text = await readFile(FILE, 'utf8');
    expect(readYaml(text, FILE, deskRulesSchema).ok).toBe(true);
    const lines = text.split('\n');
    const from = lines.indexOf('# people:');
    const shown = lines.map((line, at) =>
      at >= from && /^# (?:people:| {2})/u.test(line) ? line.slice(2) : line,
    );
    const read = readYaml(shown.join('\n'), FILE, deskRulesSchema);
    expect(read.ok && Object.keys(read.file.value.people)).toEqual(['Мария', 'Борис']);
  });

  test.each([
    ['assign: by-hand', 'assign: randomly'],
    ['link_hours: 72', 'link_hours: soon'],
    ['  normal: { first: 1h,', '  normal: { first: soon,'],
    ['  - name: general', '  - name: General'],
    ['warn_at: 0.8', 'warn_at: 80'],
    ['  - when: { contacts: 2 }', '  - when: { contacts: 1 }'],
    ['confirm: { remind_hours: 24, close_hours: 72 }', 'confirm: { remind_hours: 24, close_hours: 24 }'],
    ['assign: by-hand', 'people: { Мария: { queues: [nowhere] } }'],
  ])('with a mistake (%s → %s) is refused at that very line', async (right, wrong) => {
    const text = await readFile(FILE, 'utf8');
    expect(text).toContain(right);
    const line = text.slice(0, text.indexOf(right)).split('\n').length;
    const read = readYaml(text.replace(right, wrong), FILE, deskRulesSchema);
    expect(read.ok).toBe(false);
    const [problem] = read.ok ? [] : read.problems;
    expect(problem).toMatchObject({ file: FILE, line });
    expect(problem?.cure).not.toBe('');
  });
});

describe('macros', () => {
  const VALUES = { name: 'Анна', operator: 'Мария *', number: 1042, subject: 'Чайник' };

  it('of the shop are a dozen or more, and can be said in every language', async () => {
    const { macros, problems } = await loadMacros('flows/macros');
    expect(problems).toEqual([]);
    expect(macros.list('ru').length).toBeGreaterThanOrEqual(12);
    for (const locale of LOCALES)
      for (const { id, title } of macros.list(locale)) {
        expect(title).not.toBe('');
        expect(toPlainText(macros.say(id, locale, VALUES))).not.toMatch(/[{}]/u);
      }
    expect(toPlainText(macros.say('hello', 'en', VALUES))).toContain('I am Мария *');
  });

  test.each([
    ['a variable that no macro has', "  en: 'Hello {nick}'", 'unknown-variable', 7],
    ['a brace that is not closed', "  en: 'Hello {name'", 'bad-icu', 7],
    ['a title that is missing', '', 'missing-language', undefined],
  ])('with %s are told with file, line and cure, and left out', async (_, en, code, line) => {
    const folder = await mkdtemp(join(tmpdir(), 'macros-'));
    const text = [
      'title:',
      '  ru: Т',
      '  en: T',
      '  bg: Т',
      'text:',
      "  ru: 'Текст'",
      en,
      "  bg: 'Текст'",
      '',
    ];
    await writeFile(join(folder, 'one.yaml'), text.filter((one, at) => one !== '' || at === 8).join('\n'));
    const { macros, problems } = await loadMacros(folder);
    expect(macros.has('one')).toBe(false);
    expect(problems[0]).toMatchObject({ file: join(folder, 'one.yaml'), severity: 'error' });
    expect(problems[0]?.cure).not.toBe('');
    if (line !== undefined) expect(problems[0]).toMatchObject({ code, line });
  });

  it('are none where there is no folder', async () => {
    const { macros, problems } = await loadMacros('flows/no-such-folder');
    expect([macros.list('ru'), problems]).toEqual([[], []]);
  });
});
