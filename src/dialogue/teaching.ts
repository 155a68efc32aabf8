// "This was the answer": an operator sends an article as the shop's words, and the question that the bot could not answer is learnt.
import { normalise } from '../knowledge/normalise.ts';
import type { DeskEvent } from '../model/desk.ts';
import type { Article } from '../model/knowledge.ts';
import type { Ticket, Tried } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { articleText } from './answering.ts';
import type { Draft } from './draft.ts';

/** Titles named when the words fit several articles. */
const NAMED = 6;

export type Found =
  | { readonly kind: 'article'; readonly article: Article }
  /** A phrase key under `desk.answer`, and the titles that fit. */
  | { readonly kind: 'unclear'; readonly why: 'no-article' | 'several-articles'; readonly titles: string };

/** The one article that `words` name, by its id or a part of its title in any language, as the customer reads it. */
export function articleFor(draft: Draft, words: string): Found {
  const { knowledge } = draft.deps;
  const wanted = normalise(words).split(' ').filter(Boolean);
  const readable = knowledge.articles().filter(({ body }) => body.length > 0);
  const byId = readable.find(({ id }) => id.toLowerCase() === words.trim().toLowerCase());
  const titles = readable.map((article) => ({ article, title: normalise(article.title) }));
  const exact = titles.filter(({ title }) => title === wanted.join(' '));
  const partly = titles.filter(
    ({ title }) => wanted.length > 0 && wanted.every((word) => ` ${title}`.includes(` ${word}`)),
  );
  const fitting = byId ? [byId] : (exact.length > 0 ? exact : partly).map(({ article }) => article);
  const ids = [...new Set(fitting.map(({ id }) => id))];
  const [id, ...others] = ids;
  const article = id === undefined ? undefined : knowledge.article(id, draft.state.locale);
  if (article === undefined) return { kind: 'unclear', why: 'no-article', titles: words.trim().slice(0, 80) };
  if (others.length === 0) return { kind: 'article', article };
  const named = ids.slice(0, NAMED).map((one) => titleOf(draft, one));
  return { kind: 'unclear', why: 'several-articles', titles: named.join('; ') };
}

/** Sends the article and keeps the lesson; `ticket` is the draft's, after the act. */
export function sendArticle(draft: Draft, event: DeskEvent, ticket: Ticket, article: Article): EventOutcome {
  draft.say(articleText(article), {
    always: true,
    ...(event.ref === undefined
      ? {}
      : { origin: { desk: event.desk, ref: event.ref, ticket: event.ticket } }),
  });
  const { tried } = ticket.case;
  const at = lessonIn(tried);
  const question = tried[at]?.question;
  if (question !== undefined) {
    draft.feedback({ article: article.id, question, verdict: 'operator', operator: event.operator.name });
    const answered: Tried = { question, answer: article.title, verdict: 'operator' };
    draft.keepTicket({ ...ticket, case: { ...ticket.case, tried: tried.with(at, answered) } });
  }
  const { phrases, deskLocale } = draft.deps;
  const text =
    question === undefined
      ? phrases.label(deskLocale, 'desk.answer.sent', { title: article.title })
      : phrases.label(deskLocale, 'desk.answer.taught', { title: article.title, question });
  draft.postTo(event.desk, { kind: 'notice', tone: 'answer', ticket: event.ticket, text });
  return 'relayed';
}

/** The last question that the bot could not answer; -1 when there is none, or when this ticket has taught its lesson already. */
function lessonIn(tried: readonly Tried[]): number {
  if (tried.some(({ verdict }) => verdict === 'operator')) return -1;
  return tried.findLastIndex(({ answer, verdict }) => answer === undefined || verdict === 'not-helped');
}

/** As the operators read it, with the id that settles it. */
function titleOf(draft: Draft, id: Article['id']): string {
  const article = draft.deps.knowledge.article(id, draft.deps.deskLocale);
  return article === undefined ? id : `${article.title} (${id})`;
}
