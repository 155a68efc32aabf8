// What customers do in Telegram and what it becomes; nothing is acknowledged before it is accepted.
import { describe, expect, onTestFinished, test } from 'vitest';
import { telegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { Customer } from '../../fakes/telegram-server/people.ts';
import { addressOf, message, newKey, telegramHarness } from './harness.ts';

type Case = readonly [name: string, act: (customer: Customer) => unknown, body: object];

const file = (kind: string, mime: string): unknown[] => [
  expect.objectContaining({ kind, mime, file: { origin: 'telegram', id: expect.any(String) as string } }),
];

const CASES: readonly Case[] = [
  ['/start', (c) => c.says('/start'), { kind: 'start' }],
  ['/start with a payload', (c) => c.says('/start abc-12_3'), { kind: 'start', payload: 'abc-12_3' }],
  ['/start that names the bot', (c) => c.says('/start@firstline_bot x1'), { kind: 'start', payload: 'x1' }],
  [
    'words that begin like a command',
    (c) => c.says('/starting over'),
    { kind: 'text', text: '/starting over' },
  ],
  ['plain words', (c) => c.says('Где мой заказ?'), { kind: 'text', text: 'Где мой заказ?' }],
  ['4,096 characters', (c) => c.says('я'.repeat(4096)), { kind: 'text', text: 'я'.repeat(4096) }],
  [
    'a photo',
    (c) => c.sendsPhoto(undefined, 'broken'),
    { kind: 'files', files: file('photo', 'image/jpeg'), caption: 'broken' },
  ],
  [
    'a document',
    (c) => c.sends({ kind: 'document' }),
    { kind: 'files', files: file('document', 'application/pdf') },
  ],
  ['a video', (c) => c.sends({ kind: 'video' }), { kind: 'files', files: file('video', 'video/mp4') }],
  [
    'a voice message',
    (c) => c.sends({ kind: 'voice' }),
    { kind: 'files', files: file('voice', 'audio/ogg') },
  ],
  ['music', (c) => c.sends({ kind: 'audio' }), { kind: 'files', files: file('audio', 'audio/mpeg') }],
  ['a sticker', (c) => c.sends({ kind: 'sticker' }), { kind: 'files', files: file('sticker', 'image/webp') }],
  [
    'a round video',
    (c) => c.sends({ kind: 'video_note' }),
    { kind: 'files', files: file('video', 'video/mp4') },
  ],
  [
    'an animation',
    (c) => c.sends({ kind: 'animation' }),
    { kind: 'files', files: file('video', 'video/mp4') },
  ],
  [
    'a part of an album',
    (c) => c.sends({ kind: 'photo', album: '77' }),
    { kind: 'files', files: file('photo', 'image/jpeg'), album: '77' },
  ],
  [
    'a location',
    (c) => c.sendsRaw({ location: { latitude: 1, longitude: 2 } }),
    { kind: 'place', latitude: 1, longitude: 2 },
  ],
  [
    'a venue',
    (c) =>
      c.sendsRaw({
        location: { latitude: 42.7, longitude: 23.3 },
        venue: { title: 'Sofia', address: 'Ring 1' },
      }),
    { kind: 'place', latitude: 42.7, longitude: 23.3, title: 'Sofia', address: 'Ring 1' },
  ],
  [
    'a contact',
    (c) => c.sendsRaw({ contact: { phone_number: '+359881112233', first_name: 'Ann' } }),
    { kind: 'contact', phone: '+359881112233', name: 'Ann' },
  ],
  [
    'an own contact, whose number comes without a plus',
    (c) => c.sendsRaw({ contact: { phone_number: '359881112233', user_id: 7 } }),
    { kind: 'contact', phone: '+359881112233' },
  ],
  [
    'a number as it stands in the address book',
    (c) => c.sendsRaw({ contact: { phone_number: '0881112233', last_name: 'Ann' } }),
    { kind: 'contact', phone: '0881112233', name: 'Ann' },
  ],
  [
    'a poll',
    (c) => c.sendsRaw({ poll: { question: 'Which?', options: [{ text: 'red' }, { text: 'blue' }] } }),
    { kind: 'unsupported', what: 'poll', text: '📊 Which?\n• red\n• blue' },
  ],
  [
    'a checklist',
    (c) => c.sendsRaw({ checklist: { title: 'To do', tasks: [{ text: 'call' }] } }),
    { kind: 'unsupported', what: 'checklist', text: '☑️ To do\n• call' },
  ],
  [
    'a die',
    (c) => c.sendsRaw({ dice: { emoji: '🎯', value: 4 } }),
    { kind: 'unsupported', what: 'dice', text: '🎯 4' },
  ],
  ['a story', (c) => c.sendsRaw({ story: { id: 1 } }), { kind: 'unsupported', what: 'story' }],
  [
    'a forwarded poll',
    (c) => c.sendsRaw({ forward_origin: {}, poll: { id: '1' } }),
    { kind: 'unsupported', what: 'poll' },
  ],
  [
    'something not invented yet',
    (c) => c.sendsRaw({ hologram: {} }),
    { kind: 'unsupported', what: 'hologram' },
  ],
  ['a button', (c) => c.presses(5, 'order:1'), { kind: 'choice', value: 'order:1' }],
  ['blocking the bot', (c) => c.blocksBot(), { kind: 'blocked' }],
];

describe('what a customer does', () => {
  test.each(CASES)('%s', async (_name, act, body) => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    act(telegram.customer(bot));
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual(body);
  });

  test('a message carries its address, time, name, language and what it quotes', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    const customer = telegram.customer(bot, { firstName: 'Анна', lastName: 'Ким', language: 'ru-RU' });
    const first = customer.says('one');
    const second = customer.says('two', first);
    const [, event] = await inbox.first(2);
    const id = String(customer.user.id);
    expect(event).toMatchObject({
      from: { channel: 'telegram', chat: id, user: id },
      ref: String(second),
      replyTo: String(first),
      senderName: 'Анна Ким',
      locale: 'ru-RU',
    });
    expect(event?.id).toMatch(new RegExp(`^telegram:${bot.user.id}:\\d+$`, 'u'));
    expect(Math.abs((event?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('an edit names the message whose words changed', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    const customer = telegram.customer(bot);
    const ref = customer.says('order 4511');
    customer.edits(ref, 'order 4512');
    const [, event] = await inbox.first(2);
    expect(event?.body).toEqual({ kind: 'edited', of: String(ref), text: 'order 4512' });
  });

  test('a changed caption is an edit like a changed text, in an album as well', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    const customer = telegram.customer(bot);
    const [first = 0] = customer.sendsAlbum([{ kind: 'photo', caption: 'the crack' }, { kind: 'video' }]);
    customer.edits(first, 'the scratch');
    const [photo, video, edited] = await inbox.first(3);
    const albumOf = (event: typeof photo) => (event?.body.kind === 'files' ? event.body.album : undefined);
    expect(albumOf(photo)).toBeDefined();
    expect(albumOf(video)).toBe(albumOf(photo));
    expect(edited?.body).toEqual({ kind: 'edited', of: String(first), text: 'the scratch' });
  });

  test('the largest size of a photo is taken that Telegram still gives out', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    telegram.customer(bot).sends({ kind: 'photo', size: 21 * 1024 * 1024 });
    const [event] = await inbox.first(1);
    expect(event?.body).toMatchObject({
      files: [{ file: { id: expect.stringMatching(/-small$/u) as string } }],
    });
  });

  test('a pressed button is answered once the press is accepted, even when the message is long gone', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    const query = telegram.customer(bot).presses(12_345, 'old');
    await telegram.until(() => bot.answered.length === 1, 'the answer to the press');
    expect(inbox.events.map((event) => event.body)).toEqual([{ kind: 'choice', value: 'old' }]);
    expect(bot.answered).toEqual([{ query, text: '' }]);
  });

  test('a press that Telegram no longer lets answer is accepted all the same', async () => {
    const { telegram, bot, inbox, channel, log } = await telegramHarness();
    telegram.failNext('answerCallbackQuery', { status: 400, description: 'Bad Request: query is too old' });
    await channel.start(inbox.accept);
    const customer = telegram.customer(bot);
    customer.presses(1, 'a');
    customer.says('next');
    await inbox.first(2);
    await channel.stop();
    expect(log.lines.filter((line) => line.includes('not answered'))).toHaveLength(1);
  });

  test('updates of other kinds are left aside, told once each, and stop nothing', async () => {
    const { telegram, bot, inbox, channel, log } = await telegramHarness();
    await channel.start(inbox.accept);
    const customer = telegram.customer(bot);
    telegram.deliver(bot, { poll_answer: { poll_id: '1' } });
    telegram.deliver(bot, { poll_answer: { poll_id: '2' } });
    telegram.deliver(bot, { message: null });
    telegram.deliver(bot, { message: { text: 'no chat' } });
    telegram.group().add(bot).operator('Oleg').writes(undefined, 'a group is no customer');
    customer.unblocksBot();
    customer.says('hello');
    const [event] = await inbox.first(1);
    expect(event?.body).toEqual({ kind: 'text', text: 'hello' });
    expect(log.lines.filter((line) => line.includes('poll_answer'))).toHaveLength(1);
    expect(channel.health?.().ok).toBe(true);
  });

  test('no log line holds what was written or who wrote it', async () => {
    const { telegram, bot, inbox, channel, log } = await telegramHarness();
    inbox.failNext(1);
    await channel.start(inbox.accept);
    telegram.customer(bot, { firstName: 'Secretname' }).says('secret words');
    await inbox.first(1);
    expect(log.lines.join()).toContain('not accepted');
    expect(log.lines.join()).not.toMatch(/secret/iu);
  });
});

