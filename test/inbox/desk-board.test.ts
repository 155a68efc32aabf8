// What a desk asks at once, answered from the real store and the shop's own content.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Shop } from '../../src/dialogue/deps.ts';
import { deskBoard } from '../../src/inbox/desk-board.ts';
import type { DeskBoard } from '../../src/model/desk.ts';
import type { TicketId } from '../../src/model/ids.ts';
import type { StaffMember } from '../../src/model/staff.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import type { Store } from '../../src/model/store.ts';
import type { Ticket } from '../../src/model/ticket.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { claimAndLoad, entry, finishTurn, ticketOf, turnOf } from '../contract/store/samples.ts';
import { realShop } from '../dialogues/harness.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const NONE = 'none' as TicketId;
const clock = manualClock(new Date('2026-05-14T12:30:00Z'));
let shop: Shop;
let store: Store;
let board: DeskBoard;

beforeAll(async () => void (shop = await realShop()), 180_000);
beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  const troubles: DeskBoard['troubles'] = () => Promise.resolve([{ name: 'group', detail: 'no rights' }]);
  board = deskBoard({ store, shop: () => shop, clock, troubles });
});
afterEach(() => store.close());

async function opened(person: string, number: number, more: Partial<Ticket> = {}): Promise<Ticket> {
  const input = await turnOf(store, person, String(number));
  const ticket = ticketOf(input.conversation, number, more);
  const consumed = input.pending.map(({ id }) => ({ id, outcome: 'ticketed' as const }));
  await finishTurn(store, input, { ticket, consumed });
  return ticket;
}

async function member(name: string, telegram?: number): Promise<StaffMember> {
  const added = await store.addStaff(
    { name, role: 'operator', key: 'hash', ...(telegram === undefined ? {} : { telegram }) },
    clock.now(),
  );
  if (added === 'taken') throw new Error(`${name} is taken`);
  return added;
}

const operatorOf = ({ id, name }: StaffMember) => ({ id, name });

describe('the board', () => {
  test('lists what waits and shows cards, clocks and troubles', async () => {
    const ticket = await opened('anna', 1001);
    await opened('ivan', 1002, { status: 'waiting' });
    expect((await board.queue()).map(({ number }) => number)).toEqual([1001]);
    expect((await board.card(ticket.id))?.number).toBe(1001);
    expect((await board.explain(ticket.id))[0]).toContain('1001');
    expect(await board.troubles()).toEqual([{ name: 'group', detail: 'no rights' }]);
    expect(board.queues().map(({ name }) => name)).toEqual(shop.deskRules.queues.map(({ name }) => name));
  });

  test('knows nothing of a ticket that is not there', async () => {
    const nobody = { id: 'x', name: 'X' };
    const asked = await Promise.all([
      board.macros(NONE, '', nobody),
      board.articles(NONE),
      board.explain(NONE),
      board.earlier(NONE),
    ]);
    expect(asked).toEqual([[], [], [], []]);
    expect(await board.card(NONE)).toBeUndefined();
  });

  test("the customer's other tickets, newest first", async () => {
    await opened('anna', 1001, { status: 'closed' });
    await opened('ivan', 1002);
    await opened('anna', 1003, { status: 'closed' });
    const latest = await opened('anna', 1004);
    expect((await board.earlier(latest.id)).map(({ number }) => number)).toEqual([1003, 1001]);
  });

  test('the figures count what is there', async () => {
    await opened('anna', 1001);
    await opened('ivan', 1002, { status: 'waiting' });
    const values = (await board.stats()).map(({ value }) => value);
    expect(values.slice(0, 4)).toEqual(['1', '0', '1', '0']);
    expect(values.at(-1)).toBe('0');
  });

  test('a macro is signed with the name of the staff list', async () => {
    const { id } = await opened('anna', 1001);
    await member('Мария', 77);
    const found = await board.macros(id, '', { id: 'telegram-group:77', name: 'masha_k' });
    expect(found.map((one) => one.id).sort()).toEqual(
      shop.macros
        .list('ru')
        .map((one) => one.id)
        .sort(),
    );
    const signed = found.map(({ preview }) => toPlainText(preview)).join('\n');
    expect(signed).toContain('Мария');
    expect(signed).not.toContain('masha_k');
  });

  test('articles answer what the customer wrote last, or the words given', async () => {
    const input = await turnOf(store, 'anna', '1');
    const ticket = ticketOf(input.conversation, 1001);
    const text = [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Сколько стоит доставка?' }] }] as const;
    await finishTurn(store, input, {
      ticket,
      transcript: [entry('m1', { author: { kind: 'customer' }, text, ticket: ticket.id })],
    });
    const asked = await board.articles(ticket.id);
    expect(asked.map(({ article }) => article)).toContain('delivery-cost');
    const [named] = await board.articles(ticket.id, 'delivery-cost');
    expect(named?.article).toBe('delivery-cost');
    expect(toPlainText(named?.text ?? []).length).toBeGreaterThan(20);
  });
});

describe('shifts', () => {
  test('whoever goes on is there, with what he has', async () => {
    const mary = await member('Мария', 77);
    await opened('anna', 1001, { status: 'open', assignee: operatorOf(mary) });
    await opened('ivan', 1002, { status: 'waiting', assignee: operatorOf(mary) });
    expect(await board.setShift({ id: 'telegram-group:77', name: 'masha_k' }, true)).toEqual({
      handedOver: 0,
    });
    expect(await board.people()).toMatchObject([
      { operator: operatorOf(mary), onShift: true, tickets: 1, telegram: 77, role: 'operator' },
    ]);
    expect(await store.audit({ limit: 10 })).toMatchObject([
      { operator: operatorOf(mary), act: 'shift', detail: 'on', outcome: 'done' },
    ]);
  });

  test('whoever goes off hands over what waits for us, once each', async () => {
    const mary = operatorOf(await member('Мария'));
    const boris = operatorOf(await member('Борис'));
    await opened('anna', 1001, { status: 'open', assignee: mary });
    await opened('ivan', 1002, { status: 'waiting', assignee: mary });
    await opened('petr', 1003, { status: 'open', assignee: boris });
    expect(await board.setShift(mary, false)).toEqual({ handedOver: 1 });
    await board.setShift(mary, false);
    const { pending, conversation } = await claimAndLoad(store, clock.now());
    expect(pending.map(({ event }) => event)).toMatchObject([
      { kind: 'desk', event: { ticket: 'ticket-1001', operator: mary, body: { kind: 'hand-over' } } },
    ]);
    expect(conversation.id).toBe((await store.ticket('ticket-1001' as TicketId))?.conversation);
    expect(await store.claimTurn(clock.now(), 1000)).toBeUndefined();
    expect((await store.audit({ limit: 1 }))[0]).toMatchObject({ act: 'shift', detail: 'off' });
  });

  test('of somebody who has left nothing is noted but the attempt', async () => {
    const mary = await member('Мария');
    await store.changeStaff(mary.id, { active: false }, clock.now());
    await opened('anna', 1001, { status: 'open', assignee: operatorOf(mary) });
    expect(await board.setShift(operatorOf(mary), false)).toEqual({ handedOver: 0 });
    expect(await store.presence()).toEqual([]);
    expect(await store.audit({ limit: 10 })).toMatchObject([{ act: 'shift', outcome: 'refused' }]);
  });
});
