// Our Telegram is only worth something if it refuses what the real one refuses.
import { describe, expect, onTestFinished, test } from 'vitest';
import { EVERY_WRITE } from './telegram-server/limits.ts';
import { startTelegram, type TelegramServerOptions } from './telegram-server/telegram-server.ts';

async function world(options: TelegramServerOptions = {}) {
  const telegram = await startTelegram(options);
  onTestFinished(() => telegram.stop());
  const bot = telegram.bot();
  const customer = telegram.customer(bot).wroteBefore();
  const group = telegram.group().add(bot);
  const call = async (method: string, values: object = {}, token = bot.token) => {
    const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
    });
    return (await response.json()) as {
      ok: boolean;
      error_code?: number;
      description?: string;
      result?: never;
    };
  };
  const topic = async (): Promise<number> => {
    const made = await call('createForumTopic', { chat_id: group.id, name: 'topic' });
    return (made.result as unknown as { message_thread_id: number }).message_thread_id;
  };
  return { telegram, bot, customer, group, call, topic, chat_id: customer.chat.id };
}

const button = (callback_data: string) => ({ inline_keyboard: [[{ text: 'a', callback_data }]] });

describe('sendMessage refuses', () => {
  test.each<[string, object, string]>([
    ['4,097 characters', { text: 'x'.repeat(4097) }, 'message is too long'],
    ['nothing', { text: ' ' }, 'message text is empty'],
    [
      'an unknown tag',
      { text: '<x>a</x>', parse_mode: 'HTML' },
      'Unsupported start tag "x" at byte offset 0',
    ],
    [
      'a tag left open',
      { text: 'я<b>a', parse_mode: 'HTML' },
      'Can\'t find end tag corresponding to start tag "b"',
    ],
    ['crossed tags', { text: '<b><i>a</b></i>', parse_mode: 'HTML' }, 'expected "</i>", found "</b>"'],
    ['a stray end', { text: 'яa</b>', parse_mode: 'HTML' }, 'Unexpected end tag at byte offset 3'],
    ['65 bytes of callback data', { text: 'a', reply_markup: button('x'.repeat(65)) }, 'BUTTON_DATA_INVALID'],
    ['a topic that is none', { text: 'a', message_thread_id: 9 }, 'message thread not found'],
    [
      'an unknown quote',
      { text: 'a', reply_parameters: { message_id: 9 } },
      'message to be replied not found',
    ],
  ])('%s', async (_name, values, why) => {
    const { call, chat_id } = await world();
    const answer = await call('sendMessage', { chat_id, ...values });
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
    expect(answer.description).toContain(why);
  });

  test('and takes what is just within the limits, counted after the tags are read', async () => {
    const { call, chat_id, customer } = await world();
    const text = `<b>${'&lt;'.repeat(4096)}</b>`;
    expect(await call('sendMessage', { chat_id, text, parse_mode: 'HTML' })).toMatchObject({ ok: true });
    expect(customer.sees()[0]?.text).toHaveLength(4096);
  });
});

test.each<[string, string, (c: Awaited<ReturnType<typeof world>>) => object, number, string]>([
  [
    'a long caption',
    'sendPhoto',
    ({ customer, chat_id }) => {
      customer.sendsPhoto();
      return { chat_id, caption: 'x'.repeat(1025), photo: customer.chat.messages[0]?.media?.file.id };
    },
    400,
    'caption is too long',
  ],
  [
    'an album of one',
    'sendMediaGroup',
    (w) => ({ chat_id: w.chat_id, media: [{ type: 'photo', media: 'a' }] }),
    400,
    '2-10',
  ],
  ['an unknown chat', 'sendMessage', () => ({ chat_id: 1, text: 'a' }), 400, 'chat not found'],
  [
    'a message that is not there',
    'editMessageText',
    (w) => ({ chat_id: w.chat_id, message_id: 1, text: 'a' }),
    400,
    'message to edit not found',
  ],
  [
    'deleting nothing',
    'deleteMessage',
    (w) => ({ chat_id: w.chat_id, message_id: 1 }),
    400,
    'message to delete not found',
  ],
  [
    'copying nothing',
    'copyMessage',
    (w) => ({ chat_id: w.chat_id, from_chat_id: w.chat_id, message_id: 1 }),
    400,
    'message to copy not found',
  ],
  ['an unknown press', 'answerCallbackQuery', () => ({ callback_query_id: 'x' }), 400, 'query ID is invalid'],
  ['a method that is none', 'sendLove', () => ({}), 404, 'method not found'],
])('%s is refused', async (_name, method, values, status, why) => {
  const here = await world();
  const answer = await here.call(method, values(here));
  expect(answer).toMatchObject({ ok: false, error_code: status });
  expect(answer.description).toContain(why);
});

