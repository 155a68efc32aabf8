// Everything that authors write, read and checked together: phrases, flows, commands, calendar, articles.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { calendarSchema } from '../desk/calendar.ts';
import { flowEntries } from '../flows/entries.ts';
import { loadFlows } from '../flows/load.ts';
import { loadPhrases } from '../flows/phrases.ts';
import { createKnowledgeBase } from '../knowledge/knowledge-base.ts';
import { loadArticles } from '../knowledge/load.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import { MAX_CHOICE_VALUE_BYTES } from '../model/message.ts';
import type { Problem } from '../model/problem.ts';
import { readYaml } from '../system/yaml.ts';
import { commandsSchema, createCommands } from './commands.ts';
import type { Shop } from './deps.ts';

export interface ShopOptions {
  /** The project's folder: `flows/` and `knowledge-base/` are below it. */
  readonly root: string;
  readonly desks: readonly string[];
  readonly deskLocale: Locale;
  /** The language that a missing article falls back to first. */
  readonly defaultLocale: Locale;
  readonly timeZone: string;
  readonly orderPattern: RegExp;
  /** At most one wrong answer in this many. */
  readonly maxWrongIn: number;
}

const VERIFIED_FOR_MS = 60 * 60 * 1000;
const MENU = ['order-status', 'warranty-claim'];

/** `shop` is undefined when something without which nothing works is broken; `problems` says what. */
export async function loadShop(
  options: ShopOptions,
): Promise<{ readonly shop?: Shop; readonly problems: readonly Problem[]; readonly articles: number }> {
  const folder = join(options.root, 'flows');
  const [{ phrases, problems: phraseProblems }, commands, calendar, articles] = await Promise.all([
    loadPhrases(join(folder, 'phrases')),
    readOne(join(folder, 'commands.yaml'), commandsSchema),
    readOne(join(folder, 'calendar.yaml'), calendarSchema),
    loadArticles(join(options.root, 'knowledge-base')),
  ]);
  const { flows, problems: flowProblems } = await loadFlows(folder, phrases);
  const links = articles.articles
    .filter(({ flow }) => flow !== undefined && !flows.has(flow))
    .map(({ file, flow }) => unknownFlow(file, String(flow), [...flows.keys()]));
  const problems = [
    ...phraseProblems,
    ...commands.problems,
    ...calendar.problems,
    ...flowProblems,
    ...articles.problems,
    ...links,
    ...articles.articles.filter(hasLongName).map(longName),
  ];
  if (!commands.value || !calendar.value) return { problems, articles: articles.articles.length };
  const usable = articles.articles.filter((article) => !hasLongName(article));
  const shop: Shop = {
    knowledge: createKnowledgeBase([...usable, ...flowEntries(flows, phrases)], {
      fallback: [options.defaultLocale],
      maxWrongIn: options.maxWrongIn,
    }),
    flows,
    phrases,
    commands: createCommands(commands.value),
    calendar: { ...calendar.value, timeZone: options.timeZone },
    desks: options.desks,
    deskLocale: options.deskLocale,
    orderPattern: options.orderPattern,
    verifiedForMs: VERIFIED_FOR_MS,
    menu: MENU,
  };
  return { shop, problems, articles: articles.articles.length };
}

async function readOne<Value>(
  file: string,
  schema: z.ZodType<Value>,
): Promise<{ value?: Value; problems: readonly Problem[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return {
      problems: [
        {
          code: 'unreadable-file',
          file,
          message,
          cure: 'restore the file from the project',
          severity: 'error',
        },
      ],
    };
  }
  const read = readYaml(text, file, schema);
  return read.ok ? { value: read.file.value, problems: [] } : { problems: read.problems };
}

/** Its button could not be sent, and with it none of the titles beside it. */
function hasLongName({ id }: Article): boolean {
  return Buffer.byteLength(`article:${id}`) > MAX_CHOICE_VALUE_BYTES;
}

function longName({ file }: Article): Problem {
  return {
    code: 'long-name',
    file,
    message: "the file's name is too long to be the value of a button, so the article is left out",
    cure: 'shorten it to 56 letters or fewer, in every language alike',
    severity: 'error',
  };
}

function unknownFlow(file: string, flow: string, known: readonly string[]): Problem {
  return {
    code: 'unknown-flow',
    file,
    message: `the article offers the flow ${flow}, which does not exist`,
    cure: `name one of: ${known.join(', ')}; or remove the line "flow:"`,
    severity: 'error',
  };
}
