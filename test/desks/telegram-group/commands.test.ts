// What the commands' words mean, in the three languages; and what is no command at all.
import { describe, expect, test } from 'vitest';
import { actOf, type Act } from '../../../src/desks/telegram-group/command-acts.ts';
import { commandIn, COMMANDS } from '../../../src/desks/telegram-group/commands.ts';
import { helpText, menuOf } from '../../../src/desks/telegram-group/menu.ts';
import { wordsIn } from '../../../src/desks/telegram-group/words/words-in.ts';
import { LOCALES } from '../../../src/model/locale.ts';
import { toPlainText } from '../../../src/model/rich-text.ts';

const MOMENT = { now: new Date('2026-03-02T09:00:00Z'), timeZone: 'Europe/Sofia' };

function meaning(text: string): Act | undefined {
  const command = commandIn(text, 'desk_bot');
  return command?.kind === 'command' ? actOf(command.name, command.rest, MOMENT) : undefined;
}

describe('a command', () => {
  test.each([
    ['/take', 'take', ''],
    ['/Take@Desk_Bot', 'take', ''],
    ['/macro  не приехал ', 'macro', 'не приехал'],
    ['/note два\nслова', 'note', 'два\nслова'],
  ])('%s', (text, name, rest) => {
    expect(commandIn(text, 'desk_bot')).toEqual({ kind: 'command', name, rest });
  });

  test('of another bot is none of ours', () => {
    expect(commandIn('/take@other_bot', 'desk_bot')).toEqual({ kind: 'elsewhere' });
    expect(commandIn('/take@other_bot', undefined)).toMatchObject({ name: 'take' });
  });

  test.each(['/colse', '/закрыть', '/take2', '/start now'])('%s is a mistyped one', (text) => {
    expect(commandIn(text, 'desk_bot')).toEqual({ kind: 'unknown' });
  });

  test.each(['take', '/', '/ take', '/home/user is full', '24/7', '//take'])('"%s" is none', (text) => {
    expect(commandIn(text, 'desk_bot')).toBeUndefined();
  });
});

describe('an act', () => {
  test.each<[string, object]>([
    ['/take', { kind: 'take' }],
    ['/release', { kind: 'release' }],
    ['/close', { kind: 'close' }],
    ['/reopen', { kind: 'reopen' }],
    ['/block', { kind: 'block' }],
    ['/unblock', { kind: 'unblock' }],
    ['/history', { kind: 'show', what: 'history' }],
    ['/explain', { kind: 'show', what: 'explain' }],
    ['/answer delivery', { kind: 'answer', article: 'delivery' }],
    ['/priority urgent', { kind: 'priority', priority: 'urgent' }],
    ['/priority Срочный', { kind: 'priority', priority: 'urgent' }],
    ['/priority спешно', { kind: 'priority', priority: 'urgent' }],
    ['/priority высокий', { kind: 'priority', priority: 'high' }],
    ['/priority висок', { kind: 'priority', priority: 'high' }],
    ['/priority обычная', { kind: 'priority', priority: 'normal' }],
    ['/priority нормален', { kind: 'priority', priority: 'normal' }],
    ['/priority low', { kind: 'priority', priority: 'low' }],
    ['/priority низкий', { kind: 'priority', priority: 'low' }],
    ['/priority нисък', { kind: 'priority', priority: 'low' }],
    ['/tier 3', { kind: 'tier', tier: 3 }],
    ['/tier 2', { kind: 'tier', tier: 2 }],
    ['/merge 1042', { kind: 'merge', into: 1042 }],
    ['/merge №1042', { kind: 'merge', into: 1042 }],
    ['/merge #1042', { kind: 'merge', into: 1042 }],
    ['/language EN', { kind: 'language', locale: 'en' }],
    ['/language болгарский', { kind: 'language', locale: 'bg' }],
    ['/language руски', { kind: 'language', locale: 'ru' }],
    ['/wake', { kind: 'wake' }],
    ['/snooze off', { kind: 'wake' }],
    ['/snooze выкл', { kind: 'wake' }],
    ['/snooze 2h', { kind: 'snooze', until: new Date('2026-03-02T11:00:00Z') }],
    ['/snooze завтра', { kind: 'snooze', until: new Date('2026-03-03T07:00:00Z') }],
    ['/snooze mon 10:00', { kind: 'snooze', until: new Date('2026-03-09T08:00:00Z') }],
  ])('%s', (text, body) => {
    expect(meaning(text)).toEqual({ kind: 'act', body });
  });
});

