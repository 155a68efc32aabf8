// What is answered in the general topic: what waits, how things stand, shifts, help; and what is said of topics without a ticket.
import { describe, expect, test } from 'vitest';
import type { QueueLine } from '../../../src/model/desk.ts';
import { TICKET } from './harness.ts';
import { openHarness } from './open-harness.ts';

const ANNA = { operator: { id: 'staff:1', name: 'Anna Petrova' }, telegram: 11, onShift: true, tickets: 0 };

describe('in the general topic', () => {
  const line: QueueLine = {
    ticket: TICKET,
    number: 1042,
    subject: 'Kettle <cold>',
    priority: 'urgent',
    customerName: 'Мария',
    assignee: { id: 'staff:1', name: 'Anna' },
    since: new Date('2026-03-02T06:55:00Z'),
    late: true,
    queue: 'Repairs',
  };

  test('/queue lists what waits, with the way there', async () => {
    const { operator, toldAll, topic, group, inbox } = await openHarness({
      queue: () => Promise.resolve([line]),
    });
    operator.writes(undefined, '/queue');
    const answer = await toldAll(/oldest first/u);
    expect(answer.text).toContain('№1042🔥 Kettle <cold> · Мария · Repairs · 2 hr 5 min · Anna · ⏰ late');
    expect(JSON.stringify(answer.entities)).toContain(
      `https://t.me/c/${String(group.id).replace('-100', '')}/${topic}`,
    );
    expect(inbox.tries).toEqual([]);
  });

  test('a long queue is cut, and an empty one said to be', async () => {
    const lines = Array.from({ length: 33 }, (_, index) => ({ ...line, number: index }));
    const { operator, toldAll, options } = await openHarness({ queue: () => Promise.resolve(lines) });
    operator.writes(undefined, '/queue');
    expect((await toldAll(/oldest first/u)).text).toMatch(/And more: 3$/u);
    options.board.queue = () => Promise.resolve([]);
    operator.writes(undefined, '/queue@desk_bot');
    await toldAll(/Nothing is waiting/u);
  });

  test('/stats, /help and /shift work there too', async () => {
    const shifts: { operator: string; on: boolean }[] = [];
    const { operator, toldAll, options } = await openHarness({
      people: () => Promise.resolve([ANNA]),
      stats: () => Promise.resolve([{ label: 'Open', value: '3' }]),
      setShift: ({ id }, on) => {
        shifts.push({ operator: id, on });
        return Promise.resolve({ handedOver: on ? 0 : 2 });
      },
    });
    operator.writes(undefined, '/stats');
    await toldAll(/Open: 3/u);
    operator.writes(undefined, '/help');
    await toldAll(/\/snooze — /u);
    operator.writes(undefined, '/shift on');
    await toldAll(/You are on shift\.$/u);
    options.board.people = () => Promise.resolve([{ ...ANNA, telegram: operator.user.id }]);
    operator.writes(undefined, '/shift off');
    await toldAll(/You are off shift\. Requests handed over: 2\./u);
    expect(shifts).toEqual([
      { operator: `telegram-group:${operator.user.id}`, on: true },
      { operator: 'staff:1', on: false },
    ]);
  });

  test('commands about a ticket are sent where they belong, talk is left alone', async () => {
    const { operator, toldAll, inbox, group } = await openHarness();
    operator.writes(undefined, 'обед в час');
    operator.writes(undefined, '/unknown');
    operator.writes(undefined, '/close');
    await toldAll(/belongs in a request's topic/u);
    expect(inbox.tries).toEqual([]);
    expect(group.chat.messages.filter((one) => one.from.is_bot && one.thread === undefined)).toHaveLength(2);
  });

  test('a topic without a ticket is explained there, at most once an hour', async () => {
    const { operator, toldAll, inbox, topic, clock, group, telegram } = await openHarness();
    const explained = () =>
      group.chat.messages.filter((one) => one.text.includes('belongs to no request')).length;
    operator.writes(999, 'помогите');
    await toldAll(/belongs to no request/u);
    operator.writes(999, 'ау');
    operator.writes(topic, 'в теме');
    await inbox.first(1);
    expect(explained()).toBe(1);
    const hour = Promise.withResolvers<undefined>();
    clock.after(3_600_000, () => hour.resolve(undefined));
    await hour.promise;
    operator.writes(999, 'ау?');
    operator.writes(topic, 'и снова');
    await inbox.first(2);
    await telegram.until(() => explained() > 1, 'the second explanation');
    expect(explained()).toBe(2);
  });
});
