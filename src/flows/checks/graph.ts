// What is wrong with the way a flow's steps hang together, each mistake with its line and cure.
import type { Problem } from '../../model/problem.ts';
import { nearestWord } from '../../system/edit-distance.ts';
import { type Flow, slotOf, successors } from '../flow.ts';
import { type At, indexOf, reporter } from './finding.ts';

/** Kinds of steps that wait for the customer. */
const WAITING: ReadonlySet<string> = new Set(['collect', 'choose', 'confirm', 'guide']);

export function checkGraph(flow: Flow): Problem[] {
  const at = reporter(flow);
  return [
    ...doubleNames(flow, at),
    ...unknownSteps(flow, at),
    ...branchesWithoutElse(flow, at),
    ...unreachable(flow, at),
    ...loops(flow, at),
    ...unaskedSlots(flow, at),
    ...unconfirmedActs(flow, at),
  ];
}

function doubleNames(flow: Flow, at: At): Problem[] {
  return flow.steps.flatMap((step, index) =>
    indexOf(flow, step.id) === index
      ? []
      : [at(index, 'double-step', `two steps are named ${step.id}`, 'give one of them an "id" of its own')],
  );
}

function unknownSteps(flow: Flow, at: At): Problem[] {
  const known = flow.steps.map(({ id }) => id);
  return flow.steps.flatMap((_, index) =>
    [...new Set(successors(flow, index))]
      .filter((id) => id !== undefined)
      .filter((id) => indexOf(flow, id) < 0)
      .map((id) => {
        const near = nearestWord(id, known);
        const hint = near === undefined ? '' : `; is "${near}" meant?`;
        return at(index, 'unknown-step', `no step is named ${id}${hint}`, `name one of: ${known.join(', ')}`);
      }),
  );
}

function branchesWithoutElse(flow: Flow, at: At): Problem[] {
  return flow.steps.flatMap((step, index) => {
    if (step.kind !== 'branch') return [];
    const last = step.branch.at(-1);
    if (last && 'else' in last) return [];
    const message = 'the branch has no last line "- else: step"';
    return [at(index, 'missing-else', message, 'say where to go when no condition holds')];
  });
}

function unreachable(flow: Flow, at: At): Problem[] {
  const reached = reachable(flow, () => true);
  return flow.steps.flatMap((step, index) => {
    if (reached.has(index)) return [];
    const cure = 'lead a branch or "next" to it, or delete it';
    return [at(index, 'unreachable-step', `nothing leads to the step ${step.id}`, cure)];
  });
}

/** Steps on some way from the first one that passes only through steps where `through` holds. */
function reachable(flow: Flow, through: (index: number) => boolean): ReadonlySet<number> {
  const reached = new Set<number>();
  const queue = [0];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (reached.has(index) || index < 0) continue;
    reached.add(index);
    if (!through(index)) continue;
    for (const id of successors(flow, index)) if (id !== undefined) queue.push(indexOf(flow, id));
  }
  return reached;
}

/** A circle in which nobody is asked anything would never end. */
function loops(flow: Flow, at: At): Problem[] {
  const waits = (index: number): boolean => WAITING.has(flow.steps[index]?.kind ?? '');
  const state = new Map<number, 'open' | 'done'>();
  const found: Problem[] = [];
  const visit = (index: number): void => {
    if (index < 0 || waits(index) || state.get(index) === 'done') return;
    if (state.get(index) === 'open') {
      const message = `the steps circle through ${flow.steps[index]?.id ?? ''} without asking anything`;
      found.push(at(index, 'loop', message, 'put a collect, choose or confirm into the circle'));
      return;
    }
    state.set(index, 'open');
    for (const id of successors(flow, index)) if (id !== undefined) visit(indexOf(flow, id));
    state.set(index, 'done');
  };
  flow.steps.forEach((_, index) => visit(index));
  return found;
}

function unaskedSlots(flow: Flow, at: At): Problem[] {
  const asked = new Set(flow.steps.map(slotOf));
  return flow.steps.flatMap((step, index) => {
    if (step.kind !== 'confirm') return [];
    return step.confirm
      .filter((slot) => !asked.has(slot))
      .map((slot) => {
        const message = `confirm lists ${slot}, which no step asks for`;
        return at(index, 'unasked-slot', message, 'add a collect for it, or list it under "show"');
      });
  });
}

/** What cannot be undone is done only after the customer said yes in this very flow. */
function unconfirmedActs(flow: Flow, at: At): Problem[] {
  const unasked = reachable(flow, (index) => flow.steps[index]?.kind !== 'confirm');
  return flow.steps.flatMap((step, index) => {
    if (step.kind !== 'act' || !unasked.has(index)) return [];
    const message = `${step.act} is reached without a confirm before it`;
    return [at(index, 'unconfirmed-act', message, 'put a confirm on every way that leads here')];
  });
}
