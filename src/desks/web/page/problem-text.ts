// What went wrong, in the operator's language where we have the words.
import type { ApiError } from './api.ts';
import type { Text } from './text.ts';

export function problemText(problem: ApiError, text: Text): string {
  return text.problems[problem.code]?.(problem.retryAfterMinutes) ?? problem.message;
}
