// Learnt questions among those that authors wrote.
import type { Lesson } from '../model/lesson.ts';
import type { Article } from '../model/knowledge.ts';
import { normalise } from './normalise.ts';

/** A question that an article has learnt. */
export type Example = Pick<Lesson, 'question' | 'article' | 'locale'>;

/**
 * The articles with the examples behind their own questions; an example of an article that is gone, or already known, adds
 * nothing. Articles that learn nothing stay the same objects.
 */
export function withExamples(articles: readonly Article[], examples: readonly Example[]): Article[] {
  const taught = new Map<string, string[]>();
  for (const { question, article, locale } of examples) {
    const key = `${locale} ${article}`;
    taught.set(key, [...(taught.get(key) ?? []), question]);
  }
  return articles.map((article) => {
    const questions = taught.get(`${article.locale} ${article.id}`);
    if (questions === undefined) return article;
    const known = new Set(article.questions.map(normalise));
    const learnt = questions.filter((question) => {
      const words = normalise(question);
      if (words === '' || known.has(words)) return false;
      known.add(words);
      return true;
    });
    return learnt.length === 0 ? article : { ...article, questions: [...article.questions, ...learnt] };
  });
}
