// Photos that arrive while a flow asks for something else: they belong to its photo slot all the same.
import type { Attachment } from '../model/attachment.ts';
import type { FlowRun } from '../model/conversation.ts';
import { wholeRun } from '../flows/advance.ts';
import { placesIn, withValuesAhead } from '../flows/answers.ts';
import type { FlowBook, FlowStep } from '../flows/flow.ts';
import { valueAt } from '../flows/run.ts';

const MAX_FILES = 20;

export function waitsForFiles(stack: readonly FlowRun[], flows: FlowBook): boolean {
  const run = stack.at(-1);
  const step = run && flows.get(run.flow)?.steps.find(({ id }) => id === run.step);
  return step !== undefined && takesFiles(step);
}

/**
 * The stack with the files added, absent when the errand has no place for them in any of its flows; `first` when it had
 * none before.
 */
export function attachFiles(
  stack: readonly FlowRun[],
  files: readonly Attachment[],
  flows: FlowBook,
): { readonly stack?: readonly FlowRun[]; readonly first: boolean } {
  const world = { book: flows };
  const place = placesIn(stack, world).find((one) => takesFiles(one.step));
  const whole = wholeRun(stack, flows);
  if (!place || !whole) return { first: true };
  const kept = valueAt(whole, place)?.value;
  const before = Array.isArray(kept) ? (kept as readonly Attachment[]) : [];
  const all = [...before, ...files].slice(-MAX_FILES);
  const slots = { [place.slot]: { value: all, shown: String(all.length) } };
  return { stack: withValuesAhead(stack, [{ place, slots }], world), first: before.length === 0 };
}

function takesFiles(step: FlowStep): boolean {
  return step.kind === 'collect' && [step.type].flat().includes('files');
}
