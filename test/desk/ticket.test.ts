// A ticket's life as a table of acts: what each one makes of it, and which ones are refused.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act, closed, customerWrote, notSolved, slaStepTaken } from '../../src/desk/ticket.ts';
import type { DeskBody } from '../../src/model/desk.ts';
import type { Ticket } from '../../src/model/ticket.ts';
import { ticketWith } from './ticket-with.ts';

const NOW = new Date('2026-11-18T12:00:00Z');
const LATER = new Date('2026-11-18T15:00:00Z');
const MARIA = { id: 'web:maria', name: 'Мария' };
const IVAN = { id: 'web:ivan', name: 'Иван' };
const NEW = ticketWith([{ at: NOW, kind: 'opened' }]);
const REPLY: DeskBody = { kind: 'reply', text: 'Здравствуйте', files: [] };
const NOTE: DeskBody = { kind: 'note', text: 'перезвонить', files: [] };

function after(ticket: Ticket, ...acts: [DeskBody, typeof MARIA][]): Ticket {
  return acts.reduce((one, [body, who]) => {
    const result = act(one, body, who, NOW);
    if (result.kind === 'refused') throw new Error(`${body.kind} refused: ${result.why}`);
    return result.ticket;
  }, ticket);
}

function kinds(ticket: Ticket): string[] {
  return ticket.history.map(({ kind }) => kind);
}

function why(ticket: Ticket, body: DeskBody, who = MARIA): string | undefined {
  const result = act(ticket, body, who, NOW);
  return result.kind === 'refused' ? result.why : undefined;
}

describe('what operators may do', () => {
  test('whoever takes a ticket has it, and it waits for us', () => {
    expect(after(NEW, [{ kind: 'take' }, MARIA])).toMatchObject({ status: 'open', assignee: MARIA });
  });

  test('whoever replies to an untaken ticket takes it, and it waits for the customer', () => {
    const ticket = after(NEW, [REPLY, MARIA]);
    expect(ticket).toMatchObject({ status: 'waiting', assignee: MARIA });
    expect(kinds(ticket)).toEqual(['opened', 'taken', 'operator-wrote']);
  });

  test('a macro and an article count as a reply', () => {
    expect(after(NEW, [{ kind: 'macro', macro: 'hello' }, MARIA]).status).toBe('waiting');
    expect(after(NEW, [{ kind: 'answer', article: 'delivery' }, MARIA]).status).toBe('waiting');
  });

  test('a colleague may reply without taking it away, and may take it over', () => {
    expect(after(NEW, [{ kind: 'take' }, MARIA], [REPLY, IVAN]).assignee).toEqual(MARIA);
    expect(after(NEW, [{ kind: 'take' }, MARIA], [{ kind: 'take' }, IVAN]).assignee).toEqual(IVAN);
  });

  test('it can be given to somebody else', () => {
    expect(after(NEW, [{ kind: 'assign', to: IVAN }, MARIA])).toMatchObject({
      status: 'open',
      assignee: IVAN,
    });
  });

  test('a released ticket is new again and nobody has it', () => {
    const ticket = after(NEW, [{ kind: 'take' }, MARIA], [{ kind: 'release' }, MARIA]);
    expect(ticket.status).toBe('new');
    expect(ticket.assignee).toBeUndefined();
  });

  test('another tier is another queue, where nobody has it yet', () => {
    const up = after(
      NEW,
      [{ kind: 'take' }, MARIA],
      [{ kind: 'tier', tier: 3, queue: 'specialists' }, MARIA],
    );
    expect(up).toMatchObject({ tier: 3, queue: 'specialists', status: 'new' });
    expect(up.assignee).toBeUndefined();
  });

  test('put aside, it wakes when the customer writes', () => {
    const asleep = after(NEW, [{ kind: 'snooze', until: LATER }, MARIA]);
    expect(asleep.snoozedUntil).toEqual(LATER);
    const awake = customerWrote(asleep, NOW);
    expect(awake.snoozedUntil).toBeUndefined();
    expect(kinds(awake)).toEqual(['opened', 'snoozed', 'woken', 'customer-wrote']);
  });

  test.each<[string, Ticket, DeskBody, string]>([
    ['take what one has', after(NEW, [{ kind: 'take' }, MARIA]), { kind: 'take' }, 'already-yours'],
    [
      'give to who has it',
      after(NEW, [{ kind: 'take' }, IVAN]),
      { kind: 'assign', to: IVAN },
      'already-theirs',
    ],
    ['release what nobody has', NEW, { kind: 'release' }, 'not-taken'],
    ['set the priority that it has', NEW, { kind: 'priority', priority: 'normal' }, 'no-change'],
    ['move it where it is', NEW, { kind: 'tier', tier: 2, queue: 'general' }, 'no-change'],
    ['put it aside until the past', NEW, { kind: 'snooze', until: new Date(0) }, 'past'],
    ['open what is open', NEW, { kind: 'reopen' }, 'not-closed'],
    [
      'ask twice whether it is solved',
      after(NEW, [{ kind: 'close' }, MARIA]),
      { kind: 'close' },
      'asked-already',
    ],
  ])('refused: %s', (_, ticket, body, reason) => {
    expect(why(ticket, body)).toBe(reason);
  });
});

