// A flow talked to in a test: labels and questions come from a short list, facts from a table.
import { advance, askAgain, goBack, startFlow } from '../../src/flows/advance.ts';
import type { Flow, FlowBook } from '../../src/flows/flow.ts';
import { parseFlow } from '../../src/flows/load.ts';
import type { StepContext, Utterance } from '../../src/flows/types.ts';
import type { ContextOf, FlowProgress } from '../../src/flows/walk.ts';
import type { FlowRun } from '../../src/model/conversation.ts';
import type { FlowId } from '../../src/model/ids.ts';
import type { Fact, Lookup } from '../../src/model/order.ts';
import { plain, toPlainText } from '../../src/model/rich-text.ts';
import { context } from './context.ts';

export function flow(id: string, steps: string, version = 1): Flow {
  const parsed = parseFlow(`version: ${version}\nsteps:\n${steps}`, `flows/${id}.yaml`, id);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.flow;
}

export function book(...flows: Flow[]): FlowBook {
  return new Map(flows.map((one) => [one.id, one]));
}

export class FlowTalk {
  stack: readonly FlowRun[] = [];
  last: FlowProgress = { says: [], end: { kind: 'done' } };
  readonly #contextOf: ContextOf;
  flows: FlowBook;

  constructor(
    flows: FlowBook,
    {
      labels = {},
      change = {},
      fact = () => undefined,
    }: {
      labels?: Readonly<Record<string, string>>;
      change?: Partial<StepContext>;
      fact?: (lookup: Lookup) => Fact | undefined;
    } = {},
  ) {
    this.flows = flows;
    this.#contextOf = (id, slots) =>
      context({
        ...change,
        flow: id,
        slots,
        fact,
        has: (key) => key in labels,
        label: (key) => labels[key] ?? key,
        say: (key, more) =>
          plain(
            [labels[key] ?? key, ...(more ? [Object.values(more).join(' = ')] : [])].join(': ') +
              (slots['told_value'] ? ` ${slots['told_value'].shown}` : ''),
          ),
      });
  }

  start(id: string, words = ''): string {
    return this.#took(startFlow(id as FlowId, this.flows, this.#contextOf, {}, words));
  }
  says(text: string): string {
    return this.hears({ text });
  }
  presses(choice: string): string {
    return this.hears({ choice });
  }
  hears(said: Utterance): string {
    return this.#took(advance(this.stack, said, this.flows, this.#contextOf));
  }
  back(): string {
    return this.#took(goBack(this.stack, this.flows, this.#contextOf));
  }
  again(): string {
    return this.#took(askAgain(this.stack, this.flows, this.#contextOf));
  }

  /** What was said before the question, one line each. */
  get told(): readonly string[] {
    return this.last.says.map((one) => (one.kind === 'text' ? toPlainText(one.text) : `[${one.article}]`));
  }

  value(slot: string): unknown {
    const run = this.stack.at(-1);
    return run?.slots[slot]?.value;
  }

  /** The first line of the question that waits, or how it ended. */
  #took(progress: FlowProgress): string {
    this.last = progress;
    if (progress.end.kind !== 'waiting') return progress.end.kind;
    this.stack = progress.end.stack;
    return toPlainText(progress.end.ask.text).split('\n')[0] ?? '';
  }
}
