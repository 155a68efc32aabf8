// Everything that authors write, read and checked together: phrases, flows, commands, calendar, articles.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { calendarSchema } from '../desk/calendar.ts';
import { deskRulesSchema, slaRulesOf } from '../desk/desk-rules.ts';
import { loadMacros } from '../desk/macros.ts';
import { flowEntries } from '../flows/entries.ts';
import { loadFlows } from '../flows/load.ts';
import { loadPhrases } from '../flows/phrases.ts';
import { rulesSchema } from '../flows/rules.ts';
import type { Example } from '../knowledge/examples.ts';
import { createKnowledgeBase } from '../knowledge/knowledge-base.ts';
import { loadSynonyms, type Synonyms } from '../knowledge/lexicon.ts';
import { loadArticles } from '../knowledge/load.ts';
import { type OpenKnowledge, openKnowledge, type OpenOptions } from '../knowledge/open.ts';
import type { FlowId } from '../model/ids.ts';
import type { Article } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { readYaml, type YamlFile } from '../system/yaml.ts';
import { commandsSchema, createCommands } from './commands.ts';
import type { Shop } from './deps.ts';
import { createMoods, moodsSchema } from './mood.ts';

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
  /** How long a proved order stays known, ms; an hour when absent. */
  readonly verifiedForMs?: number;
  /** Follow the articles' folder: an edit is live within a second. Without it the base is what it was at loading. */
  readonly live?: {
    readonly clock: Clock;
    readonly log: Log;
    readonly onProblems: (problems: readonly Problem[]) => void;
    /** Accepted lessons that the base begins with. */
    readonly examples: readonly Example[];
  };
}

export interface LoadedShop {
  /** Undefined when something without which nothing works is broken; `problems` says what. */
  readonly shop?: Shop;
  readonly problems: readonly Problem[];
  /** Every article and flow entry that could be read. */
  readonly articles: readonly Article[];
  readonly synonyms: Synonyms;
  /** The base that follows its folder; only when it was asked for. */
  readonly live?: OpenKnowledge;
  /** Stops following the folder. */
  stop(): void;
}

const VERIFIED_FOR_MS = 60 * 60 * 1000;

export async function loadShop(options: ShopOptions): Promise<LoadedShop> {
  const folder = join(options.root, 'flows');
  const base = join(options.root, 'knowledge-base');
  const [
    { phrases, problems: phraseProblems, placeOf },
    commands,
    moods,
    calendar,
    rules,
    deskRules,
    macros,
    read,
    lexicon,
  ] = await Promise.all([
    loadPhrases(join(folder, 'phrases')),
    readOne(join(folder, 'commands.yaml'), commandsSchema),
    readOne(join(folder, 'moods.yaml'), moodsSchema),
    readOne(join(folder, 'calendar.yaml'), calendarSchema),
    readOne(join(folder, 'rules.yaml'), rulesSchema),
    readOne(join(folder, 'desk.yaml'), deskRulesSchema),
    loadMacros(join(folder, 'macros')),
    loadArticles(base),
    loadSynonyms(base),
  ]);
  const { flows, problems: flowProblems } = await loadFlows(folder, phrases, {
    placeOf,
    articles: new Set(read.articles.map(({ id }) => id)),
    ...(rules.value ? { rules: new Set(Object.keys(rules.value.shop)) } : {}),
  });
  const links = read.articles
    .filter(({ flow }) => flow !== undefined && !flows.has(flow))
    .map(({ file, flow }) => unknownFlow(file, String(flow), [...flows.keys()]));
  const problems = [
    ...phraseProblems,
    ...commands.problems,
    ...moods.problems,
    ...calendar.problems,
    ...rules.problems,
    ...deskRules.problems,
    ...macros.problems,
    ...[...(rules.value?.start ?? []).map(({ flow }) => flow), ...(rules.value?.menu ?? [])]
      .filter((flow) => !flows.has(flow as FlowId))
      .map((flow) => unknownStart(join(folder, 'rules.yaml'), flow, [...flows.keys()])),
    ...(deskRules.value?.routing ?? []).flatMap(({ when }, at) =>
      (when.flow ?? [])
        .filter((flow) => !flows.has(flow as FlowId))
        .map((flow) => ({
          ...unknownStart(join(folder, 'desk.yaml'), flow, [...flows.keys()]),
          message: `a rule routes the flow "${flow}", which does not exist`,
          line: deskRules.lineOf?.(['routing', at, 'when', 'flow']) ?? 1,
        })),
    ),
    ...flowProblems,
    ...read.problems,
    ...lexicon.problems,
    ...links,
  ];
  const entries = flowEntries(flows, phrases);
  const loaded = { problems, articles: [...read.articles, ...entries], synonyms: lexicon.synonyms };
  if (!commands.value || !moods.value || !calendar.value || !rules.value || !deskRules.value)
    return { ...loaded, stop: () => undefined };
  const fallback = [options.defaultLocale, ...LOCALES.filter((one) => one !== options.defaultLocale)];
  const { maxWrongIn } = options;
  const live = options.live && (await openLive(options.live, base, { fallback, maxWrongIn, also: entries }));
  const knowledge =
    live ?? createKnowledgeBase(loaded.articles, { fallback, maxWrongIn, synonyms: loaded.synonyms });
  const hours = { ...calendar.value, timeZone: options.timeZone };
  const shop: Shop = {
    knowledge,
    flows,
    phrases,
    commands: createCommands(commands.value),
    moods: createMoods(moods.value),
    calendar: hours,
    rules: rules.value,
    deskRules: deskRules.value,
    slaRules: slaRulesOf(deskRules.value, hours),
    macros: macros.macros,
    desks: options.desks,
    deskLocale: options.deskLocale,
    orderPattern: options.orderPattern,
    verifiedForMs: options.verifiedForMs ?? VERIFIED_FOR_MS,
    menu: rules.value.menu,
  };
  return { ...loaded, shop, ...(live ? { live } : {}), stop: () => live?.stop() };
}

/** A base that follows its folder, trained aside. */
function openLive(
  { clock, log, onProblems, examples }: NonNullable<ShopOptions['live']>,
  folder: string,
  more: Pick<OpenOptions, 'fallback' | 'maxWrongIn' | 'also'>,
): Promise<OpenKnowledge> {
  return openKnowledge(folder, { ...more, quickStart: true, examples, clock, log, onChange: onProblems });
}

async function readOne<Value>(
  file: string,
  schema: z.ZodType<Value>,
): Promise<{ value?: Value; problems: readonly Problem[]; lineOf?: YamlFile<Value>['lineOf'] }> {
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
  return read.ok
    ? { value: read.file.value, problems: [], lineOf: (path) => read.file.lineOf(path) }
    : { problems: read.problems };
}

function unknownFlow(file: string, flow: string, known: readonly string[]): Problem {
  return {
    code: 'unknown-flow',
    file,
    message: `the article offers the flow "${flow}", which does not exist`,
    cure: `name one of: ${known.join(', ')}; or remove the line "flow:"`,
    severity: 'error',
  };
}

function unknownStart(file: string, flow: string, known: readonly string[]): Problem {
  return {
    code: 'unknown-flow',
    file,
    message: `a rule starts the flow "${flow}", which does not exist`,
    cure: `name one of: ${known.join(', ')}; or remove the rule`,
    severity: 'error',
  };
}
