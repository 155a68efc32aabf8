// The dialogue machine for flows: what a customer's words do to a stack of runs. Pure.
import type { FlowRun } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import { oneBack, placesIn, withoutAnswer } from './answers.ts';
import type { FlowBook, FlowStep } from './flow.ts';
import { beforehand, hear } from './hearing.ts';
import { flowOf, folded, newRun } from './run.ts';
import { acceptAt, askAt } from './step.ts';
import { SKIP } from './steps/collect.ts';
import * as guide from './steps/guide.ts';
import type { AcceptResult, Slots, Utterance } from './types.ts';
import { upToDate, waits } from './versions.ts';
import { type ContextOf, contextAt, type FlowProgress, type Saying, walk, type World } from './walk.ts';

/** The second wrong answer brings the help, the third a person. */
const TRIES_TO_HELP = 2;
const TRIES_TO_GIVE_UP = 3;

/** Begins a flow. What `slots` and `words` already tell is not asked. Throws RangeError when the book has no such flow. */
export function startFlow(
  id: FlowId,
  book: FlowBook,
  contextOf: ContextOf,
  slots: Slots = {},
  words = '',
): FlowProgress {
  const world = { book, contextOf };
  const run = newRun(flowOf(book, id), slots, Object.keys(slots));
  const known = beforehand(run, words, world);
  return 'kind' in known ? { says: [], end: known } : walk([known.run], world);
}

/** Gives the customer's words, files or pressed button to the waiting step. */
export function advance(
  stack: readonly FlowRun[],
  said: Utterance,
  book: FlowBook,
  contextOf: ContextOf,
): FlowProgress {
  const world = { book, contextOf };
  return present(stack, world, (current, step) => {
    if (said.choice === undefined && said.text !== undefined) {
      const heard = hear(current, step, said, world);
      if (heard) return heard;
    }
    return answer(current, step, said, world);
  });
}

/** Asks the pending question again, for example after an answer in between, or when a suspended errand is taken up. */
export function askAgain(stack: readonly FlowRun[], book: FlowBook, contextOf: ContextOf): FlowProgress {
  const world = { book, contextOf };
  return present(stack, world, (current) => walk(current, world));
}

/** Takes the last answer back and asks for it again, inside called flows too; with none, asks the pending question. */
export function goBack(stack: readonly FlowRun[], book: FlowBook, contextOf: ContextOf): FlowProgress {
  const world = { book, contextOf };
  return present(stack, world, (current, step) => {
    const run = current.at(-1);
    const earlier = run && step.kind === 'guide' && guide.back(step, contextAt(world, run));
    if (run && earlier) {
      const item = { ...run, slots: { ...run.slots, ...earlier }, tries: 0 };
      return walk([...current.slice(0, -1), item], world);
    }
    return oneBack(current, world) ?? walk(current, world);
  });
}

/** The errand of a stack as one run with everything that was collected, for the case that people get. */
export function wholeRun(stack: readonly FlowRun[], book: FlowBook): FlowRun | undefined {
  return folded(stack, book);
}

/** Lets `act` have the stack in the form that the flows have now. */
function present(
  stack: readonly FlowRun[],
  world: World,
  act: (stack: readonly FlowRun[], step: FlowStep) => FlowProgress,
): FlowProgress {
  const moved = upToDate(stack, world.book);
  if (moved.kind === 'gone') return { says: [], end: { kind: 'gone' } };
  if (moved.kind === 'restarted') {
    const text = contextAt(world, moved.run).say('common.flow-changed');
    return walk([moved.run], world, [{ kind: 'text', text }]);
  }
  const run = moved.stack.at(-1);
  const step = run && flowOf(world.book, run.flow).steps.find(({ id }) => id === run.step);
  return step && waits(step) ? act(moved.stack, step) : walk(moved.stack, world);
}

function answer(stack: readonly FlowRun[], step: FlowStep, said: Utterance, world: World): FlowProgress {
  const run = stack.at(-1);
  if (!run) return { says: [], end: { kind: 'done' } };
  const result = acceptedBy(step, said, run, world);
  switch (result.kind) {
    case 'cancel':
      return { says: [], end: { kind: 'cancelled' } };
    case 'invalid':
      return misunderstood(stack, step, result, world);
    case 'edit': {
      const place = placesIn(stack, world).find(({ slot }) => slot === result.slot);
      return place ? withoutAnswer(stack, place, world) : walk(stack, world);
    }
    default:
      return walk([...stack.slice(0, -1), { ...run, tries: 0 }], world, [], result);
  }
}

function acceptedBy(step: FlowStep, said: Utterance, run: FlowRun, world: World): AcceptResult {
  const optional = step.kind === 'guide' || (step.kind === 'collect' && step.optional);
  if (said.choice === SKIP && !optional && !(step.kind === 'choose' && step.options.includes(SKIP)))
    return { kind: 'invalid', why: 'common.cannot-skip' };
  return acceptAt(step, said, contextAt(world, run));
}

function misunderstood(
  stack: readonly FlowRun[],
  step: FlowStep,
  { why, help: general, ask: again }: Extract<AcceptResult, { kind: 'invalid' }>,
  world: World,
): FlowProgress {
  const run = stack.at(-1);
  if (!run) return { says: [], end: { kind: 'done' } };
  const tries = run.tries + 1;
  const context = contextAt(world, run);
  if (tries >= TRIES_TO_GIVE_UP) {
    const whole = folded(stack, world.book) ?? run;
    return { says: [], end: { kind: 'stuck', run: { ...whole, tries: 0 } } };
  }
  const own = `flow.${run.flow}.${run.step}.help`;
  const helps = tries >= TRIES_TO_HELP ? [own, general ?? own] : [];
  const key = helps.find((one) => context.has(one)) ?? why ?? 'common.not-understood';
  const ask = again ?? askAt(step, context);
  // the question itself is gone, for example a guide whose article was deleted
  if (!ask) return walk(stack, world);
  const says: Saying[] = [{ kind: 'text', text: context.say(key) }];
  const waiting = [...stack.slice(0, -1), { ...run, tries }];
  return { says, end: { kind: 'waiting', stack: waiting, ask, understood: false } };
}
