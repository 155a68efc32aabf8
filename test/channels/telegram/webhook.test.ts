// Updates by webhook: only Telegram may post, and 200 is said after the event is accepted.
import { expect, onTestFinished, test } from 'vitest';
import { telegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import { createHttp } from '../../../src/system/http.ts';
import { silentLog } from '../../../src/system/log.ts';
import { telegramHarness } from './harness.ts';

const SECRET = 'a-secret-of-our-own';

async function webhookHarness(path = '') {
  const { telegram, bot, inbox, options, log } = await telegramHarness();
  const app = await createHttp(silentLog);
  // The port is known only after listening, and routes must be there before; so one is asked for and given back.
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${path}`;
  const channel = telegramChannel({ ...options, webhook: { url, secret: SECRET } });
  await channel.routes?.(app);
  await app.listen({ host: '127.0.0.1', port });
  onTestFinished(async () => {
    await channel.stop();
    await app.close();
  });
  return {
    telegram,
    bot,
    inbox,
    channel,
    app,
    log,
    route: path === '' ? `/telegram/webhook/${bot.user.id}` : path,
  };
}

async function freePort(): Promise<number> {
  const probe = await createHttp(silentLog);
  await probe.listen({ host: '127.0.0.1', port: 0 });
  const address = probe.server.address();
  await probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const update = {
  update_id: 1,
  message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, text: 'hi' },
};

test('Telegram is told the address and the secret, and its updates are accepted', async () => {
  const { telegram, bot, inbox, channel, route } = await webhookHarness();
  await channel.start(inbox.accept);
  await telegram.until(() => bot.updates.webhook, 'the webhook');
  expect(bot.updates.webhook?.url.endsWith(route)).toBe(true);
  telegram.customer(bot).says('by webhook');
  const [event] = await inbox.first(1);
  expect(event?.body).toEqual({ kind: 'text', text: 'by webhook' });
  await telegram.until(() => bot.updates.unacknowledged().length === 0, 'the acknowledgement');
  expect(bot.updates.answers).toEqual([200]);
});

test('an address with a path of its own is kept as it is', async () => {
  const { telegram, bot, inbox, channel } = await webhookHarness('/telegram/webhook/of-the-shop');
  await channel.start(inbox.accept);
  telegram.customer(bot).says('hello');
  await inbox.first(1);
  expect(bot.updates.webhook?.url).toMatch(/\/telegram\/webhook\/of-the-shop$/u);
});

test('what is not accepted is answered with 500 and posted again, in order', async () => {
  const { telegram, bot, inbox, channel } = await webhookHarness();
  inbox.failNext(2);
  await channel.start(inbox.accept);
  const customer = telegram.customer(bot);
  customer.says('first');
  customer.says('second');
  const events = await inbox.first(2);
  await telegram.until(() => bot.updates.unacknowledged().length === 0, 'the acknowledgement');
  expect(events.map((event) => event.body)).toMatchObject([{ text: 'first' }, { text: 'second' }]);
  expect(bot.updates.answers).toEqual([500, 500, 200, 200]);
});

test.each([
  ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'guess' }, update, 401, 'WRONG_WEBHOOK_SECRET'],
  ['no secret', {}, update, 401, 'WRONG_WEBHOOK_SECRET'],
  ['no secret and no JSON', {}, '{', 401, 'WRONG_WEBHOOK_SECRET'],
  ['broken JSON', { 'x-telegram-bot-api-secret-token': SECRET }, '{', 400, expect.any(String) as string],
  ['no update', { 'x-telegram-bot-api-secret-token': SECRET }, { hello: 1 }, 400, 'NOT_AN_UPDATE'],
])('%s is refused with a problem body', async (_name, headers, payload, status, code) => {
  const { app, inbox, channel, route } = await webhookHarness();
  await channel.start(inbox.accept);
  const response = await app.inject({
    method: 'POST',
    url: route,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
  expect(response.statusCode).toBe(status);
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.json()).toMatchObject({ status, code });
  expect(inbox.tries).toEqual([]);
});

test('an update of a kind or shape that we do not know is acknowledged', async () => {
  const { app, inbox, channel, route } = await webhookHarness();
  await channel.start(inbox.accept);
  for (const payload of [{ update_id: 1, poll: {} }, { update_id: 2, message: {} }, { update_id: 3 }]) {
    const headers = { 'x-telegram-bot-api-secret-token': SECRET };
    const response = await app.inject({ method: 'POST', url: route, headers, payload });
    expect(response.statusCode).toBe(200);
  }
  expect(inbox.tries).toEqual([]);
});

test('before the start and after the stop Telegram is asked to come again', async () => {
  const { app, inbox, channel, route } = await webhookHarness();
  const post = () =>
    app.inject({
      method: 'POST',
      url: route,
      headers: { 'x-telegram-bot-api-secret-token': SECRET },
      payload: update,
    });
  expect((await post()).statusCode).toBe(503);
  await channel.start(inbox.accept);
  expect((await post()).statusCode).toBe(200);
  await channel.stop();
  expect((await post()).statusCode).toBe(503);
  expect(inbox.events).toHaveLength(1);
});

test('a webhook that cannot be set is tried again, and the health says so meanwhile', async () => {
  const { telegram, bot, inbox, channel } = await webhookHarness();
  telegram.failNext('setWebhook', {
    status: 400,
    description: 'Bad Request: bad webhook: HTTPS url must be provided',
  });
  await channel.start(inbox.accept);
  await telegram.until(() => bot.updates.webhook, 'the webhook');
  telegram.customer(bot).says('hello');
  await inbox.first(1);
  expect(channel.health?.().ok).toBe(true);
});

test('without a webhook there are no routes', async () => {
  const { channel } = await telegramHarness();
  expect(channel.routes).toBeUndefined();
});
