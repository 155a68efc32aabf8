// Reads the articles of a shop from `<folder>/<locale>/**/*.md`. A broken file is reported with its cure and never stops the others.
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { ArticleId, FlowId } from '../model/ids.ts';
import type { Article } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import { MAX_CHOICE_VALUE_BYTES } from '../model/message.ts';
import type { Problem } from '../model/problem.ts';
import { splitFrontMatter } from './front-matter.ts';
import { parseMarkdown } from './markdown.ts';

export interface Loaded {
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
}

/**
 * Never rejects: an unreadable folder is a problem like any other. Articles come sorted by locale and id, whatever
 * the file system says. Paths in problems start with `folder` as it was given.
 */
export async function loadArticles(folder: string): Promise<Loaded> {
  const problems: Problem[] = [];
  const articles: Article[] = [];
  for (const name of await foldersOf(folder, problems))
    if (!(LOCALES as readonly string[]).includes(name)) problems.push(unknownLocale(join(folder, name)));

  for (const locale of LOCALES) {
    const home = join(folder, locale);
    const files = await markdownFiles(home, problems);
    if (files.length === 0) problems.push(noArticles(home, locale));
    const taken = new Map<string, string>();
    for (const result of await inBatches(files, (file) => loadArticle(file, locale))) {
      problems.push(...result.problems);
      const article = result.article;
      if (article === undefined) continue;
      const first = taken.get(article.id);
      if (first === undefined) {
        taken.set(article.id, article.file);
        articles.push(article);
      } else problems.push(duplicate(article.file, article.id, first));
    }
  }
  return { articles, problems };
}

/** One file. `article` is absent when the problems hold an error. */
export async function loadArticle(
  file: string,
  locale: Locale,
): Promise<{ article?: Article; problems: readonly Problem[] }> {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const invalid = cause instanceof TypeError;
    const message = invalid ? 'the file is not valid UTF-8' : `the file cannot be read (${codeOf(cause)})`;
    const cure = invalid ? 'Save it as UTF-8.' : 'Check that the file exists and may be read.';
    return { problems: [problem(invalid ? 'invalid-utf8' : 'unreadable', file, undefined, message, cure)] };
  }
  return parseArticle(source, file, locale);
}

/** An article from its text; pure. */
export function parseArticle(
  source: string,
  file: string,
  locale: Locale,
): { article?: Article; problems: readonly Problem[] } {
  const split = splitFrontMatter(source);
  if ('error' in split)
    return {
      problems: [problem('bad-head', file, split.line, split.error, `Begin the file like this: ${HEAD}`)],
    };
  const head = headSchema.safeParse(split.data);
  if (!head.success) {
    return {
      problems: head.error.issues.map((issue) => {
        const name = issue.path.join('.');
        const message = `${name === '' ? 'the head' : `\`${name}\``}: ${issue.message}`;
        return problem('bad-head', file, split.lineOf(issue.path), message, `Write it like this: ${HEAD}`);
      }),
    };
  }
  const id = basename(file, '.md') as ArticleId;
  if (Buffer.byteLength(id) > MAX_ID_BYTES) {
    const message = "the file's name is too long for the button that leads to the article";
    const cure = `Shorten it to ${MAX_ID_BYTES} letters or fewer, in every language alike.`;
    return { problems: [problem('long-name', file, undefined, message, cure)] };
  }
  const { title, questions, flow, tags, products } = head.data;
  const body = parseMarkdown(split.body);
  if (body.length === 0 && flow === undefined) {
    const message = 'the article has neither a text nor a flow';
    return {
      problems: [
        problem(
          'empty-article',
          file,
          undefined,
          message,
          'Write the answer below the head, or name the flow that it starts.',
        ),
      ],
    };
  }
  return {
    article: {
      id,
      locale,
      title,
      questions,
      body,
      tags,
      file,
      ...(flow === undefined ? {} : { flow: flow as FlowId }),
      ...(products === undefined ? {} : { products }),
    },
    problems: [],
  };
}

/** A button carries `article:` and the id. */
const MAX_ID_BYTES = MAX_CHOICE_VALUE_BYTES - 'article:'.length;

const HEAD =
  '---\n      title: Delivery time\n      questions:\n        - When will my order arrive?\n      ---';

const line = z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters');
const headSchema = z.strictObject({
  title: line,
  questions: z.array(line).min(1, 'needs at least one question').max(2000, 'has more than 2,000 questions'),
  flow: line.optional(),
  tags: z.array(line).default([]),
  products: z.array(line).min(1, 'names no product').optional(),
});

const BATCH = 64;

/** Keeps at most 64 files open; results in the order of `items`. */
async function inBatches<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += BATCH)
    results.push(...(await Promise.all(items.slice(start, start + BATCH).map(run))));
  return results;
}

async function foldersOf(folder: string, problems: Problem[]): Promise<string[]> {
  const entries = await listing(folder, problems, () => readdir(folder, { withFileTypes: true }));
  return entries.filter((entry) => entry.isDirectory() && entry.name !== LEXICON).map((entry) => entry.name);
}

/** The folder beside the locales that holds synonyms, not articles. */
const LEXICON = 'lexicon';

async function markdownFiles(home: string, problems: Problem[]): Promise<string[]> {
  const entries = await listing(home, problems, () =>
    readdir(home, { recursive: true, withFileTypes: true }),
  );
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** A folder that is not there is empty; one that cannot be read is a problem. */
async function listing(
  folder: string,
  problems: Problem[],
  read: () => Promise<Dirent[]>,
): Promise<Dirent[]> {
  try {
    return await read();
  } catch (cause) {
    const code = codeOf(cause);
    if (code !== 'ENOENT')
      problems.push(
        problem('unreadable', folder, undefined, `the folder cannot be read (${code})`, 'Check its rights.'),
      );
    return [];
  }
}

function codeOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

function problem(
  code: string,
  file: string,
  at: number | undefined,
  message: string,
  cure: string,
  severity: Problem['severity'] = 'error',
): Problem {
  const path = relative('.', file).startsWith('..') ? file : relative('.', file);
  return {
    code,
    file: path.split(sep).join('/'),
    message,
    cure,
    severity,
    ...(at === undefined ? {} : { line: at }),
  };
}

function noArticles(home: string, locale: Locale): Problem {
  const message = `there is no article in the language "${locale}"`;
  return problem('missing-locale', home, undefined, message, `Add articles under ${home}/.`, 'warning');
}

function unknownLocale(folder: string): Problem {
  const message = 'the folder is not named after a language that the bot speaks';
  return problem(
    'unknown-locale',
    folder,
    undefined,
    message,
    `Use one of ${LOCALES.join(', ')}.`,
    'warning',
  );
}

function duplicate(file: string, id: string, first: string): Problem {
  const message = `a second article with the id "${id}"; the first is ${first}`;
  return problem('duplicate-article', file, undefined, message, 'Rename one of the two files.');
}
