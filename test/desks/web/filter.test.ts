// The list of tickets by filters and marks: who has it, queue, priority, late, put aside, out of reach.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TicketCard } from '../../../src/model/desk.ts';
import type { Ticket } from '../../../src/model/ticket.ts';
import { cardOf } from '../../fakes/desk-memory.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { OperatorBrowser, problemCode, startKit, type Kit } from './kit.ts';

const MINUTE = 60_000;
const clock = manualClock();
const now = clock.now().getTime();
const inMinutes = (minutes: number): Date => new Date(now + minutes * MINUTE);

let kit: Kit;
let anna: OperatorBrowser;
/** By ticket, when its next clock is used up. */
let due: Map<string, Date>;
let cards: number;

beforeEach(async () => {
  due = new Map();
  cards = 0;
  kit = await startKit({
    clock: manualClock(),
    cardOf(ticket: Ticket): TicketCard {
      cards += 1;
      const dueAt = due.get(ticket.id);
      return { ...cardOf(ticket), ...(dueAt && { dueAt, late: dueAt <= kit.clock.now() }) };
    },
  });
  anna = await OperatorBrowser.signedIn(kit);
});
afterEach(() => kit.close());

const found = async (query: string): Promise<readonly string[]> =>
  (await anna.list(query)).tickets.map(({ id }) => id).sort();

describe('a filter', () => {
  beforeEach(() => {
    kit.memory.open({
      id: 'mine',
      status: 'open',
      assignee: { id: 'staff:1', name: 'Анна' },
      queue: 'general',
    });
    kit.memory.open({
      id: 'his',
      status: 'open',
      assignee: { id: 'staff:2', name: 'Борис' },
      tier: 3,
      queue: 'specialists',
    });
    kit.memory.open({ id: 'new', priority: 'urgent', queue: 'general' });
    kit.memory.open({ id: 'asked', status: 'solved', assignee: { id: 'staff:1', name: 'Анна' } });
    kit.memory.open({ id: 'done', status: 'closed', snoozedUntil: inMinutes(60) });
    kit.memory.open({ id: 'asleep', subject: 'Ремонт', snoozedUntil: inMinutes(60) });
    kit.memory.open({ id: 'awake', snoozedUntil: inMinutes(-1) });
    due.set('his', inMinutes(-5)).set('new', inMinutes(5)).set('asleep', inMinutes(-5));
  });

  test.each([
    ['?assignee=me', ['asked', 'mine']],
    ['?assignee=staff:2', ['his']],
    ['?assignee=nobody&status=new', ['awake', 'new']],
    ['?queue=general', ['mine', 'new']],
    ['?queue=general&assignee=nobody', ['new']],
    ['?priority=urgent', ['new']],
    ['?late=1', ['his']],
    ['?late=1&queue=general', []],
    ['?snoozed=1', ['asleep']],
    ['?status=closed', ['done']],
    ['?status=solved', ['asked']],
    ['?status=new,open', ['awake', 'his', 'mine', 'new']],
    ['?q=ремонт', ['asleep']],
    ['?q=борис', ['his']],
    ['?q=&assignee=&late=', ['asked', 'awake', 'done', 'his', 'mine', 'new']],
  ])('%s', async (query, expected) => {
    expect(await found(encodeURI(query))).toEqual(expected);
  });

  test.each(['?late=yes', '?snoozed=0', '?priority=top', '?assignee=a&assignee=b', '?status=sleeping'])(
    '%s is told how to ask',
    async (query) => {
      const response = await anna.get(`/desk/api/tickets${query}`);
      expect([response.statusCode, problemCode(response)]).toEqual([400, 'BAD_QUERY']);
      const { detail } = response.json<{ detail: string }>();
      expect(detail).toContain(`"${query.slice(1).split('=')[0] ?? ''}"`);
      expect(detail).toContain('late=1');
    },
  );
});

describe('a search', () => {
  test.each([
    ['FL-20418', true],
    ['fl20418', true],
    ['20418', true],
    ['20 419', false],
    ['гарью', true],
    ['стиральная', false],
  ])('for %s looks at order numbers and at what the customer asked', async (words, hit) => {
    kit.memory.open({
      id: 't1',
      case: {
        fields: [{ label: 'Заказ', value: 'FL-20418' }],
        tried: [{ question: 'А если пахнет гарью?' }],
      },
    });
    expect(await found(`?q=${encodeURIComponent(words)}`)).toEqual(hit ? ['t1'] : []);
  });
});

describe('a row', () => {
  test('says where it stands and by when it must be answered', async () => {
    kit.memory.open({
      id: 't1',
      queue: 'specialists',
      tier: 3,
      snoozedUntil: inMinutes(30),
      unreachable: true,
    });
    due.set('t1', inMinutes(20));
    expect((await anna.list('?snoozed=1')).tickets[0]).toMatchObject({
      queue: 'specialists',
      tier: 3,
      dueAt: inMinutes(20).getTime(),
      snoozedUntil: inMinutes(30).getTime(),
      unreachable: true,
    });
  });

  test('becomes late at its time, though its card is not made again', async () => {
    kit.memory.open({ id: 't1' });
    due.set('t1', new Date(now + 1000));
    expect((await anna.list()).tickets[0]).not.toHaveProperty('late');
    kit.clock.advance(1000);
    expect((await anna.list()).tickets[0]).toMatchObject({ late: true });
    expect(cards).toBe(1);
  });

  test('is made without a search for articles, which takes long', async () => {
    const asked: unknown[] = [];
    const slow = await startKit({
      cardOf(ticket) {
        asked.push(...ticket.case.tried);
        return cardOf(ticket);
      },
    });
    slow.memory.open({ id: 't1', case: { tried: [{ question: 'Где заказ?' }] } });
    await (await OperatorBrowser.signedIn(slow)).list();
    expect(asked).toEqual([]);
    await slow.close();
  });

  test('is looked at anew when its ticket changed, and after ten minutes', async () => {
    const ticket = kit.memory.open({ id: 't1' });
    await anna.list();
    kit.memory.open({ ...ticket, priority: 'urgent' });
    due.set('t1', inMinutes(10));
    expect((await anna.list()).tickets[0]?.dueAt).toBe(inMinutes(10).getTime());
    due.set('t1', inMinutes(7));
    kit.clock.advance(10 * MINUTE);
    expect((await anna.list()).tickets[0]?.dueAt).toBe(inMinutes(7).getTime());
  });

  test('of a closed ticket has no clock', async () => {
    kit.memory.open({ id: 't1', status: 'closed' });
    due.set('t1', inMinutes(-5));
    const [row] = (await anna.list()).tickets;
    expect([row?.late, row?.dueAt]).toEqual([undefined, undefined]);
  });
});

test('when more wait than are listed, those whose time is up are among the listed', async () => {
  kit.memory.open({ id: 'forgotten', number: 1 });
  due.set('forgotten', inMinutes(-600));
  for (let index = 0; index < 250; index += 1)
    kit.memory.open({ id: `t${String(index)}`, number: 100 + index });
  const { tickets, more } = await anna.list();
  expect([tickets.length, more]).toEqual([200, true]);
  expect(tickets.some(({ id }) => id === 'forgotten')).toBe(true);
});
