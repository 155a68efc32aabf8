// Runs every golden conversation of this folder, in each of its languages, through the real turn path.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { DeskPost } from '../../src/model/desk.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { leftAlone } from '../fakes/ledger.ts';
import { realShop, Talk } from './harness.ts';

const line = z.union([
  /** With a text: the payload of the link that was followed. */
  z.strictObject({ start: z.union([z.literal(true), z.string()]) }),
  /** Several messages within a second. */
  z.strictObject({
    burst: z.array(
      z.union([z.string(), z.strictObject({ edit: z.string() }), z.strictObject({ press: z.string() })]),
    ),
  }),
  z.strictObject({ album: z.number(), caption: z.string().optional() }),
  /** The last message, or the one that held `was`, reads differently now. */
  z.strictObject({ edit: z.string(), was: z.string().optional() }),
  z.strictObject({ say: z.string() }),
  z.strictObject({ press: z.string() }),
  z.strictObject({ photo: z.string() }),
  z.strictObject({ wait: z.string() }),
  z.strictObject({ at: z.string() }),
  /** The customer stops the bot. */
  z.strictObject({ stops: z.literal('bot') }),
  /** Мария says that she comes or goes, and in the second case hands over what she has. */
  z.strictObject({ shift: z.enum(['on', 'off']) }),
  z.strictObject({
    operator: z.union([
      z.enum(['take', 'release', 'close', 'reopen', 'block', 'unblock']),
      z.strictObject({ macro: z.string() }),
      z.strictObject({ edit: z.string() }),
      z.strictObject({ delete: z.literal('last') }),
      z.strictObject({ show: z.enum(['history', 'explain']) }),
      z.strictObject({ language: z.enum(LOCALES) }),
      z.strictObject({ snooze: z.string() }),
      z.strictObject({ up: z.string() }),
      z.strictObject({ tier: z.literal(3) }),
      z.strictObject({ priority: z.enum(['low', 'normal', 'high', 'urgent']) }),
      z.strictObject({ reply: z.string() }),
      z.strictObject({ note: z.string() }),
      z.strictObject({ answer: z.string() }),
    ]),
  }),
  /** Everything heard since the last look holds each of these, in this order. */
  z.strictObject({ bot: z.union([z.string(), z.array(z.string())]) }),
  z.strictObject({ never: z.string() }),
  z.strictObject({ silent: z.literal(true) }),
  /** Messages heard since the last look. */
  z.strictObject({ count: z.number() }),
  z.strictObject({ priority: z.enum(['low', 'normal', 'high', 'urgent']) }),
  z.strictObject({ buttons: z.array(z.string()) }),
  /** The first button holds this. */
  z.strictObject({ first: z.string() }),
  /** This article comes first: as the answer, or as the first title to choose from. */
  z.strictObject({ leads: z.string() }),
  /** The card's subject and lines together hold each of these. */
  z.strictObject({ card: z.array(z.string()) }),
  z.strictObject({ lacks: z.array(z.string()) }),
  /** The operators were shown this since the last look. */
  z.strictObject({ desk: z.string() }),
]);
const golden = z.strictObject({
  what: z.string(),
  /** Words wait for more of them, as they do in the server. */
  waits: z.boolean().default(false),
  talks: z.strictObject({ ru: z.array(line).min(2), en: z.array(line).min(2), bg: z.array(line).min(2) }),
});
type Line = z.infer<typeof line>;

const files = readdirSync('test/dialogues').filter((name) => name.endsWith('.yaml'));

/** Trains the shop's whole base, which takes long on a busy machine. */
beforeAll(() => realShop(), 180_000);

test('there are golden conversations', () => expect(files.length).toBeGreaterThan(5));

describe.each(files)('%s', (file) => {
  const { what, waits, talks } = golden.parse(parse(readFileSync(`test/dialogues/${file}`, 'utf8')));
  const open: Talk[] = [];
  afterAll(() => Promise.all(open.map((talk) => talk.store.close())));

  test.each(LOCALES)(`${what} (%s)`, async (locale) => {
    const talk = await Talk.begin(locale, undefined, { waits });
    open.push(talk);
    for (const [index, one] of talks[locale].entries()) {
      await play(talk, one, `${file}, ${locale}, line ${index + 1}`);
    }
    const { pendingEvents } = await talk.store.counts();
    expect(pendingEvents).toBe(0);
    expect(await leftAlone(talk.store, talk.now)).toEqual([]);
  });
});

