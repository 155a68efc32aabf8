// Everything the bot says, by key and language: ICU messages whose result is Markdown.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { escapeMarkdown, parseMarkdown } from '../knowledge/markdown.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import { type RichText, toPlainText } from '../model/rich-text.ts';
import { readYaml, type YamlFile } from '../system/yaml.ts';
import { type Message, readMessage, type Variable, type Variables } from './message.ts';

export interface Phrases {
  /** Throws RangeError when no language has the key: `check` refuses such a start. */
  say(locale: Locale, key: string, variables?: Variables): RichText;
  /** The words alone, for buttons and lines. */
  label(locale: Locale, key: string, variables?: Variables): string;
  /** Whether this very language has the key. */
  has(locale: Locale, key: string): boolean;
  keys(locale: Locale): readonly string[];
  /** What the phrase needs to be told; empty when that language has no such phrase. */
  variables(locale: Locale, key: string): readonly Variable[];
  /** The words alone, with the names of what is filled in; undefined when that language has no such phrase. */
  sketch(locale: Locale, key: string): string | undefined;
}

/** Where a phrase stands, or the nearest part of the file above it. */
export type PlaceOf = (locale: Locale, key: string) => { readonly file: string; readonly line: number };

interface Tree {
  [key: string]: string | Tree;
}
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

/** Most phrases have no variables, so their Markdown is parsed once. */
const MAX_PARSED = 2_000;

type Messages = Map<string, Message>;

/** Reads `<folder>/<locale>.yaml` for each language; a phrase with bad ICU is reported and left out. */
export async function loadPhrases(
  folder: string,
): Promise<{ phrases: Phrases; problems: Problem[]; placeOf: PlaceOf }> {
  const all = new Map<Locale, Messages>();
  const problems: Problem[] = [];
  const files = new Map<Locale, YamlFile<Tree>>();
  const placeOf: PlaceOf = (locale, key) => ({
    file: join(folder, `${locale}.yaml`),
    line: files.get(locale)?.lineOf(key.split('.')) ?? 1,
  });
  for (const locale of LOCALES) {
    const file = join(folder, `${locale}.yaml`);
    const messages: Messages = new Map();
    all.set(locale, messages);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      problems.push(unreadable(file, error));
      continue;
    }
    const read = readYaml(text, file, tree);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    files.set(locale, read.file);
    for (const [path, words] of flatten(read.file.value, [])) {
      const key = path.join('.');
      const { message, faults } = readMessage(words, locale);
      if (message) messages.set(key, message);
      for (const fault of faults) {
        const line = read.file.lineOf(path);
        problems.push({ ...fault, file, line, message: `the phrase ${key}: ${fault.message}` });
      }
    }
  }
  problems.push(...missing(all, placeOf));
  return { phrases: phrasesOf(all), problems, placeOf };
}

function phrasesOf(all: ReadonlyMap<Locale, Messages>): Phrases {
  const find = (locale: Locale, key: string): Message => {
    for (const one of [locale, ...LOCALES]) {
      const message = all.get(one)?.get(key);
      if (message) return message;
    }
    throw new RangeError(`no phrase ${key} in any language`);
  };
  const format = (locale: Locale, key: string, variables: Variables): string =>
    find(locale, key).format(variables).trim();
  const parsed = new Map<string, RichText>();
  const say: Phrases['say'] = (locale, key, variables = {}) => {
    const words = format(locale, key, escaped(variables));
    const known = parsed.get(words);
    if (known) return known;
    if (parsed.size >= MAX_PARSED) parsed.clear();
    const text = parseMarkdown(words);
    parsed.set(words, text);
    return text;
  };
  return {
    say,
    label: (locale, key, variables) => toPlainText(say(locale, key, variables)),
    has: (locale, key) => all.get(locale)?.has(key) ?? false,
    keys: (locale) => [...(all.get(locale)?.keys() ?? [])],
    variables: (locale, key) => all.get(locale)?.get(key)?.variables ?? [],
    sketch: (locale, key) => {
      const message = all.get(locale)?.get(key);
      return message && toPlainText(parseMarkdown(message.sketch().trim()));
    },
  };
}

/** What is filled in stands for itself, whatever signs it has. */
export function sayMessage(message: Message, variables: Variables): RichText {
  return parseMarkdown(message.format(escaped(variables)).trim());
}

function escaped(variables: Variables): Record<string, string | number | boolean | Date> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      // `…_is` holds a value for ICU's select, which must stay as it is
      typeof value === 'string' && !name.endsWith('_is') ? escapeMarkdown(value) : value,
    ]),
  );
}

function* flatten(node: Tree, path: string[]): Generator<[string[], string]> {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') yield [[...path, key], value];
    else yield* flatten(value, [...path, key]);
  }
}

function missing(all: ReadonlyMap<Locale, Messages>, placeOf: PlaceOf): Problem[] {
  const every = new Set([...all.values()].flatMap((messages) => [...messages.keys()]));
  return [...all].flatMap(([locale, messages]) =>
    [...every]
      .filter((key) => !messages.has(key))
      .map((key) => ({
        code: 'missing-phrase',
        ...placeOf(locale, key),
        message: `the phrase ${key} is missing in ${locale}`,
        cure: `add it here, in the same place as in the other languages`,
        severity: 'error' as const,
      })),
  );
}

function unreadable(file: string, error: unknown): Problem {
  return {
    code: 'unreadable-file',
    file,
    message: `the phrases cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    cure: 'restore the file, or give this user the right to read it',
    severity: 'error',
  };
}