describe('accept, then acknowledge', () => {
  test('an update that was not accepted comes again, and nothing overtakes it', async () => {
    const { telegram, bot, inbox, channel, clock } = await telegramHarness();
    inbox.failNext(3);
    const customer = telegram.customer(bot);
    customer.says('first');
    customer.says('second');
    customer.says('third');
    await channel.start(inbox.accept);
    const events = await inbox.first(3);
    expect(events.map((event) => event.body)).toEqual(
      ['first', 'second', 'third'].map((text) => ({ kind: 'text', text })),
    );
    expect(inbox.tries.slice(0, 4)).toEqual(Array(4).fill(events[0]?.id));
    expect(clock.waits.slice(0, 3)).toEqual([500, 1000, 2000]);
  });

  test('the offset moves only past what was accepted', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    const customer = telegram.customer(bot);
    customer.says('kept');
    const [kept] = bot.updates.unacknowledged();
    await channel.start(inbox.accept);
    await telegram.until(() => bot.updates.unacknowledged().length === 0, 'the acknowledgement');
    const offsets = telegram.calls
      .filter((call) => call.method === 'getUpdates')
      .map((call) => call.values['offset']);
    expect(offsets.slice(0, 2)).toEqual([undefined, (kept ?? 0) + 1]);
    expect(inbox.events).toHaveLength(1);
  });

  test('what one process could not accept, the next one gets', async () => {
    const { telegram, bot, inbox, channel, options } = await telegramHarness();
    inbox.failNext(Number.MAX_SAFE_INTEGER);
    const customer = telegram.customer(bot);
    customer.says('before the crash');
    await channel.start(inbox.accept);
    await inbox.triesReach(2);
    await channel.stop();
    customer.says('while it was down');
    inbox.failNext(0);
    const next = telegramChannel(options);
    onTestFinished(() => next.stop());
    await next.start(inbox.accept);
    const events = await inbox.first(2);
    expect(events.map((event) => event.body)).toEqual([
      { kind: 'text', text: 'before the crash' },
      { kind: 'text', text: 'while it was down' },
    ]);
  });

  test('stop waits for what is being accepted', async () => {
    const { telegram, bot, channel } = await telegramHarness();
    const begun = Promise.withResolvers<undefined>();
    const disk = Promise.withResolvers<undefined>();
    await channel.start(() => {
      begun.resolve(undefined);
      return disk.promise;
    });
    telegram.customer(bot).says('hello');
    await begun.promise;
    let stopped = false;
    const stopping = channel.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    disk.resolve(undefined);
    await stopping;
    expect(stopped).toBe(true);
  });
});

