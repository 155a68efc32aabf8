// YAML that authors write, read with the line of every value, so that a mistake can be shown where it stands.
import { LineCounter, parseDocument, isNode } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../model/problem.ts';
import { explain } from './issues.ts';
import { readPlainYaml } from './plain-yaml.ts';

export interface YamlFile<Value> {
  readonly value: Value;
  /** Line, from 1, of the value at that path, or of the nearest value above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

export type YamlResult<Value> =
  | { readonly ok: true; readonly file: YamlFile<Value> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses and checks `text`; `file` is only for the problems' place. */
export function readYaml<Value>(text: string, file: string, schema: z.ZodType<Value>): YamlResult<Value> {
  const problem = (code: string, line: number, message: string, cure: string): Problem => ({
    code,
    file,
    line,
    message,
    cure,
    severity: 'error',
  });
  const read = readPlainYaml(text) ?? readFully(text);
  if ('faults' in read) {
    const cure = 'mend the indentation, or put the text in quotes when it holds ": " or "#"';
    return {
      ok: false,
      problems: read.faults.map(({ line, message }) =>
        problem('bad-yaml', line, `not valid YAML: ${message}`, cure),
      ),
    };
  }
  const lineOf = (path: readonly PropertyKey[]): number => read.lineOf(path);
  const checked = schema.safeParse(read.value);
  if (!checked.success) {
    const found = checked.error.issues.flatMap((issue) => explain(issue, read.value, schema));
    return {
      ok: false,
      problems: found.map(({ path, code, message, cure }) => ({
        ...problem(code, lineOf(path), message, cure),
        unusable: true,
      })),
    };
  }
  return { ok: true, file: { value: checked.data, lineOf } };
}

interface Faulty {
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

function readFully(text: string): YamlFile<unknown> | Faulty {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    return { faults: [{ line: 1, message: error instanceof Error ? error.message : String(error) }] };
  }
  return {
    value,
    lineOf: (path) => {
      for (let depth = path.length; depth >= 0; depth -= 1) {
        const node: unknown = document.getIn(path.slice(0, depth), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    },
  };
}
