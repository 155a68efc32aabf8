// What the web desk lets an operator read: the list with search, and one ticket with its conversation.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TicketDetail } from '../../../src/desks/web/wire.ts';
import type { ConversationId } from '../../../src/model/ids.ts';
import type { Locale } from '../../../src/model/locale.ts';
import type { Ticket } from '../../../src/model/ticket.ts';
import { cardOf } from '../../fakes/desk-memory.ts';
import { OperatorBrowser, problemCode, startKit, type Kit } from './kit.ts';

let kit: Kit;
let anna: OperatorBrowser;

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 8, minute));
const customer = { kind: 'customer', name: 'Мария' } as const;
const operator = { kind: 'operator', operator: { id: 'staff:1', name: 'Анна' } } as const;

beforeEach(async () => {
  kit = await startKit();
  anna = await OperatorBrowser.signedIn(kit);
});
afterEach(() => kit.close());

const numbers = async (query: string): Promise<readonly number[]> =>
  (await anna.list(query)).tickets.map((ticket) => ticket.number);

describe('the list', () => {
  test('shows number, subject, status, customer, last words and who has it', async () => {
    kit.memory.open({
      id: 't1',
      number: 1042,
      subject: 'Чайник не включается',
      status: 'open',
      priority: 'high',
      assignee: { id: 'staff:1', name: 'Анна' },
      openedAt: at(0),
      case: { customerName: 'Мария' },
    });
    kit.memory.say('t1', { author: customer, text: 'Есть\n\nновости?', at: at(5) });
    expect((await anna.list()).tickets).toEqual([
      {
        id: 't1',
        number: 1042,
        subject: 'Чайник не включается',
        status: 'open',
        priority: 'high',
        tier: 2,
        customerName: 'Мария',
        channel: 'telegram',
        assignee: { id: 'staff:1', name: 'Анна' },
        openedAt: at(0).getTime(),
        changedAt: at(5).getTime(),
        newsAt: at(5).getTime(),
        last: { by: 'customer', text: 'Есть новости?' },
      },
    ]);
  });

  test('is ordered by what happened last', async () => {
    kit.memory.open({ id: 'old', number: 1, openedAt: at(0) });
    kit.memory.open({ id: 'new', number: 2, openedAt: at(1) });
    kit.memory.say('old', { author: customer, text: 'Ещё вопрос', at: at(2) });
    expect(await numbers('')).toEqual([1, 2]);
  });

  test('news are there until an operator answers', async () => {
    kit.memory.open({ id: 't1', openedAt: at(0) });
    kit.memory.say('t1', { author: customer, text: 'Алло?', at: at(1) });
    kit.memory.say('t1', { author: operator, text: 'Здесь!', at: at(2) });
    expect((await anna.list()).tickets[0]).not.toHaveProperty('newsAt');
    kit.memory.say('t1', { author: customer, text: 'Ура', at: at(3) });
    expect((await anna.list()).tickets[0]?.newsAt).toBe(at(3).getTime());
  });

  test.each([
    ['asking whether it is solved', { kind: 'solved' }, undefined],
    ['being told that it is not', { kind: 'not-solved' }, at(4).getTime()],
  ] as const)('%s is news or not', async (_case, { kind }, newsAt) => {
    kit.memory.open({
      id: 't1',
      openedAt: at(0),
      history: [
        { at: at(0), kind: 'opened' },
        { at: at(4), kind },
      ],
    });
    expect((await anna.list()).tickets[0]?.newsAt).toBe(newsAt);
  });

  test.each([
    ['?status=new', [1]],
    ['?status=open,waiting', [2, 3]],
    ['?status=closed', [4]],
    ['?status=', [1, 2, 3, 4]],
    ['', [1, 2, 3, 4]],
  ])('%s filters by status', async (query, expected) => {
    (['new', 'open', 'waiting', 'closed'] as const).forEach((status, index) =>
      kit.memory.open({ id: status, number: index + 1, status }),
    );
    expect([...(await numbers(query))].sort()).toEqual(expected);
  });

  test.each([
    ['1042', [1042]],
    ['%231042', [1042]],
    ['ЧАЙНИК', [1042]],
    ['четверт', [1043]],
    ['мария', [1042]],
    ['AB-77', [1043]],
    ['чайник мария', [1042]],
    ['чайник пётр', []],
  ])('a search for %s finds by number, subject, names and details', async (query, expected) => {
    kit.memory.open({ id: 'a', number: 1042, subject: 'Чайник шумит', case: { customerName: 'Мария' } });
    const fields = [{ label: 'Заказ', value: 'AB-77' }];
    kit.memory.open({ id: 'b', number: 1043, subject: 'Четвёртая доставка', case: { fields } });
    expect(await numbers(`?q=${encodeURI(query).replaceAll('%25', '%')}`)).toEqual(expected);
  });

  test('long lists are cut, and say so', async () => {
    for (let index = 0; index < 201; index += 1) kit.memory.open({ id: `t${String(index)}` });
    const list = await anna.list();
    expect([list.tickets.length, list.more]).toEqual([200, true]);
  });

  test.each(['?status=all', '?status=new&status=open', `?q=${'a'.repeat(201)}`])(
    '%s is refused',
    async (query) => {
      const response = await anna.get(`/desk/api/tickets${query}`);
      expect([response.statusCode, problemCode(response)]).toEqual([400, 'BAD_QUERY']);
    },
  );

  test('last words of a photo are its name, long ones are cut', async () => {
    kit.memory.open({ id: 't1' });
    const photo = {
      kind: 'photo',
      file: { origin: 'telegram', id: 'x' },
      name: 'чек.jpg',
      mime: 'image/jpeg',
    } as const;
    kit.memory.say('t1', { author: customer, text: '', files: [photo], at: at(1) });
    expect((await anna.list()).tickets[0]?.last).toEqual({
      by: 'customer',
      text: 'чек.jpg',
      files: ['photo'],
    });
    kit.memory.say('t1', { author: customer, text: 'а'.repeat(500), at: at(2) });
    expect((await anna.list()).tickets[0]?.last?.text).toHaveLength(160);
  });
});

