// The dialogue machine for flows: runs steps from where the run stands until one waits, ends or needs a fact. Pure.
import type { Attachment } from '../model/attachment.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { RichText } from '../model/rich-text.ts';
import type { Effect } from '../model/turn.ts';
import { type Flow, type FlowBook, slotOf } from './flow.ts';
import { acceptAt, askAt, runStep } from './step.ts';
import type { AcceptResult, Ask, Slots, StepContext, StepResult, TicketRequest, Utterance } from './types.ts';

/** The second wrong answer brings the help, the third a person. */
const TRIES_TO_HELP = 2;
const TRIES_TO_GIVE_UP = 3;
const MAX_STEPS = 500;

export type Saying =
  { readonly kind: 'text'; readonly text: RichText } | { readonly kind: 'article'; readonly article: string };

export type FlowEnd =
  | {
      readonly kind: 'waiting';
      readonly stack: readonly FlowRun[];
      readonly ask: Ask;
      readonly understood: boolean;
    }
  | { readonly kind: 'needs'; readonly lookup: Lookup }
  | { readonly kind: 'ticket'; readonly run: FlowRun; readonly request: TicketRequest }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  /** Wrong answers in a row: time for a person. */
  | { readonly kind: 'stuck'; readonly run: FlowRun };

export interface FlowProgress {
  readonly says: readonly Saying[];
  readonly end: FlowEnd;
  /** Orders proved on the way. */
  readonly verified?: readonly string[];
  readonly effects?: readonly Effect[];
  /** To be sent with what is said next. */
  readonly files?: readonly Attachment[];
}

/** Makes the context of a step from the slots collected so far. */
export type ContextOf = (flow: FlowId, slots: Slots) => StepContext;

/** Begins a flow. Throws RangeError when the book has no such flow. */
export function startFlow(id: FlowId, book: FlowBook, contextOf: ContextOf, slots: Slots = {}): FlowProgress {
  return proceed(newRun(flowOf(book, id), slots), [], book, contextOf);
}

/** Gives the customer's words to the waiting step. */
export function advance(
  stack: readonly FlowRun[],
  said: Utterance,
  book: FlowBook,
  contextOf: ContextOf,
): FlowProgress {
  const [run, outer] = innermost(stack, book);
  if (!run) return { says: [], end: { kind: 'cancelled' } };
  const flow = flowOf(book, run.flow);
  const step = flow.steps.find(({ id }) => id === run.step);
  const context = contextOf(run.flow, run.slots);
  const result: AcceptResult = step ? acceptAt(step, said, context) : { kind: 'go' };
  if (result.kind === 'cancel') return { says: [], end: { kind: 'cancelled' } };
  if (result.kind === 'invalid') return misunderstood(run, outer, result.why, book, contextOf);
  return settle({ ...run, tries: 0 }, outer, result, book, contextOf, []);
}

/** Asks the pending question again, for example after an answer in between. */
export function askAgain(stack: readonly FlowRun[], book: FlowBook, contextOf: ContextOf): FlowProgress {
  const [run, outer] = innermost(stack, book);
  return run ? proceed(run, outer, book, contextOf) : { says: [], end: { kind: 'cancelled' } };
}

/** Forgets the last answer of the innermost flow and asks for it again; with none to forget, asks the pending question. */
export function goBack(stack: readonly FlowRun[], book: FlowBook, contextOf: ContextOf): FlowProgress {
  const [run, outer] = innermost(stack, book);
  if (!run) return { says: [], end: { kind: 'cancelled' } };
  const { steps } = flowOf(book, run.flow);
  const here = steps.findIndex(({ id }) => id === run.step);
  const last = steps.slice(0, here).findLast((step) => Object.hasOwn(run.slots, slotOf(step) ?? ''));
  const slot = last && slotOf(last);
  if (!last || slot === undefined) return proceed(run, outer, book, contextOf);
  const forgotten = withProofs(flowOf(book, run.flow), [slot, `${slot}_type`]);
  const slots = Object.fromEntries(Object.entries(run.slots).filter(([name]) => !forgotten.includes(name)));
  return proceed({ ...run, step: last.id, slots, tries: 0 }, outer, book, contextOf);
}

/** The run that waits, moved on to the present version of its flow: same step if it still exists, else from the start. */
function innermost(stack: readonly FlowRun[], book: FlowBook): [FlowRun | undefined, readonly FlowRun[]] {
  const run = stack.at(-1);
  const flow = run && book.get(run.flow);
  if (!run || !flow) return [undefined, []];
  const outer = stack.slice(0, -1);
  if (run.version === flow.version && flow.steps.some(({ id }) => id === run.step)) return [run, outer];
  const step = flow.steps.find(({ id }) => id === run.step) ?? flow.steps[0];
  return [{ ...run, version: flow.version, step: step?.id ?? run.step, tries: 0 }, outer];
}

