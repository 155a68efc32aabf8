// npm run chat: the whole bot in the terminal, with a database in memory and the sample orders.
import { join } from 'node:path';
import { terminalChannel } from '../channels/terminal/terminal.ts';
import { createApp } from '../app.ts';
import { importFolder } from '../customers/import.ts';
import { shopLookups } from '../customers/shop-lookups.ts';
import { terminalDesk } from '../desks/terminal/terminal-desk.ts';
import { isLocale } from '../model/locale.ts';
import { fileCabinet } from '../outbox/file-cabinet.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { systemClock as clock } from '../system/clock.ts';
import { newId } from '../system/ids.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, loadContent, option, ROOT } from './environment.ts';

export async function run(args: readonly string[]): Promise<void> {
  const config = loadConfig();
  const locale = option(args, 'locale') ?? config.DEFAULT_LOCALE;
  if (!isLocale(locale)) throw new CommandError(`There is no locale "${locale}"; use --locale ru, en or bg.`);
  const log = createLog('error');
  const { output } = { output: process.stdout };
  const desk = terminalDesk(output);
  const { shop } = await loadContent(
    { ...config, DESK_LOCALE: locale },
    [desk.name],
    (line) => void process.stderr.write(`${line}\n`),
  );
  const store = await openSqliteStore({ url: ':memory:', newId, log });
  await importFolder(join(ROOT, 'data'), store, clock.now());
  await new Promise<void>((end) => {
    const channel = terminalChannel({ input: process.stdin, output, locale, clock, newId, onEnd: end });
    const app = createApp({
      store,
      shop: () => shop,
      lookups: shopLookups(store, log),
      files: fileCabinet(join(ROOT, 'data/files'), newId),
      channels: [channel],
      desks: [desk],
      defaultLocale: locale,
      clock,
      newId,
      log,
    });
    void app.start();
  });
}
