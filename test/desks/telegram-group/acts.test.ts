// What operators do in the group and what it becomes; nobody else can do it.
import { refOf } from '../../../src/desks/telegram-group/messages.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { telegramGroupDesk } from '../../../src/desks/telegram-group/telegram-group-desk.ts';
import type { GroupOperator } from '../../fakes/telegram-server/people.ts';
import { cardOf, deskHarness, TICKET } from './harness.ts';

/** A started desk with one open ticket and an operator. */
async function openHarness() {
  const harness = await deskHarness();
  await harness.desk.start(harness.inbox.accept);
  await harness.post({ kind: 'opened', card: cardOf() });
  const topic = harness.topic();
  const operator = harness.group.operator('Олег', 'Петров');
  return { ...harness, operator, topic };
}

const files = (kind: string): unknown[] => [
  expect.objectContaining({ kind, file: { origin: 'telegram-group', id: expect.any(String) as string } }),
];

describe('what an operator does in a topic', () => {
  test.each<[string, (o: GroupOperator, topic: number) => unknown, object]>([
    [
      'plain text is a reply',
      (o, t) => o.writes(t, 'Здравствуйте'),
      { kind: 'reply', text: 'Здравствуйте', files: [] },
    ],
    [
      '// is a note',
      (o, t) => o.writes(t, '// не верю ему'),
      { kind: 'note', text: 'не верю ему', files: [] },
    ],
    ['//without a space too', (o, t) => o.writes(t, '//тише'), { kind: 'note', text: 'тише', files: [] }],
    [
      '/note is a note',
      (o, t) => o.writes(t, '/note два\nслова'),
      { kind: 'note', text: 'два\nслова', files: [] },
    ],
    [
      '/note@bot is a note',
      (o, t) => o.writes(t, '/note@desk_bot да'),
      { kind: 'note', text: 'да', files: [] },
    ],
    [
      'a photo is a reply',
      (o, t) => o.sendsPhoto(t, undefined, 'схема'),
      { kind: 'reply', text: 'схема', files: files('photo') },
    ],
    [
      'a photo under // is a note',
      (o, t) => o.sendsPhoto(t, undefined, '// он'),
      { kind: 'note', text: 'он', files: files('photo') },
    ],
    [
      'a voice message is a reply',
      (o, t) => o.sends(t, { kind: 'voice' }),
      { kind: 'reply', text: '', files: files('voice') },
    ],
    [
      'a document is a reply',
      (o, t) => o.sends(t, { kind: 'document' }),
      { kind: 'reply', text: '', files: files('document') },
    ],
    [
      'a sticker is a reply',
      (o, t) => o.sends(t, { kind: 'sticker' }),
      { kind: 'reply', text: '', files: files('sticker') },
    ],
    [
      'an album keeps together',
      (o, t) => o.sends(t, { kind: 'photo', album: '9' }),
      { kind: 'reply', text: '', files: files('photo'), album: '9' },
    ],
    [
      '/answer names an article',
      (o, t) => o.writes(t, '/answer delivery-abroad'),
      { kind: 'answer', article: 'delivery-abroad' },
    ],
    [
      '/answer@bot with a part of its title',
      (o, t) => o.writes(t, '/Answer@desk_bot  доставка за границу '),
      { kind: 'answer', article: 'доставка за границу' },
    ],
    ['/take', (o, t) => o.writes(t, '/take'), { kind: 'take' }],
    ['/release', (o, t) => o.writes(t, '/release'), { kind: 'release' }],
    ['/close@bot', (o, t) => o.writes(t, '/Close@Desk_bot'), { kind: 'close' }],
    ['the take button', (o) => o.presses(1, `take:${TICKET}`), { kind: 'take' }],
    ['the close button', (o) => o.presses(1, `close:${TICKET}`), { kind: 'close' }],
  ])('%s', async (_name, act, body) => {
    const { inbox, operator, topic, bot } = await openHarness();
    act(operator, topic);
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual(body);
    expect(event).toMatchObject({
      desk: 'telegram-group',
      ticket: TICKET,
      operator: { id: `telegram-group:${operator.user.id}`, name: 'Олег Петров' },
    });
    expect(event?.id).toMatch(new RegExp(`^telegram-group:${bot.user.id}:\\d+$`, 'u'));
  });

  test('a message can be marked by its ref, a button press has none', async () => {
    const { inbox, operator, topic } = await openHarness();
    const ref = operator.writes(topic, 'ответ');
    operator.presses(2, `take:${TICKET}`);
    const [reply, press] = await inbox.first(2);
    expect([reply?.ref, press?.ref]).toEqual([refOf(ref), undefined]);
  });

  test('an anonymous administrator is a person too', async () => {
    const { inbox, telegram, bot, group, topic } = await openHarness();
    telegram.deliver(bot, {
      message: {
        message_id: 77,
        date: 1,
        chat: { id: group.id, type: 'supergroup' },
        from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' },
        author_signature: 'Старший смены',
        message_thread_id: topic,
        is_topic_message: true,
        text: 'ответ',
      },
    });
    const [event] = await inbox.first(1);
    expect(event?.operator.name).toBe('Старший смены');
  });

  test('the bytes of a file can be fetched', async () => {
    const { inbox, operator, topic, desk } = await openHarness();
    operator.sendsPhoto(topic, Buffer.from('ffd8ff01', 'hex'));
    const [event] = await inbox.first(1);
    const id = event?.body.kind === 'reply' ? (event.body.files[0]?.file.id ?? '') : '';
    expect(Buffer.from((await desk.fetchFile(id)).bytes).toString('hex')).toBe('ffd8ff01');
    await expect(desk.fetchFile('none')).rejects.toMatchObject({ name: 'FileUnavailableError' });
  });
});

