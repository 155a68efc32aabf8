// Time to load and validate a large shop: at least 200 flows with their phrases and 5,000 articles, made from this shop's own texts.
// The floor is what nobody can do without: reading the same files and parsing their YAML with the `yaml` package.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadFlows } from '../../src/flows/load.ts';
import { loadPhrases } from '../../src/flows/phrases.ts';
import { loadArticles } from '../../src/knowledge/load.ts';
import { LOCALES } from '../../src/model/locale.ts';

const FLOWS = 200;
const ARTICLES = 5_000;
const NOT_FLOWS = new Set(['calendar.yaml', 'commands.yaml', 'moods.yaml', 'rules.yaml']);
const ROUNDS = 3;

export interface Loading {
  /** Milliseconds, the best of three, in a warm process. */
  readonly load: number;
  readonly floor: number;
  /** The first time, with everything cold. */
  readonly first: number;
  readonly flows: number;
  readonly articles: number;
  readonly problems: number;
}

export async function benchLoading(): Promise<Loading> {
  const root = await mkdtemp(join(tmpdir(), 'firstline-loading-'));
  try {
    await copyFlows(root);
    await copyArticles(root);
    const loads: number[] = [];
    let loaded = await load(root);
    for (let round = 0; round < ROUNDS; round += 1) {
      loads.push(loaded.ms);
      loaded = await load(root);
    }
    const floors: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) floors.push(await floor(root));
    const { flows, articles, problems } = loaded;
    const [first = 0] = loads;
    return {
      load: Math.min(...loads, loaded.ms),
      first,
      floor: Math.min(...floors),
      flows,
      articles,
      problems,
    };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function load(root: string): Promise<Omit<Loading, 'load' | 'first' | 'floor'> & { ms: number }> {
  const start = performance.now();
  const [{ phrases, problems, placeOf }, base] = await Promise.all([
    loadPhrases(join(root, 'flows/phrases')),
    loadArticles(join(root, 'knowledge-base')),
  ]);
  const articles = new Set(base.articles.map(({ id }) => String(id)));
  const book = await loadFlows(join(root, 'flows'), phrases, { articles, placeOf });
  const ms = performance.now() - start;
  const errors = [...problems, ...base.problems, ...book.problems].filter(
    ({ severity }) => severity === 'error',
  );
  return { ms, flows: book.flows.size, articles: base.articles.length, problems: errors.length };
}

async function floor(root: string): Promise<number> {
  const start = performance.now();
  for (const file of await readdir(root, { recursive: true })) {
    if (file.endsWith('.yaml')) parse(await readFile(join(root, file), 'utf8'));
    if (file.endsWith('.md')) parse((await readFile(join(root, file), 'utf8')).split('---')[1] ?? '');
  }
  return performance.now() - start;
}

/** Copies of every flow under new names that call each other's copies, with the phrases that they need. */
async function copyFlows(root: string): Promise<void> {
  await mkdir(join(root, 'flows/phrases'), { recursive: true });
  const names = (await readdir('flows')).filter((name) => name.endsWith('.yaml') && !NOT_FLOWS.has(name));
  const copies = Math.ceil(FLOWS / names.length);
  const ids = names.map((name) => name.slice(0, -'.yaml'.length));
  const all = Array.from({ length: copies }, (_, copy) => ids.map((id) => ({ id, copy }))).flat();
  for (const { id, copy } of all) {
    const text = await readFile(join('flows', `${id}.yaml`), 'utf8');
    await writeFile(join(root, 'flows', `${id}-${copy}.yaml`), renamed(text, ids, copy));
  }
  for (const locale of LOCALES) {
    const text = await readFile(join('flows/phrases', `${locale}.yaml`), 'utf8');
    const at = text.indexOf('\nflow:\n');
    const end = text.slice(at + 7).search(/^\S/mu);
    const stop = end < 0 ? text.length : at + 7 + end;
    const own = sections(text.slice(at + 7, stop));
    const sets = all.map(({ id, copy }) => `  ${id}-${copy}:\n${own.get(id) ?? ''}`).join('');
    await writeFile(
      join(root, 'flows/phrases', `${locale}.yaml`),
      `${text.slice(0, at)}\nflow:\n${sets}${text.slice(stop)}`,
    );
  }
}

/** The lines below each flow's name. */
function sections(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(/^ {2}(?=\S)/mu)) {
    const line = part.indexOf('\n');
    if (line > 0) found.set(part.slice(0, line).replace(/:.*$/u, ''), part.slice(line + 1));
  }
  return found;
}

/** Triggers are made different, since no two flows may begin with the same words. */
function renamed(text: string, ids: readonly string[], copy: number): string {
  const names = ids.join('|');
  return text
    .replace(new RegExp(`^(\\s*(?:- )?flow: )(${names})$`, 'gmu'), `$1$2-${copy}`)
    .replace(new RegExp(`flow\\.(${names})\\.`, 'gu'), `flow.$1-${copy}.`)
    .replace(/^( {4}- .*?)(['"]?)$/gmu, (line, words: string, quote: string) =>
      /^ {4}- \{|: /u.test(line) ? line : `${words} ${word(copy)}${quote}`,
    );
}

/** A word of its own for every copy. */
function word(copy: number): string {
  return `вариант${'абвгдежзик'.charAt(copy)}`;
}

async function copyArticles(root: string): Promise<void> {
  const home = 'knowledge-base';
  const sources = (await Promise.all(LOCALES.map((locale) => files(join(home, locale))))).flat();
  for (let made = 0, copy = 0; made < ARTICLES; copy += 1) {
    for (const { file, locale } of sources) {
      if (made >= ARTICLES) break;
      const folder = join(root, home, locale);
      await mkdir(folder, { recursive: true });
      await cp(file, join(folder, `${copy}-${file.split('/').at(-1) ?? ''}`));
      made += 1;
    }
  }
}

async function files(folder: string): Promise<{ file: string; locale: string }[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md'));
  return names.map((name) => ({ file: join(folder, name), locale: folder.split('/').at(-1) ?? '' }));
}
