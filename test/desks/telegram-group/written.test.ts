// What operators say to customers: replies with their quotes, files and albums, and what is changed of them afterwards.
import { refOf } from '../../../src/desks/telegram-group/messages.ts';
import { describe, expect, test } from 'vitest';
import type { Ticket } from '../../../src/model/ticket.ts';
import { deskMemory } from '../../../src/desks/telegram-group/memory.ts';
import { cardOf, entryOf, saidOf } from './harness.ts';
import { openHarness } from './open-harness.ts';

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
    expect((await inbox.first(2))[1]?.body).toMatchObject({ quotes: refOf(first) });
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

  test.each([
    [
      'contact',
      { contact: { phone_number: '+359881112233', first_name: 'Сервиз' } },
      '☎️ +359881112233 Сервиз',
    ],
    [
      'venue',
      { location: { latitude: 42.7, longitude: 23.3 }, venue: { title: 'Сервиз', address: 'Ринг 1' } },
      '📍 Сервиз, Ринг 1\nhttps://www.openstreetmap.org/?mlat=42.7&mlon=23.3#map=17/42.7/23.3',
    ],
    [
      'location',
      { location: { latitude: 42.7, longitude: 23.3 } },
      '📍 https://www.openstreetmap.org/?mlat=42.7&mlon=23.3#map=17/42.7/23.3',
    ],
  ])('a %s goes along in words', async (_what, content, text) => {
    const { inbox, operator, topic } = await openHarness();
    operator.sendsRaw(topic, content);
    const [event] = await inbox.first(1);
    expect(event?.body).toMatchObject({ kind: 'reply', text, files: [] });
  });

  test.each(['poll', 'dice', 'story'])('a %s is said not to', async (what) => {
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

  test('the files of an album are known as one, so that any of them takes it back', async () => {
    const { inbox, operator, topic } = await openHarness();
    const [first = 0, second = 0] = operator.sendsAlbum(topic, [
      { kind: 'photo', caption: 'вот' },
      { kind: 'photo' },
    ]);
    const parts = await inbox.first(2);
    expect(parts.map(({ ref }) => ref)).toEqual([refOf(first), refOf(first)]);
    operator.writes(topic, '/delete', { replyTo: second });
    expect((await inbox.first(3))[2]?.body).toEqual({ kind: 'delete', of: refOf(first) });
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
    expect(event?.body).toEqual({ kind: 'edit', of: refOf(first), text: 'завтра' });
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

describe('a topic closed by hand', () => {
  test('stays closed until the customer writes, and whoever did it is asked about the ticket', async () => {
    const { operator, topic, group, told, telegram, inbox, post, patiently } = await openHarness();
    operator.closes(topic);
    const { id, buttons } = await told(/closed by hand.*\/close asks/u);
    const closed = (): boolean => group.topics()[0]?.closed === true;
    await telegram.until(closed, 'the topic to be closed again');
    await post({ kind: 'card', card: cardOf({ subject: 'Another' }) });
    expect(closed()).toBe(true);
    operator.presses(id, buttons[0]?.[0]?.callback_data ?? '');
    expect(await inbox.first(1)).toMatchObject([{ body: { kind: 'close' } }]);
    await patiently(saidOf(entryOf('and?')));
    expect(closed()).toBe(false);
  });

  test('and opened again is open, and a closed ticket is asked about', async () => {
    const { operator, topic, told, bindings, group, options, inbox } = await openHarness();
    options.reader.ticket = (id) => Promise.resolve({ id, status: 'closed' } as Ticket);
    operator.closes(topic);
    operator.reopens(topic);
    const { id, buttons } = await told(/opened by hand.*\/reopen/u);
    expect(await deskMemory(bindings, group.id).isClosed(topic)).toBe(false);
    operator.presses(id, buttons[0]?.[0]?.callback_data ?? '');
    expect(await inbox.first(1)).toMatchObject([{ body: { kind: 'reopen' } }]);
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