async function play(talk: Talk, line: Line, where: string): Promise<void> {
  if (
    'bot' in line ||
    'never' in line ||
    'silent' in line ||
    'buttons' in line ||
    'first' in line ||
    'leads' in line ||
    'card' in line ||
    'lacks' in line ||
    'desk' in line ||
    'count' in line ||
    'priority' in line
  ) {
    look(talk, line, where);
    return;
  }
  talk.heard.length = 0;
  talk.posts.length = 0;
  if ('start' in line)
    return talk.sends({ kind: 'start', ...(line.start === true ? {} : { payload: line.start }) });
  if ('burst' in line) return talk.burst(line.burst);
  if ('album' in line) return talk.album(line.album, line.caption);
  if ('edit' in line) return talk.sends(talk.editOf(line.was, line.edit));
  if ('say' in line) return talk.says(line.say);
  if ('press' in line) return talk.presses(line.press);
  if ('photo' in line) return talk.photo(line.photo === '' ? undefined : line.photo);
  if ('wait' in line) return talk.passes(milliseconds(line.wait));
  if ('at' in line) {
    talk.now = new Date(line.at);
    return;
  }
  if ('stops' in line) return talk.sends({ kind: 'blocked' });
  if ('shift' in line) return talk.shift(line.shift === 'on');
  const act = line.operator;
  if (typeof act === 'string') return talk.operator({ kind: act });
  if ('macro' in act) return talk.operator({ kind: 'macro', macro: act.macro });
  if ('edit' in act) return talk.operator({ kind: 'edit', of: talk.lastReply, text: act.edit });
  if ('delete' in act) return talk.operator({ kind: 'delete', of: talk.lastReply });
  if ('show' in act) return talk.operator({ kind: 'show', what: act.show });
  if ('language' in act) return talk.operator({ kind: 'language', locale: act.language });
  if ('up' in act) return talk.operator({ kind: 'tier', tier: 3, queue: act.up });
  if ('tier' in act) return talk.operator({ kind: 'tier', tier: act.tier });
  if ('snooze' in act)
    return talk.operator({ kind: 'snooze', until: new Date(talk.now.getTime() + milliseconds(act.snooze)) });
  if ('priority' in act) return talk.operator({ kind: 'priority', priority: act.priority });
  if ('answer' in act) return talk.operator({ kind: 'answer', article: act.answer });
  if ('reply' in act) return talk.operator({ kind: 'reply', text: act.reply, files: [] });
  return talk.operator({ kind: 'note', text: act.note, files: [] });
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
  else if ('count' in line) expect(talk.heard.length, `${where}: messages in:\n${heard}`).toBe(line.count);
  else if ('priority' in line) expect(talk.card?.priority, where).toBe(line.priority);
  else if ('silent' in line) expect(heard, where).toBe('');
  else if ('buttons' in line) {
    const labels = talk.heard.flatMap(({ choices }) => (choices ?? []).map(({ label }) => label));
    for (const wanted of line.buttons) expect(labels.join(' | '), where).toContain(wanted);
  } else if ('first' in line) {
    const [first] = talk.heard.flatMap(({ choices }) => choices ?? []);
    expect(first?.label, where).toContain(line.first);
  } else if ('leads' in line) {
    const [first] = talk.heard.flatMap(({ choices }) => choices ?? []);
    expect(heard.includes(line.leads) || first?.label.includes(line.leads), `${where}: ${heard}`).toBe(true);
  } else if ('card' in line) {
    for (const wanted of line.card) expect(cardWords(talk), where).toContain(wanted);
  } else if ('lacks' in line) {
    for (const unwanted of line.lacks) expect(cardWords(talk), where).not.toContain(unwanted);
  } else if ('desk' in line) expect(talk.posts.map(shown).join('\n'), where).toContain(line.desk);
}

function cardWords({ card }: Talk): string {
  if (!card) return '';
  return [
    card.subject,
    card.statusLabel,
    ...card.lines.map(({ label, value }) => `${label}: ${value}`),
    ...card.tried.map(({ question }) => question),
  ].join('\n');
}

function shown(post: DeskPost): string {
  if (post.kind === 'said')
    return `${post.entry.author.kind}: ${toPlainText(post.entry.text)} ${'📎'.repeat(post.entry.files.length)}`;
  if (post.kind === 'edited') return `edited: ${toPlainText(post.entry.text)}`;
  if (post.kind === 'removed') return 'removed';
  if (post.kind === 'notice') return post.text;
  return post.kind === 'mark' ? post.outcome : `${post.kind} №${post.card.number} ${post.card.statusLabel}`;
}

function milliseconds(text: string): number {
  const match = /^(\d+)(m|h|d)$/u.exec(text);
  if (!match) throw new Error(`"${text}" is not a time such as 20m, 2h, 1d`);
  return Number(match[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 'm' | 'h' | 'd'];
}