describe('trouble with Telegram', () => {
  test('a wrong token stops the start with the cure', async () => {
    const { telegram, channel, inbox } = await telegramHarness({ token: '1:wrong' });
    await expect(channel.start(inbox.accept)).rejects.toThrow(/@BotFather into TELEGRAM_BOT_TOKEN/u);
    expect(telegram.calls.map((call) => call.method)).toEqual(['getMe']);
  });

  test.each([
    ['a server error', { status: 502, description: 'Bad Gateway' }],
    ["a proxy's page", { status: 502, body: '<html>Bad Gateway</html>' }],
  ])('%s passes by itself', async (_name, fault) => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    telegram.failNext('getMe', fault);
    telegram.failNext('getUpdates', { ...fault, times: 2 });
    await channel.start(inbox.accept);
    expect(channel.health?.().ok).toBe(false);
    telegram.customer(bot).says('hello');
    await inbox.first(1);
    expect(channel.health?.()).toEqual({ ok: true, detail: 'Telegram is connected.' });
  });

  test('a lost connection passes by itself and the wait that Telegram asks for is kept', async () => {
    const { telegram, bot, inbox, channel, clock } = await telegramHarness();
    telegram.dropConnection('getUpdates');
    telegram.failNext('getUpdates', { status: 429, parameters: { retry_after: 17 } });
    await channel.start(inbox.accept);
    telegram.customer(bot).says('hello');
    await inbox.first(1);
    expect(clock.waits).toContain(17_000);
  });

  test('a webhook left from before is removed once; one that is set later is told with the cure', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    bot.updates.setWebhook('http://127.0.0.1:1/old', undefined);
    await channel.start(inbox.accept);
    await telegram.until(() => bot.updates.waiting(), 'polling');
    bot.updates.setWebhook('http://127.0.0.1:1/new', undefined);
    telegram.customer(bot).says('wakes the poll');
    await telegram
      .until(() => channel.health?.().ok === false || undefined, 'the health')
      .catch(() => undefined);
    expect(channel.health?.().detail).toMatch(/webhook is set.*deleteWebhook/u);
  });

  test('that sending meets does not make the polling hurry', async () => {
    const { telegram, bot, channel } = await telegramHarness();
    const customer = telegram.customer(bot);
    let failed = 0;
    await channel.start(async () => {
      telegram.failNext('sendMessage', { status: 401, description: 'Unauthorized' });
      await channel.send(addressOf(customer), message('answer'), newKey()).catch(() => (failed += 1));
    });
    for (const text of ['one', 'two', 'three']) customer.says(text);
    await telegram.until(() => failed === 3 && bot.updates.unacknowledged().length === 0, 'the next poll');
    const polls = telegram.calls.filter(({ method }) => method === 'getUpdates');
    expect(polls.filter(({ values }) => Number(values['timeout']) === 0)).toEqual([]);
  });

  test('a second poller is told with the cure', async () => {
    const { telegram, bot, channel, inbox } = await telegramHarness();
    await channel.start(inbox.accept);
    await telegram.until(() => bot.updates.waiting(), 'polling');
    telegram.failNext('getUpdates', {
      status: 409,
      description: 'Conflict: terminated by other getUpdates request',
      times: 2,
    });
    const before = telegram.calls.length;
    await bot.updates.get({ offset: undefined, limit: 1, seconds: 0 }, new AbortController().signal);
    await telegram.until(() => telegram.calls.length >= before + 1, 'the next try');
    expect(channel.health?.().detail).toMatch(/Another program polls.*TELEGRAM_BOT_TOKEN/u);
  });
});

