// Our Telegram is only worth something if it refuses what the real one refuses.
import { describe, expect, onTestFinished, test } from 'vitest';
import { startTelegram } from './telegram-server/telegram-server.ts';

async function world() {
  const telegram = await startTelegram();
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

test("the group's limit is counted by the minute", async () => {
  let now = 0;
  const telegram = await startTelegram({ groupMessagesPerMinute: 2, now: () => new Date(now) });
  onTestFinished(() => telegram.stop());
  const bot = telegram.bot();
  const group = telegram.group().add(bot);
  const send = async () => {
    const url = `${telegram.apiRoot}/bot${bot.token}/sendMessage?chat_id=${group.id}&text=a`;
    return (await (await fetch(url)).json()) as object;
  };
  await send();
  now = 20_000;
  await send();
  expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } });
  now = 60_001;
  expect(await send()).toMatchObject({ ok: true });
});
