// Every command in a ticket's topic does what it says, or says why not and how it is used.
import { refOf } from '../../../src/desks/telegram-group/messages.ts';
import { describe, expect, test } from 'vitest';
import { isMuted } from '../../../src/desks/telegram-group/mute.ts';
import type { Person } from '../../../src/model/desk.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { TICKET } from './harness.ts';
import { openHarness } from './open-harness.ts';

const ANNA = { operator: { id: 'staff:1', name: 'Anna Petrova' }, telegram: 11, onShift: true, tickets: 0 };
const ANTON = { operator: { id: 'staff:2', name: 'Anton' }, onShift: false, tickets: 2 };

/** Two hours from when the test began; the desk breathes for a second between its calls. */
const aboutEleven = (at: Date): boolean => at.toISOString().startsWith('2026-03-02T11:00:');

describe('commands in a topic', () => {
  test.each<[string, object]>([
    ['/take', { kind: 'take' }],
    ['/release', { kind: 'release' }],
    ['/assign Anna', { kind: 'assign', to: { id: 'staff:1', name: 'Anna Petrova' } }],
    ['/close', { kind: 'close' }],
    ['/reopen', { kind: 'reopen' }],
    ['/priority high', { kind: 'priority', priority: 'high' }],
    ['/tier 3', { kind: 'tier', tier: 3 }],
    ['/tier 3 spec', { kind: 'tier', tier: 3, queue: 'specialists' }],
    ['/tier Специал', { kind: 'tier', tier: 3, queue: 'specialists' }],
    ['/answer delivery', { kind: 'answer', article: 'delivery' }],
    ['/note tell nobody', { kind: 'note', text: 'tell nobody', files: [] }],
    ['/snooze 2h', { kind: 'snooze', until: expect.toSatisfy(aboutEleven) as Date }],
    ['/merge 1040', { kind: 'merge', into: 1040 }],
    ['/language bg', { kind: 'language', locale: 'bg' }],
    ['/block', { kind: 'block' }],
    ['/unblock', { kind: 'unblock' }],
    ['/history', { kind: 'show', what: 'history' }],
    ['/explain@desk_bot', { kind: 'show', what: 'explain' }],
  ])('%s', async (command, body) => {
    const { inbox, operator, topic } = await openHarness({ people: () => Promise.resolve([ANNA, ANTON]) });
    const ref = operator.writes(topic, command);
    const [event] = await inbox.first(1);
    expect(event).toMatchObject({ ticket: TICKET, ref: refOf(ref) });
    expect(event?.body).toEqual(body);
  });

  test.each<[string, RegExp]>([
    ['/assign', /who should get the request.*\nFor example: \/assign Anna/u],
    ['/assign An', /Several people match.*Anna Petrova, Anton/u],
    ['/assign Zoe', /nobody by that name.*Anna Petrova/u],
    ['/priority very', /Name the priority.*\nFor example: \/priority high/u],
    ['/tier', /Name the tier.*\nFor example/u],
    ['/tier 2 spec', /no such queue.*2 General, 3 Specialists/u],
    ['/answer', /Name the article/u],
    ['/note', /note is empty/u],
    ['/snooze yesterday', /until when.*\nFor example: \/snooze 2h/u],
    ['/merge that', /number of the request/u],
    ['/language de', /ru, en or bg/u],
    ['/delete', /as a reply to the answer/u],
    ['/mute soon', /Say for how long/u],
    ['/shift', /Say on or off/u],
    ['/macro nothing', /No macro has a name like that/u],
    ['/macro', /no macros yet/u],
    ['/close now', /Only a manager/u],
    ['/закрыть', /no such command/u],
  ])('%s, used wrongly, is answered under it and does nothing', async (command, words) => {
    const harness = await openHarness({ people: () => Promise.resolve([ANNA, ANTON]) });
    const id = harness.operator.writes(harness.topic, command);
    expect((await harness.told(words)).replyTo).toBe(id);
    expect(harness.inbox.tries).toEqual([]);
  });

  test('/snooze says until when, in the time zone of the desk', async () => {
    const { operator, topic, told } = await openHarness();
    operator.writes(topic, '/snooze mon 10:00');
    expect((await told(/Put aside/u)).text).toBe('Put aside until Mon 9 March, 10:00.');
  });

  test('/mute silences the topic for a while, and /mute off ends it', async () => {
    const { operator, topic, told, bindings, clock } = await openHarness();
    operator.writes(topic, '/mute 2h');
    await told(/This topic is muted until Mon 2 March, 13:00/u);
    expect(await isMuted(bindings, TICKET, clock.now())).toBe(true);
    expect(await isMuted(bindings, TICKET, new Date('2026-03-02T11:01:00Z'))).toBe(false);
    operator.writes(topic, '/mute');
    await told(/until \/mute off/u);
    expect(await isMuted(bindings, TICKET, new Date('2099-01-01T00:00:00Z'))).toBe(true);
    operator.writes(topic, '/mute off');
    await told(/no longer muted/u);
    expect(await isMuted(bindings, TICKET, clock.now())).toBe(false);
  });

  test('/close now is for managers', async () => {
    const { inbox, operator, topic, options } = await openHarness();
    const manager: Person = {
      operator: { id: 'staff:9', name: 'Олег' },
      telegram: operator.user.id,
      role: 'manager',
      onShift: true,
      tickets: 0,
    };
    options.board.people = () => Promise.resolve([manager]);
    operator.writes(topic, '/close now');
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual({ kind: 'close', unasked: true });
  });

  test('a board that fails holds nothing up', async () => {
    const { inbox, operator, topic, told, log } = await openHarness({
      people: () => Promise.reject(new Error('no disk')),
    });
    operator.writes(topic, '/assign Anna');
    await told(/could not be done just now/u);
    operator.writes(topic, '/take');
    expect((await inbox.first(1))[0]?.body).toEqual({ kind: 'take' });
    expect(log.lines.join()).not.toContain('Anna');
  });

  test('commands for other bots are left alone', async () => {
    const { inbox, operator, topic, group } = await openHarness();
    operator.writes(topic, '/stats@other_bot');
    operator.writes(topic, '/whatever@other_bot');
    operator.writes(topic, '/take');
    expect((await inbox.first(1))[0]?.body).toEqual({ kind: 'take' });
    expect(group.messages(topic).filter((one) => one.replyTo !== undefined)).toEqual([]);
  });
});