describe("a bot shared with the desk's group", () => {
  test("the group's updates go to the desk in order, and come again when it cannot take them", async () => {
    const seen: unknown[] = [];
    let failures = 1;
    const { telegram, bot, inbox, channel, options } = await telegramHarness();
    const group = telegram.group().add(bot);
    const shared = telegramChannel({
      ...options,
      deskChatId: () => group.id,
      onDeskUpdate(update) {
        failures -= 1;
        if (failures >= 0) return Promise.reject(new Error('not now'));
        seen.push(update);
        return Promise.resolve();
      },
    });
    await channel.stop();
    onTestFinished(() => shared.stop());
    await shared.start(inbox.accept);
    const operator = group.operator('Oleg');
    operator.writes(undefined, 'to the desk');
    operator.presses(1, 'take:1');
    telegram.customer(bot).says('to the bot');
    const events = await inbox.first(1);
    expect(events.map((event) => event.body)).toEqual([{ kind: 'text', text: 'to the bot' }]);
    expect(seen).toMatchObject([
      { message: { text: 'to the desk' } },
      { callback_query: { data: 'take:1' } },
    ]);
  });
});

describe('files', () => {
  test('the bytes of a photo can be fetched', async () => {
    const { telegram, bot, inbox, channel } = await telegramHarness();
    await channel.start(inbox.accept);
    telegram.customer(bot).sendsPhoto(Buffer.from('ffd8ff00', 'hex'));
    const [event] = await inbox.first(1);
    const id = event?.body.kind === 'files' ? (event.body.files[0]?.file.id ?? '') : '';
    const content = await channel.fetchFile?.(id);
    expect(content).toMatchObject({ mime: 'image/jpeg' });
    expect(Buffer.from(content?.bytes ?? []).toString('hex')).toBe('ffd8ff00');
  });

  test.each([
    ['an unknown file', { status: 400, description: 'Bad Request: invalid file_id' }, 'FileUnavailableError'],
    [
      'a file over 20 MB',
      { status: 400, description: 'Bad Request: file is too big' },
      'FileUnavailableError',
    ],
    ['passing trouble', { status: 500 }, 'Error'],
  ])('%s cannot be fetched', async (_name, fault, name) => {
    const { telegram, channel } = await telegramHarness();
    telegram.failNext('getFile', fault);
    await expect(channel.fetchFile?.('x')).rejects.toMatchObject({ name });
  });
});
