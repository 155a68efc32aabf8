// What operators write: every command does what it says or says why not; replies, edits and removals find what they are about.
import { describe, expect, test } from 'vitest';
import { isMuted } from '../../../src/desks/telegram-group/mute.ts';
import type { QueueLine } from '../../../src/model/desk.ts';
import { plain } from '../../../src/model/rich-text.ts';
import type { Ticket } from '../../../src/model/ticket.ts';
import { TICKET } from './harness.ts';
import { openHarness } from './open-harness.ts';

const ANNA = { operator: { id: 'staff:1', name: 'Anna Petrova' }, telegram: 11, onShift: true, tickets: 0 };
const ANTON = { operator: { id: 'staff:2', name: 'Anton' }, onShift: false, tickets: 2 };

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
    ['/answer delivery', { kind: 'answer', article: 'delivery' }],
    ['/note tell nobody', { kind: 'note', text: 'tell nobody', files: [] }],
    ['/snooze 2h', { kind: 'snooze', until: new Date('2026-03-02T11:00:00Z') }],
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
    expect(event).toMatchObject({ ticket: TICKET, ref: String(ref) });
    expect(event?.body).toEqual(body);
  });

  test.each<[string, RegExp]>([
    ['/assign', /who is to have the ticket.*\nFor example: \/assign Anna/u],
    ['/assign An', /Several fit.*Anna Petrova, Anton/u],
    ['/assign Zoe', /Nobody of that name.*Anna Petrova/u],
    ['/priority very', /Name the priority.*\nFor example: \/priority high/u],
    ['/tier', /Name the tier.*\nFor example/u],
    ['/tier 2 spec', /no such queue.*2 general, 3 specialists/u],
    ['/answer', /Name the article/u],
    ['/note', /note is empty/u],
    ['/snooze yesterday', /until when.*\nFor example: \/snooze 2h/u],
    ['/merge that', /number of the ticket/u],
    ['/language de', /ru, en or bg/u],
    ['/delete', /as a reply to the answer/u],
    ['/mute soon', /Say for how long/u],
    ['/shift', /Say on or off/u],
    ['/macro nothing', /No ready text has a name like that/u],
    ['/macro', /no ready texts yet/u],
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
    expect((await told(/Put off/u)).text).toBe('Put off until Mon 9 March, 10:00.');
  });

  test('/mute silences the topic for a while, and /mute off ends it', async () => {
    const { operator, topic, told, bindings, clock } = await openHarness();
    operator.writes(topic, '/mute 2h');
    await told(/No sound in this topic until Mon 2 March, 13:00/u);
    expect(await isMuted(bindings, TICKET, clock.now())).toBe(true);
    expect(await isMuted(bindings, TICKET, new Date('2026-03-02T11:00:00Z'))).toBe(false);
    operator.writes(topic, '/mute');
    await told(/until \/mute off/u);
    expect(await isMuted(bindings, TICKET, new Date('2099-01-01T00:00:00Z'))).toBe(true);
    operator.writes(topic, '/mute off');
    await told(/its sound again/u);
    expect(await isMuted(bindings, TICKET, clock.now())).toBe(false);
  });

  test('/close now is for managers', async () => {
    const { inbox, operator, topic, options } = await openHarness();
    const manager = {
      operator: { id: 'staff:9', name: 'Олег' },
      telegram: operator.user.id,
      role: 'manager',
    };
    options.board.people = () => Promise.resolve([{ ...manager, onShift: true, tickets: 0 } as typeof ANNA]);
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
  };

  test('/queue lists what waits, with the way there', async () => {
    const { operator, toldAll, topic, group, inbox } = await openHarness({
      queue: () => Promise.resolve([line]),
    });
    operator.writes(undefined, '/queue');
    const answer = await toldAll(/oldest first/u);
    expect(answer.text).toContain('№1042🔥 Kettle <cold> · Мария · 2 hr 5 min · Anna · ⏰ late');
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
    await toldAll(/Nothing waits/u);
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
    await toldAll(/You are off shift\. Tickets handed over: 2\./u);
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
    await toldAll(/belongs in a ticket's topic/u);
    expect(inbox.tries).toEqual([]);
    expect(group.chat.messages.filter((one) => one.from.is_bot && one.thread === undefined)).toHaveLength(2);
  });

  test('a topic without a ticket is explained there, at most once an hour', async () => {
    const { operator, toldAll, inbox, topic, clock, group, telegram } = await openHarness();
    const explained = () => group.chat.messages.filter((one) => one.text.includes('no ticket behind')).length;
    operator.writes(999, 'помогите');
    await toldAll(/no ticket behind that topic/u);
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

describe('replies', () => {
  test.each<[string, 'customer' | 'operator' | 'note', string | undefined]>([
    ["quote the customer's words", 'customer', 'telegram:5'],
    ["quote a colleague's reply", 'operator', 'telegram:5'],
    ['do not quote a note', 'note', undefined],
  ])('%s', async (_name, by, quotes) => {
    const { inbox, answers, shows } = await openHarness();
    await shows(40, { ref: 'telegram:5', as: 'text', by });
    answers(40, { text: 'именно' });
    const [event] = await inbox.first(1);
    const body = { kind: 'reply', text: 'именно', files: [] };
    expect(event?.body).toEqual(quotes === undefined ? body : { ...body, quotes });
  });

  test('to the card or to the beginning of the topic quote nothing', async () => {
    const { inbox, answers, topic, card } = await openHarness();
    answers(card()?.id ?? 0, { text: 'раз' });
    answers(topic, {
      text: 'два',
      reply_to_message: { message_id: topic, date: 1, forum_topic_created: { name: 'x' } },
    });
    const events = await inbox.first(2);
    expect(events.map((event) => event.body)).toEqual([
      { kind: 'reply', text: 'раз', files: [] },
      { kind: 'reply', text: 'два', files: [] },
    ]);
  });

  test('quote what an operator wrote in this topic a moment ago', async () => {
    const { inbox, operator, topic, answers } = await openHarness();
    const first = operator.writes(topic, 'первое');
    await inbox.first(1);
    answers(first, { text: 'второе' });
    expect((await inbox.first(2))[1]?.body).toMatchObject({ quotes: String(first) });
  });

  test.each(['video', 'video_note', 'audio', 'animation'] as const)('a %s goes along', async (kind) => {
    const { inbox, operator, topic } = await openHarness();
    operator.sends(topic, { kind });
    const [event] = await inbox.first(1);
    expect(event?.body).toMatchObject({
      kind: 'reply',
      files: [{ kind: kind === 'audio' ? 'audio' : 'video' }],
    });
  });

  test.each(['location', 'venue', 'contact', 'poll', 'dice'])('a %s is said not to', async (what) => {
    const { operator, topic, told, inbox } = await openHarness();
    operator.sendsRaw(topic, { [what]: {} });
    await told(/cannot be passed on/u);
    expect(inbox.tries).toEqual([]);
  });

  test('a file that bots cannot fetch is refused at once', async () => {
    const { operator, topic, told, inbox } = await openHarness();
    operator.sends(topic, { kind: 'document', size: 30 * 1024 * 1024 });
    await told(/up to 20 MB/u);
    expect(inbox.tries).toEqual([]);
  });

  test('an album whose words are a note stays inside as a whole', async () => {
    const { inbox, operator, topic } = await openHarness();
    operator.sends(topic, { kind: 'photo', album: '9', caption: '// для нас' });
    operator.sends(topic, { kind: 'photo', album: '9' });
    operator.sends(topic, { kind: 'photo', album: '10' });
    const events = await inbox.first(3);
    expect(events.map((event) => event.body.kind)).toEqual(['note', 'note', 'reply']);
  });

  test('a command under an album sends nothing of it', async () => {
    const { inbox, operator, topic, told } = await openHarness();
    operator.sends(topic, { kind: 'photo', album: '9', caption: '/close' });
    operator.sends(topic, { kind: 'photo', album: '9' });
    await told(/command under a file/u);
    operator.writes(topic, 'дальше');
    expect((await inbox.first(1))[0]?.body).toMatchObject({ text: 'дальше' });
    expect(inbox.tries).toHaveLength(1);
  });
});

describe('edits', () => {
  test('of a reply change it', async () => {
    const { inbox, operator, topic, edits } = await openHarness();
    const first = operator.writes(topic, 'завтро');
    await inbox.first(1);
    edits(first, { text: 'завтра' });
    const [, event] = await inbox.first(2);
    expect(event?.body).toEqual({ kind: 'edit', of: String(first), text: 'завтра' });
    expect(event?.at).toEqual(new Date(1_772_440_060_000));
  });

  test('of a note or of a command change nothing, and that is said', async () => {
    const { inbox, operator, topic, edits, told } = await openHarness();
    const note = operator.writes(topic, '// тише');
    await inbox.first(1);
    edits(note, { text: '// громче' });
    await told(/the note stays as it was/u);
    const mistyped = operator.writes(topic, '/colse');
    edits(mistyped, { text: '/close' });
    await told(/never sent to the customer/u);
    expect(inbox.tries).toHaveLength(1);
  });
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
      { kind: 'delete', of: String(own) },
      { kind: 'delete', of: 'web-3' },
    ]);
  });

  test('says what cannot be taken back', async () => {
    const { inbox, answers, shows, told } = await openHarness();
    await shows(42, { ref: 'telegram:5', as: 'text', by: 'customer' });
    answers(42, { text: '/delete' });
    await told(/Only answers of the staff/u);
    answers(43, { text: '/delete' });
    await told(/never sent to the customer/u);
    expect(inbox.tries).toEqual([]);
  });
});

describe('a topic closed by hand', () => {
  test('while its ticket is open is explained there, and open again', async () => {
    const { operator, topic, group, told, inbox } = await openHarness();
    group.closeTopic(topic);
    operator.sendsRaw(topic, { forum_topic_closed: {} });
    await told(/closed with \/close/u);
    expect(group.topics()[0]?.closed).toBe(false);
    expect(inbox.tries).toEqual([]);
  });

  test('with a closed ticket is nothing to speak of', async () => {
    const { operator, topic, group, inbox, options } = await openHarness();
    options.reader.ticket = (id) => Promise.resolve({ id, status: 'closed' } as Ticket);
    const before = group.messages(topic).length;
    operator.sendsRaw(topic, { forum_topic_closed: {} });
    operator.writes(topic, 'дальше');
    await inbox.first(1);
    expect(group.messages(topic)).toHaveLength(before + 1);
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
