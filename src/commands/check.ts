// npm run check: every mistake in what authors write, with its place and cure. Fails when there is an error.
import { checkArticles } from '../knowledge/tools/check.ts';
import { CommandError } from './command-error.ts';
import { loadAuthored, loadConfig, ROOT } from './environment.ts';
import { tellProblems } from './problems.ts';

export async function run(): Promise<void> {
  const { problems, articles, synonyms, shop } = await loadAuthored(loadConfig(), []);
  const flows = new Set([...(shop?.flows.keys() ?? [])].map(String));
  const found = checkArticles(articles, { synonyms, flows });
  const { lines, errors, warnings } = tellProblems([...problems, ...found], ROOT);
  for (const line of lines) process.stdout.write(`${line}\n`);
  const written = articles.filter(({ body }) => body.length > 0).length;
  process.stdout.write(
    `${written} articles and ${flows.size} flows can be used; errors: ${errors}, warnings: ${warnings}\n`,
  );
  if (errors > 0) throw new CommandError('Mend the errors above.');
}
