// npm run check: every mistake in what authors write, with its place and cure. Fails when there is an error.
import { join } from 'node:path';
import { openLessons } from '../open-store.ts';
import type { Config } from '../config.ts';
import { readProducts } from '../customers/import.ts';
import { withExamples } from '../knowledge/examples.ts';
import { checkDiagrams } from '../flows/diagrams.ts';
import { checkArticles } from '../knowledge/tools/check.ts';
import type { Product } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import type { Shop } from '../dialogue/deps.ts';
import { StoreError } from '../model/store-error.ts';
import { systemClock } from '../system/clock.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { loadAuthored, loadConfig, ROOT } from './environment.ts';
import { lessonsAskedFor } from './learning.ts';
import { withLines } from './lines.ts';
import { tellProblems } from './problems.ts';

export async function run(args: readonly string[] = []): Promise<void> {
  const config = loadConfig();
  const { problems, articles: written, synonyms, shop } = await loadAuthored(config, []);
  const articles = withExamples(written, await lessonsAskedFor(args, config));
  const products = await knownProducts(config);
  const flows = new Set([...(shop?.flows.keys() ?? [])].map(String));
  const found = checkArticles(articles, { synonyms, products });
  const drawings = await oldDrawings(problems, shop);
  const all = await withLines([...problems, ...found, ...drawings]);
  const { lines, errors, warnings } = tellProblems(all, ROOT);
  for (const line of lines) process.stdout.write(`${line}\n`);
  const count = articles.filter(({ body }) => body.length > 0).length;
  process.stdout.write(
    `${count} articles and ${flows.size} flows can be used; errors: ${errors}, warnings: ${warnings}\n`,
  );
  if (errors > 0) throw new CommandError('Mend the errors above.');
}

/** Drawings are compared once the flows themselves are right. */
async function oldDrawings(problems: readonly Problem[], shop: Shop | undefined): Promise<Problem[]> {
  if (!shop || problems.some(({ severity }) => severity === 'error')) return [];
  return checkDiagrams(join(ROOT, 'flows'), shop.flows, shop.phrases);
}

/** The catalogue of the shop's database, or before the first start the one in data/. */
async function knownProducts(config: Config): Promise<readonly Product[]> {
  try {
    const store = openLessons(config, createLog('error'));
    try {
      return await store.products();
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return readProducts(join(ROOT, 'data'), systemClock.now());
  }
}
