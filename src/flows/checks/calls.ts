// What is wrong with the way flows call each other: unknown flows, flows with mistakes of their own, calls in a circle.
import type { FlowId } from '../../model/ids.ts';
import type { Problem } from '../../model/problem.ts';
import { nearestWord } from '../../system/edit-distance.ts';
import type { Flow, FlowBook } from '../flow.ts';
import { reporter } from './finding.ts';

/** `broken` are flows that exist but cannot be used. */
export function checkCalls(flow: Flow, book: FlowBook, broken: ReadonlySet<string>): Problem[] {
  const at = reporter(flow);
  const known = [...book.keys()].map(String);
  return flow.steps.flatMap((step, index) => {
    if (step.kind !== 'flow') return [];
    if (broken.has(step.flow)) {
      const message = `the flow ${step.flow} cannot be called: it has mistakes of its own`;
      return [at(index, 'broken-flow', message, 'mend that flow')];
    }
    if (!book.has(step.flow as FlowId)) {
      const near = nearestWord(step.flow, known);
      const hint = near === undefined ? '' : `; is "${near}" meant?`;
      return [
        at(index, 'unknown-flow', `no flow is named ${step.flow}${hint}`, `name one of: ${known.join(', ')}`),
      ];
    }
    const circle = wayBack(step.flow as FlowId, flow.id, book);
    if (!circle) return [];
    const message = `the flows call each other in a circle: ${[flow.id, ...circle].join(' → ')}`;
    return [at(index, 'recursion', message, 'end the errand in one of them instead of calling back')];
  });
}

/** The chain of calls from `from` to `to`; undefined when there is none. */
function wayBack(from: FlowId, to: FlowId, book: FlowBook): FlowId[] | undefined {
  const before = new Map<FlowId, FlowId | undefined>([[from, undefined]]);
  const queue = [from];
  for (let here = queue.shift(); here !== undefined; here = queue.shift()) {
    if (here === to) {
      const chain: FlowId[] = [];
      for (let one: FlowId | undefined = here; one !== undefined; one = before.get(one)) chain.unshift(one);
      return chain;
    }
    for (const called of callsOf(book.get(here))) {
      if (before.has(called)) continue;
      before.set(called, here);
      queue.push(called);
    }
  }
  return undefined;
}

/** The flows that a flow calls. */
export function callsOf(flow: Flow | undefined): FlowId[] {
  return (flow?.steps ?? []).flatMap((step) => (step.kind === 'flow' ? [step.flow as FlowId] : []));
}
