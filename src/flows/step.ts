// Picks the code of a step by its kind; the only place that lists them all.
import type { FlowStep } from './flow.ts';
import * as act from './steps/act.ts';
import * as answer from './steps/answer.ts';
import * as branch from './steps/branch.ts';
import * as call from './steps/call.ts';
import * as choose from './steps/choose.ts';
import * as collect from './steps/collect.ts';
import * as confirm from './steps/confirm.ts';
import * as end from './steps/end.ts';
import * as guide from './steps/guide.ts';
import * as lookup from './steps/lookup.ts';
import * as say from './steps/say.ts';
import * as set from './steps/set.ts';
import * as ticket from './steps/ticket.ts';
import type { AcceptResult, Ask, StepContext, StepResult, Utterance } from './types.ts';

export function runStep(step: FlowStep, context: StepContext): StepResult {
  switch (step.kind) {
    case 'say':
      return say.run(step, context);
    case 'collect':
      return collect.run(step, context);
    case 'choose':
      return choose.run(step, context);
    case 'branch':
      return branch.run(step, context);
    case 'lookup':
      return lookup.run(step, context);
    case 'set':
      return set.run(step);
    case 'answer':
      return answer.run(step);
    case 'ticket':
      return ticket.run(step);
    case 'flow':
      return call.run(step);
    case 'confirm':
      return confirm.run(step, context);
    case 'guide':
      return guide.run(step, context);
    case 'act':
      return act.run(step, context);
    case 'end':
      return end.run();
  }
}

/** What a waiting step makes of the words; a step that does not wait simply goes on. */
export function acceptAt(step: FlowStep, said: Utterance, context: StepContext): AcceptResult {
  switch (step.kind) {
    case 'collect':
      return collect.accept(step, said, context);
    case 'choose':
      return choose.accept(step, said, context);
    case 'confirm':
      return confirm.accept(step, said, context);
    case 'guide':
      return guide.accept(step, said, context);
    default:
      return { kind: 'go' };
  }
}

/** The question of a waiting step. */
export function askAt(step: FlowStep, context: StepContext): Ask | undefined {
  switch (step.kind) {
    case 'collect':
      return collect.ask(step, context);
    case 'choose':
      return choose.ask(step, context);
    case 'confirm':
      return confirm.ask(step, context);
    case 'guide':
      return guide.ask(step, context);
    default:
      return undefined;
  }
}
