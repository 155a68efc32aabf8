// A deleted or closed topic comes back by itself; trouble with the group waits for a person and says what to do.
import { describe, expect, onTestFinished, test } from 'vitest';
import { telegramGroupDesk } from '../../../src/desks/telegram-group/telegram-group-desk.ts';
import type { DeskPost } from '../../../src/model/desk.ts';
import { deskMemory } from '../../../src/desks/telegram-group/memory.ts';
import type { OutboxId, TicketId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { TINY_JPEG } from '../../fakes/telegram-server/people.ts';
import { cardOf, deskHarness, entryOf, newKey, saidOf, TICKET } from './harness.ts';

type Harness = Awaited<ReturnType<typeof deskHarness>>;

/** An open ticket with a conversation of `count` entries. */
async function talked(count: number, server = {}, more = {}) {
  const harness = await deskHarness(more, server);
  await harness.post({ kind: 'opened', card: cardOf() });
  for (let n = 1; n <= count; n += 1) await say(harness, `entry ${n}`);
  return harness;
}

/** As in life, the entry is in the store before the desk gets it. */
async function say(harness: Harness, text: string, key = newKey()) {
  const entry = entryOf(text);
  harness.transcript.push(entry);
  return harness.patiently(saidOf(entry), key);
}

const ANEW = '🛠 The earlier topic is gone, so this one was made. The last messages follow.';
/** An entry of the customer's that was shown again, with its time. */
const replayed = (text: string): unknown =>
  expect.stringMatching(new RegExp(`^👤 Мария · Mon 2 March, 12:\\d\\d\\n${text}$`, 'u'));

describe('a topic that was deleted', () => {
  test('is made again with its card, the last ten entries and then what is new, once', async () => {
    const harness = await talked(12);
    const { group, topic, below } = harness;
    group.deleteTopic(topic());
    await say(harness, 'the new one');
    expect(group.topics()).toHaveLength(1);
    const [card] = group.messages(topic());
    expect(group.topics()[0]).toMatchObject({
      title: '🔴 №1042 Чайник не греет · Мария',
      pinned: [card?.id],
    });
    const again = Array.from({ length: 9 }, (_, n) => replayed(`entry ${n + 4}`));
    expect(below()).toEqual([ANEW, ...again, '👤 Мария\nthe new one']);
    const silent = group
      .messages(topic())
      .slice(1)
      .map((one) => one.silent);
    expect(silent).toEqual([false, ...Array<boolean>(9).fill(true), false]);
  });

  test('listens again in the new place', async () => {
    const harness = await talked(1);
    const { group, topic, inbox, desk } = harness;
    await desk.start(inbox.accept);
    const old = topic();
    group.deleteTopic(old);
    await say(harness, 'hello');
    const operator = group.operator('Олег');
    operator.writes(old, 'into nothing');
    operator.writes(topic(), 'reply');
    const [event] = await inbox.first(1);
    expect(event).toMatchObject({ ticket: TICKET, body: { text: 'reply' } });
  });

  test.each<[string, DeskPost]>([
    ['a changed card', { kind: 'card', card: cardOf({ status: 'open', statusLabel: 'в работе' }) }],
    ['a notice', { kind: 'notice', ticket: TICKET, text: 'notice' }],
  ])('comes back for %s too', async (_name, post) => {
    const harness = await talked(2);
    harness.group.deleteTopic(harness.topic());
    await harness.patiently(post);
    const texts = harness.group.messages(harness.topic()).map((one) => one.text);
    expect(texts.slice(1, 4)).toEqual([ANEW, replayed('entry 1'), replayed('entry 2')]);
    expect(texts[0]).toContain(post.kind === 'card' ? 'в работе' : 'никто не взял');
  });

  test('brings its photos back', async () => {
    const harness = await talked(0);
    const photo = harness.files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
    harness.transcript.push(entryOf('look', undefined, [photo]));
    harness.group.deleteTopic(harness.topic());
    await say(harness, 'new');
    expect(harness.group.messages(harness.topic()).map((one) => one.file?.kind)).toEqual([
      undefined,
      undefined,
      'photo',
      undefined,
    ]);
  });

  test('that Telegram no longer knows at all is made again as well', async () => {
    const harness = await talked(1);
    harness.group.chat.topics.delete(harness.topic());
    await say(harness, 'new');
    expect(harness.below()).toEqual([ANEW, replayed('entry 1'), '👤 Мария\nnew']);
  });

  test("resumes where Telegram's limit stopped it, without saying anything twice", async () => {
    const harness = await talked(9, { groupMessagesPerMinute: 20 });
    harness.group.deleteTopic(harness.topic());
    const entry = entryOf('the new one');
    harness.transcript.push(entry);
    const key = newKey();
    const limited = await harness.post(saidOf(entry), key).catch((error: unknown) => error);
    expect(limited).toMatchObject({ outcome: 'retry', sentForSure: 'no' });
    expect(harness.below().length).toBeLessThan(10);
    await harness.patiently(saidOf(entry), key);
    const again = Array.from({ length: 9 }, (_, n) => replayed(`entry ${n + 1}`));
    expect(harness.below()).toEqual([ANEW, ...again, '👤 Мария\nthe new one']);
    expect(harness.group.topics()).toHaveLength(1);
  });

  test('by a process that died right after making the new one is not made twice', async () => {
    const harness = await talked(2);
    harness.group.deleteTopic(harness.topic());
    harness.telegram.failNext('sendMessage', { status: 400, description: 'Bad Request: TOPIC_DELETED' });
    // The card of the new topic does not go out: as if the process ended there.
    harness.telegram.failNext('sendMessage', { status: 500 });
    const entry = entryOf('new');
    harness.transcript.push(entry);
    await expect(harness.post(saidOf(entry))).rejects.toMatchObject({ outcome: 'retry' });
    expect(harness.group.topics()).toHaveLength(1);
    const next = telegramGroupDesk(harness.options);
    onTestFinished(() => next.stop());
    await next.post(saidOf(entry), newKey());
    expect(harness.group.topics()).toHaveLength(1);
    expect(harness.below()).toEqual([ANEW, replayed('entry 1'), replayed('entry 2'), '👤 Мария\nnew']);
  });

  test('starts a message of several parts over in the new place', async () => {
    const harness = await talked(0);
    const key = newKey();
    const text = `${'a'.repeat(4000)} ${'b'.repeat(4000)}`;
    const entry = entryOf(text);
    harness.transcript.push(entry);
    const half = harness.telegram
      .until(() => harness.below().length === 1, 'the first part')
      .then(() => harness.group.deleteTopic(harness.topic()));
    await harness.post(saidOf(entry), key);
    await half;
    expect(harness.below().map((one) => one.at(-1))).toEqual(['.', 'a', 'b']);
  });
});

describe('the binding of a new topic', () => {
  test('is saved before anything else happens', async () => {
    const { bindings, post, telegram } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const calls = telegram.calls.map((call) => call.method);
    expect(calls.slice(0, 3)).toEqual(['createForumTopic', 'sendMessage', 'pinChatMessage']);
    expect(bindings.changes.indexOf(`set topic:${TICKET}`)).toBe(2);
  });

  test('an opening that failed half-way goes on in the same topic', async () => {
    const { group, post, telegram, topic } = await deskHarness();
    telegram.failNext('sendMessage', { status: 502 });
    const key = newKey();
    await expect(post({ kind: 'opened', card: cardOf() }, key)).rejects.toMatchObject({ outcome: 'retry' });
    await post({ kind: 'opened', card: cardOf() }, key);
    expect(group.topics()).toHaveLength(1);
    expect(group.messages(topic())).toHaveLength(1);
  });
});

describe('what was shown again', () => {
  test('can still be quoted and changed', async () => {
    const harness = await talked(0);
    const entry = { ...entryOf('номер 4521'), ref: '77' };
    harness.transcript.push(entry);
    await harness.post(saidOf(entry, '77'));
    harness.group.deleteTopic(harness.topic());
    await harness.post({ kind: 'notice', ticket: TICKET, text: 'notice' });
    await harness.post(saidOf({ ...entryOf('точно?'), quoted: { ref: '77', text: 'номер 4521' } }));
    const changed = { ...entry, text: plain('номер 4512') };
    await harness.post({ kind: 'edited', ticket: TICKET, ref: '77', entry: changed });
    const [, , again, , question] = harness.group.messages(harness.topic());
    expect(question?.replyTo).toBe(again?.id);
    expect(again).toMatchObject({ edits: 1, text: expect.stringContaining('номер 4512') as string });
  });

  test('is not said once more when its own post comes late', async () => {
    const harness = await talked(1);
    const entry = entryOf('on its way');
    harness.transcript.push(entry);
    harness.group.deleteTopic(harness.topic());
    await harness.post({ kind: 'notice', ticket: TICKET, text: 'notice' });
    await harness.post(saidOf(entry));
    expect(harness.below()).toEqual([ANEW, replayed('entry 1'), replayed('on its way'), '⚠️ notice']);
  });
});

describe('a ticket that this desk has never shown', () => {
  const board = fakeBoard({ card: (id) => Promise.resolve(id === TICKET ? cardOf() : undefined) });

  test.each<[string, DeskPost, string]>([
    ['words', saidOf(entryOf('и снова')), '👤 Мария\nи снова'],
    ['a notice', { kind: 'notice', ticket: TICKET, text: 'notice' }, '⚠️ notice'],
    ['a removal', { kind: 'removed', ticket: TICKET, ref: 'x' }, '🗑 This message was taken back.'],
  ])('gets its topic for %s, with the card and what was said before', async (_name, post, shown) => {
    const harness = await deskHarness({ board });
    harness.transcript.push({ ...entryOf('раньше'), at: new Date('2026-03-02T09:05:00Z') });
    await harness.post(post);
    expect(harness.group.topics()).toMatchObject([{ title: '🔴 №1042 Чайник не греет · Мария' }]);
    expect(harness.below()).toEqual(['👤 Мария · Mon 2 March, 11:05\nраньше', shown]);
  });

  test('gets its topic for a card', async () => {
    const harness = await deskHarness();
    await harness.post({ kind: 'card', card: cardOf({ status: 'open' }) });
    expect(harness.group.topics()).toMatchObject([{ title: '🟡 №1042 Чайник не греет · Мария' }]);
  });
});

test('a closed topic is reopened', async () => {
  const harness = await talked(1);
  harness.group.closeTopic(harness.topic());
  await say(harness, 'after closing');
  expect(harness.group.topics()).toMatchObject([{ closed: false }]);
  expect(harness.below()).toEqual(['👤 Мария\nentry 1', '👤 Мария\nafter closing']);
});

test('a topic that is known to be closed is reopened before anything is said', async () => {
  const harness = await talked(1);
  harness.group.closeTopic(harness.topic());
  await deskMemory(harness.bindings, harness.group.id).setClosed(harness.topic(), true);
  await harness.post({ kind: 'notice', ticket: TICKET, text: 'notice' });
  expect(harness.group.topics()).toMatchObject([{ closed: false }]);
  const refused = harness.telegram.calls.filter(({ method }) => method === 'sendMessage');
  expect(refused).toHaveLength(3);
});

test('a topic that turns out to be deleted when it is to be reopened is made again', async () => {
  const harness = await talked(1);
  await harness.post({ kind: 'card', card: cardOf({ status: 'closed' }) });
  harness.group.deleteTopic(harness.topic());
  await say(harness, 'again');
  expect(harness.below()).toEqual([ANEW, replayed('entry 1'), '👤 Мария\nagain']);
});

describe('trouble with the group', () => {
  const CASES: [string, (h: Harness) => void, RegExp][] = [
    ['the bot was removed', (h) => h.group.kick(h.bot), /not in the desk's group.*DESK_TELEGRAM_CHAT_ID/u],
    [
      'no right to manage topics',
      (h) => void h.group.add(h.bot, { manageTopics: false, pin: true }),
      /administrator.*manage topics/u,
    ],
    ['topics are switched off', (h) => void (h.group.chat.forum = false), /Switch on topics/u],
  ];

  test.each(CASES)('%s: the post waits and the health says what to do', async (_name, spoil, cure) => {
    const harness = await deskHarness();
    spoil(harness);
    const key = newKey();
    const error = await harness
      .post({ kind: 'opened', card: cardOf() }, key)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'DeliveryError', outcome: 'retry', sentForSure: 'no' });
    expect(harness.desk.health()).toMatchObject({
      ok: false,
      detail: expect.stringMatching(cure) as string,
    });
    harness.group.chat.forum = true;
    harness.group.add(harness.bot);
    await harness.patiently({ kind: 'opened', card: cardOf() }, key);
    expect(harness.desk.health().ok).toBe(true);
    expect(harness.group.topics()).toHaveLength(1);
  });

  test.each(CASES)('%s: the start says so and goes on', async (_name, spoil, cure) => {
    const harness = await deskHarness();
    spoil(harness);
    await harness.desk.start(harness.inbox.accept);
    expect(harness.desk.health().detail).toMatch(cure);
  });

  test('without the right to pin, tickets are shown all the same', async () => {
    const harness = await deskHarness();
    harness.group.add(harness.bot, { manageTopics: true, pin: false });
    await harness.post({ kind: 'opened', card: cardOf() });
    await say(harness, 'hello');
    expect(harness.below()).toEqual(['👤 Мария\nhello']);
    expect(harness.desk.health().detail).toMatch(/right to pin/u);
  });

  test('a group that became another one is followed, also by the next process, and named with its new id', async () => {
    const board = fakeBoard({ card: () => Promise.resolve(cardOf()) });
    const harness = await talked(1, {}, { board });
    const { telegram, group, log, options } = harness;
    const now = telegram.group('Now a supergroup');
    group.becomes(now);
    const key = newKey();
    const entry = entryOf('hello');
    harness.transcript.push(entry);
    const waits = { outcome: 'retry', sentForSure: 'no', retryAfterMs: 1000 };
    await expect(harness.post(saidOf(entry), key)).rejects.toMatchObject(waits);
    await harness.patiently(saidOf(entry), key);
    const texts = (): string[] => now.messages(now.topics()[0]?.id ?? 0).map(({ text }) => text);
    expect(texts().slice(1)).toEqual([replayed('entry 1'), '👤 Мария\nhello']);
    expect(log.lines.join()).toContain(`DESK_TELEGRAM_CHAT_ID=${now.id}`);
    const next = telegramGroupDesk(options);
    onTestFinished(() => next.stop());
    await next.start(harness.inbox.accept);
    expect([next.chatId(), next.health().ok]).toEqual([now.id, true]);
    await next.post(saidOf(entryOf('again')), newKey());
    expect(texts().at(-1)).toBe('👤 Мария\nagain');
  });

  test('a missing right costs one refused call in half a minute, however much waits for it', async () => {
    const harness = await deskHarness();
    harness.group.demote(harness.bot);
    const opening: DeskPost = { kind: 'opened', card: cardOf() };
    const waits = { outcome: 'retry', retryAfterMs: 30_000, laneOnly: true };
    for (let n = 0; n < 5; n += 1) await expect(harness.post(opening)).rejects.toMatchObject(waits);
    expect(harness.telegram.calls.filter(({ method }) => method === 'createForumTopic')).toHaveLength(1);
  });

  test('a missing pin costs one refused call as well, and is made up for when the right is there', async () => {
    const harness = await deskHarness();
    harness.group.demote(harness.bot, { manageTopics: true, pin: false });
    await harness.post({ kind: 'opened', card: cardOf() });
    for (const text of ['one', 'two']) await say(harness, text);
    expect(harness.telegram.calls.filter(({ method }) => method === 'pinChatMessage')).toHaveLength(1);
    harness.group.add(harness.bot);
    await new Promise<void>((resolve) => void harness.clock.after(30_000, resolve));
    await say(harness, 'three');
    expect(harness.desk.health().ok).toBe(true);
    await say(harness, 'four');
    expect(harness.group.topics()[0]?.pinned).toHaveLength(1);
  });

  test('topics that were switched off for a while are used again when they are back', async () => {
    const harness = await talked(1);
    harness.group.chat.forum = false;
    const key = newKey();
    const gone = { status: 400, description: 'Bad Request: message thread not found' };
    harness.telegram.failNext('sendMessage', gone);
    const entry = entryOf('while they were off');
    await expect(harness.post(saidOf(entry), key)).rejects.toMatchObject({ outcome: 'retry' });
    harness.group.chat.forum = true;
    await harness.patiently(saidOf(entry), key);
    expect(harness.group.topics()).toHaveLength(1);
    expect(harness.below()).toEqual(['👤 Мария\nentry 1', '👤 Мария\nwhile they were off']);
  });

  test('a topic that is deleted as often as it is made waits, and nothing is given up', async () => {
    const harness = await talked(1);
    const deleted = { status: 400, description: 'Bad Request: TOPIC_DELETED', times: 4 };
    harness.telegram.failNext('sendMessage', deleted);
    await expect(harness.post(saidOf(entryOf('hello')))).rejects.toMatchObject({ outcome: 'retry' });
  });

  test('words go on without the right to manage topics, and the health keeps saying what is missing', async () => {
    const harness = await talked(0);
    harness.group.add(harness.bot, { manageTopics: false, pin: true });
    const closing = cardOf({ status: 'open' });
    await expect(harness.post({ kind: 'card', card: closing })).rejects.toMatchObject({ outcome: 'retry' });
    await say(harness, 'words');
    expect(harness.below()).toEqual(['👤 Мария\nwords']);
    expect(harness.desk.health().detail).toMatch(/manage topics/u);
    harness.group.add(harness.bot);
    await say(harness, 'more words');
    expect(harness.desk.health().ok).toBe(true);
  });

  test('all that waited while the bot was out of the group arrives once it is back, in order', async () => {
    const harness = await talked(1);
    harness.group.kick(harness.bot);
    const posts: [DeskPost, OutboxId][] = [
      [saidOf(entryOf('one')), newKey()],
      [{ kind: 'notice', ticket: TICKET, text: 'two' }, newKey()],
      [saidOf(entryOf('three')), newKey()],
    ];
    for (const [post, key] of posts) {
      const waits = { outcome: 'retry', sentForSure: 'no', retryAfterMs: 30_000 };
      await expect(harness.post(post, key)).rejects.toMatchObject(waits);
    }
    expect(harness.desk.health()).toMatchObject({ ok: false });
    harness.group.add(harness.bot);
    for (const [post, key] of posts) await harness.patiently(post, key);
    expect(harness.desk.health().ok).toBe(true);
    expect(harness.below()).toEqual(['👤 Мария\nentry 1', '👤 Мария\none', '⚠️ two', '👤 Мария\nthree']);
  });

  test('another group starts with topics of its own', async () => {
    const harness = await talked(1);
    const elsewhere = harness.telegram.group('New').add(harness.bot);
    const moved = telegramGroupDesk({ ...harness.options, chatId: elsewhere.id });
    onTestFinished(() => moved.stop());
    await moved.post({ kind: 'card', card: cardOf() }, newKey());
    expect(elsewhere.topics()).toHaveLength(1);
  });
});