describe('one ticket', () => {
  test('comes with its card, conversation and delivery states', async () => {
    kit.memory.open({
      id: 't1',
      openedAt: at(0),
      case: {
        customerName: 'Мария',
        fields: [{ label: 'Заказ', value: 'AB-77' }],
        tried: [{ question: 'Где заказ?' }],
      },
    });
    kit.memory.say('t1', { author: customer, text: 'Где он?', at: at(1) });
    kit.memory.say('t1', { author: operator, text: 'Ищу', at: at(2), delivery: 'failed' });
    const detail = await anna.detail('t1');
    expect(detail.lines.at(-1)).toEqual({ label: 'Заказ', value: 'AB-77' });
    expect(detail.tried).toEqual([{ question: 'Где заказ?' }]);
    expect(detail.actions).toEqual(['take', 'close']);
    expect(detail.entries.map(({ author, delivery }) => [author.kind, delivery])).toEqual([
      ['customer', undefined],
      ['operator', 'failed'],
    ]);
    expect(detail.history).toEqual([{ at: at(0).getTime(), kind: 'opened' }]);
  });

  test('its entries say what they quote, by what they are known, and that they were changed', async () => {
    kit.memory.open({ id: 't1' });
    const quoted = { ref: 'telegram:7', text: 'Где он?' };
    kit.memory.say('t1', { author: operator, text: 'Ищу', at: at(1), ref: 'web:1', quoted, state: 'edited' });
    kit.memory.say('t1', { author: operator, text: '', at: at(2), ref: 'web:2', state: 'removed' });
    expect((await anna.detail('t1')).entries).toMatchObject([
      { ref: 'web:1', quoted, state: 'edited' },
      { ref: 'web:2', state: 'removed' },
    ]);
  });

  test('comes with its clock, its suggested articles and the customer’s language', async () => {
    const suggested = [{ article: 'delivery', title: 'Доставка' }];
    const rich = await startKit({
      cardOf: (ticket) => ({ ...cardOf(ticket), suggested, late: true, dueAt: at(3) }),
    });
    rich.memory.open({ id: 't1', case: { locale: 'bg' } });
    const detail = await (await OperatorBrowser.signedIn(rich)).detail('t1');
    expect(detail).toMatchObject({ suggested, locale: 'bg', row: { late: true, dueAt: at(3).getTime() } });
    await rich.close();
  });

  test.each([
    ['en', 'Channel'],
    ['bg-BG,bg;q=0.9,en;q=0.8', 'Канал (bg)'],
    ['de', 'Канал'],
    [undefined, 'Канал'],
  ])('its card is in the language that the reader asks for: %s', async (wanted, label) => {
    const labels: Partial<Record<Locale, string>> = { en: 'Channel', bg: 'Канал (bg)' };
    const rich = await startKit({
      cardOf: (ticket: Ticket, locale: Locale = 'ru') => ({
        ...cardOf(ticket),
        lines: [{ label: labels[locale] ?? 'Канал', value: 'Telegram' }],
      }),
    });
    rich.memory.open({ id: 't1' });
    const reader = await OperatorBrowser.signedIn(rich);
    const answer = await reader.send({
      method: 'GET',
      url: '/desk/api/tickets/t1',
      headers: wanted === undefined ? {} : { 'accept-language': wanted },
    });
    expect(answer.json<TicketDetail>().lines).toEqual([{ label, value: 'Telegram' }]);
    await rich.close();
  });

  test('names whoever has it, and to whom it was given', async () => {
    const boris = { id: 'staff:2', name: 'Борис' };
    const anna = { id: 'staff:1', name: 'Анна' };
    kit.memory.open({
      id: 't1',
      assignee: boris,
      history: [
        { at: at(0), kind: 'opened', detail: 'general' },
        { at: at(1), kind: 'tier', detail: '3', operator: anna },
        { at: at(1), kind: 'queue', detail: 'repairs', operator: anna },
        { at: at(2), kind: 'assigned', operator: anna, detail: boris.id, to: boris.name },
        { at: at(3), kind: 'handed-over', operator: boris, detail: anna.id },
        { at: at(4), kind: 'assigned', detail: 'telegram-group:7' },
      ],
    });
    const { history } = await (await OperatorBrowser.signedIn(kit)).detail('t1');
    expect(history).toEqual([
      { at: at(0).getTime(), kind: 'opened', detail: 'general' },
      { at: at(1).getTime(), kind: 'queue', by: 'Анна', detail: 'repairs' },
      { at: at(2).getTime(), kind: 'assigned', by: 'Анна', to: 'Борис' },
      { at: at(3).getTime(), kind: 'handed-over', by: 'Борис', to: 'Анна' },
      { at: at(4).getTime(), kind: 'assigned' },
    ]);
  });

  test('a customer is spoken to, and blocked or not, as his conversation stands', async () => {
    const conversation = 'conversation-of-two' as ConversationId;
    kit.memory.open({ id: 't0', conversation, status: 'closed' });
    kit.memory.open({ id: 't1', conversation });
    kit.memory.open({ id: 'other' });
    expect(await anna.detail('t1')).toMatchObject({ locale: 'ru' });
    expect(await anna.detail('t1')).not.toHaveProperty('blocked');
    kit.memory.stand(conversation, { locale: 'bg', blocked: true });
    for (const id of ['t0', 't1'])
      expect(await anna.detail(id)).toMatchObject({ locale: 'bg', blocked: true });
    expect(await anna.detail('other')).toMatchObject({ locale: 'ru' });
    expect(await anna.detail('other')).not.toHaveProperty('blocked');
  });

  test('a long conversation is cut at its beginning, and says so', async () => {
    kit.memory.open({ id: 't1' });
    for (let index = 0; index < 5; index += 1) {
      kit.memory.say('t1', { author: customer, text: `№ ${String(index)}`, at: at(index) });
    }
    const response = await anna.get('/desk/api/tickets/t1?entries=3');
    expect(response.json()).toMatchObject({ earlier: true, entries: [{ at: at(2).getTime() }, {}, {}] });
  });

  test('texts and names that look like markup arrive as data, in JSON that no browser renders', async () => {
    const attack = '<img src=x onerror=alert(1)>';
    kit.memory.open({ id: 't1', subject: attack, case: { customerName: attack } });
    kit.memory.say('t1', { author: { kind: 'customer', name: attack }, text: attack, at: at(1) });
    const response = await anna.get('/desk/api/tickets/t1');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toMatchObject({ row: { subject: attack, customerName: attack } });
  });

  test.each([
    ['/desk/api/tickets/t404', 404, 'NO_TICKET'],
    ['/desk/api/tickets/t1?entries=0', 400, 'BAD_QUERY'],
    ['/desk/api/tickets/t1?entries=many', 400, 'BAD_QUERY'],
  ])('%s is refused', async (url, status, code) => {
    kit.memory.open({ id: 't1' });
    const response = await anna.get(url);
    expect([response.statusCode, problemCode(response)]).toEqual([status, code]);
  });
});
