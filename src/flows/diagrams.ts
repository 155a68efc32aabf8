// The drawings of all flows as files: one page for each flow and an index; and whether those on the disk are still true.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isLocale, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import { callsOf } from './checks/calls.ts';
import { drawFlow } from './diagram.ts';
import { DIAGRAM_WORDS } from './diagram-words.ts';
import type { Flow, FlowBook } from './flow.ts';
import type { Phrases } from './phrases.ts';

/** Below the folder of the flows. */
export const DIAGRAMS = 'diagrams';
const INDEX = 'README.md';
const TRIGGERS_SHOWN = 3;

/** Text by file name. */
export function diagramsOf(flows: FlowBook, phrases: Phrases, locale: Locale): ReadonlyMap<string, string> {
  const words = DIAGRAM_WORDS[locale];
  const title = (id: string): string => phrases.label(locale, `flow.${id}.title`);
  const link = (id: string): string => `[${title(id)}](${id}.md)`;
  const all = [...flows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = (flow: Flow): string => {
    const calls = [...new Set(callsOf(flow))].map(link);
    const calledBy = all.filter((one) => callsOf(one).includes(flow.id)).map(({ id }) => link(id));
    const triggers = (flow.triggers[locale] ?? []).slice(0, TRIGGERS_SHOWN);
    const facts = [
      ...(triggers.length > 0 ? [`${words.begins}: ${triggers.join(' · ')}`] : []),
      ...(calls.length > 0 ? [`${words.calls}: ${calls.join(', ')}`] : []),
      ...(calledBy.length > 0 ? [`${words.calledBy}: ${calledBy.join(', ')}`] : []),
    ];
    return [
      mark(locale),
      `# ${title(flow.id)}`,
      `${words.drawn} [${basename(flow.file)}](../${basename(flow.file)})`,
      ...(facts.length > 0 ? [facts.map((fact) => `- ${fact}`).join('\n')] : []),
      ['```mermaid', ...drawFlow(flow, phrases, locale), '```'].join('\n'),
      '',
    ]
      .join('\n\n')
      .replace(/\n+$/u, '\n');
  };
  const index = [
    mark(locale),
    `# ${words.index}`,
    words.drawn,
    all.map(({ id }) => `- ${link(id)}`).join('\n'),
  ];
  return new Map([
    [INDEX, `${index.join('\n\n')}\n`],
    ...all.map((flow) => [`${flow.id}.md`, page(flow)] as const),
  ]);
}

/** Drawings that are missing, older than their flow, or of no flow; by what they say, not by their time. */
export async function checkDiagrams(folder: string, flows: FlowBook, phrases: Phrases): Promise<Problem[]> {
  const home = join(folder, DIAGRAMS);
  const present = await pages(home);
  const locale = localeOf(present.get(INDEX) ?? '');
  const warning = (name: string, code: string, message: string): Problem => ({
    code,
    file: join(home, name),
    line: 1,
    message,
    cure: 'npm run flows:draw',
    severity: 'warning',
  });
  if (!locale) return [warning(INDEX, 'missing-diagram', 'the flows are not drawn yet')];
  const wanted = diagramsOf(flows, phrases, locale);
  return [
    ...[...wanted]
      .filter(([name, text]) => present.get(name) !== text)
      .map(([name]) =>
        present.has(name)
          ? warning(name, 'old-diagram', 'the drawing is older than its flow')
          : warning(name, 'missing-diagram', 'the flow is not drawn yet'),
      ),
    ...[...present.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => warning(name, 'stray-diagram', 'there is no such flow any more')),
  ];
}

async function pages(home: string): Promise<ReadonlyMap<string, string>> {
  let names: readonly string[];
  try {
    names = await readdir(home);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const drawn = names.filter((name) => name.endsWith('.md'));
  return new Map(
    await Promise.all(drawn.map(async (name) => [name, await readFile(join(home, name), 'utf8')] as const)),
  );
}

/** The first line says in which language the drawings are, so that they stay true whatever this shop's own is. */
function mark(locale: Locale): string {
  return `<!-- npm run flows:draw -- --locale ${locale} -->`;
}

function localeOf(text: string): Locale | undefined {
  const locale = /^<!-- npm run flows:draw -- --locale (\w+) -->/u.exec(text)?.[1];
  return isLocale(locale) ? locale : undefined;
}
