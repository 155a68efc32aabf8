// Articles suggested on a card: asked for once a question, and anew after an edit.
import { expect, test } from 'vitest';
import { suggestedFor } from '../../src/desk/suggesting.ts';
import type { ArticleId, ConversationId, CustomerId, TicketId } from '../../src/model/ids.ts';
import type { Article, KnowledgeBase } from '../../src/model/knowledge.ts';
import type { Ticket, Tried } from '../../src/model/ticket.ts';

function articleOf(id: string): Article {
  const body = [{ kind: 'paragraph', spans: [{ kind: 'text', text: id }] }] as const;
  return {
    id: id as ArticleId,
    locale: 'en',
    title: `About ${id}`,
    questions: [],
    tags: [],
    body,
    file: `${id}.md`,
  };
}

/** Knows nothing for sure; counts how often it is asked. */
function countingBase() {
  let articles: readonly Article[] = [articleOf('kettles'), articleOf('irons')];
  let asked = 0;
  const base: KnowledgeBase = {
    ask() {
      asked += 1;
      return { kind: 'none', nearest: articles.map((article) => ({ article, confidence: 0.1 })) };
    },
    article: (id) => articles.find((one) => one.id === id),
    articles: () => articles,
  };
  const edit = (...next: Article[]): void => void (articles = next);
  return { base, edit, asked: () => asked };
}

function ticketWith(tried: readonly Tried[], extra: Partial<Ticket> = {}): Ticket {
  return {
    id: 't1' as TicketId,
    number: 1001,
    conversation: 'c1' as ConversationId,
    customer: 'p1' as CustomerId,
    subject: 'A kettle',
    status: 'new',
    priority: 'normal',
    tier: 2,
    openedAt: new Date(0),
    case: { reason: 'asked', locale: 'en', channel: 'webchat', fields: [], files: [], tried },
    history: [],
    ...extra,
  };
}

const open = ticketWith([{ question: 'it does not boil' }]);

test('the knowledge base is asked once a question, however often the card is made', () => {
  const { base, asked } = countingBase();
  const first = suggestedFor(open, base, 'en');
  expect(first.map(({ title }) => title)).toEqual(['About kettles', 'About irons']);
  expect(suggestedFor({ ...open, status: 'open' }, base, 'en')).toEqual(first);
  suggestedFor(ticketWith([{ question: 'it leaks' }]), base, 'en');
  expect(asked()).toBe(2);
});

test('after an edit of the articles it is asked anew', () => {
  const { base, edit, asked } = countingBase();
  suggestedFor(open, base, 'en');
  edit(articleOf('toasters'));
  expect(suggestedFor(open, base, 'en').map(({ article }) => article)).toEqual(['toasters']);
  expect(asked()).toBe(2);
});

test('what helped, what is over and what failed is suggested nothing for', () => {
  const { base, asked } = countingBase();
  const helped = ticketWith([{ question: 'it leaks', answer: 'About kettles' }]);
  const failed = { ...open, case: { ...open.case, reason: 'failure' as const } };
  for (const ticket of [helped, { ...open, status: 'closed' as const }, failed])
    expect(suggestedFor(ticket, base, 'en')).toEqual([]);
  expect(asked()).toBe(0);
});

test('an article that did not help is not suggested again', () => {
  const { base } = countingBase();
  const again = ticketWith([{ question: 'it leaks', answer: 'About kettles', verdict: 'not-helped' }]);
  expect(suggestedFor(again, base, 'en').map(({ article }) => article)).toEqual(['irons']);
});
