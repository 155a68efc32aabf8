// What goes wrong in the operators' group, and its languages, through the whole product: nothing is lost, everything arrives once
// and in order, the cure is told, and work goes on by itself.
import { expect, test } from 'vitest';
import type { Ticket } from '../../src/model/ticket.ts';
import type { Customer, GroupOperator, Seen } from '../fakes/telegram-server/people.ts';
import { bare, loadScene, type LoadScene, type SceneOptions } from '../load/scene.ts';

interface Talk {
  readonly scene: LoadScene;
  readonly anna: Customer;
  readonly oleg: GroupOperator;
}

/** A customer who has asked for a person and has said "one". */
async function begin(options?: SceneOptions): Promise<Talk> {
  const scene = await loadScene(options);
  const anna = scene.customer('Anna');
  anna.says('operator');
  await scene.quiet();
  anna.says('one');
  await scene.quiet();
  return { scene, anna, oleg: scene.operator('Oleg') };
}

/** What the desk says of itself at /readyz. */
async function readyz({ http }: LoadScene): Promise<string> {
  interface Check {
    readonly part: string;
    readonly ok: boolean;
    readonly detail: string;
  }
  const { checks } = (await http.inject('/readyz')).json<{ checks: readonly Check[] }>();
  const desk = checks.find(({ part }) => part === 'telegram-group');
  return desk?.ok === true ? 'well' : (desk?.detail ?? 'absent');
}

async function ticketOf({ store }: LoadScene, name: string): Promise<Ticket> {
  const found = (await store.tickets({ limit: 10 })).find((one) => one.case.customerName === name);
  if (!found) throw new Error(`${name} has no ticket`);
  return found;
}

/** These words, in their order, as the customer's topic shows them; how often each is there shows too. */
function shown(messages: readonly Seen[], words: readonly string[]): string[] {
  return messages.map(({ text }) => bare(text)).filter((text) => words.includes(text));
}

async function expectNothingLost({ store }: LoadScene): Promise<void> {
  expect((await store.ledger(new Date(8.64e15), 0, 10)).exceptions).toEqual([]);
}

test('the bot is removed from the group in mid-conversation, and comes back', async () => {
  const { scene, anna } = await begin({ oneBot: true, withPage: true, locale: 'en' });
  const { group, deskBot } = scene;
  group.kick(deskBot);
  anna.says('two');
  const boris = scene.customer('Boris');
  boris.says('operator');
  await scene.aMinute();
  expect(await readyz(scene)).toContain("not in the desk's group: add it there");
  const page = await scene.atThePage('Vera');
  const board = (await page.get('/desk/api/board')).json<{ troubles: readonly { name: string }[] }>();
  expect(board.troubles).toMatchObject([{ name: 'telegram-group' }]);
  await page.say('reply', (await ticketOf(scene, 'Anna')).id, 'from the page');
  await scene.until(() => anna.sees().at(-1)?.text.includes('from the page') === true, 'the reply');
  anna.says('three');
  await scene.aMinute();
  group.add(deskBot);
  await scene.quiet();
  expect(await readyz(scene)).toBe('well');
  const words = ['one', 'two', 'from the page', 'three'];
  expect(shown(scene.said(scene.topicOf('Anna')), words)).toEqual(words);
  expect(scene.topicOf('Boris')).toBeGreaterThan(0);
  const general = group.chat.messages.filter(({ thread }) => thread === undefined).map(({ text }) => text);
  expect(general).toContainEqual(
    expect.stringMatching(/^The bot was not in this group from Mon 2 March, 12/u),
  );
  await expectNothingLost(scene);
}, 60_000);

