// Runs steps from where a stack of runs stands until one waits, ends or needs a fact. Pure.
import { createHash } from 'node:crypto';
import type { Attachment } from '../model/attachment.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import { type RichText, toPlainText } from '../model/rich-text.ts';
import type { Effect } from '../model/turn.ts';
import { type FlowBook, type FlowStep, slotOf } from './flow.ts';
import { proofsOf } from './places.ts';
import { calledRun, flowOf, returned, without } from './run.ts';
import { runStep } from './step.ts';
import type { Ask, Go, Slots, StepContext, StepResult, TicketRequest } from './types.ts';

const MAX_STEPS = 500;
const MAX_TOLD = 60;

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
  /** The flow's file was deleted. */
  | { readonly kind: 'gone' }
  /** Wrong answers in a row: time for a person. `run` has everything that was collected. */
  | { readonly kind: 'stuck'; readonly run: FlowRun };

export interface FlowProgress {
  readonly says: readonly Saying[];
  readonly end: FlowEnd;
  /** Orders proved on the way, the latest last. */
  readonly verified?: readonly string[];
  readonly effects?: readonly Effect[];
  /** To be sent with what is said next. */
  readonly files?: readonly Attachment[];
}

/** Makes the context of a step from the slots collected so far. */
export type ContextOf = (flow: FlowId, slots: Slots) => StepContext;

export interface World {
  readonly book: FlowBook;
  readonly contextOf: ContextOf;
}

/** `result` is what the waiting step made of an answer; without it the step where the stack stands is run. */
export function walk(
  from: readonly FlowRun[],
  world: World,
  before: readonly Saying[] = [],
  result?: StepResult,
): FlowProgress {
  return new Walk(from, world, before).go(result);
}

class Walk {
  readonly #world: World;
  readonly #says: Saying[];
  readonly #verified: string[] = [];
  readonly #effects: Effect[] = [];
  readonly #files: Attachment[] = [];
  #stack: readonly FlowRun[];
  /** What was told before is not told again on the way back to the question that an answer was corrected from. */
  #quiet: boolean;

  constructor(stack: readonly FlowRun[], world: World, before: readonly Saying[]) {
    this.#stack = stack;
    this.#world = world;
    this.#says = [...before];
    this.#quiet = stack[0]?.returnTo !== undefined;
  }

