// Reads the articles of a shop from `<folder>/<locale>/**/*.md`. A broken file is reported with its cure and never stops the
// others; what was read once is read again only when its file has changed.
import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import { loadArticle } from './article-file.ts';
import { codeOf, problem } from './load-problem.ts';

export interface Loaded {
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
}

/** A folder as it was read: what each file held, and the file's mark then. */
export interface Shelf {
  readonly files: ReadonlyMap<string, Shelved>;
  /** Of the folders themselves. */
  readonly problems: readonly Problem[];
}

interface Shelved {
  readonly locale: Locale;
  /** Changes whenever the file does. */
  readonly mark: string;
  /** Of a file that broke: as it was before. */
  readonly article?: Article;
  readonly problems: readonly Problem[];
}

/**
 * Never rejects: an unreadable folder is a problem like any other. Articles come sorted by locale and id, whatever
 * the file system says. Paths in problems start with `folder` as it was given.
 */
export async function loadArticles(folder: string): Promise<Loaded> {
  return articlesOn(await readShelf(folder));
}

/**
 * Looks at every file, or of those that it knows only at `touched`, and reads those that have changed since `before`.
 * Never rejects.
 */
export async function readShelf(
  folder: string,
  before?: Shelf,
  touched?: ReadonlySet<string>,
): Promise<Shelf> {
  const problems: Problem[] = [];
  for (const name of await foldersOf(folder, problems))
    if (!(LOCALES as readonly string[]).includes(name)) problems.push(unknownLocale(join(folder, name)));
  const files = new Map<string, Shelved>();
  for (const locale of LOCALES) {
    const home = join(folder, locale);
    const found = await markdownFiles(home, problems);
    if (found.length === 0) problems.push(noArticles(home, locale));
    const read = await inBatches(found, (file) => {
      const known = before?.files.get(file);
      return known === undefined || touched?.has(file) !== false ? shelved(file, locale, known) : known;
    });
    found.forEach((file, at) => {
      const one = read[at];
      if (one !== undefined) files.set(file, one);
    });
  }
  return { files, problems };
}

/** Every article once, and all problems. */
export function articlesOn(shelf: Shelf): Loaded {
  const problems = [...shelf.problems];
  const articles: Article[] = [];
  const taken = new Map<string, string>();
  for (const { locale, article, problems: own } of shelf.files.values()) {
    problems.push(...own);
    if (article === undefined) continue;
    const key = `${locale}/${article.id}`;
    const first = taken.get(key);
    if (first === undefined) {
      taken.set(key, article.file);
      articles.push(article);
    } else problems.push(duplicate(article.file, article.id, first));
  }
  return { articles, problems };
}

async function shelved(file: string, locale: Locale, before: Shelved | undefined): Promise<Shelved> {
  const mark = await stat(file).then(markOf, () => '');
  if (before !== undefined && mark !== '' && before.mark === mark) return before;
  const { article = before?.article, problems } = await loadArticle(file, locale);
  return { locale, mark, problems, ...(article === undefined ? {} : { article }) };
}

/** An editor writes into the file or puts another in its place. */
function markOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
}

const BATCH = 64;

/** Keeps at most 64 files open; results in the order of `items`. */
async function inBatches<T, R>(items: readonly T[], run: (item: T) => R | Promise<R>): Promise<R[]> {
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
