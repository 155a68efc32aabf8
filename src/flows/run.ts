// A run as a value: begun, given and forgetting answers, and a stack of runs folded into one that can be walked through anew.
import { createHash } from 'node:crypto';
import type { FlowRun, Slot } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import type { Flow, FlowBook } from './flow.ts';
import { derivedSlots, type Place, proofsOf } from './places.ts';
import { slotsGiven, slotsReturned } from './steps/call.ts';
import type { Slots } from './types.ts';

export function newRun(flow: Flow, slots: Slots = {}, answered: readonly string[] = []): FlowRun {
  const step = flow.steps[0]?.id ?? '';
  return { flow: flow.id, version: flow.version, form: formOf(flow), step, slots, tries: 0, answered };
}

/** Throws RangeError when the book has no such flow. */
export function flowOf(book: FlowBook, id: FlowId): Flow {
  const flow = book.get(id);
  if (!flow) throw new RangeError(`no flow is named ${id}`);
  return flow;
}

const forms = new WeakMap<Flow, string>();

/** Equal for flows whose steps are equal. */
export function formOf(flow: Flow): string {
  const known = forms.get(flow);
  if (known !== undefined) return known;
  const form = createHash('sha256').update(JSON.stringify(flow.steps)).digest('base64url').slice(0, 12);
  forms.set(flow, form);
  return form;
}

/** The run that a step calls: with all the caller's slots, or with the passed ones and what it had collected before. */
export function calledRun(run: FlowRun, step: Flow['steps'][number], book: FlowBook): FlowRun {
  if (step.kind !== 'flow') throw new RangeError(`the step ${step.id} calls no flow`);
  const called = flowOf(book, step.flow as FlowId);
  if (!step.with) return newRun(called, run.slots, run.answered);
  const before = run.kept?.[step.id];
  const given = slotsGiven(step, run.slots);
  if (!before) return newRun(called, given);
  const own = withoutDerived(before, called, book);
  return {
    ...newRun(called, { ...own.slots, ...given }, before.answered),
    ...(own.kept ? { kept: own.kept } : {}),
  };
}

/** The caller after the called flow's end, with what that one collected. */
export function returned(caller: FlowRun, inner: FlowRun, step: Flow['steps'][number]): FlowRun {
  if (step.kind !== 'flow') return caller;
  const slots = { ...caller.slots, ...slotsReturned(step, inner.slots) };
  if (!step.with) return { ...caller, slots, answered: inner.answered ?? caller.answered ?? [] };
  const keys = (inner.answered ?? []).map((key) => `${step.id}/${key}`);
  const before = (caller.answered ?? []).filter((key) => !keys.includes(key));
  return { ...caller, slots, kept: { ...caller.kept, [step.id]: inner }, answered: [...before, ...keys] };
}

/** The outermost run with everything that the runs inside have collected. */
export function folded(stack: readonly FlowRun[], book: FlowBook): FlowRun | undefined {
  return stack.slice(0, -1).reduceRight<FlowRun | undefined>((inner, caller) => {
    const step = book.get(caller.flow)?.steps.find(({ id }) => id === caller.step);
    return inner && step ? returned(caller, inner, step) : caller;
  }, stack.at(-1));
}

/** The folded run at its first step, without what the flow finds out by itself. */
export function rewound(stack: readonly FlowRun[], book: FlowBook): FlowRun | undefined {
  const run = folded(stack, book);
  const flow = run && book.get(run.flow);
  if (!run || !flow) return undefined;
  return { ...withoutDerived(run, flow, book), step: flow.steps[0]?.id ?? '', tries: 0 };
}

export function valueAt(run: FlowRun, { path, slot }: Place): Slot | undefined {
  return path.reduce<FlowRun | undefined>((inner, step) => inner?.kept?.[step], run)?.slots[slot];
}

/** Gives the answer to a question; its proof is forgotten with an order's number. */
export function filled(run: FlowRun, place: Place, slots: Slots, book: FlowBook): FlowRun {
  const cleared = forgetting(run, place, book);
  return {
    ...changed(cleared, place.path, (inner) => ({
      ...inner,
      slots: { ...inner.slots, ...slots },
      answered: [...(inner.answered ?? []), place.slot],
    })),
    answered: [...(cleared.answered ?? []), place.key],
  };
}

/** Takes an answer back. */
export function forgetting(run: FlowRun, place: Place, book: FlowBook): FlowRun {
  const flow = book.get(place.path.length === 0 ? run.flow : place.flow);
  const gone = [place.slot, ...(flow ? proofsOf(flow, book, place.slot) : [])];
  const keys = gone.map((slot) => [...place.path, slot].join('/'));
  const cleared = changed(run, place.path, (inner) => without(inner, gone));
  return { ...cleared, answered: (cleared.answered ?? []).filter((key) => !keys.includes(key)) };
}

/** Without these slots and whatever stands beside them (`<slot>_type`). */
export function without(run: FlowRun, slots: readonly string[]): FlowRun {
  const isGone = (name: string): boolean =>
    slots.some(
      (slot) =>
        name === slot || name === `${slot}_type` || name === `${slot}_currency` || name === `${slot}_words`,
    );
  const kept = Object.entries(run.slots).filter(([name]) => !isGone(name));
  return {
    ...run,
    slots: Object.fromEntries(kept),
    answered: (run.answered ?? []).filter((key) => !slots.includes(key)),
  };
}

function withoutDerived(run: FlowRun, flow: Flow, book: FlowBook): FlowRun {
  const derived = derivedSlots(flow, book);
  return {
    ...run,
    slots: Object.fromEntries(Object.entries(run.slots).filter(([name]) => !derived.has(name))),
  };
}

function changed(run: FlowRun, path: readonly string[], change: (inner: FlowRun) => FlowRun): FlowRun {
  const [step, ...rest] = path;
  if (step === undefined) return change(run);
  const inner = run.kept?.[step];
  return inner ? { ...run, kept: { ...run.kept, [step]: changed(inner, rest, change) } } : run;
}
