// The bot's own place in the group: told at once, cured at once; and the menu that comes with it.
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/desks/telegram-group/commands.ts';
import { deskHarness } from './harness.ts';
import { openHarness } from './open-harness.ts';

const ADMIN = { status: 'administrator', can_manage_topics: true, can_pin_messages: true };

/** As `openHarness`, with the update that tells of the bot's place. */
async function placeHarness() {
  const harness = await openHarness();
  const { telegram, bot, group, operator } = harness;
  return {
    ...harness,
    becomes: (member: object, chat = group.id) =>
      telegram.deliver(bot, {
        my_chat_member: {
          chat: { id: chat, type: 'supergroup' },
          from: operator.user,
          date: 1,
          old_chat_member: { user: bot.user, status: 'member' },
          new_chat_member: { user: bot.user, ...member },
        },
      }),
  };
}

describe("the bot's place", () => {
  test.each<[string, object, RegExp]>([
    ['removed', { status: 'kicked', until_date: 0 }, /not in the desk's group: add it/u],
    ['gone', { status: 'left' }, /not in the desk's group/u],
    ['a plain member', { status: 'member' }, /administrator of the desk's group/u],
    ['without topics', { ...ADMIN, can_manage_topics: false }, /rights to manage topics/u],
    ['without pins', { ...ADMIN, can_pin_messages: false }, /right to pin messages/u],
  ])('%s is told by its health at once, until it is put right', async (_name, member, cure) => {
    const { telegram, desk, becomes } = await placeHarness();
    const state = () => desk.health();
    becomes(member);
    await telegram.until(() => !state().ok, 'the trouble');
    expect(state().detail).toMatch(cure);
    becomes(ADMIN);
    await telegram.until(() => state().ok, 'the cure');
  });

  test('in another chat is nothing to the desk', async () => {
    const { desk, becomes, operator, topic, inbox } = await placeHarness();
    becomes({ status: 'kicked', until_date: 0 }, -100_5);
    operator.writes(topic, 'дальше');
    await inbox.first(1);
    expect(desk.health()).toMatchObject({ ok: true });
  });
});

describe('the menu', () => {
  test('is set at the start, for this group alone, in the language of the desk', async () => {
    const { telegram, bot, group, desk, inbox } = await deskHarness({ locale: 'bg' });
    await desk.start(inbox.accept);
    const call = await telegram.until(
      () => telegram.calls.find((one) => one.method === 'setMyCommands'),
      'the menu',
    );
    expect(JSON.stringify(call.values)).toContain(String(group.id));
    const menu = await telegram.until(
      () => (Array.isArray(bot.commands) && bot.commands.length > 0 ? bot.commands : undefined),
      'the menu',
    );
    expect(menu.map((one: { command: string }) => one.command)).toEqual([...COMMANDS]);
    expect(menu[0]).toEqual({ command: 'take', description: 'Поеми заявката' });
  });

  test('that Telegram refuses harms nothing', async () => {
    const { telegram, desk, inbox, log } = await deskHarness();
    telegram.failNext('setMyCommands', { status: 400, description: 'Bad Request: BOT_COMMANDS_INVALID' });
    await desk.start(inbox.accept);
    await telegram.until(() => log.lines.some((line) => line.includes('COMMANDS')), 'the log');
    expect(desk.health()).toMatchObject({ ok: true });
  });

  test('is tried again when Telegram asks for patience', async () => {
    const { telegram, bot, desk, inbox, clock } = await deskHarness();
    telegram.failNext('setMyCommands', { status: 429, parameters: { retry_after: 7 } });
    await desk.start(inbox.accept);
    await telegram.until(() => Array.isArray(bot.commands) && bot.commands.length > 0, 'the menu');
    expect(clock.waits).toContain(7000);
  });
});

test('a bot without its rights goes on polling calmly', async () => {
  const { telegram, bot, group, desk } = await openHarness();
  group.demote(bot);
  await telegram.until(() => !desk.health().ok, 'the trouble');
  await telegram.until(() => bot.updates.unacknowledged().length === 0, 'the next poll');
  const poll = telegram.calls.findLast(({ method }) => method === 'getUpdates');
  expect(Number(poll?.values['timeout'])).toBeGreaterThan(0);
});
