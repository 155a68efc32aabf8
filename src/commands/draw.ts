// npm run flows:draw: writes a drawing of every flow to flows/diagrams/, in Mermaid. Fails when a flow has mistakes.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIAGRAMS, diagramsOf } from '../flows/diagrams.ts';
import { loadFlows } from '../flows/load.ts';
import { loadPhrases } from '../flows/phrases.ts';
import { isLocale } from '../model/locale.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, option, ROOT } from './environment.ts';
import { tellProblems } from './problems.ts';

export async function run(args: readonly string[]): Promise<void> {
  const locale = option(args, 'locale') ?? loadConfig().DEFAULT_LOCALE;
  if (!isLocale(locale))
    throw new CommandError(`There is no language "${locale}"; use --locale ru, en or bg.`);
  const folder = join(ROOT, 'flows');
  const { phrases, problems: inPhrases } = await loadPhrases(join(folder, 'phrases'));
  const { flows, problems: inFlows } = await loadFlows(folder, phrases);
  const { lines, errors } = tellProblems(
    [...inPhrases, ...inFlows].filter(({ severity }) => severity === 'error'),
    ROOT,
  );
  for (const line of lines) process.stderr.write(`${line}\n`);
  if (errors > 0) throw new CommandError('Mend the errors above; nothing was drawn.');
  const pages = diagramsOf(flows, phrases, locale);
  const home = join(folder, DIAGRAMS);
  await mkdir(home, { recursive: true });
  for (const [name, text] of pages) await writeFile(join(home, name), text);
  const strays = (await readdir(home)).filter((name) => name.endsWith('.md') && !pages.has(name));
  for (const name of strays) await rm(join(home, name));
  process.stdout.write(
    `${flows.size} flows are drawn in ${DIAGRAMS} below ${folder}; begin with README.md there\n`,
  );
}
