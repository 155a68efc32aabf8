// Reads one CSV file as a stream into rows with line numbers. Knows encodings, quoting and columns, not what cells mean.
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import type { Problem } from '../model/problem.ts';
import { quoted } from './quoted.ts';

export interface Table {
  /** Whole rows in the order of the file; a row with too many or too few cells is a problem and is left out. */
  readonly rows: readonly TableRow[];
  readonly problems: readonly Problem[];
  /** The file could be read to its end and has all columns. */
  readonly complete: boolean;
}

export interface TableRow {
  readonly line: number;
  /** Trimmed cells by column. */
  readonly cells: Readonly<Record<string, string>>;
}

interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record longer than this many characters is a lost quote, not an order. */
const MAX_RECORD = 20_000;

class FileError extends Error {
  readonly code: string;
  readonly line: number | undefined;
  readonly cure: string;

  constructor(code: string, message: string, cure: string, line?: number) {
    super(message);
    this.code = code;
    this.cure = cure;
    this.line = line;
  }
}

/**
 * Reads the file at `path`; `file` is its name in problems. All `columns` must be there, in any order; others are warned
 * of and left out. Rejects only for faults that are not the file's.
 */
export async function readTable(path: string, file: string, columns: readonly string[]): Promise<Table> {
  let raw: readonly RawRow[];
  try {
    raw = await readRecords(path);
  } catch (error) {
    const { code, message, cure, line } = fileErrorOf(error);
    const problem: Problem = { code, file, message, cure, severity: 'error' };
    return { rows: [], problems: [line === undefined ? problem : { ...problem, line }], complete: false };
  }
  const [head, ...body] = raw;
  if (head === undefined) {
    const cure = `Put the column names into the first line: ${columns.join(',')}`;
    const problem: Problem = {
      code: 'empty-file',
      file,
      message: 'the file is empty',
      cure,
      severity: 'error',
    };
    return { rows: [], problems: [problem], complete: false };
  }
  const names = head.cells.map((name) => name.toLowerCase());
  const headProblems = checkColumns(names, columns, file, head.line);
  if (headProblems.some(({ severity }) => severity === 'error'))
    return { rows: [], problems: headProblems, complete: false };
  const whole = body.filter(({ cells }) => cells.length === names.length);
  const rowProblems = body
    .filter(({ cells }) => cells.length !== names.length)
    .map(({ line, cells }) => wrongCount(file, line, cells.length, names.length));
  return {
    rows: whole.map(({ line, cells }) => ({ line, cells: byColumn(names, cells, columns) })),
    problems: [...headProblems, ...rowProblems],
    complete: true,
  };
}

async function readRecords(path: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  const nextLine = (emptyLines: number): number => (rows.at(-1)?.line ?? 0) + 1 + emptyLines;
  let emptyBefore = 0;
  const collect = (cells: readonly string[], { empty_lines: empty }: Info): null => {
    const line = nextLine(empty - emptyBefore);
    if (cells.some((cell) => /[\r\n]/u.test(cell))) throw lostQuote(line);
    emptyBefore = empty;
    rows.push({ line, cells });
    return null;
  };
  const parser = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    on_record: collect,
  });
  try {
    await pipeline(utf8Lines(path), parser, async (records) => {
      for await (const record of records)
        throw new Error(`the parser kept ${typeof record} that was collected`);
    });
  } catch (error) {
    if (error instanceof CsvError) throw lostQuote(nextLine(parser.info.empty_lines - emptyBefore));
    throw error;
  }
  return rows;
}

/** Whole lines, checked to be UTF-8: a line feed is never part of another character there, so blocks may end at it. */
async function* utf8Lines(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(10) + 1;
    const block = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    yield checked(block, line);
    line += lineFeeds(block);
  }
  yield checked(rest, line);
}

function checked(block: Buffer, firstLine: number): string {
  if (isUtf8(block) && !block.includes(0)) return block.toString('utf8');
  let line = firstLine;
  let from = 0;
  for (let end = block.indexOf(10) + 1; end > 0; end = block.indexOf(10, from) + 1) {
    const one = block.subarray(from, end);
    if (!isUtf8(one) || one.includes(0)) break;
    line += 1;
    from = end;
  }
  throw new FileError(
    'wrong-encoding',
    'the file is not UTF-8 text',
    'Save it again with the encoding UTF-8 (in Excel: "CSV UTF-8 (comma delimited)")',
    line,
  );
}

function lineFeeds(block: Buffer): number {
  let count = 0;
  for (const byte of block) if (byte === 10) count += 1;
  return count;
}

function lostQuote(line: number): FileError {
  return new FileError(
    'broken-quoting',
    'a quotation mark is not closed on its line, or stands in the middle of a value',
    'Put the whole value between two quotation marks, and write a quotation mark inside it twice: "TV 43"""',
    line,
  );
}

function fileErrorOf(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new FileError(
      'missing-file',
      'there is no such file',
      'Put it there, or name the folder in which it is: npm run import -- FOLDER',
    );
  if (['EACCES', 'EPERM', 'EISDIR', 'EIO'].includes(code))
    return new FileError(
      'unreadable-file',
      `the file cannot be read (${code})`,
      'Make it a plain file that the user who runs the import may read',
    );
  throw error;
}

function checkColumns(
  names: readonly string[],
  columns: readonly string[],
  file: string,
  line: number,
): Problem[] {
  const missing = columns.filter((column) => !names.includes(column));
  const unknown = names.filter((name) => !columns.includes(name));
  const repeated = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  const separated = names.length === 1 && /[;\t]/u.test(names[0] ?? '');
  const at = { file, line };
  if (separated)
    return [
      {
        ...at,
        code: 'wrong-separator',
        message: 'the columns are not separated by commas',
        cure: 'Save the file as CSV with commas between the values',
        severity: 'error',
      },
    ];
  return [
    ...missing.map((column): Problem => ({
      ...at,
      code: 'missing-column',
      message: `the column "${column}" is missing`,
      cure: `The first line must name these columns: ${columns.join(',')}`,
      severity: 'error',
    })),
    ...repeated.map((column): Problem => ({
      ...at,
      code: 'repeated-column',
      message: `the column "${column}" is there twice`,
      cure: 'Remove one of the two',
      severity: 'error',
    })),
    ...unknown.map((name): Problem => ({
      ...at,
      code: 'unknown-column',
      message: `the column ${quoted(name)} is not used`,
      cure: `Remove it, or correct its name to one of these: ${columns.join(',')}`,
      severity: 'warning',
    })),
  ];
}

function wrongCount(file: string, line: number, found: number, expected: number): Problem {
  return {
    code: 'wrong-cell-count',
    file,
    line,
    message: `the line has ${found} values, the first line names ${expected} columns`,
    cure: 'Write a comma for each empty value, and put a value that contains a comma between quotation marks',
    severity: 'error',
  };
}

function byColumn(
  names: readonly string[],
  cells: readonly string[],
  columns: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column) => [column, cells[names.indexOf(column)] ?? '']));
}
