// Reads one CSV file row by row and checks each row, so that every mistake is told with its file, line and cure.
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { z } from 'zod';
import type { Problem } from '../model/problem.ts';

export interface CheckedRow<T> {
  readonly value: T;
  readonly line: number;
}

export interface CheckedFile<T> {
  readonly rows: readonly CheckedRow<T>[];
  readonly problems: readonly Problem[];
}

interface Parsed {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/** Reads a UTF-8 CSV file with a heading line. Rows with a mistake are left out and told in `problems`; never rejects. */
export async function readRows<T>(
  file: string,
  columns: readonly string[],
  schema: z.ZodType<T>,
): Promise<CheckedFile<T>> {
  const rows: CheckedRow<T>[] = [];
  const problems: Problem[] = [];
  let heading: Problem | undefined;
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    columns: (names: string[]) => {
      heading = headingProblem(file, columns, names);
      return names;
    },
  });
  try {
    const input = createReadStream(file);
    input.on('error', (error) => parser.destroy(error));
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
      if (heading !== undefined) break;
      const result = schema.safeParse(record);
      if (result.success) rows.push({ value: result.data, line: info.lines });
      else problems.push(...result.error.issues.map((issue) => rowProblem(file, info.lines, issue)));
    }
  } catch (error) {
    problems.push(fileProblem(file, error));
  }
  return { rows, problems: heading === undefined ? problems : [heading] };
}

export function errorAt(file: string, line: number, code: string, message: string, cure: string): Problem {
  return { code, file, line, message, cure, severity: 'error' };
}

function headingProblem(file: string, wanted: readonly string[], names: string[]): Problem | undefined {
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length === 0) return undefined;
  return errorAt(
    file,
    1,
    'missing-column',
    `the heading has no column ${missing.join(', ')}`,
    `make the first line: ${wanted.join(',')}`,
  );
}

/** Schemas word their messages as `what is wrong: the cure`. */
function rowProblem(file: string, line: number, issue: z.core.$ZodIssue): Problem {
  const [wrong = issue.message, ...cure] = issue.message.split(': ');
  const column = issue.path.join('.');
  return errorAt(
    file,
    line,
    'bad-value',
    `${column}: ${wrong}`,
    cure.join(': ') || `correct the column ${column}`,
  );
}

function fileProblem(file: string, error: unknown): Problem {
  if (error instanceof CsvError) {
    const line = typeof error['lines'] === 'number' ? { line: error['lines'] } : {};
    return {
      code: 'unreadable-csv',
      file,
      ...line,
      message: 'the line is not CSV with the same columns as the heading',
      cure: 'separate with commas, and put a value that has a comma or a quote in double quotes',
      severity: 'error',
    };
  }
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return {
    code: missing ? 'missing-file' : 'unreadable-file',
    file,
    message: missing ? 'the file does not exist' : 'the file cannot be read',
    cure: missing
      ? 'put it there; data/README.md describes its columns'
      : 'give this user the right to read it',
    severity: 'error',
  };
}
