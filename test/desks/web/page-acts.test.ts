// Acts with something to choose: what a page sends, what the core is handed, and what is refused at once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PageAct } from '../../../src/desks/web/wire.ts';
import { OperatorBrowser, problemCode, startKit, type Kit } from './kit.ts';

const MINUTE = 60_000;
let kit: Kit;
let anna: OperatorBrowser;
let vera: OperatorBrowser;

const boris = { id: 'staff:2', name: 'Борис' };

beforeEach(async () => {
  kit = await startKit({
    board: { people: () => Promise.resolve([{ operator: boris, onShift: true, tickets: 2 }]) },
  });
  kit.memory.open({ id: 't1', number: 1042 });
  anna = await OperatorBrowser.signedIn(kit);
  vera = await OperatorBrowser.signedIn(kit, 'Вера');
});
afterEach(() => kit.close());

const inAnHour = (): number => kit.clock.now().getTime() + 60 * MINUTE;

describe('an act', () => {
  test.each<PageAct>([
    { kind: 'take' },
    { kind: 'release' },
    { kind: 'reopen' },
    { kind: 'wake' },
    { kind: 'close' },
    { kind: 'block' },
    { kind: 'unblock' },
    { kind: 'priority', priority: 'urgent' },
    { kind: 'tier', tier: 3 },
    { kind: 'tier', tier: 3, queue: 'specialists' },
    { kind: 'merge', into: 1041 },
    { kind: 'language', locale: 'bg' },
    { kind: 'macro', macro: 'send-receipt' },
    { kind: 'answer', article: 'delivery-abroad' },
  ])('%j is handed on as it is', async (act) => {
    expect((await anna.act('t1', act)).statusCode).toBe(202);
    expect(kit.events.map(({ body }) => body)).toEqual([act]);
  });

  test('carries who did it, where and when, under the page’s own key', async () => {
    const response = await anna.post('/desk/api/tickets/t1/act', { id: 'key-0001', act: { kind: 'take' } });
    expect(response.json()).toEqual({ id: 'web:staff:1:key-0001' });
    expect(kit.events).toEqual([
      {
        id: 'web:staff:1:key-0001',
        ref: 'web:staff:1:key-0001',
        desk: 'web',
        ticket: 't1',
        operator: { id: 'staff:1', name: 'Анна' },
        at: kit.clock.now(),
        body: { kind: 'take' },
      },
    ]);
  });

  test('assign names the person as the board does', async () => {
    await anna.act('t1', { kind: 'assign', to: 'staff:2' });
    expect(kit.events[0]?.body).toEqual({ kind: 'assign', to: boris });
  });

  test('snooze names the moment', async () => {
    await anna.act('t1', { kind: 'snooze', until: inAnHour() });
    expect(kit.events[0]?.body).toEqual({ kind: 'snooze', until: new Date(inAnHour()) });
  });
});

describe('ending a ticket without asking', () => {
  const act: PageAct = { kind: 'close', unasked: true };

  test('is a manager’s to do', async () => {
    expect((await vera.act('t1', act)).statusCode).toBe(202);
    expect(kit.events.map(({ body }) => body)).toEqual([act]);
  });

  test('is refused to an operator, in words and on record', async () => {
    const response = await anna.act('t1', act);
    expect([response.statusCode, problemCode(response)]).toEqual([403, 'MANAGERS_ONLY']);
    expect(response.json<{ detail: string }>().detail).toContain('ask a manager');
    expect(kit.events).toEqual([]);
    expect(kit.people.lines.at(-1)).toEqual({
      at: kit.clock.now(),
      operator: { id: 'staff:1', name: 'Анна' },
      desk: 'web',
      ticket: 't1',
      act: 'close',
      detail: 'unasked',
      outcome: 'refused',
    });
  });
});

