// A run pins its flow's version and form. When the file has changed since, it is moved on if it still fits, else walked anew.
import type { FlowRun } from '../model/conversation.ts';
import type { Flow, FlowBook, FlowStep } from './flow.ts';
import { placesOf } from './places.ts';
import { folded, formOf, newRun, without } from './run.ts';

export type Moved =
  | { readonly kind: 'same'; readonly stack: readonly FlowRun[] }
  /** The questions have changed; the answers that are still asked for are kept. */
  | { readonly kind: 'restarted'; readonly run: FlowRun }
  | { readonly kind: 'gone' };

export function upToDate(stack: readonly FlowRun[], book: FlowBook): Moved {
  const [outer] = stack;
  const flow = outer && book.get(outer.flow);
  if (!outer || !flow) return { kind: 'gone' };
  const runs = stack.map((run, index) => movedOn(run, index < stack.length - 1, flow, book));
  const fitting = runs.filter((run) => run !== undefined);
  if (fitting.length === stack.length) return { kind: 'same', stack: fitting };
  const whole = folded(stack, book) ?? outer;
  return { kind: 'restarted', run: kept(whole, flow, book) };
}

/** Undefined when the run does not fit its flow any more. */
function movedOn(run: FlowRun, calls: boolean, outer: Flow, book: FlowBook): FlowRun | undefined {
  const flow = book.get(run.flow);
  const step = flow?.steps.find(({ id }) => id === run.step);
  if (!flow || !step || calls !== (step.kind === 'flow')) return undefined;
  if (!calls && !waits(step)) return undefined;
  const form = formOf(flow);
  if (run.version === flow.version && (run.form === undefined || run.form === form)) return run;
  const asked = new Set([...placesOf(outer, book), ...placesOf(flow, book)].map(({ key }) => key));
  if ((run.answered ?? []).some((key) => !asked.has(key))) return undefined;
  if (staleChoices(run, flow, book).length > 0) return undefined;
  return { ...run, version: flow.version, form };
}

/** A fresh run with the answers that the flow still asks for. */
function kept(run: FlowRun, flow: Flow, book: FlowBook): FlowRun {
  const places = placesOf(flow, book).filter(({ path }) => path.length === 0);
  const slots = Object.fromEntries(
    Object.entries(run.slots).filter(([name]) =>
      places.some(({ slot }) => name === slot || name === `${slot}_type` || name === `${slot}_currency`),
    ),
  );
  const answered = (run.answered ?? []).filter((key) => places.some((place) => place.key === key));
  return without({ ...newRun(flow, slots, answered) }, staleChoices(run, flow, book));
}

/** Choices whose chosen option is not offered any more. */
function staleChoices(run: FlowRun, flow: Flow, book: FlowBook): string[] {
  return placesOf(flow, book).flatMap(({ path, slot, step }) => {
    const value = path.length === 0 ? run.slots[slot]?.value : undefined;
    return step.kind === 'choose' && typeof value === 'string' && !step.options.includes(value) ? [slot] : [];
  });
}

export function waits(step: FlowStep): boolean {
  return ['collect', 'choose', 'confirm', 'guide'].includes(step.kind);
}
