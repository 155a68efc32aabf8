// Reads one CSV file row by row and checks each row, so that every mistake is told with its file, line and cure, and a file of
// any length needs no memory.
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { z } from 'zod';
import type { Problem } from '../model/problem.ts';

/** A row that is right, or what is wrong with it. */
export type CheckedRow<T> =
  | { readonly kind: 'row'; readonly value: T; readonly line: number; readonly bytes: number }
  | { readonly kind: 'problem'; readonly problem: Problem };

interface Parsed {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number; readonly bytes: number };
}

/**
 * The rows of a UTF-8 CSV file with a heading line, in order; further columns than `columns` are taken when they are there.
 * Never rejects: a file that cannot be read is a problem too, and after it or a wrong heading nothing follows.
 */
export async function* readRows<T>(
  file: string,
  columns: readonly string[],
  schema: z.ZodType<T>,
): AsyncGenerator<CheckedRow<T>> {
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
  const input = createReadStream(file);
  try {
    input.on('error', (error) => parser.destroy(error));
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
      if (heading !== undefined) break;
      const result = schema.safeParse(record);
      if (result.success) {
        yield { kind: 'row', value: result.data, line: info.lines, bytes: info.bytes };
      } else {
        for (const issue of result.error.issues) yield told(rowProblem(file, info.lines, issue));
      }
    }
  } catch (error) {
    yield told(fileProblem(file, error));
  } finally {
    input.destroy();
  }
  if (heading !== undefined) yield told(heading);
}

export function errorAt(file: string, line: number, code: string, message: string, cure: string): Problem {
  return { code, file, line, message, cure, severity: 'error' };
}

/** A file that should be there and is not. */
export function missingFile(file: string): Problem {
  return {
    code: 'missing-file',
    file,
    message: 'the file does not exist',
    cure: 'put it there; data/README.md describes its columns',
    severity: 'error',
  };
}

function told<T>(problem: Problem): CheckedRow<T> {
  return { kind: 'problem', problem };
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
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return missingFile(file);
  return {
    code: 'unreadable-file',
    file,
    message: 'the file cannot be read',
    cure: 'give this user the right to read it',
    severity: 'error',
  };
}
