// What is wrong with the way a flow's steps hang together, each mistake with its line and cure.
import type { Problem } from '../model/problem.ts';
import { type Flow, type FlowBook, slotOf, successors } from './flow.ts';

export function checkGraph(flow: Flow, book: FlowBook): Problem[] {
  const at = (index: number, code: string, message: string, cure: string): Problem => ({
    code,
    file: flow.file,
    line: flow.lines[index] ?? 1,
    message,
    cure,
    severity: 'error',
  });
  return [
    ...doubleNames(flow, at),
    ...unknownSteps(flow, at),
    ...branchesWithoutElse(flow, at),
    ...unreachable(flow, at),
    ...loops(flow, at),
    ...unknownFlows(flow, book, at),
    ...unaskedSlots(flow, at),
  ];
}

type At = (index: number, code: string, message: string, cure: string) => Problem;

function indexOf(flow: Flow, id: string): number {
  return flow.steps.findIndex((step) => step.id === id);
}

function doubleNames(flow: Flow, at: At): Problem[] {
  return flow.steps.flatMap((step, index) =>
    indexOf(flow, step.id) === index
      ? []
      : [at(index, 'double-step', `two steps are named ${step.id}`, 'give one of them an "id" of its own')],
  );
}

function unknownSteps(flow: Flow, at: At): Problem[] {
  return flow.steps.flatMap((_, index) =>
    successors(flow, index)
      .filter((id) => id !== undefined && indexOf(flow, id) < 0)
      .map((id) =>
        at(
          index,
          'unknown-step',
          `no step is named ${String(id)}`,
          `name one of: ${flow.steps.map((step) => step.id).join(', ')}`,
        ),
      ),
  );
}

function branchesWithoutElse(flow: Flow, at: At): Problem[] {
  return flow.steps.flatMap((step, index) => {
    if (step.kind !== 'branch') return [];
    const last = step.branch.at(-1);
    return last && 'else' in last
      ? []
      : [
          at(
            index,
            'missing-else',
            'the branch has no last line "- else: step"',
            'say where to go when no condition holds',
          ),
        ];
  });
}

function unreachable(flow: Flow, at: At): Problem[] {
  const reached = new Set<number>();
  const queue = [0];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (reached.has(index) || index < 0) continue;
    reached.add(index);
    for (const id of successors(flow, index)) if (id !== undefined) queue.push(indexOf(flow, id));
  }
  return flow.steps.flatMap((step, index) =>
    reached.has(index)
      ? []
      : [
          at(
            index,
            'unreachable-step',
            `nothing leads to the step ${step.id}`,
            'lead a branch or "next" to it, or delete it',
          ),
        ],
  );
}

/** A circle in which nobody is asked anything would never end. */
function loops(flow: Flow, at: At): Problem[] {
  const waits = (index: number): boolean =>
    ['collect', 'choose', 'confirm', 'guide'].includes(flow.steps[index]?.kind ?? '');
  const state = new Map<number, 'open' | 'done'>();
  const found: Problem[] = [];
  const visit = (index: number): void => {
    if (index < 0 || waits(index) || state.get(index) === 'done') return;
    if (state.get(index) === 'open') {
      found.push(
        at(
          index,
          'loop',
          `the steps circle through ${flow.steps[index]?.id ?? ''} without asking anything`,
          'put a collect, choose or confirm into the circle',
        ),
      );
      return;
    }
    state.set(index, 'open');
    for (const id of successors(flow, index)) if (id !== undefined) visit(indexOf(flow, id));
    state.set(index, 'done');
  };
  flow.steps.forEach((_, index) => visit(index));
  return found;
}

function unknownFlows(flow: Flow, book: FlowBook, at: At): Problem[] {
  return flow.steps.flatMap((step, index) =>
    step.kind === 'flow' && ![...book.keys()].some((id) => id === step.flow)
      ? [
          at(
            index,
            'unknown-flow',
            `no flow is named ${step.flow}`,
            `name one of: ${[...book.keys()].join(', ')}`,
          ),
        ]
      : [],
  );
}

function unaskedSlots(flow: Flow, at: At): Problem[] {
  const asked = new Set(flow.steps.map(slotOf));
  return flow.steps.flatMap((step, index) =>
    step.kind !== 'confirm'
      ? []
      : step.confirm
          .filter((slot) => !asked.has(slot))
          .map((slot) =>
            at(
              index,
              'unasked-slot',
              `confirm lists ${slot}, which no step asks for`,
              'add a collect for it, or list it under "show"',
            ),
          ),
  );
}
