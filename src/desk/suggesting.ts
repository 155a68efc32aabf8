// Articles that may answer what the bot could not: found once a question, as a card is made at every change of its ticket.
import type { ArticleId } from '../model/ids.ts';
import type { Article, KnowledgeBase } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Ticket } from '../model/ticket.ts';

const MOST = 3;
/** Questions remembered for each knowledge base. */
const REMEMBERED = 500;

interface Memory {
  /** As they were when it was asked; an edit makes new ones. */
  readonly articles: readonly Article[];
  readonly nearest: Map<string, readonly Article[]>;
}

const memories = new WeakMap<KnowledgeBase, Memory>();

/** What the knowledge base holds nearest to the last question that the bot could not answer; titles are in `locale`. */
export function suggestedFor(
  ticket: Ticket,
  knowledge: KnowledgeBase,
  locale: Locale,
): { readonly article: ArticleId; readonly title: string }[] {
  const open = ticket.case.tried.findLast(
    ({ answer, verdict }) => answer === undefined || verdict === 'not-helped',
  );
  // what could not be handled is not asked again: it would fail here as well
  if (!open || ticket.status === 'closed' || ticket.case.reason === 'failure') return [];
  const articles = nearestTo(open.question, ticket.case.locale, knowledge);
  const ids = new Set(articles.filter(({ title }) => title !== open.answer).map(({ id }) => id));
  return [...ids]
    .slice(0, MOST)
    .map((id) => ({ article: id, title: knowledge.article(id, locale)?.title ?? id }));
}

function nearestTo(question: string, locale: Locale, knowledge: KnowledgeBase): readonly Article[] {
  const { nearest } = memoryOf(knowledge);
  const key = `${locale} ${question}`;
  let found = nearest.get(key);
  if (found === undefined) {
    found = ask(question, locale, knowledge);
    const [oldest] = nearest.keys();
    if (nearest.size >= REMEMBERED && oldest !== undefined) nearest.delete(oldest);
    nearest.set(key, found);
  }
  return found;
}

function memoryOf(knowledge: KnowledgeBase): Memory {
  const articles = knowledge.articles();
  let memory = memories.get(knowledge);
  if (memory?.articles !== articles) {
    memory = { articles, nearest: new Map() };
    memories.set(knowledge, memory);
  }
  return memory;
}

function ask(question: string, locale: Locale, knowledge: KnowledgeBase): readonly Article[] {
  const answer = knowledge.ask(question, locale);
  const ranked = answer.kind === 'suggest' ? answer.candidates : answer.nearest;
  const articles = [
    ...(answer.kind === 'answer' ? [answer.article] : []),
    ...ranked.map(({ article }) => article),
  ];
  return articles.filter(({ body }) => body.length > 0);
}
