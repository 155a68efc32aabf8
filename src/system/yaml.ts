// YAML that authors write, read with the line of every value, so that a mistake can be shown where it stands.
import { LineCounter, parseDocument, isNode } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../model/problem.ts';
import { explain } from './issues.ts';

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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = (code: string, line: number, message: string, cure: string): Problem => ({
    code,
    file,
    line,
    message,
    cure,
    severity: 'error',
  });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) =>
        problem(
          'bad-yaml',
          lines.linePos(error.pos[0]).line,
          `not valid YAML: ${error.message}`,
          'mend the indentation, or put the text in quotes when it holds ": " or "#"',
        ),
      ),
    };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const value: unknown = document.toJS();
  const checked = schema.safeParse(value);
  if (!checked.success) {
    const found = checked.error.issues.flatMap((issue) => explain(issue, value, schema));
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
