// npm run import -- FOLDER [--report FILE.csv]: the shop's CSV files into the database. A file with a mistake is refused whole.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { relative, resolve } from 'node:path';
import { openImport, openRecords } from '../open-store.ts';
import { importFolder, type ImportProgress, type ImportResult } from '../customers/import.ts';
import { formatProblem, type Problem } from '../model/problem.ts';
import { systemClock } from '../system/clock.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, option, ROOT } from './environment.ts';
import { progressLine } from './progress.ts';

/** Mistakes shown on the terminal; the report has them all. */
const MAX_SHOWN = 50;

/** Rows of one file that are stored beside a running Firstline, which cannot write while they are. */
const MAX_BESIDE = 20_000;

export async function run(args: readonly string[]): Promise<void> {
  const [folder] = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--report');
  if (folder === undefined) throw new CommandError('Say which folder to read: npm run import -- data/');
  const config = loadConfig();
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
  const { store, beside } = await openRecords(config, log);
  const staging = openImport();
  const told = tellMistakes(option(args, 'report'));
  const bar = progressLine(process.stderr);
  try {
    const result = await importFolder(resolve(folder), {
      catalogue: store,
      staging,
      now: systemClock.now(),
      ...(beside ? { maxRows: MAX_BESIDE } : {}),
      report: (problem) => {
        bar.clear();
        told.tell(problem);
      },
      progress: (at: ImportProgress) => bar.show(at.file, at.share, `${at.rows} rows`),
    });
    bar.clear();
    await told.end();
    process.stdout.write(`${summaryOf(result)}\n`);
    if (result.refused.length > 0) {
      throw new CommandError(
        `Refused: ${result.refused.join(', ')}. Nothing of these was stored: mend the rows above and import again.`,
      );
    }
    if (told.count() > 0) throw new CommandError('Nothing was imported.');
  } finally {
    staging.close();
    await store.close();
  }
}

/** Shows the first mistakes and writes all of them to `file`, as CSV. */
function tellMistakes(file: string | undefined): {
  tell(problem: Problem): void;
  count(): number;
  end(): Promise<void>;
} {
  const report = file === undefined ? undefined : createWriteStream(resolve(file));
  report?.write('file,line,code,message,cure\n');
  let count = 0;
  return {
    count: () => count,
    tell(problem) {
      count += 1;
      const shown = { ...problem, file: relative(ROOT, problem.file) };
      if (count <= MAX_SHOWN) process.stderr.write(`${formatProblem(shown)}\n`);
      const { line, code, message, cure } = problem;
      report?.write(`${[shown.file, line ?? '', code, message, cure].map(cell).join(',')}\n`);
    },
    async end() {
      const where =
        file === undefined ? 'write them all to a file with --report report.csv' : `all are in ${file}`;
      if (count > MAX_SHOWN) process.stderr.write(`… and ${count - MAX_SHOWN} more: ${where}\n`);
      if (report === undefined) return;
      report.end();
      await once(report, 'finish');
    },
  };
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function summaryOf({ stored }: ImportResult): string {
  const parts = Object.entries(stored).map(([kind, count]) => `${count} ${kind}`);
  return parts.length === 0 ? 'Imported nothing.' : `Imported ${parts.join(', ')}.`;
}