test('an edit that changes nothing is refused', async () => {
  const { call, chat_id, customer } = await world();
  await call('sendMessage', { chat_id, text: 'a' });
  const edit = { chat_id, message_id: customer.sees()[0]?.id, text: 'a' };
  expect((await call('editMessageText', edit)).description).toContain('message is not modified');
  expect(await call('editMessageText', { ...edit, text: 'b' })).toMatchObject({ ok: true });
});

test('closed and deleted topics are told apart', async () => {
  const { call, group, topic } = await world();
  const id = await topic();
  const send = () => call('sendMessage', { chat_id: group.id, message_thread_id: id, text: 'a' });
  group.closeTopic(id);
  expect((await send()).description).toContain('TOPIC_CLOSED');
  await call('reopenForumTopic', { chat_id: group.id, message_thread_id: id });
  expect((await send()).ok).toBe(true);
  group.deleteTopic(id);
  expect((await send()).description).toContain('TOPIC_DELETED');
});

test('reactions outside the list are refused', async () => {
  const { call, chat_id, customer } = await world();
  const message_id = customer.says('hello');
  const react = (emoji: string) =>
    call('setMessageReaction', { chat_id, message_id, reaction: [{ type: 'emoji', emoji }] });
  expect((await react('✅')).description).toContain('REACTION_INVALID');
  expect((await react('👍')).ok).toBe(true);
});

test('wrong tokens, two pollers and a poller beside a webhook are refused', async () => {
  const { call, telegram, bot } = await world();
  expect(await call('getMe', {}, '1:wrong')).toMatchObject({ error_code: 401, description: 'Unauthorized' });
  expect(await call('getMe', {}, 'none')).toMatchObject({ error_code: 404 });
  const first = call('getUpdates', { timeout: 30 });
  await telegram.until(() => bot.updates.waiting(), 'the first poller');
  await call('getUpdates');
  expect(await first).toMatchObject({ error_code: 409 });
  await call('setWebhook', { url: 'http://127.0.0.1:1/' });
  expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
});

test('updates are kept until an offset acknowledges them, and only the kinds asked for', async () => {
  const { call, customer } = await world();
  customer.says('one');
  const [first] = (await call('getUpdates')).result as unknown as { update_id: number }[];
  expect((await call('getUpdates')).result).toHaveLength(1);
  expect((await call('getUpdates', { offset: (first?.update_id ?? 0) + 1 })).result).toEqual([]);
  await call('getUpdates', { allowed_updates: ['callback_query'] });
  customer.says('two');
  expect((await call('getUpdates')).result).toEqual([]);
});

describe('limits', () => {
  test.each<[string, TelegramServerOptions, number]>([
    ['two a minute into a group', { groupMessagesPerMinute: 2 }, 40],
    ['two a second into a chat', { chatMessagesPerSecond: 2 }, 1],
    ['two a second in all', { messagesPerSecond: 2 }, 1],
  ])('%s: the third waits for so long as it is told', async (_name, limits, wait) => {
    let now = 0;
    const { call, group } = await world({ ...limits, now: () => new Date(now) });
    const send = () => call('sendMessage', { chat_id: group.id, text: 'a' });
    await send();
    now = wait === 40 ? 20_000 : 500;
    await send();
    expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: wait } });
    now = wait === 40 ? 60_001 : 1001;
    expect(await send()).toMatchObject({ ok: true });
  });

  test('of one chat do not hold up another, and the strict reading counts edits and topics', async () => {
    const limits = { groupMessagesPerMinute: 1, chatMessagesPerSecond: 1, counted: EVERY_WRITE };
    const { call, group, chat_id, topic } = await world({ ...limits, now: () => new Date(0) });
    await topic();
    expect(await call('sendMessage', { chat_id: group.id, text: 'a' })).toMatchObject({ error_code: 429 });
    expect(await call('sendMessage', { chat_id, text: 'a' })).toMatchObject({ ok: true });
    const edit = { chat_id, message_id: 1, text: 'b' };
    expect(await call('editMessageText', edit)).toMatchObject({ error_code: 429 });
  });
});

