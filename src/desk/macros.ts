// flows/macros/: ready texts for operators, one file a text, with the customer's language chosen by itself.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readMessage } from '../flows/message.ts';
import { sayMessage } from '../flows/phrases.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import type { RichText } from '../model/rich-text.ts';
import { readYaml } from '../system/yaml.ts';

/** What a macro may say by name. */
export const MACRO_VARIABLES = ['name', 'operator', 'number', 'subject'] as const;
export type MacroValues = Readonly<Record<(typeof MACRO_VARIABLES)[number], string | number>>;

export interface Macros {
  has(id: string): boolean;
  /** In that language, or in the first one that has it. Throws RangeError for an unknown macro. */
  say(id: string, locale: Locale, values: MacroValues): RichText;
  list(locale: Locale): readonly { readonly id: string; readonly title: string }[];
}

const words = z.record(z.enum(LOCALES), z.string().min(1));
const macroSchema = z.strictObject({
  /** What operators look for, by language. */
  title: words,
  /** Markdown with ICU variables. */
  text: words,
});

type Macro = z.infer<typeof macroSchema>;

/** Reads every `.yaml` of the folder; a folder that is not there has none. A broken file is reported and left out. */
export async function loadMacros(folder: string): Promise<{ macros: Macros; problems: Problem[] }> {
  const names = await readdir(folder).catch((): string[] => []);
  const problems: Problem[] = [];
  const known = new Map<string, Macro>();
  for (const name of names.filter((one) => one.endsWith('.yaml')).sort()) {
    const file = join(folder, name);
    const read = readYaml(await readFile(file, 'utf8'), file, macroSchema);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    const wrong = LOCALES.flatMap((locale) =>
      wrongIn(file, read.file.lineOf(['text', locale]), locale, read.file.value.text[locale]),
    );
    problems.push(...wrong);
    if (wrong.length === 0) known.set(basename(name, '.yaml'), read.file.value);
  }
  return { macros: macrosOf(known), problems };
}

export function macrosOf(known: ReadonlyMap<string, Macro>): Macros {
  const find = (id: string): Macro => {
    const macro = known.get(id);
    if (!macro) throw new RangeError(`no macro is named ${id}`);
    return macro;
  };
  return {
    has: (id) => known.has(id),
    say(id, locale, values) {
      const { message } = readMessage(find(id).text[locale], locale);
      if (!message) throw new RangeError(`the macro ${id} has no text in ${locale}`);
      return sayMessage(message, values);
    },
    list: (locale) => [...known].map(([id, { title }]) => ({ id, title: title[locale] })),
  };
}

function wrongIn(file: string, line: number, locale: Locale, text: string): Problem[] {
  const { message, faults } = readMessage(text, locale);
  const unknown = (message?.variables ?? [])
    .filter(({ name }) => !MACRO_VARIABLES.some((known) => known === name))
    .map(({ name }): Problem => ({
      code: 'unknown-variable',
      file,
      line,
      message: `the ${locale} text says {${name}}, which no macro has`,
      cure: `use one of: ${MACRO_VARIABLES.join(', ')}`,
      severity: 'error',
    }));
  return [
    ...faults.map((fault) => ({ ...fault, file, line, message: `the ${locale} text: ${fault.message}` })),
    ...unknown,
  ];
}
