// npm run explain -- NUMBER: the clocks of a request, each start, pause and stop with its reason. Works beside a running Firstline.
import { explain } from '../desk/explain.ts';
import type { Shop } from '../dialogue/deps.ts';
import type { DeskRecords } from '../model/store.ts';
import { systemClock } from '../system/clock.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, loadContent } from './environment.ts';
import { withRecords } from './records.ts';

export interface ExplainCommandParts {
  readonly records: Pick<DeskRecords, 'ticketByNumber'>;
  readonly shop: Pick<Shop, 'slaRules' | 'phrases' | 'deskLocale' | 'calendar'> & {
    readonly deskRules: Pick<Shop['deskRules'], 'queues'>;
  };
  readonly now: Date;
  readonly print: (line: string) => void;
}

export async function run(args: readonly string[]): Promise<void> {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const { shop } = await loadContent(loadConfig(), [], report);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  await withRecords((records) => explainCommand(args, { records, shop, now: systemClock.now(), print }));
}

/** Throws CommandError. */
export async function explainCommand(
  [number = '']: readonly string[],
  { records, shop, now, print }: ExplainCommandParts,
): Promise<void> {
  const wanted = number.replace(/^[#№]/u, '');
  if (!/^\d{1,9}$/u.test(wanted)) throw new CommandError('Say which request: npm run explain -- 1017');
  const ticket = await records.ticketByNumber(Number(wanted));
  if (!ticket) throw new CommandError(`There is no request ${wanted}; the desk shows the numbers.`);
  const { slaRules: rules, deskRules, phrases, deskLocale: locale, calendar } = shop;
  const parts = { rules, queues: deskRules.queues, phrases, locale, timeZone: calendar.timeZone };
  for (const line of explain(ticket, parts, now)) print(line);
}
