// The page's words: times for people, moments to put a request aside until, and three languages that say the same.
import { describe, expect, test } from 'vitest';
import { chosenWords, historyWords } from '../../../src/desks/web/page/history-words.ts';
import { lastWords } from '../../../src/desks/web/page/last-words.ts';
import { age, due, soon } from '../../../src/desks/web/page/time.ts';
import { fieldValue, snoozeTimes } from '../../../src/desks/web/page/snooze-times.ts';
import { bg } from '../../../src/desks/web/page/text/bg.ts';
import { en } from '../../../src/desks/web/page/text/en.ts';
import { ru } from '../../../src/desks/web/page/text/ru.ts';
import type { Board } from '../../../src/desks/web/wire.ts';

const MINUTE = 60_000;
const NOW = new Date(2026, 2, 4, 12, 0).getTime();

describe('times', () => {
  test.each([
    { minutes: 8, en: 'in 8 min', ru: 'через 8 мин', bg: 'след 8 мин' },
    { minutes: 90, en: 'in 1 hr', ru: 'через 1 ч', bg: 'след 1 ч' },
    { minutes: -22, en: '22 min late', ru: 'просрочено 22 мин', bg: 'закъснява 22 мин' },
    { minutes: -3000, en: '2 days late', ru: 'просрочено 2 дн.', bg: 'закъснява 2 дни' },
  ])('$minutes minutes from now are said in words', ({ minutes, ...words }) => {
    const at = NOW + minutes * MINUTE;
    const said = { en: due(at, NOW, en), ru: due(at, NOW, ru), bg: due(at, NOW, bg) };
    expect(said.en).toBe(words.en);
    expect(said.ru).toBe(words.ru);
    expect(said.bg.replace(/\u00A0|\u202F/gu, ' ')).toContain(words.bg.split(' ')[0]!);
  });

  test('less than a minute is a minute, a week ago is a date', () => {
    expect(age(NOW - 5, NOW, en)).toBe('1 min');
    expect(age(NOW - 8 * 24 * 60 * MINUTE, NOW, en)).toBe('Feb 24');
  });

  test('today needs no day', () => {
    expect(soon(NOW + 60 * MINUTE, NOW, en)).toBe('13:00');
    expect(soon(NOW + 24 * 60 * MINUTE, NOW, en)).toContain('Mar');
  });
});

describe('putting aside', () => {
  test('an hour, three hours, tomorrow at nine, Monday at nine', () => {
    const wednesday = new Date(2026, 2, 4, 22, 30);
    expect(snoozeTimes(wednesday)).toEqual({
      hour: new Date(2026, 2, 4, 23, 30),
      threeHours: new Date(2026, 2, 5, 1, 30),
      tomorrow: new Date(2026, 2, 5, 9),
      monday: new Date(2026, 2, 9, 9),
    });
  });

  test.each([
    { day: 'a Monday', now: new Date(2026, 2, 9, 8) },
    { day: 'a Sunday', now: new Date(2026, 2, 8, 8) },
    { day: 'New Year’s Eve', now: new Date(2026, 11, 31, 23, 59) },
  ])('on $day Monday is one to come, at nine', ({ now }) => {
    const { monday, tomorrow } = snoozeTimes(now);
    expect([monday.getDay(), monday.getHours()]).toEqual([1, 9]);
    expect(monday.getTime()).toBeGreaterThanOrEqual(tomorrow.getTime());
  });

  test('a date field gets the local day and hour', () => {
    expect(fieldValue(new Date(2026, 2, 4, 9, 5))).toBe('2026-03-04T09:05');
  });
});

