// npm run import -- FOLDER: products and orders from CSV files into the database. A bad row fails it and changes nothing.
import { resolve } from 'node:path';
import { readFolder } from '../customers/import.ts';
import { openStore } from '../compose.ts';
import { systemClock } from '../system/clock.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, ROOT } from './environment.ts';
import { tellProblems } from './problems.ts';

export async function run(args: readonly string[]): Promise<void> {
  const folder = args[0];
  if (folder === undefined) throw new CommandError('Say which folder to read: npm run import -- data/');
  const config = loadConfig();
  const { products, orders, problems } = await readFolder(resolve(folder), systemClock.now());
  const { lines, errors } = tellProblems(problems, ROOT);
  for (const line of lines) process.stderr.write(`${line}\n`);
  if (errors > 0) throw new CommandError('Nothing was imported: mend the rows above and import again.');
  const store = await openStore(config, createLog(config.LOG_LEVEL));
  try {
    const stored = {
      products: await store.importProducts(products),
      orders: await store.importOrders(orders),
    };
    process.stdout.write(`Imported ${stored.products} products and ${stored.orders} orders.\n`);
  } finally {
    await store.close();
  }
}