describe('what is no act', () => {
  test.each<[string, (o: GroupOperator, topic: number) => unknown, RegExp]>([
    ['a mistyped command', (o, t) => o.writes(t, '/colse'), /no such command/u],
    ['an empty note', (o, t) => o.writes(t, '//'), /note is empty/u],
    ['a poll', (o, t) => o.sendsRaw(t, { poll: { id: '1' } }), /cannot be passed on/u],
  ])('%s reaches nobody, and the operator is told', async (_name, act, hint) => {
    const { inbox, telegram, operator, topic, group } = await openHarness();
    act(operator, topic);
    await telegram.until(() => group.messages(topic).some((one) => hint.test(one.text)), 'the hint');
    operator.writes(topic, 'после');
    const [event] = await inbox.first(1);
    expect(event?.body).toMatchObject({ text: 'после' });
  });

  test('talk outside the topics, in topics without a ticket, of bots, and service messages are left aside', async () => {
    const { inbox, telegram, bot, operator, topic, group, log } = await openHarness();
    const other = telegram.bot('Other');
    group.add(other);
    operator.writes(undefined, 'в общем чате');
    operator.writes(999, 'в чужой теме');
    operator.writes(topic, '/take@other_bot');
    operator.sendsRaw(topic, { forum_topic_edited: { name: 'x' } });
    operator.sendsRaw(topic, { pinned_message: {} });
    const chat = { id: group.id, type: 'supergroup' };
    const place = { message_thread_id: topic, is_topic_message: true, date: 1, chat };
    telegram.deliver(bot, { message: { ...place, message_id: 501, from: other.user, text: 'я бот' } });
    telegram.deliver(bot, { chat_boost: {} });
    operator.writes(topic, 'настоящее');
    const [event] = await inbox.first(1);
    expect(event?.body).toMatchObject({ text: 'настоящее' });
    expect(log.lines.join()).not.toContain('общем');
  });
});

