// Which slots may be filled when a step is reached, on any way to it, through called flows as well.
import type { FlowId } from '../../model/ids.ts';
import { type Flow, type FlowBook, type FlowStep, successors } from '../flow.ts';
import { GUIDE_SLOTS } from '../steps/guide.ts';
import { FILLS } from '../steps/lookup.ts';
import { indexOf } from './finding.ts';

export interface Filling {
  /** Slots that may be filled before each step of the flow. */
  before(flow: FlowId): readonly ReadonlySet<string>[];
}

type Sets = readonly Set<string>[];

/** Grows the sets until nothing changes: calls hand slots over in both directions. */
export function fillingOf(book: FlowBook): Filling {
  const sets = new Map<FlowId, Sets>(
    [...book].map(([id, flow]) => [id, flow.steps.map(() => new Set<string>())]),
  );
  const exits = new Map<FlowId, Set<string>>([...book.keys()].map((id) => [id, new Set<string>()]));
  const callers = callersOf(book);
  const queue = new Set(book.keys());
  for (const id of queue) {
    queue.delete(id);
    const flow = book.get(id);
    if (!flow) continue;
    const { given, leaves } = pass(flow, sets, exits);
    for (const called of given) queue.add(called);
    if (leaves) for (const caller of callers.get(id) ?? []) queue.add(caller);
  }
  return { before: (flow) => sets.get(flow) ?? [] };
}

/** One flow, until its own sets stand still. Says which called flows were given more, and whether more leaves it. */
function pass(
  flow: Flow,
  sets: ReadonlyMap<FlowId, Sets>,
  exits: ReadonlyMap<FlowId, Set<string>>,
): { given: Set<FlowId>; leaves: boolean } {
  const own = sets.get(flow.id) ?? [];
  const exit = exits.get(flow.id) ?? new Set<string>();
  const given = new Set<FlowId>();
  let leaves = false;
  const queue = new Set(flow.steps.keys());
  for (const index of queue) {
    queue.delete(index);
    const step = flow.steps[index];
    const before = own[index];
    if (!step || !before) continue;
    const filled = filledBy(step, exits);
    if (step.kind === 'flow') {
      const entry = sets.get(step.flow as FlowId)?.[0];
      if (entry && add(entry, handedOver(step, before)) && step.flow !== flow.id)
        given.add(step.flow as FlowId);
    }
    const following = successors(flow, index);
    if (following.length === 0 || following.includes(undefined)) leaves = add(exit, before, filled) || leaves;
    for (const id of following) {
      const next = id === undefined ? -1 : indexOf(flow, id);
      const there = own[next];
      if (there && add(there, before, filled)) queue.add(next);
    }
  }
  return { given, leaves };
}

function filledBy(step: FlowStep, exits: ReadonlyMap<FlowId, ReadonlySet<string>>): readonly string[] {
  switch (step.kind) {
    case 'collect': {
      const money = [step.type].flat().includes('money') ? [`${step.collect}_currency`] : [];
      return [step.collect, `${step.collect}_type`, ...money];
    }
    case 'choose':
      return [step.choose];
    case 'lookup':
      return FILLS[step.lookup];
    case 'set':
      return Object.keys(step.set).filter((slot) => step.set[slot] !== null);
    case 'guide':
      return GUIDE_SLOTS;
    case 'flow':
      return [...(exits.get(step.flow as FlowId) ?? [])].map((slot) => ours(step, slot));
    default:
      return [];
  }
}

type Call = Extract<FlowStep, { kind: 'flow' }>;

/** Slots that the called flow begins with, under its names. */
function handedOver(step: Call, before: ReadonlySet<string>): string[] {
  if (!step.with) return [...before];
  return Object.entries(step.with).flatMap(([theirs, mine]) => [
    ...(before.has(mine) ? [theirs] : []),
    ...(before.has(`${mine}_type`) ? [`${theirs}_type`] : []),
  ]);
}

/** The name under which a slot of the called flow comes back. */
function ours(step: Call, slot: string): string {
  const base = slot.endsWith('_type') ? slot.slice(0, -'_type'.length) : slot;
  const mine = step.with?.[base];
  if (mine === undefined) return slot;
  return base === slot ? mine : `${mine}_type`;
}

function callersOf(book: FlowBook): ReadonlyMap<FlowId, readonly FlowId[]> {
  const callers = new Map<FlowId, FlowId[]>();
  for (const [id, flow] of book)
    for (const step of flow.steps)
      if (step.kind === 'flow')
        callers.set(step.flow as FlowId, [...(callers.get(step.flow as FlowId) ?? []), id]);
  return callers;
}

/** Whether anything was new. */
function add(set: Set<string>, ...more: readonly Iterable<string>[]): boolean {
  const size = set.size;
  for (const some of more) for (const one of some) set.add(one);
  return set.size > size;
}