describe('/assign', () => {
  test('knows whoever has written in the group by the user name', async () => {
    const { inbox, operator, topic, group, telegram, bot } = await openHarness();
    const vera = { id: 77, is_bot: false, first_name: 'Вера', username: 'Vera_K' };
    telegram.deliver(bot, {
      message: { message_id: 900, date: 1, chat: { id: group.id }, from: vera, text: 'привет всем' },
    });
    operator.writes(topic, '/assign @vera_k');
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual({ kind: 'assign', to: { id: 'telegram-group:77', name: 'Вера' } });
  });

  test.each(['me', 'мне', 'мен'])('%s is whoever writes it', async (word) => {
    const { inbox, operator, topic } = await openHarness();
    operator.writes(topic, `/assign ${word}`);
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual({
      kind: 'assign',
      to: { id: `telegram-group:${operator.user.id}`, name: 'Олег Петров' },
    });
  });

  test('as a reply means whoever wrote that', async () => {
    const { inbox, answers } = await openHarness({ people: () => Promise.resolve([ANNA]) });
    answers(50, { text: '/assign' }, { id: 11, is_bot: false, first_name: 'Annushka' });
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual({ kind: 'assign', to: ANNA.operator });
  });

  test('takes a mention of somebody without a user name', async () => {
    const { inbox, operator, topic } = await openHarness();
    const user = { id: 88, is_bot: false, first_name: 'Иван', last_name: 'Ли' };
    operator.sendsRaw(topic, {
      text: '/assign Иван Ли',
      entities: [{ type: 'text_mention', offset: 8, length: 7, user }],
    });
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual({ kind: 'assign', to: { id: 'telegram-group:88', name: 'Иван Ли' } });
  });
});

test('a macro that fits alone is shown before it is sent', async () => {
  const macro = { id: 'delay', title: 'Delay', preview: plain('Dear Maria, we are late.') };
  const { operator, topic, told, inbox } = await openHarness({
    macros: (_ticket, part) => Promise.resolve(part === 'del' ? [macro] : []),
  });
  operator.writes(topic, '/macro del');
  const preview = await told(/Dear Maria/u);
  expect(preview.buttons.flat().map((one) => one.text)).toEqual(['✅ Send', 'Cancel']);
  expect(inbox.tries).toEqual([]);
});
describe('/delete', () => {
  test('takes back an own reply, and one that a colleague wrote elsewhere', async () => {
    const { inbox, operator, topic, answers, shows } = await openHarness();
    const own = operator.writes(topic, 'не туда');
    await inbox.first(1);
    answers(own, { text: '/delete' });
    await shows(41, { ref: 'web-3', as: 'text', by: 'operator' });
    answers(41, { text: '/delete' });
    const events = await inbox.first(3);
    expect(events.slice(1).map((event) => event.body)).toEqual([
      { kind: 'delete', of: refOf(own) },
      { kind: 'delete', of: 'web-3' },
    ]);
  });

  test('says what cannot be taken back', async () => {
    const { inbox, answers, shows, told } = await openHarness();
    await shows(42, { ref: 'telegram:5', as: 'text', by: 'customer' });
    answers(42, { text: '/delete' });
    await told(/Only answers from the staff/u);
    answers(43, { text: '/delete' });
    await told(/never sent to the customer/u);
    expect(inbox.tries).toEqual([]);
  });
});
