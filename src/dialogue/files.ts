// Photos that arrive while a flow asks for something else: they belong to its photo slot all the same.
import type { Attachment } from '../model/attachment.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { FlowBook } from '../flows/flow.ts';

const MAX_FILES = 20;

/** The stack with the files added; undefined when the pending step itself waits for files, or the flow has no place for them. */
export function attachFiles(
  stack: readonly FlowRun[],
  files: readonly Attachment[],
  flows: FlowBook,
): readonly FlowRun[] | undefined {
  const run = stack.at(-1);
  const steps = run && flows.get(run.flow)?.steps;
  const place = steps?.find((step) => step.kind === 'collect' && [step.type].flat().includes('files'));
  if (!run || place?.kind !== 'collect' || place.id === run.step) return undefined;
  const before = run.slots[place.collect]?.value;
  const all = [...(Array.isArray(before) ? (before as readonly Attachment[]) : []), ...files].slice(
    -MAX_FILES,
  );
  const slot = { value: all, shown: String(all.length) };
  return [...stack.slice(0, -1), { ...run, slots: { ...run.slots, [place.collect]: slot } }];
}