describe('languages', () => {
  test.each([
    { name: 'Russian', text: ru },
    { name: 'Bulgarian', text: bg },
  ])('$name has a word of its own for everything that English says', ({ text }) => {
    const same = pairs(en, text).filter(
      ([path, ours, theirs]) => ours === theirs && /\p{L}{3}/u.test(ours) && !SHARED.test(path),
    );
    expect(same.map(([path]) => path)).toEqual([]);
  });

  test.each([ru, bg])('the keys are the same in $languageName', (text) => {
    const keysOf = ({ keys }: typeof en) => keys.flatMap((group) => group.keys.map(([names]) => names));
    expect(keysOf(text)).toEqual(keysOf(en));
  });

  test.each([en, ru, bg])('everything that happens to a request is told in $languageName', (text) => {
    const kinds = ['opened', 'assigned', 'snoozed', 'merged', 'solved', 'breached', 'handed-over'] as const;
    for (const kind of kinds) {
      expect(text.history({ at: 0, kind, by: 'Anna', detail: '7' })).toMatch(/\p{Lu}.{5}/u);
      expect(text.history({ at: 0, kind })).not.toMatch(/undefined/u);
    }
  });

  test.each([
    [en, 'Anna assigned the request to Boris', 'Handed over at the end of a shift: Anna → Boris'],
    [ru, 'Обращение передано: Anna → Boris', 'Передано в конце смены: Anna → Boris'],
    [bg, 'Anna предаде заявката на Boris', 'Предадена в края на смяната: Anna → Boris'],
  ] as const)('who gave a request to whom is told in $languageName', (text, assigned, handedOver) => {
    const line = { at: 0, by: 'Anna', to: 'Boris' };
    expect(text.history({ ...line, kind: 'assigned' })).toBe(assigned);
    expect(text.history({ ...line, kind: 'handed-over' })).toBe(handedOver);
    expect(text.history({ at: 0, kind: 'assigned', to: 'Boris' })).toMatch(/Boris/u);
    expect(text.history({ at: 0, kind: 'assigned', by: 'Boris', to: 'Boris' })).not.toMatch(/Boris.*Boris/u);
  });

  test.each([
    [{ kind: 'queue', detail: 'repairs' }, 'Передано в очередь «Ремонт» (Анна)'],
    [{ kind: 'queue', detail: 'gone' }, 'Передано в очередь «gone» (Анна)'],
    [{ kind: 'priority', detail: 'high' }, 'Приоритет: высокий (Анна)'],
    [{ kind: 'breached', detail: 'first' }, 'Время на первый ответ вышло'],
    [{ kind: 'closed', detail: 'unconfirmed' }, 'Обращение закрыто: клиент не ответил, решён ли вопрос'],
    [{ kind: 'closed', detail: 'by-desk' }, 'Обращение закрыто (Анна)'],
  ] as const)('what was chosen is said in words, not as it is kept: %o', (line, words) => {
    expect(historyWords({ at: 0, by: 'Анна', ...line }, BOARD, ru)).toBe(words);
  });

  test.each([
    [{ text: 'photo-10.jpg', files: ['photo'] }, 'Фото'],
    [{ text: '1.jpg, 2.jpg', files: ['photo', 'photo'] }, 'Фото × 2'],
    [{ text: 'voice-5.ogg', files: ['voice'] }, 'Голосовое сообщение'],
    [{ text: 'чек.pdf', files: ['document'] }, 'чек.pdf'],
    [{ text: 'Вот чек' }, 'Вот чек'],
    [{ text: '' }, 'Сообщение убрано'],
  ] as const)('the last words of a request are told also of files: %o', (last, words) => {
    expect(lastWords({ by: 'customer', ...last }, ru)).toBe(words);
  });

  test.each([
    [{ act: 'tier', detail: 'repairs' }, 'Repairs'],
    [{ act: 'tier', detail: '3' }, 'Specialists'],
    [{ act: 'priority', detail: 'urgent' }, 'urgent'],
    [{ act: 'language', detail: 'bg' }, 'Bulgarian'],
    [{ act: 'close', detail: 'unasked' }, 'without asking'],
    [{ act: 'shift', detail: 'off' }, 'off'],
    [{ act: 'merge', detail: '1041' }, '#1041'],
    [{ act: 'assign', detail: 'Boris' }, 'Boris'],
    [{ act: 'take' }, ''],
  ])('the log says what was chosen: %o', (line, words) => {
    expect(chosenWords(line, BOARD, en)).toBe(words);
  });
});

const BOARD: Board = {
  people: [],
  queues: [
    { name: 'repairs', tier: 3, title: 'Ремонт', titles: { ru: 'Ремонт', en: 'Repairs', bg: 'Ремонт' } },
  ],
  troubles: [],
  stats: [],
};

/** Names of keys and of places are the same everywhere. */
const SHARED = /^keys\.|desks\.telegram/u;

/** Every plain text of `a` with its path, and what `b` has there. */
function pairs(a: unknown, b: unknown, path = ''): [string, string, unknown][] {
  if (typeof a === 'string') return [[path.slice(1), a, b]];
  if (typeof a !== 'object' || a === null) return [];
  return Object.entries(a).flatMap(([key, value]) =>
    pairs(value, (b as Record<string, unknown> | undefined)?.[key], `${path}.${key}`),
  );
}
