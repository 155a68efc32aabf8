// Measures the engine on any set of questions in JSON lines, so that its quality can be compared with anything else's.
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ArticleId } from '../../model/ids.ts';
import type { Article } from '../../model/knowledge.ts';
import type { Locale } from '../../model/locale.ts';
import { plain } from '../../model/rich-text.ts';
import { createKnowledgeBase, type ExplainingBase } from '../knowledge-base.ts';
import type { Synonyms } from '../lexicon.ts';
import { percentile, qualityOf, type Prediction, type Quality } from './metrics.ts';

export interface SetOptions {
  /** File of articles; several lines of one label are one article. */
  readonly articles: string;
  /** File of questions, label `oos` for those that must not be answered. */
  readonly queries: string;
  readonly locale: Locale;
  /** File that gets one line for each question. */
  readonly predictions?: string;
  readonly synonyms?: Synonyms;
  readonly maxWrongIn?: number;
}

export interface SetReport extends Quality {
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly build_ms: number;
  readonly rss_mb: number;
}

/** A file that cannot be measured: which line, and what it should be. */
export class SetError extends Error {
  override readonly name = 'SetError';
}

/** Nothing is learnt from the queries. Rejects with SetError on a malformed file. */
export async function evaluateSet(options: SetOptions): Promise<SetReport> {
  const articles = toArticles(await readLines(options.articles, articleLine), options.locale);
  const queries = await readLines(options.queries, queryLine);
  const started = performance.now();
  const base = createKnowledgeBase(articles, {
    ...(options.synonyms === undefined ? {} : { synonyms: options.synonyms }),
    ...(options.maxWrongIn === undefined ? {} : { maxWrongIn: options.maxWrongIn }),
  });
  const built = performance.now() - started;
  const times: number[] = [];
  const predictions = queries.map(({ text, label }): Prediction => {
    const before = performance.now();
    const prediction = predict(base, text, label, options.locale);
    times.push(performance.now() - before);
    return prediction;
  });
  if (options.predictions !== undefined)
    await writeFile(options.predictions, predictions.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return {
    ...qualityOf(predictions),
    p50_ms: percentile(times, 0.5),
    p99_ms: percentile(times, 0.99),
    build_ms: Math.round(built),
    rss_mb: Math.round(process.memoryUsage.rss() / 1_048_576),
  };
}

export function predict(base: ExplainingBase, text: string, label: string, locale: Locale): Prediction {
  const { answer, ranking } = base.explain(text, locale);
  return {
    text,
    label,
    decision: answer.kind,
    confidence: ranking.ranked[0]?.confidence ?? 0,
    ranked: ranking.ranked.slice(0, 10).map((one) => ({ id: one.article.id, score: one.confidence })),
  };
}

const articleLine = z
  .object({
    id: z.coerce.string().optional(),
    label: z.coerce.string().optional(),
    title: z.string().optional(),
    questions: z.array(z.string()).optional(),
    text: z.string().optional(),
    answer: z.string().optional(),
  })
  .refine((line) => line.id !== undefined || line.label !== undefined, 'needs "id" or "label"');
const queryLine = z.object({ text: z.string(), label: z.coerce.string() });

/** Lines of one label put together; titles count as questions too. */
export function toArticles(lines: readonly z.infer<typeof articleLine>[], locale: Locale): Article[] {
  const merged = new Map<string, { title?: string; questions: string[]; answer: string }>();
  for (const line of lines) {
    const id = line.id ?? line.label ?? '';
    const article = merged.get(id) ?? { questions: [], answer: '' };
    merged.set(id, article);
    if (line.title !== undefined) {
      article.title ??= line.title;
      article.questions.push(line.title);
    }
    article.questions.push(...(line.questions ?? []), ...(line.text === undefined ? [] : [line.text]));
    if (line.answer !== undefined) article.answer += `${line.answer}\n\n`;
  }
  return [...merged].map(([id, { title, questions, answer }]) => ({
    id: id as ArticleId,
    locale,
    title: title ?? questions[0] ?? id,
    questions,
    body: plain(answer),
    tags: [],
    file: id,
  }));
}

async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const checked = schema.safeParse(parseLine(line));
    if (checked.success) return [checked.data];
    const what = checked.error.issues[0]?.message ?? 'is not what it should be';
    throw new SetError(`${file}:${at + 1}: the line ${what}; see README.md of src/knowledge for the format`);
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