describe('closing', () => {
  const ASKED = after(NEW, [{ kind: 'take' }, MARIA], [{ kind: 'close' }, MARIA]);

  test('asks the customer first', () => {
    expect(ASKED.status).toBe('solved');
    expect(ASKED.closedAt).toBeUndefined();
  });

  test('"no" brings it back to its operator, one step more urgent', () => {
    expect(notSolved(ASKED, LATER)).toMatchObject({ status: 'open', priority: 'high', assignee: MARIA });
    expect(notSolved({ ...ASKED, priority: 'urgent' }, LATER).priority).toBe('urgent');
  });

  test('says who said that it is done', () => {
    expect(closed(ASKED, 'unconfirmed', LATER)).toMatchObject({
      status: 'closed',
      closedAt: LATER,
      resolution: 'unconfirmed',
    });
  });

  test('unasked ends it at once', () => {
    expect(after(NEW, [{ kind: 'close', unasked: true }, MARIA])).toMatchObject({
      status: 'closed',
      resolution: 'by-desk',
    });
  });

  test('leaves a ticket that takes notes and nothing else, until it is opened again', () => {
    const done = closed(ASKED, 'confirmed', LATER);
    expect(why(done, NOTE)).toBeUndefined();
    expect(why(done, REPLY)).toBe('closed');
    expect(why(done, { kind: 'close' })).toBe('already-closed');
    const again = after(done, [{ kind: 'reopen' }, IVAN]);
    expect(again).toMatchObject({ status: 'open', assignee: MARIA });
    expect(again.closedAt).toBeUndefined();
    expect(again.resolution).toBeUndefined();
  });
});

test("the customer's words make a waiting ticket wait for us again", () => {
  expect(customerWrote(after(NEW, [REPLY, MARIA]), NOW).status).toBe('open');
  expect(customerWrote(NEW, NOW).status).toBe('new');
});

test('whatever happens, the history only grows and a closed ticket has its day', () => {
  const body = fc.constantFrom<DeskBody>(
    REPLY,
    NOTE,
    { kind: 'take' },
    { kind: 'release' },
    { kind: 'assign', to: IVAN },
    { kind: 'close' },
    { kind: 'close', unasked: true },
    { kind: 'reopen' },
    { kind: 'priority', priority: 'high' },
    { kind: 'tier', tier: 3, queue: 'specialists' },
    { kind: 'snooze', until: LATER },
  );
  const move = fc.oneof(
    fc.record({ body, who: fc.constantFrom(MARIA, IVAN) }),
    fc.constantFrom('customer', 'not-solved', 'confirmed', 'late'),
  );
  const step = (ticket: Ticket, one: typeof move extends fc.Arbitrary<infer Move> ? Move : never): Ticket => {
    if (typeof one === 'object') {
      const result = act(ticket, one.body, one.who, NOW);
      return result.kind === 'done' ? result.ticket : ticket;
    }
    if (ticket.status === 'closed') return ticket;
    if (one === 'customer') return customerWrote(ticket, NOW);
    if (one === 'late') return slaStepTaken(ticket, 'breached', 'first', NOW);
    return one === 'confirmed' ? closed(ticket, 'confirmed', NOW) : notSolved(ticket, NOW);
  };
  fc.assert(
    fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
      moves.reduce((ticket, one) => {
        const next = step(ticket, one);
        expect(next.history.slice(0, ticket.history.length)).toEqual(ticket.history);
        expect(next.status === 'closed').toBe(next.closedAt !== undefined);
        expect(next.status === 'closed').toBe(next.resolution !== undefined);
        if (next.status === 'new') expect(next.assignee).toBeUndefined();
        if (next.status === 'open') expect(next.assignee).toBeDefined();
        return next;
      }, NEW);
    }),
  );
});
