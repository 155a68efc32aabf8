// Which of the waiting events are one turn.
import { describe, expect, test } from 'vitest';
import { gather } from '../../src/dialogue/burst.ts';
import { initialState } from '../../src/model/conversation.ts';
import type { Attachment } from '../../src/model/attachment.ts';
import type { EventId } from '../../src/model/ids.ts';
import type { InboundBody } from '../../src/model/message.ts';
import type { LaneEvent, PendingEvent, TurnInput } from '../../src/model/turn.ts';

const at = new Date('2026-11-18T09:00:00Z');
const photo: Attachment = {
  kind: 'photo',
  file: { origin: 'x', id: '1' },
  name: 'a.jpg',
  mime: 'image/jpeg',
};

function pending(...bodies: readonly (InboundBody | LaneEvent | [string, InboundBody])[]): TurnInput {
  const events = bodies.map((given, index): PendingEvent => {
    const id = String(index + 1) as EventId;
    const [chat, body] = Array.isArray(given) ? given : ['anna', given];
    const isEvent = ['message', 'desk', 'timer', 'undelivered'].includes(body.kind);
    if (isEvent) return { id, at, event: body as LaneEvent };
    const from = { channel: 'test', chat, user: chat };
    return {
      id,
      at,
      event: { kind: 'message', message: { id, from, at, ref: `m${id}`, body: body as InboundBody } },
    };
  });
  const conversation = {
    id: 'c' as never,
    customer: 'k' as never,
    revision: 0,
    address: { channel: 'test', chat: 'anna', user: 'anna' },
    state: initialState('ru'),
  };
  return { conversation, pending: events };
}

const text = (words: string): InboundBody => ({ kind: 'text', text: words });
const edit = (of: number, words: string): InboundBody => ({ kind: 'edited', of: `m${of}`, text: words });
const files = (caption?: string, album?: string): InboundBody => ({
  kind: 'files',
  files: [photo],
  ...(caption === undefined ? {} : { caption }),
  ...(album === undefined ? {} : { album }),
});
const timer = { kind: 'timer', timer: {} } as unknown as LaneEvent;

describe('one turn is', () => {
  test('all lines that wait together', () => {
    const { ids, body } = gather(pending(text('где'), text('мой'), text('заказ')));
    expect(ids).toEqual(['1', '2', '3']);
    expect(body).toEqual(text('где\nмой\nзаказ'));
  });

  test('an album with its caption', () => {
    const { ids, body } = gather(pending(files('вот', 'a'), files(undefined, 'a'), files(undefined, 'a')));
    expect(ids).toHaveLength(3);
    expect(body).toEqual({ kind: 'files', files: [photo, photo, photo], caption: 'вот', album: 'a' });
  });

  test('words before photos, as their caption', () => {
    expect(gather(pending(text('сломалось'), files())).body).toMatchObject({
      kind: 'files',
      caption: 'сломалось',
    });
  });

  test('the new wording of a line that still waits, and both events', () => {
    const { ids, body, messages } = gather(pending(text('UT-1'), text('быстрее'), edit(1, 'UT-2')));
    expect(ids).toEqual(['1', '2', '3']);
    expect(body).toEqual(text('UT-2\nбыстрее'));
    expect(messages.map((one) => one.body)).toEqual([text('UT-2'), text('быстрее')]);
  });

  test('the last of two wordings, also from behind a button', () => {
    const { ids, body } = gather(
      pending(text('a'), edit(1, 'b'), { kind: 'choice', value: 'menu' }, edit(1, 'c')),
    );
    expect(body).toEqual(text('c'));
    expect(ids).toEqual(['1', '2', '4']);
  });

  test('a button pressed twice', () => {
    const press: InboundBody = { kind: 'choice', value: 'menu' };
    expect(gather(pending(press, press, { kind: 'choice', value: 'other' })).ids).toEqual(['1', '2']);
  });
});

describe('while people have the matter', () => {
  const withPeople = (...given: readonly (InboundBody | LaneEvent)[]): TurnInput => ({
    ...pending(...given),
    ticket: { status: 'new' } as NonNullable<TurnInput['ticket']>,
  });
  const reply = (words: string, name: string, operator = 'masha'): LaneEvent =>
    ({
      kind: 'desk',
      event: {
        desk: 'd',
        ticket: 't',
        operator: { id: operator },
        ref: 'g1',
        body: { kind: 'reply', text: words, files: [{ ...photo, name }], album: '9' },
      },
    }) as unknown as LaneEvent;

  test("a customer's album is one message, known by the part that has the words", () => {
    const { ids, messages } = gather(
      withPeople(files(undefined, 'a'), files('вот', 'a'), files(undefined, 'b')),
    );
    expect(ids).toEqual(['1', '2']);
    expect(messages).toMatchObject([{ ref: 'm2', body: { files: [photo, photo], caption: 'вот' } }]);
  });

  test("an operator's album is one reply", () => {
    const { ids, act } = gather(withPeople(reply('вот', '1'), reply('', '2'), reply('', '3', 'petr')));
    expect(ids).toEqual(['1', '2']);
    expect(act).toMatchObject({
      ref: 'g1',
      body: { kind: 'reply', text: 'вот', files: [{ name: '1' }, { name: '2' }] },
    });
  });
});

describe('not in the same turn are', () => {
  test.each<[string, InboundBody | LaneEvent | [string, InboundBody]]>([
    ['a button', { kind: 'choice', value: 'menu' }],
    ['a start', { kind: 'start' }],
    ['an edit of something older', edit(99, 'x')],
    ['a timer', timer],
    ['the same person in another chat', ['elsewhere', text('x')]],
  ])('words and %s behind them', (_, other) => {
    expect(gather(pending(text('a'), other, text('b'))).ids).toEqual(['1']);
  });

  test('words to people who have the matter', () => {
    const input = pending(text('a'), text('b'));
    expect(gather({ ...input, ticket: { status: 'new' } as never }).ids).toEqual(['1']);
  });
});
