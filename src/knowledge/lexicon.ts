// Words that mean the same in talk after a sale: groups from a shop's YAML, matched by stem, one expression or several words long.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import { words } from './normalise.ts';
import { stem } from './stem.ts';

/** Groups of expressions for each language. */
export type Synonyms = Readonly<Partial<Record<Locale, readonly (readonly string[])[]>>>;

export interface Lexicon {
  /** Numbers of the groups that the stems mention, each once. */
  conceptsIn(stems: readonly string[]): number[];
}

export const NO_LEXICON: Lexicon = { conceptsIn: () => [] };

/** Words in an expression that are looked at. */
const LONGEST = 4;

export function createLexicon(groups: readonly (readonly string[])[], locale: Locale): Lexicon {
  const conceptsOf = new Map<string, number[]>();
  /** For each word that an expression begins with, the words of the longest such expression. */
  const reach = new Map<string, number>();
  groups.forEach((group, concept) => {
    for (const expression of group) {
      const stems = words(expression)
        .slice(0, LONGEST)
        .map((word) => stem(word, locale));
      const key = stems.join(' ');
      const [first = ''] = stems;
      reach.set(first, Math.max(reach.get(first) ?? 0, stems.length));
      const known = conceptsOf.get(key);
      if (known === undefined) conceptsOf.set(key, [concept]);
      else if (!known.includes(concept)) known.push(concept);
    }
  });
  return {
    conceptsIn(stems) {
      const found = new Set<number>();
      for (let at = 0; at < stems.length; at += 1)
        for (
          let length = Math.min(reach.get(stems[at] ?? '') ?? 0, stems.length - at);
          length > 0;
          length -= 1
        )
          for (const concept of conceptsOf.get(stems.slice(at, at + length).join(' ')) ?? [])
            found.add(concept);
      return [...found];
    },
  };
}

/** Reads `<folder>/lexicon/<locale>.yaml`; a language without a file has no synonyms. Never rejects. */
export async function loadSynonyms(folder: string): Promise<{ synonyms: Synonyms; problems: Problem[] }> {
  const problems: Problem[] = [];
  const synonyms: Partial<Record<Locale, string[][]>> = {};
  for (const locale of LOCALES) {
    const file = join(folder, 'lexicon', `${locale}.yaml`);
    let source: string;
    try {
      source = await readFile(file, 'utf8');
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') continue;
      problems.push(problem(file, 'the file cannot be read'));
      continue;
    }
    const parsed = parseDocument(source, { prettyErrors: false });
    const broken = parsed.errors[0];
    const checked = schema.safeParse(broken === undefined ? parsed.toJS({ maxAliasCount: 20 }) : undefined);
    if (checked.success) synonyms[locale] = checked.data;
    else problems.push(problem(file, broken?.message ?? 'it is not a list of groups of words'));
  }
  return { synonyms, problems };
}

const schema = z.array(z.array(z.string().trim().min(1).max(100)).min(2).max(500)).max(5000);

function problem(file: string, what: string): Problem {
  const cure = 'Write one group a line, like this: - [refund, money back]';
  return {
    code: 'bad-lexicon',
    file,
    message: `the synonyms are not used: ${what}`,
    cure,
    severity: 'error',
  };
}
