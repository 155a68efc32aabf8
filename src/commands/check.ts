// npm run check: every mistake in what authors write, with its place and cure. Fails when there is an error.
import { loadShop } from '../dialogue/load-shop.ts';
import { formatProblem } from '../model/problem.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, ROOT } from './environment.ts';

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
  for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  process.stdout.write(
    `${articles} articles, ${shop?.flows.size ?? 0} flows: ${errors} errors, ${problems.length - errors} warnings\n`,
  );
  if (errors > 0) throw new CommandError('Mend the errors above.');
}
