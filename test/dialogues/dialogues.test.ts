// Runs every golden conversation of this folder, in each of its languages, through the real turn path.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { DeskPost } from '../../src/model/desk.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { Talk } from './harness.ts';

const line = z.union([
  z.strictObject({ start: z.literal(true) }),
  z.strictObject({ say: z.string() }),
  z.strictObject({ press: z.string() }),
  z.strictObject({ photo: z.string() }),
  z.strictObject({ wait: z.string() }),
  z.strictObject({ at: z.string() }),
  z.strictObject({
    operator: z.union([
      z.enum(['take', 'release', 'close']),
      z.strictObject({ reply: z.string() }),
      z.strictObject({ note: z.string() }),
      z.strictObject({ answer: z.string() }),
    ]),
  }),
  /** Everything heard since the last look holds each of these, in this order. */
  z.strictObject({ bot: z.union([z.string(), z.array(z.string())]) }),
  z.strictObject({ never: z.string() }),
  z.strictObject({ silent: z.literal(true) }),
  z.strictObject({ buttons: z.array(z.string()) }),
  /** The first button holds this. */
  z.strictObject({ first: z.string() }),
  /** The card's subject and lines together hold each of these. */
  z.strictObject({ card: z.array(z.string()) }),
  /** The operators were shown this since the last look. */
  z.strictObject({ desk: z.string() }),
]);
const golden = z.strictObject({
  what: z.string(),
  talks: z.strictObject({ ru: z.array(line).min(2), en: z.array(line).min(2), bg: z.array(line).min(2) }),
});
type Line = z.infer<typeof line>;

const files = readdirSync('test/dialogues').filter((name) => name.endsWith('.yaml'));

test('there are golden conversations', () => expect(files.length).toBeGreaterThan(5));

describe.each(files)('%s', (file) => {
  const { what, talks } = golden.parse(parse(readFileSync(`test/dialogues/${file}`, 'utf8')));
  const open: Talk[] = [];
  afterAll(() => Promise.all(open.map((talk) => talk.store.close())));

  test.each(LOCALES)(`${what} (%s)`, async (locale) => {
    const talk = await Talk.begin(locale);
    open.push(talk);
    for (const [index, one] of talks[locale].entries()) {
      await play(talk, one, `${file}, ${locale}, line ${index + 1}`);
    }
    const { pendingEvents } = await talk.store.counts();
    expect(pendingEvents).toBe(0);
  });
});

async function play(talk: Talk, line: Line, where: string): Promise<void> {
  if (
    'bot' in line ||
    'never' in line ||
    'silent' in line ||
    'buttons' in line ||
    'first' in line ||
    'card' in line ||
    'desk' in line
  ) {
    look(talk, line, where);
    return;
  }
  talk.heard.length = 0;
  talk.posts.length = 0;
  if ('start' in line) return talk.sends({ kind: 'start' });
  if ('say' in line) return talk.says(line.say);
  if ('press' in line) return talk.presses(line.press);
  if ('photo' in line) return talk.photo(line.photo === '' ? undefined : line.photo);
  if ('wait' in line) return talk.passes(milliseconds(line.wait));
  if ('at' in line) {
    talk.now = new Date(line.at);
    return;
  }
  if (typeof line.operator === 'string') return talk.operator({ kind: line.operator });
  if ('answer' in line.operator) return talk.operator({ kind: 'answer', article: line.operator.answer });
  if ('reply' in line.operator) return talk.operator({ kind: 'reply', text: line.operator.reply, files: [] });
  return talk.operator({ kind: 'note', text: line.operator.note, files: [] });
}

function look(talk: Talk, line: Line, where: string): void {
  const heard = talk.heard.map(({ text }) => toPlainText(text)).join('\n—\n');
  if ('bot' in line) {
    let from = 0;
    for (const wanted of [line.bot].flat()) {
      const at = heard.indexOf(wanted, from);
      expect(at, `${where}: "${wanted}" in:\n${heard}`).toBeGreaterThanOrEqual(0);
      from = at + wanted.length;
    }
  } else if ('never' in line) expect(heard, where).not.toContain(line.never);
  else if ('silent' in line) expect(heard, where).toBe('');
  else if ('buttons' in line) {
    const labels = talk.heard.flatMap(({ choices }) => (choices ?? []).map(({ label }) => label));
    for (const wanted of line.buttons) expect(labels.join(' | '), where).toContain(wanted);
  } else if ('first' in line) {
    const [first] = talk.heard.flatMap(({ choices }) => choices ?? []);
    expect(first?.label, where).toContain(line.first);
  } else if ('card' in line) {
    const card = talk.card;
    const words = card
      ? [
          card.subject,
          card.statusLabel,
          ...card.lines.map(({ label, value }) => `${label}: ${value}`),
          ...card.tried.map(({ question }) => question),
        ].join('\n')
      : '';
    for (const wanted of line.card) expect(words, where).toContain(wanted);
  } else if ('desk' in line) expect(talk.posts.map(shown).join('\n'), where).toContain(line.desk);
}

function shown(post: DeskPost): string {
  if (post.kind === 'said')
    return `${post.entry.author.kind}: ${toPlainText(post.entry.text)} ${'📎'.repeat(post.entry.files.length)}`;
  if (post.kind === 'notice') return post.text;
  return post.kind === 'mark' ? post.outcome : `${post.kind} №${post.card.number} ${post.card.statusLabel}`;
}

function milliseconds(text: string): number {
  const match = /^(\d+)(m|h|d)$/u.exec(text);
  if (!match) throw new Error(`"${text}" is not a time such as 20m, 2h, 1d`);
  return Number(match[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 'm' | 'h' | 'd'];
}
