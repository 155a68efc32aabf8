// Ready texts and articles for a ticket: found by what an operator remembers of a name, or by what the customer asked. Pure.
import type { Macros } from '../../desk/macros.ts';
import { articleText } from '../../dialogue/answering.ts';
import type { DeskBoard } from '../../model/desk.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { KnowledgeBase } from '../../model/knowledge.ts';
import type { Locale } from '../../model/locale.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { StoredEntry } from '../../model/store.ts';
import type { Operator, Ticket } from '../../model/ticket.ts';

type Found<Kind extends 'macros' | 'articles'> = Awaited<ReturnType<DeskBoard[Kind]>>[number];

const MOST_ARTICLES = 5;

/** Those whose id or title, in the desk's language or the customer's, holds every word of `part`; all when it is empty. */
export function findMacros(
  macros: Macros,
  ticket: Ticket,
  part: string,
  operator: Operator,
  deskLocale: Locale,
): Found<'macros'>[] {
  const words = fold(part).split(' ').filter(Boolean);
  const { locale, customerName } = ticket.case;
  const theirs = new Map(macros.list(locale).map(({ id, title }) => [id, fold(title)]));
  return macros
    .list(deskLocale)
    .flatMap(({ id, title }) => {
      const names = [fold(id.replaceAll('-', ' ')), fold(id), fold(title), theirs.get(id) ?? ''];
      const rank = rankOf(names, words);
      return rank === undefined ? [] : [{ id, title, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.title.localeCompare(b.title, deskLocale))
    .map(({ id, title }) => ({
      id,
      title,
      preview: macros.say(id, locale, {
        name: customerName ?? '',
        operator: operator.name,
        number: ticket.number,
        subject: ticket.subject,
      }),
    }));
}

/** 0: one name is exactly this; 1: one begins with it; 2: its words begin words of a name; 3: they are somewhere in one. */
function rankOf(names: readonly string[], words: readonly string[]): number | undefined {
  const said = words.join(' ');
  const ranks = names.flatMap((name) => {
    if (!words.every((word) => name.includes(word))) return [];
    if (name === said) return [0];
    if (name.startsWith(said)) return [1];
    return [words.every((word) => ` ${name}`.includes(` ${word}`)) ? 2 : 3];
  });
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

/** Without case and accents: somebody in a hurry types neither. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim();
}

/** What the customer last asked: the latest words to us while people have the matter, then the question that the bot left open. */
export function questionsOf(ticket: Ticket, said: readonly StoredEntry[]): string[] {
  const last = said.findLast(
    ({ author, at, text, state }) =>
      author.kind === 'customer' &&
      at.getTime() >= ticket.openedAt.getTime() &&
      state !== 'removed' &&
      text.length > 0,
  );
  const open = ticket.case.tried.findLast(
    ({ answer, verdict }) => answer === undefined || verdict === 'not-helped',
  );
  const asked = open ?? ticket.case.tried.at(-1);
  return [...(last ? [toPlainText(last.text)] : []), ...(asked ? [asked.question] : [])];
}

/** `wanted`: the operator's own words, which may be an article's id; without them what the customer asked. */
export function findArticles(
  knowledge: KnowledgeBase,
  ticket: Ticket,
  asked: { readonly words?: string; readonly questions: readonly string[] },
  deskLocale: Locale,
): Found<'articles'>[] {
  const { locale } = ticket.case;
  const ids = new Set<ArticleId>();
  if (asked.words !== undefined) {
    const named = knowledge.article(asked.words.trim().toLowerCase() as ArticleId, locale);
    if (named) ids.add(named.id);
    for (const id of nearest(knowledge, asked.words, deskLocale)) ids.add(id);
  } else {
    for (const id of asked.questions.flatMap((question, at) =>
      // small talk resembles something too: only a question that is understood goes before the one left open
      nearest(knowledge, question, locale, at < asked.questions.length - 1),
    ))
      ids.add(id);
  }
  return [...ids]
    .flatMap((id) => {
      const article = knowledge.article(id, locale);
      if (!article || article.body.length === 0) return [];
      const title = knowledge.article(id, deskLocale)?.title ?? article.title;
      return [{ article: id, title, text: articleText(article) }];
    })
    .slice(0, MOST_ARTICLES);
}

function nearest(knowledge: KnowledgeBase, question: string, locale: Locale, surely = false): ArticleId[] {
  const answer = knowledge.ask(question, locale);
  switch (answer.kind) {
    case 'answer':
      return [answer.article.id, ...answer.nearest.map(({ article }) => article.id)];
    case 'suggest':
      return answer.candidates.map(({ article }) => article.id);
    case 'none':
      return surely ? [] : answer.nearest.map(({ article }) => article.id);
  }
}
