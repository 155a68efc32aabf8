// npm run eval: how well questions are answered. The shop's own base by cross-validation, or any set in JSON lines.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withExamples } from '../knowledge/examples.ts';
import { type BaseReport, changesBetween, evaluateBase } from '../knowledge/tools/eval.ts';
import { evaluateSet, SetError } from '../knowledge/tools/eval-set.ts';
import { isLocale } from '../model/locale.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, loadContent, option, ROOT } from './environment.ts';
import { lessonsAskedFor } from './learning.ts';

/** The last accepted run; committed with the articles that it belongs to. */
const BASELINE = join(ROOT, 'knowledge-base/.baseline.json');
/** Confused pairs shown for each language. */
const PAIRS = 10;

export async function run(args: readonly string[]): Promise<void> {
  const [articles, queries] = [option(args, 'articles'), option(args, 'queries')];
  if (articles !== undefined && queries !== undefined) return runSet(args, articles, queries);
  if (articles !== undefined || queries !== undefined) {
    throw new CommandError(
      'A set needs both: npm run eval -- --articles A.jsonl --queries Q.jsonl [--lang ru] [--json]',
    );
  }
  return runBase(args);
}

async function runSet(args: readonly string[], articles: string, queries: string): Promise<void> {
  const locale = option(args, 'lang') ?? 'ru';
  if (!isLocale(locale)) throw new CommandError(`There is no language "${locale}"; use --lang ru, en or bg.`);
  const predictions = option(args, 'predictions');
  try {
    const report = await evaluateSet({
      articles,
      queries,
      locale,
      ...(predictions === undefined ? {} : { predictions }),
    });
    process.stdout.write(`${args.includes('--json') ? JSON.stringify(report) : table(report)}\n`);
  } catch (error) {
    throw error instanceof SetError ? new CommandError(error.message) : error;
  }
}

async function runBase(args: readonly string[]): Promise<void> {
  const config = loadConfig();
  const { articles, synonyms } = await loadContent(
    config,
    [],
    (line) => void process.stderr.write(`${line}\n`),
  );
  const taught = withExamples(articles, await lessonsAskedFor(args, config));
  const reports = evaluateBase(taught, synonyms, config.MAX_WRONG_ANSWERS_IN);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(reports)}\n`);
  else for (const report of reports) process.stdout.write(`${describe(report)}\n\n`);
  if (args.includes('--baseline')) compare(await readBaseline(), reports);
  if (args.includes('--accept')) {
    await writeFile(BASELINE, `${JSON.stringify(reports)}\n`);
    process.stdout.write('This run is the baseline from now on.\n');
  }
}

function compare(before: readonly BaseReport[], after: readonly BaseReport[]): void {
  const changes = changesBetween(before, after);
  for (const { locale, text, before: was, after: is, better } of changes) {
    process.stdout.write(`${better ? 'better' : 'WORSE '} ${locale}  ${text}: ${was} -> ${is}\n`);
  }
  const worse = changes.filter(({ better }) => !better).length;
  process.stdout.write(`${changes.length} answers changed, ${worse} of them for the worse.\n`);
  if (worse > 0) throw new CommandError('Mend the articles, or take the run over with --accept.');
}

async function readBaseline(): Promise<readonly BaseReport[]> {
  try {
    return JSON.parse(await readFile(BASELINE, 'utf8')) as readonly BaseReport[];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `There is no baseline to compare with (${why}); make one: npm run eval -- --accept`,
    );
  }
}

function describe({ locale, quality, confused }: BaseReport): string {
  const pairs = confused
    .slice(0, PAIRS)
    .map(
      ({ right, taken, times, example }) => `  ${times} x ${right} taken for ${taken}, such as: ${example}`,
    );
  return [locale, table(quality), 'confused most:', ...pairs].join('\n');
}

function table(figures: object): string {
  return Object.entries(figures)
    .map(([name, value]) => `  ${name.padEnd(20)} ${String(value)}`)
    .join('\n');
}