describe('buttons', () => {
  test('are answered after the act is accepted', async () => {
    const { inbox, telegram, bot, operator } = await openHarness();
    inbox.failNext(1);
    const query = operator.presses(1, `take:${TICKET}`);
    await telegram.until(() => bot.answered.length === 1, 'the answer');
    expect(bot.answered).toEqual([{ query, text: '' }]);
    expect(inbox.tries).toHaveLength(2);
    expect(inbox.events).toHaveLength(1);
  });

  test.each([
    ['of a ticket that was never here', `take:${TICKET.replace('1042', '9999')}`],
    ['that mean nothing', 'dance'],
  ])('%s are answered and do nothing', async (_name, data) => {
    const { inbox, telegram, bot, operator } = await openHarness();
    operator.presses(1, data);
    await telegram.until(() => bot.answered.length === 1, 'the answer');
    expect(bot.answered[0]?.text).toBe('This button no longer does anything.');
    expect(inbox.tries).toEqual([]);
  });

  test('pressed in another chat or by somebody who left the group are refused', async () => {
    const { inbox, telegram, bot, operator, group } = await openHarness();
    telegram.group('Elsewhere').add(bot).operator('Чужой').presses(1, `close:${TICKET}`);
    telegram.customer(bot).presses(1, `close:${TICKET}`);
    operator.leaves();
    operator.presses(1, `close:${TICKET}`);
    await telegram.until(() => bot.answered.length === 3, 'three answers');
    expect(new Set(bot.answered.map((one) => one.text))).toEqual(
      new Set(['This button is only for the staff in the support group.']),
    );
    expect(inbox.tries).toEqual([]);
    expect(group.topics()).toHaveLength(1);
  });
});

describe('accept, then acknowledge', () => {
  test('what was not accepted comes again before what came after it', async () => {
    const { inbox, operator, topic, bot, telegram } = await openHarness();
    inbox.failNext(2);
    operator.writes(topic, 'первое');
    operator.writes(topic, 'второе');
    const events = await inbox.first(2);
    expect(events.map((event) => event.body)).toMatchObject([{ text: 'первое' }, { text: 'второе' }]);
    await telegram.until(() => bot.updates.unacknowledged().length === 0, 'the acknowledgement');
  });

  test('what one process could not accept, the next one gets', async () => {
    const { inbox, operator, topic, desk, options } = await openHarness();
    inbox.failNext(Number.MAX_SAFE_INTEGER);
    operator.writes(topic, 'перед падением');
    await inbox.triesReach(1);
    await desk.stop();
    inbox.failNext(0);
    const next = telegramGroupDesk(options);
    onTestFinished(() => next.stop());
    await next.start(inbox.accept);
    const [event] = await inbox.first(1);
    expect(event?.body).toMatchObject({ text: 'перед падением' });
  });

  test('a shared bot is fed by the channel, and a rejection asks for the update again', async () => {
    const { desk, inbox, telegram, bot, post, topic, group } = await deskHarness({ polling: false });
    const update = (id: number) => ({
      update_id: id,
      message: {
        message_id: 50,
        date: 1,
        chat: { id: group.id, type: 'supergroup' },
        from: { id: 5, is_bot: false, first_name: 'Олег' },
        message_thread_id: topic(),
        is_topic_message: true,
        text: 'ответ',
      },
    });
    await post({ kind: 'opened', card: cardOf() });
    await expect(desk.handleUpdate(update(1))).rejects.toThrow(/not started/u);
    await desk.start(inbox.accept);
    inbox.failNext(1);
    await expect(desk.handleUpdate(update(1))).rejects.toThrow('the disk is full');
    await desk.handleUpdate(update(1));
    await desk.handleUpdate({ update_id: 2, poll: {} });
    expect(inbox.events.map((event) => event.id)).toEqual([`telegram-group:${bot.user.id}:1`]);
    expect(telegram.calls.some((call) => call.method === 'getUpdates')).toBe(false);
    expect(process.exitCode).toBeUndefined();
  });
});
