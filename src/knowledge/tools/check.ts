// What an author should put right before customers meet it: gaps, collisions, dead links, questions that their own article does not answer.
import type { ArticleId } from '../../model/ids.ts';
import type { Article } from '../../model/knowledge.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Product } from '../../model/order.ts';
import type { Problem } from '../../model/problem.ts';
import type { Block, Span } from '../../model/rich-text.ts';
import { areKin, leadsOf } from '../kin.ts';
import { createKnowledgeBase } from '../knowledge-base.ts';
import type { Synonyms } from '../lexicon.ts';
import { normalise } from '../normalise.ts';
import { namesProduct } from '../steering.ts';

export interface CheckOptions {
  readonly synonyms?: Synonyms;
  /** Articles and flows that a link or a head may name; unknown names are not checked when absent. */
  readonly flows?: ReadonlySet<string>;
  /** The shop's catalogue; products that articles name are not checked when absent. */
  readonly products?: readonly Product[];
}

/** Fewer questions than this and customers' own words are rarely met. */
const FEW_QUESTIONS = 6;

/** Warnings and errors about articles that could be read; unreadable files are reported by `loadArticles`. */
export function checkArticles(articles: readonly Article[], options: CheckOptions = {}): Problem[] {
  return [
    ...articles.flatMap((article) => [
      ...questionCount(article),
      ...repeatedQuestions(article),
      ...deadLinks(article, articles),
      ...unknownFlow(article, options.flows),
      ...unknownProducts(article, options.products),
    ]),
    ...collisions(articles),
    ...missingLanguages(articles),
    ...notFound(articles, options.synonyms ?? {}),
  ];
}

function questionCount(article: Article): Problem[] {
  const count = article.questions.length;
  if (count >= FEW_QUESTIONS) return [];
  const message = `the article has ${count} questions; ${FEW_QUESTIONS} or more are found much better`;
  return [
    warning(
      'few-questions',
      article.file,
      message,
      'Add questions in the different words that customers use.',
    ),
  ];
}

function repeatedQuestions(article: Article): Problem[] {
  const seen = new Set<string>();
  return article.questions.flatMap((question) => {
    const key = topicOf(question);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `the question "${question}" says the same as another one of this article`;
    return [warning('similar-questions', article.file, message, 'Word it differently or remove it.')];
  });
}

/** The same question in two articles of a language: whichever answers is wrong half the time. */
function collisions(articles: readonly Article[]): Problem[] {
  const owners = new Map<string, Article>();
  return articles.flatMap((article) =>
    article.questions.flatMap((question) => {
      const key = `${article.locale} ${topicOf(question)}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, article);
      if (owner === undefined || owner === article) return [];
      const message = `the question "${question}" also stands in ${owner.file}`;
      return [
        error('colliding-questions', article.file, message, 'Leave it in the article that answers it.'),
      ];
    }),
  );
}

function topicOf(question: string): string {
  return normalise(question).split(' ').sort().join(' ');
}

function missingLanguages(articles: readonly Article[]): Problem[] {
  const locales = new Map<ArticleId, Set<Locale>>();
  for (const { id, locale } of articles) locales.set(id, (locales.get(id) ?? new Set()).add(locale));
  const first = new Map(articles.map((article) => [article.id, article]));
  return [...locales].flatMap(([id, present]) => {
    const missing = LOCALES.filter((locale) => !present.has(locale));
    if (missing.length === 0) return [];
    const message = `the article "${id}" is missing in: ${missing.join(', ')}`;
    const cure = `Add ${id}.md in the folder of each of these languages; until then customers get it in another one.`;
    return [warning('missing-language', first.get(id)?.file ?? id, message, cure)];
  });
}

function unknownFlow(article: Article, flows: ReadonlySet<string> | undefined): Problem[] {
  if (article.flow === undefined || flows === undefined || flows.has(article.flow)) return [];
  const message = `there is no flow named "${article.flow}"`;
  return [error('unknown-flow', article.file, message, `Use one of: ${[...flows].sort().join(', ')}.`)];
}

function unknownProducts(article: Article, catalogue: readonly Product[] | undefined): Problem[] {
  if (catalogue === undefined) return [];
  return (article.products ?? []).flatMap((name) => {
    if (catalogue.some((product) => namesProduct(name, product, article.locale))) return [];
    const message = `no product of the catalogue has the SKU, category or name "${name}"`;
    const cure = `Use a SKU, a word of the products' names, or a category: ${categories(catalogue)}.`;
    return [warning('unknown-product', article.file, message, cure)];
  });
}

function categories(catalogue: readonly Product[]): string {
  return [...new Set(catalogue.map(({ category }) => category))].sort().join(', ');
}

/** Links to addresses that cannot work: no host, or a relative path to an article that is not there. */
function deadLinks(article: Article, articles: readonly Article[]): Problem[] {
  return article.body.flatMap(linksIn).flatMap((href) => {
    const named = /^([\w-]+)\.md$/u.exec(href)?.[1];
    const dead =
      named === undefined
        ? /^https?:/u.test(href) && !(URL.parse(href)?.hostname ?? '').includes('.')
        : !articles.some((one) => one.id === named);
    if (!dead) return [];
    return [
      error(
        'dead-link',
        article.file,
        `the link ${href} leads nowhere`,
        'Correct the address or remove the link.',
      ),
    ];
  });
}

function linksIn(block: Block): string[] {
  const inSpans = (spans: readonly Span[]): string[] =>
    spans.flatMap((span) => {
      if (span.kind === 'link') return [span.href];
      return span.kind === 'strong' || span.kind === 'emphasis' ? inSpans(span.spans) : [];
    });
  if (block.kind === 'code') return [];
  return block.kind === 'list' ? block.items.flatMap(inSpans) : inSpans(block.spans);
}

/** Questions that lead to another article although their own has them word for word. */
function notFound(articles: readonly Article[], synonyms: Synonyms): Problem[] {
  const base = createKnowledgeBase(articles, { synonyms });
  return articles.flatMap((article) =>
    article.questions.flatMap((question) => {
      const { ranking } = base.explain(question, article.locale);
      const first = ranking.ranked[0]?.article;
      if (first === undefined || first.id === article.id || areKin(leadsOf(first), leadsOf(article)))
        return [];
      const message = `the question "${question}" finds ${first.id} before this article`;
      return [warning('not-found', article.file, message, 'Say in it what sets this article apart.')];
    }),
  );
}

function warning(code: string, file: string, message: string, cure: string): Problem {
  return { code, file, message, cure, severity: 'warning' };
}

function error(code: string, file: string, message: string, cure: string): Problem {
  return { code, file, message, cure, severity: 'error' };
}