describe('changing and taking back', () => {
  test('a caption is edited as a caption, a text as a text', async () => {
    const { call, chat_id, customer } = await world();
    const file = customer.chat.messages[customer.sendsPhoto() - 1]?.media?.file.id;
    await call('sendPhoto', { chat_id, photo: file, caption: 'old' });
    const message_id = customer.sees()[0]?.id;
    const wrong = await call('editMessageText', { chat_id, message_id, text: 'new' });
    expect(wrong.description).toContain('there is no text in the message to edit');
    expect(await call('editMessageCaption', { chat_id, message_id, caption: 'new' })).toMatchObject({
      ok: true,
    });
    expect(customer.sees()).toMatchObject([{ text: 'new', edits: 1 }]);
  });

  test('nothing older than 48 hours is deleted, and of several what is not there is passed over', async () => {
    let now = 0;
    const { call, chat_id, customer } = await world({ now: () => new Date(now) });
    await call('sendMessage', { chat_id, text: 'old' });
    await call('sendMessage', { chat_id, text: 'older than you think' });
    const [first, second] = customer.sees().map(({ id }) => id);
    now = 48 * 3_600_000;
    expect(await call('deleteMessages', { chat_id, message_ids: [first, 99] })).toMatchObject({ ok: true });
    now += 1;
    const late = await call('deleteMessage', { chat_id, message_id: second });
    expect(late.description).toContain("message can't be deleted");
    expect(customer.sees().map(({ id }) => id)).toEqual([second]);
  });
});

describe('the updates of a group', () => {
  const updates = async (call: Awaited<ReturnType<typeof world>>['call'], kinds?: string[]) =>
    (await call('getUpdates', kinds ? { allowed_updates: kinds } : {})).result as unknown as Record<
      string,
      Record<string, never>
    >[];

  test('carry quotes, mentions by name and the message that began the topic', async () => {
    const { call, group, topic } = await world();
    const id = await topic();
    const anna = group.operator('Anna', undefined, { username: 'anna_shop' });
    const oleg = group.operator('Oleg');
    const first = anna.writes(id, '/assign @anna_shop');
    oleg.writes(id, 'Oleg takes it', { replyTo: first, mentions: [oleg] });
    expect((await updates(call)).map(({ message }) => message)).toMatchObject([
      {
        from: { username: 'anna_shop' },
        reply_to_message: { message_id: id, forum_topic_created: { name: 'topic' } },
        entities: [
          { type: 'bot_command', offset: 0, length: 7 },
          { type: 'mention', offset: 8, length: 10 },
        ],
      },
      {
        reply_to_message: { message_id: first },
        entities: [{ type: 'text_mention', offset: 0, length: 4, user: { id: oleg.user.id } }],
      },
    ]);
  });

  test('tell of edits, of captions as well', async () => {
    const { call, group, topic } = await world();
    const anna = group.operator('Anna');
    anna.edits(anna.sendsPhoto(await topic(), undefined, 'before'), 'after');
    expect((await updates(call)).at(-1)).toMatchObject({ edited_message: { caption: 'after' } });
  });

  test('tell a bot that it was demoted and removed', async () => {
    const { bot, call, group } = await world();
    group.demote(bot);
    group.kick(bot);
    const changes = (await updates(call)).map((update) => update['my_chat_member']?.['new_chat_member']);
    expect(changes).toMatchObject([{ status: 'member' }, { status: 'kicked' }]);
    expect(await call('sendMessage', { chat_id: group.id, text: 'a' })).toMatchObject({ error_code: 403 });
  });

  test('a member is what he has become, and the creator is an administrator', async () => {
    const { call, group } = await world();
    const anna = group.operator('Anna').becomes('administrator');
    const member = { chat_id: group.id, user_id: anna.user.id };
    expect((await call('getChatMember', member)).result).toMatchObject({ status: 'administrator' });
    expect((await call('getChatAdministrators', member)).result).toHaveLength(2);
    anna.leaves();
    expect((await call('getChatMember', member)).result).toMatchObject({ status: 'left' });
  });
});

describe('trouble', () => {
  test('a cut breaks every connection, carries out what was in the air and ends with mend', async () => {
    const { telegram, call, chat_id, customer, group } = await world();
    telegram.cut({ inTheAir: 2 });
    const send = (chat: number) => call('sendMessage', { chat_id: chat, text: 'a' }).catch(() => 'broken');
    expect([await send(chat_id), await send(chat_id), await send(group.id), await send(group.id)]).toEqual(
      Array<string>(4).fill('broken'),
    );
    expect([customer.sees().length, group.chat.messages.length]).toEqual([1, 1]);
    await telegram.mend();
    expect(await send(chat_id)).toMatchObject({ ok: true });
  });

  test('a storm refuses each so-many-th call until it is calm', async () => {
    const { telegram, call, chat_id } = await world();
    telegram.storm('*', { every: 2, retryAfter: 3 });
    const send = async () => (await call('sendMessage', { chat_id, text: 'a' })).error_code;
    expect([await send(), await send(), await send(), await send()]).toEqual([
      undefined,
      429,
      undefined,
      429,
    ]);
    telegram.calm();
    expect([await send(), await send()]).toEqual([undefined, undefined]);
  });
});
