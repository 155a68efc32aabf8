// npm run check: every mistake in what authors write, with its place and cure. Fails when there is an error.
import { loadShop } from '../dialogue/load-shop.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, ROOT } from './environment.ts';
import { tellProblems } from './problems.ts';

export async function run(): Promise<void> {
  const config = loadConfig();
  const { problems, articles, shop } = await loadShop({
    root: ROOT,
    desks: [],
    deskLocale: config.DESK_LOCALE ?? config.DEFAULT_LOCALE,
    defaultLocale: config.DEFAULT_LOCALE,
    timeZone: config.TIME_ZONE,
    orderPattern: new RegExp(config.ORDER_NUMBER_PATTERN, 'u'),
    maxWrongIn: config.MAX_WRONG_ANSWERS_IN,
  });
  const { lines, errors, warnings } = tellProblems(problems, ROOT);
  for (const line of lines) process.stdout.write(`${line}\n`);
  process.stdout.write(
    `${articles} articles and ${shop?.flows.size ?? 0} flows can be used; errors: ${errors}, warnings: ${warnings}\n`,
  );
  if (errors > 0) throw new CommandError('Mend the errors above.');
}