  go(first?: StepResult): FlowProgress {
    let result = first;
    for (let count = 0; count <= MAX_STEPS; count += 1) {
      const run = this.#stack.at(-1);
      if (!run) return this.#ends({ kind: 'done' });
      if (!this.#world.book.has(run.flow)) return this.#ends({ kind: 'gone' });
      const step = this.#stepOf(run);
      const end = this.#take(run, step, result ?? this.#run(run, step));
      if (end) return this.#ends(end);
      result = undefined;
    }
    const stuck = this.#stack.at(-1);
    throw new Error(`flow ${stuck?.flow ?? ''} runs in a circle at ${stuck?.step ?? ''}`);
  }

  #run(run: FlowRun, step: FlowStep | undefined): StepResult {
    return step ? runStep(step, contextAt(this.#world, run, this.#verified)) : { kind: 'end' };
  }

  /** Undefined when the walk goes on. */
  #take(run: FlowRun, step: FlowStep | undefined, result: StepResult): FlowEnd | undefined {
    switch (result.kind) {
      case 'ask': {
        this.#replace({ ...run, slots: { ...run.slots, ...result.slots } });
        this.#arrive();
        return { kind: 'waiting', stack: this.#stack, ask: result.ask, understood: true };
      }
      case 'needs':
        return result;
      case 'ticket':
        return { kind: 'ticket', run, request: result.request };
      case 'end':
        return this.#finish(run);
      case 'call':
        if (!step || !this.#world.book.has(result.flow)) return { kind: 'gone' };
        this.#stack = [...this.#stack, calledRun(run, step, this.#world.book)];
        return undefined;
      case 'article':
        this.#tell(`${run.flow}.${run.step}`, { kind: 'article', article: result.article });
        return this.#next(this.#stack.at(-1) ?? run, undefined);
      case 'go':
        this.#collect(run, step, result);
        return this.#next(this.#stack.at(-1) ?? run, result.to);
    }
  }

  #collect(run: FlowRun, step: FlowStep | undefined, result: Go): void {
    const flow = flowOf(this.#world.book, run.flow);
    const forget = (result.forget ?? []).flatMap((slot) => [slot, ...proofsOf(flow, this.#world.book, slot)]);
    const cleared = forget.length === 0 ? run : without(run, forget);
    // a refusal is news, however often it has been told
    if (step?.kind === 'lookup' && forget.length > 0) this.#quiet = false;
    const slot = step && slotOf(step);
    const answered =
      slot !== undefined && result.slots && Object.hasOwn(result.slots, slot)
        ? [...(cleared.answered ?? []).filter((key) => key !== slot), slot]
        : cleared.answered;
    this.#replace({
      ...cleared,
      slots: { ...cleared.slots, ...result.slots },
      ...(answered ? { answered } : {}),
    });
    for (const text of result.says ?? []) this.#tell(`${run.flow}.${run.step}`, { kind: 'text', text });
    if (result.verified !== undefined) this.#verified.push(result.verified);
    this.#effects.push(...(result.effects ?? []));
    this.#files.push(...(result.files ?? []));
  }

  #next(run: FlowRun, to: string | undefined): FlowEnd | undefined {
    const { steps } = flowOf(this.#world.book, run.flow);
    const index = steps.findIndex(({ id }) => id === run.step);
    const step = steps[index];
    const target = to ?? (step && 'next' in step ? step.next : undefined) ?? steps[index + 1]?.id;
    if (target === undefined) return this.#finish(run);
    this.#replace({ ...run, step: target, tries: 0 });
    return undefined;
  }

  /** The run is over: its caller goes on with what was collected, or the errand is done. */
  #finish(run: FlowRun): FlowEnd | undefined {
    const caller = this.#stack.at(-2);
    if (!caller) return { kind: 'done' };
    const step = this.#stepOf(caller);
    if (!step) return { kind: 'gone' };
    const merged = returned(caller, run, step);
    this.#stack = [...this.#stack.slice(0, -2), merged];
    return this.#next(merged, undefined);
  }

  #tell(where: string, saying: Saying): void {
    const [outer, ...inner] = this.#stack;
    if (!outer) return;
    const words = saying.kind === 'text' ? toPlainText(saying.text) : saying.article;
    const key = `${where}#${createHash('sha256').update(words).digest('base64url').slice(0, 8)}`;
    const told = outer.told ?? [];
    if (this.#quiet && told.includes(key)) return;
    this.#says.push(saying);
    this.#stack = [
      { ...outer, told: [...told.filter((one) => one !== key), key].slice(-MAX_TOLD) },
      ...inner,
    ];
  }

  /** A question ends the way back when it is the one that was left. */
  #arrive(): void {
    const [outer, ...inner] = this.#stack;
    if (outer?.returnTo === undefined || outer.returnTo !== placeName(this.#stack)) return;
    this.#stack = [withoutReturn(outer), ...inner];
  }

  #replace(run: FlowRun): void {
    this.#stack = [...this.#stack.slice(0, -1), run];
  }

  #stepOf(run: FlowRun): FlowStep | undefined {
    return this.#world.book.get(run.flow)?.steps.find(({ id }) => id === run.step);
  }

  #ends(end: FlowEnd): FlowProgress {
    return {
      says: this.#says,
      end,
      ...(this.#verified.length === 0 ? {} : { verified: this.#verified }),
      ...(this.#effects.length === 0 ? {} : { effects: this.#effects }),
      ...(this.#files.length === 0 ? {} : { files: this.#files }),
    };
  }
}

/** At home again. */
export function withoutReturn(run: FlowRun): FlowRun {
  return Object.fromEntries(
    Object.entries(run).filter(([name]) => name !== 'returnTo'),
  ) as unknown as FlowRun;
}

/** The steps at which the runs of a stack stand, as one word. */
export function placeName(stack: readonly FlowRun[]): string {
  return stack.map(({ step }) => step).join('/');
}

/** The surroundings of a step, with the orders proved earlier in the same turn. */
export function contextAt({ contextOf }: World, run: FlowRun, proved: readonly string[] = []): StepContext {
  const context = contextOf(run.flow, run.slots);
  return proved.length === 0 ? context : { ...context, verified: [...context.verified, ...proved] };
}
