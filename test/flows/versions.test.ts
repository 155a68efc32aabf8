import { describe, expect, test } from 'vitest';
import { book, flow, FlowTalk } from './talk.ts';

const NAME = '  - collect: name\n    type: text\n';
const WISH = '  - choose: wish\n    options: [repair, refund]\n';
const MAIL = '  - collect: mail\n    type: email\n';
const END = '  - ticket: flow.two.subject\n';

/** Named, with a wish, and asked for the mail. */
function waiting(): FlowTalk {
  const talk = new FlowTalk(book(flow('two', NAME + WISH + MAIL + END)));
  talk.start('two');
  talk.says('Анна');
  expect(talk.presses('repair')).toBe('flow.two.mail.ask');
  return talk;
}

describe('a flow file that changed in the middle of an errand', () => {
  test.each([
    ['its question asks for another type', NAME + WISH + '  - collect: mail\n    type: phone\n' + END],
    ['a question was added below', NAME + WISH + MAIL + '  - collect: city\n    type: text\n' + END],
    ['a sentence was added above', '  - say: flow.two.hello\n' + NAME + WISH + MAIL + END],
  ])('goes on in silence when %s', (_, steps) => {
    const talk = waiting();
    talk.flows = book(flow('two', steps, 2));
    expect(talk.again()).toBe('flow.two.mail.ask');
    expect(talk.told).toEqual([]);
  });

  test.each([
    ['its question is gone', NAME + WISH + '  - collect: city\n    type: text\n' + END, 'flow.two.city.ask'],
    ['an answer is not asked for any more', WISH + MAIL + END, 'flow.two.mail.ask'],
    ['a chosen option is gone', NAME + WISH.replace('repair', 'exchange') + MAIL + END, 'flow.two.wish.ask'],
    [
      'the number of the version stayed the same',
      NAME + '  - collect: city\n    type: text\n' + END,
      'flow.two.city.ask',
    ],
  ])('is begun again with one sentence when %s', (what, steps, asked) => {
    const talk = waiting();
    talk.flows = book(flow('two', steps, what.includes('stayed') ? 1 : 2));
    expect(talk.says('Анна')).toBe(asked);
    expect(talk.told).toEqual(['common.flow-changed']);
    expect(talk.again()).toBe(asked);
    expect(talk.told).toEqual([]);
  });

  test('is said to be gone when there is no such flow', () => {
    for (const act of ['again', 'back'] as const) {
      const talk = waiting();
      talk.flows = book();
      expect(talk[act]()).toBe('gone');
    }
  });

  test('is said to be gone when a flow that it calls is gone', () => {
    const inner = flow('inner', NAME);
    const outer = flow('outer', '  - flow: inner\n' + MAIL);
    const talk = new FlowTalk(book(outer, inner));
    talk.start('outer');
    talk.flows = book(outer);
    expect(talk.says('Анна')).toBe('gone');
  });

  test('a question that is a called flow’s goes on there', () => {
    const inner = flow('inner', NAME);
    const talk = new FlowTalk(book(flow('outer', '  - flow: inner\n' + MAIL), inner));
    talk.start('outer');
    talk.flows = book(
      flow('outer', '  - say: flow.outer.hello\n    id: hello\n  - flow: inner\n    id: flow1\n' + MAIL, 2),
      inner,
    );
    expect(talk.says('Анна')).toBe('flow.outer.mail.ask');
  });
});
