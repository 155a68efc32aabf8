// Ready texts and articles: found by what an operator remembers, or by what the customer asked.
import { describe, expect, test } from 'vitest';
import { macrosOf } from '../../../src/desk/macros.ts';
import { findArticles, findMacros, questionsOf } from '../../../src/inbox/board/finding.ts';
import type { ArticleId } from '../../../src/model/ids.ts';
import type { Answer, Article, KnowledgeBase } from '../../../src/model/knowledge.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { plain, toPlainText } from '../../../src/model/rich-text.ts';
import type { StoredEntry } from '../../../src/model/store.ts';
import { ticketWith } from '../../desk/ticket-with.ts';

const mary = { id: 'staff:1', name: 'Мария' };
const opened = new Date('2026-11-18T09:00:00Z');
const ticket = ticketWith([{ at: opened, kind: 'opened' }]);
const english = { ...ticket, case: { ...ticket.case, locale: 'en' as const, customerName: 'Ann' } };

const macros = macrosOf(
  new Map(
    Object.entries({
      'ask-photo': {
        title: { ru: 'Попросить фотографию', en: 'Ask for a photo', bg: 'Поискай снимка' },
        text: { ru: 'Пришлите фото', en: 'Send a photo, {name}. {operator}, {number}', bg: 'Пратете снимка' },
      },
      'sorry-late': {
        title: { ru: 'Извинение за задержку', en: 'Sorry: it is late', bg: 'Извинение за забавянето' },
        text: { ru: 'Извините', en: 'Sorry', bg: 'Извинете' },
      },
      checking: {
        title: { ru: 'Проверяем ещё раз', en: 'Checking', bg: 'Проверяваме' },
        text: { ru: 'Проверяем', en: 'We check', bg: 'Проверяваме' },
      },
    }),
  ),
);
const ids = (part: string, of = ticket): string[] =>
  findMacros(macros, of, part, mary, 'ru').map(({ id }) => id);

describe('macros', () => {
  test.each([
    ['all of them without a word', '', ['sorry-late', 'ask-photo', 'checking']],
    ['by a part of the title', 'фото', ['ask-photo']],
    ['whatever the case and the accents', 'ПРОВЕРЯЕМ ЕЩЕ', ['checking']],
    ['every word must be there', 'извинение фото', []],
    ['in any order', 'задержку извинение', ['sorry-late']],
    ['by a part of the id', 'photo', ['ask-photo']],
    ['the beginning of a name before its middle', 'п', ['ask-photo', 'checking']],
  ])('%s', (_what, part, expected) => {
    expect(ids(part)).toEqual(expected);
  });

  test("in the customer's language too", () => {
    expect(ids('sorry it', english)).toEqual(['sorry-late']);
    expect(ids('sorry it')).toEqual([]);
  });

  test('the preview is what this customer would get, the title what the desk reads', () => {
    const [found] = findMacros(macros, english, 'ask-photo', mary, 'ru');
    expect(found?.title).toBe('Попросить фотографию');
    expect(toPlainText(found?.preview ?? [])).toBe('Send a photo, Ann. Мария, 17');
  });
});

function article(id: string, locale: Locale, body = `body of ${id}`): Article {
  const named = { id: id as ArticleId, locale, title: `${id} in ${locale}`, file: `${id}.md` };
  return { ...named, questions: [], body: plain(body), tags: [] };
}

/** Answers what `by` says; everything else resembles only `far`. */
function base(by: Record<string, Answer>, empty: readonly string[] = []): KnowledgeBase {
  const far = { article: article('far', 'en'), confidence: 0.1 };
  const known = ['a', 'b', 'c', 'd', 'e', 'f', 'far'];
  return {
    ask: (question) => by[question] ?? { kind: 'none', nearest: [far] },
    article: (id, locale) =>
      known.includes(id) ? article(id, locale, empty.includes(id) ? '' : undefined) : undefined,
    articles: () => [],
  };
}
const ranked = (...list: string[]) => list.map((id) => ({ article: article(id, 'en'), confidence: 0.5 }));
const sure = (id: string, ...near: string[]): Answer => ({
  kind: 'answer',
  article: article(id, 'en'),
  confidence: 0.9,
  nearest: ranked(...near),
});

describe('articles', () => {
  const found = (knowledge: KnowledgeBase, asked: { words?: string; questions?: string[] }) =>
    findArticles(knowledge, english, { questions: [], ...asked }, 'ru');

  test("the text is in the customer's language with its heading, the title in the desk's", () => {
    const [one] = found(base({ how: sure('a') }), { questions: ['how'] });
    expect(one?.title).toBe('a in ru');
    expect(toPlainText(one?.text ?? [])).toBe('a in en\n\nbody of a');
  });

  test('at most five, each once, flows without a text left out', () => {
    const knowledge = base({ how: sure('a', 'b', 'a', 'c', 'd', 'e', 'f') }, ['b']);
    expect(found(knowledge, { questions: ['how'] }).map((one) => one.article)).toEqual([
      'a',
      'c',
      'd',
      'e',
      'f',
    ]);
  });

  test('words that resemble nothing do not go before the question left open', () => {
    const knowledge = base({ open: { kind: 'suggest', candidates: ranked('b', 'c') } });
    expect(found(knowledge, { questions: ['so?', 'open'] }).map((one) => one.article)).toEqual(['b', 'c']);
    expect(found(knowledge, { questions: ['so?'] }).map((one) => one.article)).toEqual(['far']);
  });

  test("an operator's words count alone, and an article's id is found as such", () => {
    const knowledge = base({ ' A ': sure('b'), how: sure('c') });
    expect(found(knowledge, { words: ' A ', questions: ['how'] }).map((one) => one.article)).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('what the customer asked last', () => {
  const entry = (kind: 'customer' | 'bot', text: string, minutes: number): StoredEntry => ({
    id: text as StoredEntry['id'],
    at: new Date(opened.getTime() + minutes * 60_000),
    author: { kind },
    text: plain(text),
    files: [],
  });
  const tried = [
    { question: 'one', answer: 'A', verdict: 'not-helped' as const },
    { question: 'two', answer: 'B' },
  ];
  const asked = { ...ticket, case: { ...ticket.case, tried } };

  test('the words since the ticket is open, then what the bot left open', () => {
    const said = [entry('customer', 'before', -1), entry('customer', 'after', 1), entry('bot', 'fine', 2)];
    expect(questionsOf(asked, said)).toEqual(['after', 'one']);
    expect(questionsOf(asked, said.slice(0, 1))).toEqual(['one']);
  });

  test('with nothing left open, the last question', () => {
    expect(questionsOf({ ...asked, case: { ...asked.case, tried: tried.slice(1) } }, [])).toEqual(['two']);
    expect(questionsOf(ticket, [])).toEqual([]);
  });
});
