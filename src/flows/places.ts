// Where a flow asks: every question of it and of the flows it calls, and which slots it fills by itself.
import type { FlowId } from '../model/ids.ts';
import { type Flow, type FlowBook, type FlowStep, slotOf } from './flow.ts';
import { FILLS } from './steps/lookup.ts';

export interface Place {
  /** The slot, behind `<step>/` for each flow that was called with slots of its own. */
  readonly key: string;
  /** Calls on the way to flows with slots of their own. */
  readonly path: readonly string[];
  readonly slot: string;
  /** The flow that asks. */
  readonly flow: FlowId;
  readonly step: Extract<FlowStep, { kind: 'collect' | 'choose' }>;
}

/** Deeper calls are a mistake that `check` reports. */
const MAX_DEPTH = 5;

/** All questions in the order of the files; a slot that several steps ask for is listed with the first of them. */
export function placesOf(flow: Flow, book: FlowBook, path: readonly string[] = [], depth = 0): Place[] {
  const found: Place[] = [];
  for (const step of flow.steps) {
    if (step.kind === 'collect' || step.kind === 'choose') {
      const slot = slotOf(step) ?? '';
      found.push({ key: [...path, slot].join('/'), path, slot, flow: flow.id, step });
    }
    const called = step.kind === 'flow' ? book.get(step.flow as FlowId) : undefined;
    if (!called || depth >= MAX_DEPTH || step.kind !== 'flow') continue;
    const given = Object.keys(step.with ?? {});
    const inner = placesOf(called, book, step.with ? [...path, step.id] : path, depth + 1);
    // what is passed under another name is the caller's own answer
    found.push(
      ...inner.filter((place) => place.path.length > path.length + 1 || !given.includes(place.slot)),
    );
  }
  return found.filter((place, index) => found.findIndex(({ key }) => key === place.key) === index);
}

/** Slots that steps fill by themselves and fill anew when the flow is walked through again. */
export function derivedSlots(flow: Flow, book: FlowBook, depth = 0): Set<string> {
  const derived = new Set<string>();
  for (const step of flow.steps) {
    if (step.kind === 'lookup') for (const slot of FILLS[step.lookup]) derived.add(slot);
    if (step.kind === 'set') {
      for (const [slot, value] of Object.entries(step.set)) if (value !== null) derived.add(slot);
    }
    const called = step.kind === 'flow' && !step.with ? book.get(step.flow as FlowId) : undefined;
    if (called && depth < MAX_DEPTH)
      for (const slot of derivedSlots(called, book, depth + 1)) derived.add(slot);
  }
  for (const step of flow.steps) {
    derived.delete(slotOf(step) ?? '');
    derived.delete(`${slotOf(step) ?? ''}_type`);
  }
  return derived;
}

/** Types of a question's slot; a choice has none. */
export function typesAt({ step }: Place): readonly string[] {
  return step.kind === 'collect' ? [step.type].flat() : [];
}

/** The other half of a proof: with an order's number its proof is forgotten, as it belongs to the order meant before. */
export function proofsOf(flow: Flow, book: FlowBook, number: string, depth = 0): string[] {
  return flow.steps.flatMap((step) => {
    if (step.kind === 'lookup' && (step.lookup === 'order' || step.lookup === 'repair')) {
      return step.number === number ? [step.proof] : [];
    }
    const called = step.kind === 'flow' && !step.with ? book.get(step.flow as FlowId) : undefined;
    return called && depth < MAX_DEPTH ? proofsOf(called, book, number, depth + 1) : [];
  });
}
