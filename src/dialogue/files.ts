// Photos that arrive while a flow asks for something else: they belong to its photo slot all the same.
import type { Attachment } from '../model/attachment.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { FlowBook, FlowStep } from '../flows/flow.ts';

const MAX_FILES = 20;

export function waitsForFiles(stack: readonly FlowRun[], flows: FlowBook): boolean {
  const run = stack.at(-1);
  const step = run && flows.get(run.flow)?.steps.find(({ id }) => id === run.step);
  return step !== undefined && takesFiles(step);
}

/** The stack with the files added, absent when the flow has no place for them; `first` when it had none before. */
export function attachFiles(
  stack: readonly FlowRun[],
  files: readonly Attachment[],
  flows: FlowBook,
): { readonly stack?: readonly FlowRun[]; readonly first: boolean } {
  const run = stack.at(-1);
  const place = run && flows.get(run.flow)?.steps.find(takesFiles);
  if (!run || place?.kind !== 'collect') return { first: true };
  const kept = run.slots[place.collect]?.value;
  const before = Array.isArray(kept) ? (kept as readonly Attachment[]) : [];
  const all = [...before, ...files].slice(-MAX_FILES);
  const slot = { value: all, shown: String(all.length) };
  return {
    stack: [...stack.slice(0, -1), { ...run, slots: { ...run.slots, [place.collect]: slot } }],
    first: before.length === 0,
  };
}

function takesFiles(step: FlowStep): boolean {
  return step.kind === 'collect' && [step.type].flat().includes('files');
}
