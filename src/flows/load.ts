// Reads the flow files of a folder. A broken file is reported and left out; the others stay usable.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FlowId } from '../model/ids.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import { readYaml } from '../system/yaml.ts';
import { checkFlows, type Surroundings } from './checks/all.ts';
import { type Flow, type FlowBook, nameSteps } from './flow.ts';
import type { Phrases } from './phrases.ts';
import { flowSchema } from './schema.ts';

/** Files of the folder that are not flows. */
const OTHERS = new Set(['calendar.yaml', 'commands.yaml', 'desk.yaml', 'moods.yaml', 'rules.yaml']);

export async function loadFlows(
  folder: string,
  phrases: Phrases,
  around: Surroundings = {},
): Promise<{ flows: FlowBook; problems: Problem[] }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml') && !OTHERS.has(name)).sort();
  const read = await Promise.all(names.map((name) => loadFlow(folder, name)));
  const all = new Map(read.flatMap(({ flow }) => (flow ? [[flow.id, flow] as const] : [])));
  const broken = new Set(read.flatMap(({ id, flow }) => (flow ? [] : [id])));
  const { flows, problems } = checkFlows(all, broken, phrases, around);
  return { flows, problems: [...read.flatMap((one) => one.problems), ...problems] };
}

async function loadFlow(
  folder: string,
  name: string,
): Promise<{ id: string; flow?: Flow; problems: readonly Problem[] }> {
  const file = join(folder, name);
  const id = name.replace(/\.yaml$/u, '');
  const parsed = parseFlow(await readFile(file, 'utf8'), file, id);
  return 'problems' in parsed ? { id, problems: parsed.problems } : { id, flow: parsed.flow, problems: [] };
}

/** One flow from its text, checked for its form alone. */
export function parseFlow(
  text: string,
  file: string,
  id: string,
): { readonly flow: Flow } | { readonly problems: readonly Problem[] } {
  const read = readYaml(text, file, flowSchema);
  if (!read.ok) return { problems: read.problems };
  const { value } = read.file;
  const lineOf: typeof read.file.lineOf = (path) => read.file.lineOf(path);
  const linesOf = (locale: Locale): number[] =>
    (value.triggers[locale] ?? []).map((_, index) => lineOf(['triggers', locale, index]));
  return {
    flow: {
      id: id as FlowId,
      version: value.version,
      triggers: value.triggers,
      triggerLines: Object.fromEntries(LOCALES.map((locale) => [locale, linesOf(locale)])),
      steps: nameSteps(value.steps),
      file,
      lines: value.steps.map((_, index) => lineOf(['steps', index])),
    },
  };
}
