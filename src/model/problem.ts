// A mistake in something that an author wrote: what is wrong, where, and the cure.

export interface Problem {
  /** Stable name of the kind of mistake, for example `unknown-step`. */
  readonly code: string;
  /** Path as the author knows it, from the project folder. */
  readonly file: string;
  /** From 1; absent when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
  readonly cure: string;
  /** A warning does not stop the start. */
  readonly severity: 'error' | 'warning';
  /** Nothing in the file could be used, so that whatever needs it complains as well. */
  readonly unusable?: boolean;
}

export function formatProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${String(problem.line)}`;
  return `${place}: ${problem.severity}: ${problem.message}\n    cure: ${problem.cure}`;
}
