import { describe, expect, test } from 'vitest';
import { advance, askAgain, goBack, startFlow } from '../../src/flows/advance.ts';
import type { Flow, FlowBook } from '../../src/flows/flow.ts';
import { parseFlow } from '../../src/flows/load.ts';
import type { FlowProgress } from '../../src/flows/walk.ts';
import type { FlowRun } from '../../src/model/conversation.ts';
import type { FlowId } from '../../src/model/ids.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { context } from './context.ts';

const contextOf: Parameters<typeof startFlow>[2] = (flow, slots) => context({ flow, slots });

function flow(id: string, steps: string, version = 1): Flow {
  const parsed = parseFlow(`version: ${version}\nsteps:\n${steps}`, `flows/${id}.yaml`, id);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.flow;
}
function book(...flows: Flow[]): FlowBook {
  return new Map(flows.map((one) => [one.id, one]));
}
const id = (name: string): FlowId => name as FlowId;
const TWO = book(
  flow(
    'two',
    '  - collect: name\n    type: text\n  - collect: mail\n    type: email\n  - ticket: flow.two.subject\n',
  ),
);

function waiting(progress: FlowProgress): { stack: readonly FlowRun[]; asked: string } {
  if (progress.end.kind !== 'waiting') throw new Error(`not waiting but ${progress.end.kind}`);
  return { stack: progress.end.stack, asked: toPlainText(progress.end.ask.text) };
}

describe('a flow', () => {
  test('asks for one slot after another and ends with what was collected', () => {
    const first = waiting(startFlow(id('two'), TWO, contextOf));
    expect(first.asked).toBe('flow.two.name.ask');
    const second = waiting(advance(first.stack, { text: 'Анна' }, TWO, contextOf));
    expect(second.asked).toBe('flow.two.mail.ask');
    const { end } = advance(second.stack, { text: 'anna@example.ru' }, TWO, contextOf);
    expect(end).toMatchObject({
      kind: 'ticket',
      request: { subject: 'flow.two.subject' },
      run: { slots: { name: { value: 'Анна' }, mail: { value: 'anna@example.ru' } } },
    });
  });

  test('never asks for a slot that it has', () => {
    const start = startFlow(id('two'), TWO, contextOf, { name: { value: 'Анна', shown: 'Анна' } });
    expect(waiting(start).asked).toBe('flow.two.mail.ask');
  });

  test('two wrong answers are explained, the third gives up', () => {
    let { stack } = waiting(startFlow(id('two'), TWO, contextOf));
    for (let wrong = 0; wrong < 2; wrong += 1) {
      const progress = advance(stack, { text: '!' }, TWO, contextOf);
      expect(progress.end).toMatchObject({ kind: 'waiting', understood: false });
      ({ stack } = waiting(progress));
    }
    expect(advance(stack, { text: '!' }, TWO, contextOf).end.kind).toBe('stuck');
  });

  test('goes back to the last answer, and at the first question asks it again', () => {
    const first = waiting(startFlow(id('two'), TWO, contextOf));
    expect(waiting(goBack(first.stack, TWO, contextOf)).asked).toBe('flow.two.name.ask');
    const second = waiting(advance(first.stack, { text: 'Анна' }, TWO, contextOf));
    const back = waiting(goBack(second.stack, TWO, contextOf));
    expect(back.asked).toBe('flow.two.name.ask');
    expect(back.stack[0]?.slots).toEqual({});
  });

  test('calls another flow and goes on with what that one collected', () => {
    const flows = book(
      flow(
        'outer',
        '  - flow: inner\n  - branch:\n      - { when: colour, is: красный, go: yes }\n      - else: no\n  - id: yes\n    say: flow.outer.red\n    next: fin\n  - id: no\n    say: flow.outer.other\n  - id: fin\n    end: true\n'
          .replaceAll(': yes', ': red')
          .replaceAll(': no\n', ': other\n'),
      ),
      flow('inner', '  - collect: colour\n    type: text\n'),
    );
    const { stack } = waiting(startFlow(id('outer'), flows, contextOf));
    expect(stack.map((run) => run.flow)).toEqual(['outer', 'inner']);
    const progress = advance(stack, { text: 'красный' }, flows, contextOf);
    expect(progress.end.kind).toBe('done');
    expect(progress.says.map((one) => (one.kind === 'text' ? toPlainText(one.text) : ''))).toEqual([
      'flow.outer.red',
    ]);
  });
});

describe('a run whose flow has a new version', () => {
  const old = waiting(startFlow(id('two'), TWO, contextOf));
  const answered = waiting(advance(old.stack, { text: 'Анна' }, TWO, contextOf));

  test('goes on at the same step when that still exists', () => {
    const renewed = book(
      flow('two', '  - collect: name\n    type: text\n  - collect: mail\n    type: phone\n', 2),
    );
    expect(advance(answered.stack, { text: '+79161234512' }, renewed, contextOf).end.kind).toBe('done');
  });

  test('begins again when its step is gone, keeping what it knows', () => {
    const renewed = book(
      flow('two', '  - collect: name\n    type: text\n  - collect: city\n    type: text\n', 2),
    );
    expect(waiting(askAgain(answered.stack, renewed, contextOf)).asked).toBe('flow.two.city.ask');
  });

  test('says so when the flow is gone', () => {
    expect(advance(answered.stack, { text: 'x' }, book(), contextOf).end.kind).toBe('gone');
  });
});

test('a circle that check did not see ends in an error, not in a hang', () => {
  const flows = book(flow('round', '  - id: a\n    set: { x: 1 }\n    next: a\n'));
  expect(() => startFlow(id('round'), flows, contextOf)).toThrow(/circle/u);
});
