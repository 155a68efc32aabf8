// What conversations teach: a thumb, a chosen suggestion, an operator's word become known questions, but only after the gate lets them pass.
import type { ArticleId } from '../model/ids.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Synonyms } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { changesBetween, evaluateBase, type Change } from './tools/eval.ts';

/** One lesson with its trail: who taught it, how, when. */
export interface Example {
  readonly question: string;
  readonly article: ArticleId;
  readonly locale: Locale;
  readonly source: 'helpful' | 'chosen' | 'operator';
  readonly by: string;
  readonly at: Date;
}

export interface Verdict {
  readonly accepted: boolean;
  /** Questions whose first answer would get worse. */
  readonly worse: readonly Change[];
}

/** The articles with the examples among their questions; an example of an article that is gone, or already known, adds nothing. */
export function withExamples(articles: readonly Article[], examples: readonly Example[]): Article[] {
  return articles.map((article) => {
    const known = new Set(article.questions.map(normalise));
    const learnt = examples.flatMap(({ question, article: id, locale }) => {
      const words = normalise(question);
      if (id !== article.id || locale !== article.locale || words === '' || known.has(words)) return [];
      known.add(words);
      return [question];
    });
    return learnt.length === 0 ? article : { ...article, questions: [...article.questions, ...learnt] };
  });
}

/** The regression gate: examples pass when the base with them answers no question worse than before. Takes seconds: not for the path of a message. */
export function judgeExamples(
  articles: readonly Article[],
  examples: readonly Example[],
  synonyms: Synonyms = {},
): Verdict {
  const before = evaluateBase(articles, synonyms);
  const after = evaluateBase(withExamples(articles, examples), synonyms);
  const worse = changesBetween(before, after).filter((change) => !change.better);
  return { accepted: worse.length === 0, worse };
}