describe('words that were sent', () => {
  const say = (name: string, id: string, ref: string, state?: 'removed') =>
    kit.memory.say('t1', {
      author: { kind: 'operator', operator: { id, name } },
      text: 'Здравствуйте',
      at: kit.clock.now(),
      ref,
      ...(state && { state }),
    });

  beforeEach(() => {
    say('Анна', 'staff:1', 'web:mine');
    say('Борис', 'staff:2', 'telegram-group:his');
    say('Анна', 'staff:1', 'web:gone', 'removed');
    kit.memory.say('t1', {
      author: { kind: 'customer' },
      text: 'Алло',
      at: kit.clock.now(),
      ref: 'telegram:7',
    });
  });

  test('are changed by who wrote them', async () => {
    await anna.act('t1', { kind: 'edit', of: 'web:mine', text: ' Добрый день\r\n' });
    expect(kit.events[0]?.body).toEqual({ kind: 'edit', of: 'web:mine', text: 'Добрый день' });
  });

  test.each(['web:mine', 'telegram-group:his'])(
    'are deleted by any of us, as in the group: %s',
    async (of) => {
      await anna.act('t1', { kind: 'delete', of });
      expect(kit.events[0]?.body).toEqual({ kind: 'delete', of });
    },
  );

  test('are quoted by their ref', async () => {
    await anna.post('/desk/api/tickets/t1/reply', { id: 'key-0001', text: 'Да', quotes: 'telegram:7' });
    expect(kit.events[0]?.body).toEqual({ kind: 'reply', text: 'Да', files: [], quotes: 'telegram:7' });
  });

  test('a note quotes nothing', async () => {
    await anna.post('/desk/api/tickets/t1/note', { id: 'key-0001', text: 'Да', quotes: 'telegram:7' });
    expect(kit.events[0]?.body).toEqual({ kind: 'note', text: 'Да', files: [] });
  });

  test.each([
    ['a colleague’s words', { kind: 'edit', of: 'telegram-group:his', text: 'x' }, 403, 'NOT_YOURS'],
    ['the customer’s words', { kind: 'edit', of: 'telegram:7', text: 'x' }, 404, 'NO_REPLY'],
    ['deleted words', { kind: 'edit', of: 'web:gone', text: 'x' }, 404, 'NO_REPLY'],
    ['words of nobody', { kind: 'delete', of: 'web:other' }, 404, 'NO_REPLY'],
    ['the customer’s words', { kind: 'delete', of: 'telegram:7' }, 404, 'NO_REPLY'],
    ['words into nothing', { kind: 'edit', of: 'web:mine', text: ' ' }, 400, 'EMPTY_TEXT'],
    ['words into too many', { kind: 'edit', of: 'web:mine', text: 'я'.repeat(4001) }, 413, 'LONG_TEXT'],
  ])('nobody changes %s with %j', async (_case, act, status, code) => {
    const response = await anna.act('t1', act);
    expect([response.statusCode, problemCode(response)]).toEqual([status, code]);
    expect(kit.events).toEqual([]);
  });
});

describe('a bad act says what is wrong, where, and how it is sent rightly', () => {
  test.each([
    [{ kind: 'dance' }, 'BAD_BODY', 'act.kind', 'must be one of: take, release'],
    [{}, 'BAD_BODY', 'act.kind', '"kind":"take"'],
    ['take', 'BAD_BODY', '"act"', '"kind":"take"'],
    [{ kind: 'take', by: 'staff:2' }, 'BAD_BODY', '"act"', '"kind":"take"'],
    [{ kind: 'priority', priority: 'top' }, 'BAD_BODY', 'act.priority', '"priority":"high"'],
    [{ kind: 'tier', tier: 1 }, 'BAD_BODY', 'act.tier', '"tier":3'],
    [{ kind: 'tier', tier: 2, queue: 'specialists' }, 'NO_QUEUE', 'act.queue', 'It has: general.'],
    [{ kind: 'assign', to: 'staff:9' }, 'NO_PERSON', 'act.to', 'the people that the board lists'],
    [{ kind: 'assign', to: '' }, 'BAD_BODY', 'act.to', '"to":"staff:'],
    [{ kind: 'snooze', until: 'tomorrow' }, 'BAD_BODY', 'act.until', '"until":1767225600000'],
    [{ kind: 'snooze', until: 1 }, 'BAD_TIME', 'act.until', 'between now and a year'],
    [{ kind: 'snooze', until: 4_102_444_800_000 }, 'BAD_TIME', 'act.until', 'between now and a year'],
    [{ kind: 'merge', into: 0 }, 'BAD_BODY', 'act.into', '"into":1042'],
    [{ kind: 'merge', into: 1042 }, 'SAME_TICKET', 'itself', 'another number'],
    [{ kind: 'language', locale: 'de' }, 'BAD_BODY', 'act.locale', '"locale":"bg"'],
    [{ kind: 'macro' }, 'BAD_BODY', 'act.macro', '"macro":"'],
    [{ kind: 'answer', article: ' ' }, 'BAD_BODY', 'act.article', '"article":"'],
    [{ kind: 'close', unasked: false }, 'BAD_BODY', 'act.unasked', '"kind":"close"'],
    [{ kind: 'delete', of: '' }, 'BAD_BODY', 'act.of', '"of":"'],
  ])('%j', async (act, code, where, cure) => {
    const response = await anna.act('t1', act as object);
    const { detail } = response.json<{ detail: string }>();
    expect([response.statusCode, problemCode(response)]).toEqual([400, code]);
    expect(detail).toContain(where);
    expect(detail).toContain(cure);
    expect(kit.events).toEqual([]);
  });

  test.each([
    ['without a key', { act: { kind: 'take' } }, 'id'],
    ['with an odd key', { id: '../../etc', act: { kind: 'take' } }, 'id'],
    ['without an act', { id: 'key-0001' }, 'act'],
  ])('%s', async (_case, body, where) => {
    const response = await anna.post('/desk/api/tickets/t1/act', body);
    expect([response.statusCode, problemCode(response)]).toEqual([400, 'BAD_BODY']);
    expect(response.json<{ detail: string }>().detail).toContain(`"${where}"`);
  });

  test('on a ticket that is not there', async () => {
    const response = await anna.act('t404', { kind: 'take' });
    expect([response.statusCode, problemCode(response)]).toEqual([404, 'NO_TICKET']);
  });
});
