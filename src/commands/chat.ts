// npm run chat: the whole bot in the terminal, with a database in memory and the sample orders.
import { composeChat } from '../compose-chat.ts';
import { openStore } from '../open-store.ts';
import { isLocale } from '../model/locale.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { FILES_FOLDER, loadConfig, loadContent, option } from './environment.ts';
import { importSamples } from './samples.ts';

export async function run(args: readonly string[]): Promise<void> {
  const config = loadConfig();
  const locale = option(args, 'locale') ?? config.DEFAULT_LOCALE;
  if (!isLocale(locale)) throw new CommandError(`There is no locale "${locale}"; use --locale ru, en or bg.`);
  const log = createLog('error');
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const { shop } = await loadContent({ ...config, DESK_LOCALE: locale }, ['terminal-desk'], report);
  const store = await openStore({ ...config, DATABASE_URL: ':memory:' }, log);
  await importSamples(store, report);
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const showValues = args.includes('--values');
  const app = composeChat({
    shop,
    locale,
    store,
    log,
    showValues,
    filesFolder: FILES_FOLDER,
    onEnd: () => end(),
  });
  await app.start();
  await ended;
  await app.stop();
}