describe('failures', () => {
  test.each([
    [
      '429',
      { status: 429, parameters: { retry_after: 9 } },
      { outcome: 'retry', sentForSure: 'no', retryAfterMs: 9000 },
    ],
    ['500', { status: 500 }, { outcome: 'retry', sentForSure: 'unknown' }],
    ["a proxy's page", { status: 502, body: '<html>' }, { outcome: 'retry', sentForSure: 'unknown' }],
    ['401', { status: 401, description: 'Unauthorized' }, { outcome: 'retry', sentForSure: 'no' }],
    [
      'bad entities',
      { status: 400, description: "Bad Request: can't parse entities" },
      { outcome: 'rejected', sentForSure: 'no' },
    ],
  ])('%s', async (_name, fault, expected) => {
    const harness = await talked(0);
    harness.telegram.failNext('sendMessage', fault);
    const error = await harness.post(saidOf(entryOf('hello'))).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'DeliveryError', ...expected });
    expect((error as Error).message).not.toContain(harness.bot.token);
  });

  test('a lost answer leaves it open, a refused connection does not', async () => {
    const harness = await talked(0);
    harness.telegram.dropConnection('sendMessage', { afterDoing: true });
    const lost = await say(harness, 'a').catch((reason: unknown) => reason);
    expect(lost).toMatchObject({ outcome: 'retry', sentForSure: 'unknown' });
    await harness.telegram.goDown();
    const refused = await say(harness, 'b').catch((reason: unknown) => reason);
    expect(refused).toMatchObject({ outcome: 'retry', sentForSure: 'no' });
    await harness.telegram.comeBack();
  });

  test('a ticket that nobody knows is refused', async () => {
    const { post } = await deskHarness();
    const ticket = 'unknown' as TicketId;
    await expect(post({ kind: 'notice', ticket, text: 'x' })).rejects.toMatchObject({ outcome: 'rejected' });
  });

  test('a wrong token stops the start with the cure', async () => {
    const own = await deskHarness({ token: '1:wrong' });
    await expect(own.desk.start(own.inbox.accept)).rejects.toThrow(/into DESK_TELEGRAM_BOT_TOKEN/u);
    const shared = await deskHarness({ token: '1:wrong', polling: false });
    await expect(shared.desk.start(shared.inbox.accept)).rejects.toThrow(/into TELEGRAM_BOT_TOKEN/u);
  });
});
