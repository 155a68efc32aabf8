// What every command begins with: the project's folder, .env, the configuration, the shop's content.
import { join } from 'node:path';
import dotenv from 'dotenv';
import { type Config, readConfig } from '../config.ts';
import { type LoadedShop, loadShop, type ShopOptions } from '../dialogue/load-shop.ts';
import type { Shop } from '../dialogue/deps.ts';
import { CommandError } from './command-error.ts';
import { tellProblems } from './problems.ts';

export const ROOT = join(import.meta.dirname, '../..');
/** Where the files that people send are kept. */
export const FILES_FOLDER = join(ROOT, 'data/files');

/** The environment wins over `.env`. Throws ConfigError. */
export function loadConfig(): Config {
  dotenv.config({ path: join(ROOT, '.env'), quiet: true });
  return readConfig(process.env);
}

/** What authors wrote, read as `config` says. `live`: follow the articles' folder. */
export function loadAuthored(
  config: Config,
  desks: readonly string[],
  live?: ShopOptions['live'],
): Promise<LoadedShop> {
  return loadShop({
    root: ROOT,
    desks,
    deskLocale: config.DESK_LOCALE ?? config.DEFAULT_LOCALE,
    defaultLocale: config.DEFAULT_LOCALE,
    timeZone: config.TIME_ZONE,
    orderPattern: new RegExp(config.ORDER_NUMBER_PATTERN, 'u'),
    maxWrongIn: config.MAX_WRONG_ANSWERS_IN,
    verifiedForMs: config.VERIFIED_FOR_HOURS * 60 * 60 * 1000,
    ...(live ? { live } : {}),
  });
}

/** The content, with every problem reported through `report`. Throws CommandError when nothing can work with it. */
export async function loadContent(
  config: Config,
  desks: readonly string[],
  report: (line: string) => void,
  live?: ShopOptions['live'],
): Promise<LoadedShop & { readonly shop: Shop }> {
  const loaded = await loadAuthored(config, desks, live);
  for (const line of tellProblems(loaded.problems, ROOT).lines) report(line);
  if (!loaded.shop)
    throw new CommandError('The shop cannot be loaded; mend the files above and start again.');
  return { ...loaded, shop: loaded.shop };
}

/** The value of `--name value` or `--name=value`. */
export function option(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  const arg = args[at];
  if (arg === undefined) return undefined;
  return arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : args[at + 1];
}

/** Throws CommandError for anything but `--name value` or `--name=value` of these names. */
export function onlyOptions(args: readonly string[], names: readonly string[]): void {
  const all = names.map((name) => `--${name}`).join(', ');
  for (let at = 0; at < args.length; at += 1) {
    const [option = '', value] = (args[at] ?? '').split(/=(.*)/su);
    if (!option.startsWith('--') || !names.includes(option.slice(2)))
      throw new CommandError(`Nothing is known of "${option}"; there are: ${all}`);
    if (value === undefined) at += 1;
    const given = value ?? args[at] ?? '';
    if (given === '' || given.startsWith('--')) throw new CommandError(`Say a value: ${option} VALUE`);
  }
}
