// The desk as a whole on the page: people, shifts, troubles, figures, ready texts, articles, the past, and the audit log.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeskBoard } from '../../../src/model/desk.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { cardOf } from '../../fakes/desk-memory.ts';
import { OperatorBrowser, problemCode, startKit, ticketId, type Kit } from './kit.ts';

let kit: Kit;
let anna: OperatorBrowser;
let vera: OperatorBrowser;
/** What the board was asked, in order. */
let asked: unknown[];

const until = new Date('2026-03-02T18:00:00Z');
const board: Partial<DeskBoard> = {
  people: () =>
    Promise.resolve([
      {
        operator: { id: 'staff:2', name: 'Борис' },
        role: 'operator',
        telegram: 77,
        onShift: true,
        until,
        tickets: 3,
      },
    ]),
  troubles: () =>
    Promise.resolve([{ name: 'telegram', detail: 'The bot may not write. Give it the right.' }]),
  stats: () => Promise.resolve([{ label: 'Ждут', value: '4' }]),
  setShift: (operator, on) => {
    asked.push([operator, on]);
    return Promise.resolve({ handedOver: 2 });
  },
  macros: (ticket, part, operator) => {
    asked.push([ticket, part, operator.id]);
    return Promise.resolve([
      { id: 'receipt', title: 'Пришлите чек', preview: plain('Пришлите, пожалуйста, чек.') },
    ]);
  },
  articles: (...question) => {
    asked.push(question);
    return Promise.resolve([{ article: 'delivery', title: 'Доставка', text: plain('Два дня.') }]);
  },
  explain: () => Promise.resolve(['09:00 старт']),
};

beforeEach(async () => {
  asked = [];
  kit = await startKit({
    board: {
      ...board,
      earlier: async () => [cardOf((await kit.memory.ticket(ticketId('t0')))!)],
    },
  });
  kit.memory.open({ id: 't0', number: 1001, subject: 'Чек', status: 'closed' });
  kit.memory.open({ id: 't1', number: 1042 });
  anna = await OperatorBrowser.signedIn(kit);
  vera = await OperatorBrowser.signedIn(kit, 'Вера');
});
afterEach(() => kit.close());

describe('the board', () => {
  const queues = fakeBoard().queues();
  const troubles = [{ name: 'telegram', detail: 'The bot may not write. Give it the right.' }];
  const person = {
    operator: { id: 'staff:2', name: 'Борис' },
    role: 'operator',
    onShift: true,
    until: until.toISOString(),
    tickets: 3,
  };

  test('shows an operator who is there, the queues and what is not well', async () => {
    expect((await anna.get('/desk/api/board')).json()).toEqual({
      people: [person],
      queues,
      troubles,
      stats: [],
    });
  });

  test('shows a manager the figures and accounts as well', async () => {
    expect((await vera.get('/desk/api/board')).json()).toEqual({
      people: [{ ...person, telegram: 77 }],
      queues,
      troubles,
      stats: [{ label: 'Ждут', value: '4' }],
    });
  });
});

describe('a shift', () => {
  test.each([true, false])('is somebody’s own word: %s', async (on) => {
    const response = await anna.post('/desk/api/shift', { on });
    expect(response.json()).toEqual({ handedOver: 2 });
    expect(asked).toEqual([[{ id: 'staff:1', name: 'Анна' }, on]]);
  });

  test.each([{}, { on: 'yes' }, { on: 1 }])('%j is no word', async (body) => {
    const response = await anna.post('/desk/api/shift', body);
    expect([response.statusCode, problemCode(response)]).toEqual([400, 'BAD_BODY']);
    expect(asked).toEqual([]);
  });

  test('is not changed from another site', async () => {
    const headers = { 'x-csrf-token': '' };
    const response = await anna.send({
      method: 'POST',
      url: '/desk/api/shift',
      payload: { on: true },
      headers,
    });
    expect([response.statusCode, asked]).toEqual([403, []]);
  });
});

describe('what helps with a ticket', () => {
  test('macros are found by a part of their name, as this operator would send them', async () => {
    const response = await anna.get('/desk/api/tickets/t1/macros?q=%20%D1%87%D0%B5%D0%BA%20');
    expect(response.json()).toEqual({
      macros: [{ id: 'receipt', title: 'Пришлите чек', preview: plain('Пришлите, пожалуйста, чек.') }],
    });
    expect(asked).toEqual([['t1', 'чек', 'staff:1']]);
  });

  test.each([
    ['', ['t1']],
    ['?q=', ['t1']],
    ['?q=delivery+abroad', ['t1', 'delivery abroad']],
  ])('articles%s are for the last question or for words', async (query, question) => {
    const response = await anna.get(`/desk/api/tickets/t1/articles${query}`);
    expect(response.json()).toEqual({
      articles: [{ article: 'delivery', title: 'Доставка', text: plain('Два дня.') }],
    });
    expect(asked).toEqual([question]);
  });

  test('the past is the customer’s other tickets and this one’s clocks', async () => {
    expect((await anna.get('/desk/api/tickets/t1/past')).json()).toEqual({
      tickets: [
        {
          id: 't0',
          number: 1001,
          subject: 'Чек',
          status: 'closed',
          openedAt: Date.parse('2025-03-03T09:00:00Z'),
        },
      ],
      explain: ['09:00 старт'],
    });
  });

  test.each(['macros', 'articles', 'past'])('of a ticket that is not there, no %s', async (what) => {
    const response = await anna.get(`/desk/api/tickets/t404/${what}`);
    expect([response.statusCode, problemCode(response)]).toEqual([404, 'NO_TICKET']);
  });

  test.each(['macros', 'articles'])('too many words are refused: %s', async (what) => {
    const response = await anna.get(`/desk/api/tickets/t1/${what}?q=${'a'.repeat(201)}`);
    expect([response.statusCode, problemCode(response)]).toEqual([400, 'BAD_QUERY']);
  });
});

describe('the audit log', () => {
  beforeEach(() =>
    kit.people.addAudit({
      at: until,
      operator: { id: 'staff:2', name: 'Борис' },
      desk: 'telegram-group',
      ticket: ticketId('t1'),
      act: 'priority',
      detail: 'high',
      outcome: 'done',
    }),
  );

  const line = {
    at: until.getTime(),
    by: 'Борис',
    desk: 'telegram-group',
    ticket: 't1',
    act: 'priority',
    detail: 'high',
    outcome: 'done',
  };

  test('shows a manager who did what, newest first', async () => {
    const all = (await vera.get('/desk/api/audit')).json<{ lines: { act: string }[] }>();
    expect(all.lines.map(({ act }) => act)).toEqual(['priority', 'sign-in', 'sign-in']);
    expect(all.lines[0]).toEqual(line);
  });

  test.each([
    ['?ticket=t1', [line]],
    ['?ticket=t0', []],
    ['?limit=1', [line]],
  ])('%s narrows it', async (query, lines) => {
    expect((await vera.get(`/desk/api/audit${query}`)).json()).toEqual({ lines });
  });

  test('is not for operators', async () => {
    const response = await anna.get('/desk/api/audit');
    expect([response.statusCode, problemCode(response)]).toEqual([403, 'MANAGERS_ONLY']);
  });

  test.each(['?limit=0', '?limit=1001', '?limit=all', '?ticket=a&ticket=b'])(
    '%s is refused',
    async (query) => {
      const response = await vera.get(`/desk/api/audit${query}`);
      expect([response.statusCode, problemCode(response)]).toEqual([400, 'BAD_QUERY']);
    },
  );
});
