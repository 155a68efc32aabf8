// npm run ask -- "question": what the bot would answer, how sure it is, and each signal's part in it.
import { createKnowledgeBase } from '../knowledge/knowledge-base.ts';
import { detectLanguage } from '../knowledge/language.ts';
import { explainAnswer, formatAsk } from '../knowledge/tools/ask.ts';
import type { Article } from '../model/knowledge.ts';
import { isLocale } from '../model/locale.ts';
import { toPlainText } from '../model/rich-text.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, loadContent, option } from './environment.ts';

export async function run(args: readonly string[]): Promise<void> {
  const question = args.find(
    (arg, index) => !arg.startsWith('--') && !['--locale', '--product'].includes(args[index - 1] ?? ''),
  );
  if (question === undefined)
    throw new CommandError('Give the question in quotes: npm run ask -- "где мой заказ"');
  const config = loadConfig();
  const given = option(args, 'locale');
  if (given !== undefined && !isLocale(given))
    throw new CommandError(`There is no locale "${given}"; use ru, en or bg.`);
  const locale = given ?? detectLanguage(question, config.DEFAULT_LOCALE);
  const { articles, synonyms } = await loadContent(
    config,
    [],
    (line) => void process.stderr.write(`${line}\n`),
  );
  const base = createKnowledgeBase(articles, { synonyms, maxWrongIn: config.MAX_WRONG_ANSWERS_IN });
  const product = option(args, 'product');
  const explained = base.explain(question, locale, product === undefined ? {} : { products: [product] });
  process.stdout.write(`${formatAsk(explainAnswer(explained))}\n`);
  if (explained.answer.kind === 'answer') process.stdout.write(`\n${bodyOf(explained.answer.article)}\n`);
}

function bodyOf({ body, flow }: Article): string {
  const words = toPlainText(body);
  if (flow === undefined) return words;
  return words === '' ? `The flow ${flow} starts.` : `${words}\n\nThe flow ${flow} is offered as a button.`;
}
