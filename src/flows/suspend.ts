// Errands put aside for another one: at most two, the latest last.
import type { FlowRun } from '../model/conversation.ts';
import type { FlowBook } from './flow.ts';

const MAX_SUSPENDED = 2;

export type Suspended = readonly (readonly FlowRun[])[];

/** Puts an errand aside; an older one of the same flow, or a third one, is dropped. */
export function suspend(before: Suspended | undefined, stack: readonly FlowRun[]): Suspended {
  const flow = stack[0]?.flow;
  if (flow === undefined) return before ?? [];
  return [...(before ?? []).filter((one) => one[0]?.flow !== flow), stack].slice(-MAX_SUSPENDED);
}

/** The errand put aside last whose flow still exists, and what is left then; go on with `askAgain`. */
export function resumable(
  suspended: Suspended | undefined,
  book: FlowBook,
): { readonly stack: readonly FlowRun[]; readonly rest: Suspended } | undefined {
  const alive = (suspended ?? []).filter(([outer]) => outer && book.has(outer.flow));
  const stack = alive.at(-1);
  return stack && { stack, rest: alive.slice(0, -1) };
}
