// A flow ready to run: every step has its name and knows what may come next.
import type { FlowId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { targets } from './steps/branch.ts';
import { waysOf } from './steps/lookup.ts';
import type { RawFlow, RawStep } from './schema.ts';

export type FlowStep = RawStep & { readonly id: string };

export interface Flow {
  readonly id: FlowId;
  readonly version: number;
  readonly triggers: Readonly<Partial<Record<Locale, readonly string[]>>>;
  /** Line of each trigger. */
  readonly triggerLines: Readonly<Partial<Record<Locale, readonly number[]>>>;
  readonly steps: readonly FlowStep[];
  readonly file: string;
  /** Line of each step, in the order of `steps`. */
  readonly lines: readonly number[];
}

export type FlowBook = ReadonlyMap<FlowId, Flow>;

/** Gives every step its name: its `id`, its slot, or its kind with its place in the file (from 1). */
export function nameSteps(steps: RawFlow['steps']): FlowStep[] {
  return steps.map((step, index) => ({ ...step, id: step.id ?? slotOf(step) ?? `${step.kind}${index + 1}` }));
}

/** The slot that a step asks for. */
export function slotOf(step: RawStep): string | undefined {
  if (step.kind === 'collect') return step.collect;
  return step.kind === 'choose' ? step.choose : undefined;
}

/** Names of the steps that may follow; undefined stands for running past the end of the file. */
export function successors(flow: Flow, index: number): (string | undefined)[] {
  const step = flow.steps[index];
  if (!step || step.kind === 'ticket' || step.kind === 'end') return [];
  if (step.kind === 'branch') return targets(step);
  if (step.kind === 'guide') return [step.done, step.failed, step.none];
  const next = step.next ?? flow.steps[index + 1]?.id;
  if (step.kind === 'lookup') {
    return 'found' in step && step.found !== undefined ? [...waysOf(step)] : [next, ...waysOf(step)];
  }
  return step.kind === 'confirm' ? [next, ...step.confirm] : [next];
}
