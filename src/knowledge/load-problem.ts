// How a problem with a file of articles is told: with the path as the author knows it.
import { relative, sep } from 'node:path';
import type { Problem } from '../model/problem.ts';

export function problem(
  code: string,
  file: string,
  at: number | undefined,
  message: string,
  cure: string,
  severity: Problem['severity'] = 'error',
): Problem {
  const path = relative('.', file).startsWith('..') ? file : relative('.', file);
  return {
    code,
    file: path.split(sep).join('/'),
    message,
    cure,
    severity,
    ...(at === undefined ? {} : { line: at }),
  };
}
/** The system's name for what went wrong, for example ENOENT. */
export function codeOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
