// Lines for mistakes that were found in what a file means rather than in its text: the line that holds the words complained of.
import { readFile } from 'node:fs/promises';
import type { Problem } from '../model/problem.ts';

/** Problems as they were, with the line where the quoted words or the link stand, as far as it can be found. */
export async function withLines(problems: readonly Problem[]): Promise<Problem[]> {
  const files = new Map<string, Promise<readonly string[]>>();
  return Promise.all(
    problems.map(async (problem) => {
      const words = problem.line === undefined ? wordsIn(problem) : [];
      if (words.length === 0) return problem;
      const lines = files.get(problem.file) ?? linesOf(problem.file);
      files.set(problem.file, lines);
      const line = placeOf(words, await lines);
      return line === undefined ? problem : { ...problem, line };
    }),
  );
}

/** What to look for, the most telling first. */
function wordsIn({ code, message }: Problem): string[] {
  const quoted = [...message.matchAll(/"([^"]+)"/gu)].map(([, words]) => words ?? '');
  const link = /^the link (\S+) /u.exec(message)?.[1];
  if (link !== undefined) return [link];
  return code === 'unknown-flow' ? quoted.map((flow) => `flow: ${flow}`) : quoted;
}

function placeOf(words: readonly string[], lines: readonly string[]): number | undefined {
  for (const one of words) {
    const at = lines.findIndex((line) => line.includes(one));
    if (at >= 0) return at + 1;
  }
  return undefined;
}

/** A file that cannot be read has been complained of already. */
async function linesOf(file: string): Promise<readonly string[]> {
  return readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
}
