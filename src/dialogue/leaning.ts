// A question that leans on the one before it ("а за границу?"): read alone and with what it follows, and where both readings meet.
import { inContext } from '../knowledge/context.ts';
import type { Answer, AskContext, KnowledgeBase, Ranked } from '../model/knowledge.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';

export interface Follows {
  /** The customer's last question. */
  readonly question: string | undefined;
  /** The article that answered it, if one did. */
  readonly article: ArticleId | undefined;
}

export interface Read {
  /** In the words that it was answered in. */
  readonly question: string;
  readonly answer: Answer;
}

/**
 * What was asked just before is answered already: a reading that only finds the same article again has not understood the new
 * words. An article that the words alone suggest, and that the topic before brings up as well (in its ranking, or by a
 * common tag), is the answer. Pure.
 */
export function askFollowing(
  knowledge: KnowledgeBase,
  words: string,
  follows: Follows,
  locale: Locale,
  context: AskContext,
): Read {
  const together = inContext(words, follows.question);
  const joined: Read = { question: together, answer: knowledge.ask(together, locale, context) };
  if (together === words) return joined;
  const alone: Read = { question: words, answer: knowledge.ask(words, locale, context) };
  if (alone.answer.kind === 'answer') return { ...alone, question: together };
  const { answer } = joined;
  if (answer.kind === 'answer' && answer.article.id !== follows.article) return joined;
  if (alone.answer.kind === 'none') return joined;
  const [first] = alone.answer.candidates;
  const before = follows.article && knowledge.article(follows.article, locale);
  const meets =
    rankedIn(answer).some(({ article }) => article.id === first?.article.id) ||
    before?.tags.some((tag) => first?.article.tags.includes(tag)) === true;
  if (first === undefined || !meets || first.article.id === follows.article)
    return { ...alone, question: together };
  const { article, confidence } = first;
  const nearest = alone.answer.candidates.slice(1);
  return { question: together, answer: { kind: 'answer', article, confidence, nearest } };
}

function rankedIn(answer: Answer): readonly Ranked[] {
  switch (answer.kind) {
    case 'answer':
      return [{ article: answer.article, confidence: answer.confidence }, ...answer.nearest];
    case 'suggest':
      return answer.candidates;
    case 'none':
      return answer.nearest;
  }
}
