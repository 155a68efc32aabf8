// npm run import -- FOLDER: products and orders from CSV files into the database. Fails and changes nothing on a bad row.
import { resolve } from 'node:path';
import { importFolder } from '../customers/import.ts';
import { formatProblem } from '../model/problem.ts';
import { openStore } from '../compose.ts';
import { systemClock } from '../system/clock.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { loadConfig } from './environment.ts';

export async function run(args: readonly string[]): Promise<void> {
  const folder = args[0];
  if (folder === undefined) throw new CommandError('Say which folder to read: npm run import -- data/');
  const config = loadConfig();
  const store = await openStore(config, createLog(config.LOG_LEVEL));
  try {
    const report = await importFolder(resolve(folder), store, systemClock.now());
    for (const problem of report.problems) process.stderr.write(`${formatProblem(problem)}\n`);
    process.stdout.write(`${report.products} products and ${report.orders} orders are in the database.\n`);
    if (report.problems.some(({ severity }) => severity === 'error'))
      throw new CommandError('Files with errors were not imported.');
  } finally {
    await store.close();
  }
}
