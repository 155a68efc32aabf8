// How the checks of a flow report what they find: at the line of a step.
import type { Problem } from '../../model/problem.ts';
import type { Flow } from '../flow.ts';

/** Makes a problem of the step at that index; its `severity` is an error unless it says otherwise. */
export type At = (
  index: number,
  code: string,
  message: string,
  cure: string,
  severity?: Problem['severity'],
) => Problem;

export function reporter(flow: Flow): At {
  return (index, code, message, cure, severity = 'error') => ({
    code,
    file: flow.file,
    line: flow.lines[index] ?? 1,
    message,
    cure,
    severity,
  });
}

export function indexOf(flow: Flow, id: string): number {
  return flow.steps.findIndex((step) => step.id === id);
}
