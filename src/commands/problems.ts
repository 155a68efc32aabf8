// Mistakes of authors as a person can use them: causes, not the many lines that only follow from them.
import { relative } from 'node:path';
import { formatProblem, type Problem } from '../model/problem.ts';

/** Said of a file that could not be read at all. */
const UNREADABLE = new Set(['bad-yaml', 'unreadable-file']);
/** Complaints that a broken file of phrases or flows causes elsewhere. */
const CONSEQUENCES = new Set(['missing-phrase', 'unknown-flow', 'broken-flow']);

export interface Told {
  readonly lines: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

/** Paths are shown as seen from `root`. What broken files bring about elsewhere is counted, not listed. */
export function tellProblems(problems: readonly Problem[], root: string): Told {
  const unusable = problems.some(({ code, unusable: whole }) => whole === true || UNREADABLE.has(code));
  const causes = firstOfEachBrokenFile(problems).filter(({ code }) => !unusable || !CONSEQUENCES.has(code));
  const hidden = problems.length - causes.length;
  return {
    lines: [
      ...causes.map((problem) => formatProblem({ ...problem, file: pathFrom(root, problem.file) })),
      ...(hidden > 0 ? [`${hidden} more came up that may only follow from these: mend these first.`] : []),
    ],
    errors: causes.filter(({ severity }) => severity === 'error').length,
    warnings: causes.filter(({ severity }) => severity === 'warning').length,
  };
}

/** Behind the first slip in a YAML file a parser understands nothing any more. */
function firstOfEachBrokenFile(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, file }) => {
    if (code !== 'bad-yaml') return true;
    const first = !seen.has(file);
    seen.add(file);
    return first;
  });
}

function pathFrom(root: string, file: string): string {
  const path = relative(root, file);
  return path.startsWith('..') ? file : path;
}