test('rights are lost and given back, topics switched off and on, and the group gets a new id', async () => {
  const { scene, anna } = await begin();
  const { group, deskBot, telegram } = scene;
  group.demote(deskBot);
  const boris = scene.customer('Boris');
  boris.says('operator');
  anna.says('two');
  await scene.until(() => scene.said(scene.topicOf('Anna')).length >= 3, 'words in the topic that is there');
  expect(await readyz(scene)).toContain('rights to manage topics');
  expect(scene.topicOf('Boris')).toBe(0);
  group.add(deskBot);
  await scene.aMinute();
  expect(scene.topicOf('Boris')).toBeGreaterThan(0);
  await scene.quiet();

  group.chat.forum = false;
  telegram.failNext('sendMessage', { status: 400, description: 'Bad Request: message thread not found' });
  anna.says('three');
  await scene.until(async () => (await readyz(scene)).includes('Switch on topics'), 'the trouble');
  group.chat.forum = true;
  await scene.quiet();
  await scene.until(async () => (await readyz(scene)) === 'well', 'the cure');
  const words = ['one', 'two', 'three'];
  expect(shown(scene.said(scene.topicOf('Anna')), words)).toEqual(words);
  expect(group.topics()).toHaveLength(2);

  const now = telegram.group('Operators, a supergroup');
  group.becomes(now);
  anna.says('four');
  await scene.quiet();
  const topic = now.topics().find(({ title }) => title.includes('Anna'))?.id ?? 0;
  expect(shown(now.messages(topic), [...words, 'four'])).toEqual([...words, 'four']);
  now.operator('Maria').writes(topic, 'hello from the new group');
  await scene.quiet();
  expect(anna.sees().at(-1)?.text).toContain('hello from the new group');
  expect(await readyz(scene)).toBe('well');
  await expectNothingLost(scene);
}, 60_000);

test('topics are closed, opened and deleted by hand', async () => {
  const { scene, anna, oleg } = await begin({ locale: 'en' });
  const { group } = scene;
  const topic = scene.topicOf('Anna');
  const closed = (): boolean => group.topics()[0]?.closed === true;
  const asked = (): Seen | undefined =>
    group.messages(topic).find(({ text }) => text.includes('Did you mean to close the request?'));
  oleg.closes(topic);
  await scene.until(() => asked() !== undefined && closed(), 'the question in the closed topic');
  anna.says('two');
  await scene.quiet();
  expect(closed()).toBe(false);

  oleg.presses(asked()?.id ?? 0, asked()?.buttons[0]?.[0]?.callback_data ?? '');
  await scene.quiet();
  expect((await ticketOf(scene, 'Anna')).status).toBe('solved');
  anna.says('no, it is still broken');
  await scene.quiet();

  const words = ['one', 'two', 'three', 'four'];
  for (const word of words.slice(2)) {
    group.deleteTopic(scene.topicOf('Anna'));
    anna.says(word);
    await scene.quiet();
  }
  expect(group.topics()).toHaveLength(1);
  expect(shown(scene.said(scene.topicOf('Anna')), words)).toEqual(words);
  await expectNothingLost(scene);
}, 60_000);

const COMMANDS = [
  [
    '/take',
    '/take',
    '/priority high',
    '/priority',
    '/tier',
    '/tier 3',
    '/tier 2 nowhere',
    '/assign',
    '/assign Nobody',
  ],
  [
    '/macro',
    '/macro zzz',
    '/answer',
    '/answer zzz',
    '/answer delivery',
    '/note',
    '// inside',
    '/snooze',
    '/snooze 2h',
  ],
  [
    '/merge',
    '/merge 1001',
    '/merge 4711',
    '/language',
    '/language en',
    '/delete',
    '/history',
    '/explain',
    '/mute',
    '/mute off',
  ],
  [
    '/block',
    '/block',
    '/unblock',
    '/queue',
    '/stats',
    '/shift',
    '/shift on',
    '/help',
    '/nonsense',
    '/release',
    '/release',
  ],
  ['/close now', '/close', '/reopen', '/close', '/take'],
] as const;

test.each([
  ['en', /[а-яё]/iu],
  ['bg', /[ыэё]/iu],
] as const)(
  'in %s every command is answered in that language',
  async (locale, foreign) => {
    const { scene, oleg } = await begin({ locale });
    const topic = scene.topicOf('Anna');
    for (const commands of COMMANDS) {
      for (const command of commands) oleg.writes(topic, command);
      oleg.writes(undefined, '/queue');
      await scene.quiet();
    }
    const { messages } = scene.group.chat;
    const ours = messages.filter(({ from, text }) => from.is_bot && text !== '');
    expect(ours.length).toBeGreaterThan(40);
    const titles = scene.group.topics().map(({ title }) => title);
    const buttons = ours.flatMap((one) => one.buttons.flat()).map(({ text }) => text);
    const menu = JSON.stringify(scene.deskBot.commands);
    const all = [...ours.map(({ text }) => text), ...titles, ...buttons, menu];
    expect(all.filter((text) => foreign.test(text))).toEqual([]);
  },
  60_000,
);