function misunderstood(
  run: FlowRun,
  outer: readonly FlowRun[],
  why: string | undefined,
  book: FlowBook,
  contextOf: ContextOf,
): FlowProgress {
  const tries = run.tries + 1;
  const context = contextOf(run.flow, run.slots);
  if (tries >= TRIES_TO_GIVE_UP) return { says: [], end: { kind: 'stuck', run: { ...run, tries: 0 } } };
  const help = `flow.${run.flow}.${run.step}.help`;
  const key = tries >= TRIES_TO_HELP && context.has(help) ? help : (why ?? 'common.not-understood');
  const step = flowOf(book, run.flow).steps.find(({ id }) => id === run.step);
  const ask = step && askAt(step, context);
  if (!ask) return { says: [], end: { kind: 'cancelled' } };
  const says: Saying[] = [{ kind: 'text', text: context.say(key) }];
  return { says, end: { kind: 'waiting', stack: [...outer, { ...run, tries }], ask, understood: false } };
}

/** Runs on from the step where `run` stands. */
function proceed(
  run: FlowRun,
  outer: readonly FlowRun[],
  book: FlowBook,
  contextOf: ContextOf,
  said: readonly Saying[] = [],
  steps = 0,
): FlowProgress {
  if (steps > MAX_STEPS) throw new Error(`flow ${run.flow} runs in a circle at ${run.step}`);
  const step = flowOf(book, run.flow).steps.find(({ id }) => id === run.step);
  const result: StepResult = step ? runStep(step, contextOf(run.flow, run.slots)) : { kind: 'end' };
  return settle(run, outer, result, book, contextOf, said, steps + 1);
}

function settle(
  run: FlowRun,
  outer: readonly FlowRun[],
  result: StepResult,
  book: FlowBook,
  contextOf: ContextOf,
  said: readonly Saying[],
  steps = 0,
): FlowProgress {
  switch (result.kind) {
    case 'ask':
      return {
        says: said,
        end: { kind: 'waiting', stack: [...outer, run], ask: result.ask, understood: true },
      };
    case 'needs':
      return { says: said, end: { kind: 'needs', lookup: result.lookup } };
    case 'ticket':
      return { says: said, end: { kind: 'ticket', run, request: result.request } };
    case 'end':
      return finish(run, outer, book, contextOf, said, steps);
    case 'call': {
      const called = newRun(flowOf(book, result.flow), run.slots);
      return proceed(called, [...outer, run], book, contextOf, said, steps);
    }
    case 'article':
      return next(
        run,
        outer,
        undefined,
        book,
        contextOf,
        [...said, { kind: 'article', article: result.article }],
        steps,
      );
    case 'go': {
      const forgotten = withProofs(flowOf(book, run.flow), result.forget ?? []);
      const kept = Object.entries(run.slots).filter(([slot]) => !forgotten.includes(slot));
      const moved = { ...run, slots: { ...Object.fromEntries(kept), ...result.slots } };
      const says = [...said, ...(result.says ?? []).map((text): Saying => ({ kind: 'text', text }))];
      const progress = next(moved, outer, result.to, book, contextOf, says, steps);
      return {
        ...progress,
        ...(result.verified === undefined
          ? {}
          : { verified: [result.verified, ...(progress.verified ?? [])] }),
        ...(result.effects ? { effects: [...result.effects, ...(progress.effects ?? [])] } : {}),
        ...(result.files ? { files: [...result.files, ...(progress.files ?? [])] } : {}),
      };
    }
  }
}

/** With an order's number its proof is forgotten too: it belongs to the order that was meant before. */
function withProofs({ steps }: Flow, slots: readonly string[]): string[] {
  return [
    ...slots,
    ...steps.flatMap((step) =>
      step.kind === 'lookup' &&
      (step.lookup === 'order' || step.lookup === 'repair') &&
      slots.includes(step.number)
        ? [step.proof, `${step.proof}_type`]
        : [],
    ),
  ];
}

function next(
  run: FlowRun,
  outer: readonly FlowRun[],
  to: string | undefined,
  book: FlowBook,
  contextOf: ContextOf,
  said: readonly Saying[],
  steps: number,
): FlowProgress {
  const flow = flowOf(book, run.flow);
  const index = flow.steps.findIndex(({ id }) => id === run.step);
  const step = flow.steps[index];
  const target = to ?? (step && 'next' in step ? step.next : undefined) ?? flow.steps[index + 1]?.id;
  if (target === undefined) return finish(run, outer, book, contextOf, said, steps);
  return proceed({ ...run, step: target }, outer, book, contextOf, said, steps);
}

/** The run is over: its caller goes on with what was collected, or the errand is done. */
function finish(
  run: FlowRun,
  outer: readonly FlowRun[],
  book: FlowBook,
  contextOf: ContextOf,
  said: readonly Saying[],
  steps: number,
): FlowProgress {
  const caller = outer.at(-1);
  if (!caller) return { says: said, end: { kind: 'done' } };
  const merged = { ...caller, slots: { ...caller.slots, ...run.slots } };
  return next(merged, outer.slice(0, -1), undefined, book, contextOf, said, steps);
}

function newRun(flow: Flow, slots: Slots): FlowRun {
  return { flow: flow.id, version: flow.version, step: flow.steps[0]?.id ?? '', slots, tries: 0 };
}

function flowOf(book: FlowBook, id: FlowId): Flow {
  const flow = book.get(id);
  if (!flow) throw new RangeError(`no flow is named ${id}`);
  return flow;
}