describe('what needs a look at the desk', () => {
  test.each<[string, object]>([
    ['/assign @anna', { kind: 'assign', words: '@anna' }],
    ['/macro', { kind: 'macro', part: '' }],
    ['/macro delay', { kind: 'macro', part: 'delay' }],
    ['/tier 3 repairs', { kind: 'queue-of', tier: 3, queue: 'repairs' }],
    ['/tier repairs', { kind: 'queue-of', queue: 'repairs' }],
    ['/tier 3 Ремонт и запчасти', { kind: 'queue-of', tier: 3, queue: 'Ремонт и запчасти' }],
    ['/mute', { kind: 'mute' }],
    ['/mute 2ч', { kind: 'mute', until: new Date('2026-03-02T11:00:00Z') }],
    ['/mute off', { kind: 'unmute' }],
    ['/mute выкл', { kind: 'unmute' }],
    ['/delete', { kind: 'delete' }],
    ['/close now', { kind: 'close-unasked' }],
    ['/close веднага', { kind: 'close-unasked' }],
  ])('%s', (text, errand) => {
    expect(meaning(text)).toEqual({ kind: 'errand', errand });
  });

  test.each<[string, object]>([
    ['/queue', { kind: 'queue' }],
    ['/stats', { kind: 'stats' }],
    ['/help', { kind: 'help' }],
    ['/shift on', { kind: 'shift', on: true }],
    ['/shift закончил', { kind: 'shift', on: false }],
    ['/shift изкл', { kind: 'shift', on: false }],
  ])('%s, in any topic', (text, question) => {
    expect(meaning(text)).toEqual({ kind: 'general', question });
  });
});

test.each([
  '/priority',
  '/priority soonish',
  '/tier',
  '/tier 4',
  '/tier 1',
  '/merge',
  '/merge this one',
  '/language',
  '/language de',
  '/snooze',
  '/snooze yesterday',
  '/mute a bit',
  '/shift',
  '/shift maybe',
  '/answer',
  '/note',
])('%s is wrong use', (text) => {
  const [, command] = /^\/(\w+)/u.exec(text) ?? [];
  expect(meaning(text)).toEqual({ kind: 'wrong', command });
});

describe.each(LOCALES)('in %s', (locale) => {
  const words = wordsIn(locale).operators;

  test('the menu has every command, and Telegram takes it', () => {
    const menu = menuOf(words);
    expect(menu.map(({ command }) => command)).toEqual([...COMMANDS]);
    for (const { command, description } of menu) {
      expect(command).toMatch(/^[a-z_]{1,32}$/u);
      expect(description.length).toBeGreaterThanOrEqual(3);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });

  test('help fits one message and names every command', () => {
    const help = toPlainText(helpText(words));
    expect(help.length).toBeLessThan(4000);
    for (const command of COMMANDS) expect(help).toContain(`/${command} — `);
  });

  test('every example is right use', () => {
    for (const [command, examples] of Object.entries(words.examples)) {
      for (const example of examples.split(', ')) {
        expect([command, meaning(example)?.kind]).not.toEqual([command, undefined]);
        if (command !== 'note') expect([example, meaning(example)?.kind]).not.toEqual([example, 'wrong']);
      }
    }
  });

  test('what is shown on a pressed button fits there', () => {
    for (const text of [words.oldButton, words.notYourDesk, words.justSent, words.noMacros, words.failed]) {
      expect(text.length).toBeLessThanOrEqual(200);
    }
  });
});
