// Changing what a run has collected and walking its flow through anew: edits, corrections, values given out of turn, "back".
import type { FlowRun } from '../model/conversation.ts';
import { slotOf } from './flow.ts';
import { type Place, placesOf } from './places.ts';
import { filled, forgetting, rewound, valueAt } from './run.ts';
import type { Slots, StepContext } from './types.ts';
import { contextAt, type FlowProgress, placeName, type Saying, walk, type World } from './walk.ts';

export interface Fill {
  readonly place: Place;
  readonly slots: Slots;
}

/** All the questions of the errand that a stack is about. */
export function placesIn(stack: readonly FlowRun[], { book }: Pick<World, 'book'>): Place[] {
  const flow = stack[0] && book.get(stack[0].flow);
  return flow ? placesOf(flow, book) : [];
}

/** Puts answers in and walks on from the start; what follows from an earlier answer is found out anew. */
export function withAnswers(
  stack: readonly FlowRun[],
  fills: readonly Fill[],
  world: World,
  before: readonly Saying[] = [],
): FlowProgress {
  const home = rewound(stack, world.book);
  if (!home) return { says: before, end: { kind: 'gone' } };
  const run = fills.reduce((kept, { place, slots }) => filled(kept, place, slots, world.book), home);
  return sameTries(stack, walk([{ ...run, returnTo: placeName(stack) }], world, before));
}

/** Takes one answer back and asks for it again; then everything else is still known. */
export function withoutAnswer(stack: readonly FlowRun[], place: Place, world: World): FlowProgress {
  const home = rewound(stack, world.book);
  if (!home) return { says: [], end: { kind: 'gone' } };
  const returnTo = placeName(stack);
  const again = walk([{ ...forgetting(home, place, world.book), returnTo }], world);
  if (again.end.kind === 'needs' || asks(again, place)) return again;
  // another answer of the same flow led past the question, for example "yes, that order"
  const others = placesIn(stack, world).filter(
    ({ flow, path }) => flow === place.flow && path.join('/') === place.path.join('/'),
  );
  const cleared = others.reduce((run, other) => forgetting(run, other, world.book), home);
  return walk([{ ...cleared, returnTo }], world);
}

/** Takes the last answer back that leads to another question; undefined when there is none. */
export function oneBack(stack: readonly FlowRun[], world: World): FlowProgress | undefined {
  const here = placeName(stack);
  let home = rewound(stack, world.book);
  if (!home) return undefined;
  const places = placesIn(stack, world);
  for (const key of [...answeredIn(home, places)].reverse()) {
    const place = places.find((one) => one.key === key);
    if (!place) continue;
    home = forgetting(home, place, world.book);
    const back = walk([{ ...home, returnTo: here }], world);
    if (back.end.kind !== 'waiting' || placeName(back.end.stack) !== here) return back;
  }
  return undefined;
}

/** Whether the progress waits at this very question. */
export function asks({ end }: FlowProgress, place: Place): boolean {
  if (end.kind !== 'waiting') return false;
  const run = end.stack.at(-1);
  return run?.flow === place.flow && run.step === place.step.id;
}

/** The surroundings in which a place of the errand asks. */
export function contextOfPlace(run: FlowRun, world: World): (place: Place) => StepContext {
  return (place) => contextAt(world, { ...run, flow: place.flow });
}

/** Gives values to questions ahead while the stack stays where it is. */
export function withValuesAhead(
  stack: readonly FlowRun[],
  fills: readonly Fill[],
  world: Pick<World, 'book'>,
): FlowRun[] {
  const runs = [...stack];
  for (const { place, slots } of fills) {
    const at = runs.findLastIndex(
      (_, index) => pathOf(runs, index, world).join('/') === place.path.join('/'),
    );
    const run = runs[at];
    if (!run) continue;
    const answered = [...(run.answered ?? []).filter((key) => key !== place.slot), place.slot];
    runs[at] = { ...run, slots: { ...run.slots, ...slots }, answered };
  }
  return runs;
}

/** Calls with slots of their own on the way to the run at that place of the stack. */
function pathOf(stack: readonly FlowRun[], index: number, { book }: Pick<World, 'book'>): string[] {
  return stack.slice(0, index).flatMap((caller) => {
    const step = book.get(caller.flow)?.steps.find(({ id }) => id === caller.step);
    return step?.kind === 'flow' && step.with ? [step.id] : [];
  });
}

/** Runs from before answers were counted have them in the order of the file. */
function answeredIn(run: FlowRun, places: readonly Place[]): readonly string[] {
  const counted = run.answered ?? [];
  const uncounted = places.filter(
    (place) => valueAt(run, place) !== undefined && !counted.includes(place.key),
  );
  return [...uncounted.map(({ key }) => key), ...counted];
}

/** Wrong answers stay counted while the same question waits. */
function sameTries(stack: readonly FlowRun[], progress: FlowProgress): FlowProgress {
  const { end } = progress;
  const tries = stack.at(-1)?.tries ?? 0;
  if (end.kind !== 'waiting' || tries === 0 || placeName(end.stack) !== placeName(stack)) return progress;
  const inner = end.stack.at(-1);
  if (!inner) return progress;
  return { ...progress, end: { ...end, stack: [...end.stack.slice(0, -1), { ...inner, tries }] } };
}

/** The place of the waiting question, if it asks for a slot. */
export function placeOfPending(stack: readonly FlowRun[], world: World): Place | undefined {
  const run = stack.at(-1);
  const step = run && world.book.get(run.flow)?.steps.find(({ id }) => id === run.step);
  const slot = step && slotOf(step);
  if (!run || slot === undefined) return undefined;
  const path = pathOf(stack, stack.length - 1, world);
  return placesIn(stack, world).find((place) => place.key === [...path, slot].join('/'));
}
