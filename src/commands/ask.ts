// npm run ask -- "question": what the bot would answer, and how sure it is.
import { detectLanguage } from '../knowledge/language.ts';
import type { Article } from '../model/knowledge.ts';
import { isLocale } from '../model/locale.ts';
import { toPlainText } from '../model/rich-text.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, loadContent, option } from './environment.ts';

export async function run(args: readonly string[]): Promise<void> {
  const question = args.find((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--locale');
  if (question === undefined)
    throw new CommandError('Give the question in quotes: npm run ask -- "где мой заказ"');
  const config = loadConfig();
  const given = option(args, 'locale');
  if (given !== undefined && !isLocale(given))
    throw new CommandError(`There is no locale "${given}"; use ru, en or bg.`);
  const locale = given ?? detectLanguage(question, config.DEFAULT_LOCALE);
  const { shop } = await loadContent(config, [], (line) => void process.stderr.write(`${line}\n`));
  const answer = shop.knowledge.ask(question, locale);
  const ranked = answer.kind === 'suggest' ? answer.candidates : answer.nearest;
  const sure = answer.kind === 'answer' ? ` ${answer.confidence.toFixed(2)}  ${nameOf(answer.article)}` : '';
  process.stdout.write(`${locale}: ${answer.kind}${sure}\n`);
  for (const { article, confidence } of ranked)
    process.stdout.write(`  ${confidence.toFixed(2)}  ${nameOf(article)}\n`);
  if (answer.kind === 'answer') process.stdout.write(`\n${bodyOf(answer.article)}\n`);
}

function nameOf({ id, title, flow, body }: Article): string {
  return body.length === 0 && flow !== undefined ? `the flow ${flow}: ${title}` : `${id}: ${title}`;
}

function bodyOf({ body, flow }: Article): string {
  const words = toPlainText(body);
  if (flow === undefined) return words;
  return words === '' ? `The flow ${flow} starts.` : `${words}\n\nThe flow ${flow} is offered as a button.`;
}
