// Reads the flow files of a folder. A broken file is reported and left out; the others stay usable.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FlowId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import { readYaml } from '../system/yaml.ts';
import { type Flow, type FlowBook, nameSteps } from './flow.ts';
import { checkGraph } from './graph.ts';
import { checkWords } from './words.ts';
import type { Phrases } from './phrases.ts';
import { flowSchema } from './schema.ts';

/** Files of the folder that are not flows. */
const OTHERS = new Set(['calendar.yaml', 'commands.yaml', 'moods.yaml', 'rules.yaml']);

export async function loadFlows(
  folder: string,
  phrases: Phrases,
): Promise<{ flows: FlowBook; problems: Problem[] }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml') && !OTHERS.has(name)).sort();
  const read = await Promise.all(names.map((name) => loadFlow(folder, name)));
  const problems = read.flatMap((one) => one.problems);
  const flows = new Map(read.flatMap(({ flow }) => (flow ? [[flow.id, flow] as const] : [])));
  for (const flow of flows.values()) problems.push(...checkGraph(flow, flows), ...checkWords(flow, phrases));
  for (const broken of new Set(
    problems.filter(({ severity }) => severity === 'error').map(({ file }) => file),
  )) {
    for (const flow of [...flows.values()]) if (flow.file === broken) flows.delete(flow.id);
  }
  return { flows, problems };
}

async function loadFlow(
  folder: string,
  name: string,
): Promise<{ flow?: Flow; problems: readonly Problem[] }> {
  const file = join(folder, name);
  const parsed = parseFlow(await readFile(file, 'utf8'), file, name.replace(/\.yaml$/u, ''));
  return 'problems' in parsed ? { problems: parsed.problems } : { flow: parsed.flow, problems: [] };
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
  return {
    flow: {
      id: id as FlowId,
      version: value.version,
      triggers: value.triggers,
      steps: nameSteps(value.steps),
      file,
      lines: value.steps.map((_, index) => read.file.lineOf(['steps', index])),
    },
  };
}
