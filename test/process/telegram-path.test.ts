// The customer's path and the operator's path in Telegram, in three languages, through the whole composed product.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { composeServer, deskNames } from '../../src/compose.ts';
import { openStore } from '../../src/open-store.ts';
import { readConfig } from '../../src/config.ts';
import type { Locale } from '../../src/model/locale.ts';
import type { Store } from '../../src/model/store.ts';
import { createHttp } from '../../src/system/http.ts';
import { silentLog } from '../../src/system/log.ts';
import { realShop } from '../dialogues/harness.ts';
import { CUSTOMERS, ORDERS, PRODUCTS } from '../dialogues/sample-shop.ts';
import type { Customer, Group } from '../fakes/telegram-server/people.ts';
import { finallyLeftAlone } from '../fakes/ledger.ts';
import { startTelegram, type TelegramServer } from '../fakes/telegram-server/telegram-server.ts';

interface Scene {
  readonly telegram: TelegramServer;
  readonly customer: Customer;
  /** Another person, who writes to the same bot. */
  readonly stranger: () => Customer;
  readonly group: Group;
  readonly store: Store;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** One bot for the customers and the group, or two. */
async function scene(locale: Locale, ownDeskBot: boolean): Promise<Scene> {
  const telegram = await startTelegram();
  closing.push(() => telegram.stop());
  const bot = telegram.bot('shop');
  const deskBot = ownDeskBot ? telegram.bot('desk') : bot;
  const group = telegram.group('Operators').add(deskBot);
  const folder = await mkdtemp(join(tmpdir(), 'firstline-telegram-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const config = readConfig({
    DATABASE_URL: ':memory:',
    DEFAULT_LOCALE: 'ru',
    TELEGRAM_BOT_TOKEN: bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DESK_TELEGRAM_CHAT_ID: String(group.id),
    ...(ownDeskBot ? { DESK_TELEGRAM_BOT_TOKEN: deskBot.token } : {}),
  });
  const store = await openStore(config, silentLog);
  await store.importProducts(PRODUCTS);
  await store.importCustomers(CUSTOMERS);
  await store.importOrders(ORDERS);
  const shop = { ...(await realShop()), desks: deskNames(config) };
  const app = await composeServer({
    config,
    store,
    shop: () => shop,
    publicUrl: 'http://localhost',
    filesFolder: folder,
    log: silentLog,
  });
  const http = await createHttp(silentLog);
  await app.routes(http);
  await app.start();
  closing.push(() => app.stop());
  const customer = telegram.customer(bot, { firstName: 'Анна', language: locale });
  const stranger = (): Customer => telegram.customer(bot, { firstName: 'Пётр', language: locale });
  return { telegram, customer, stranger, group, store };
}

/** Waits until the customer's last message holds `words`. */
function sees({ telegram, customer }: Scene, words: string): Promise<unknown> {
  return telegram.until(
    () => customer.sees().at(-1)?.text.includes(words),
    `the customer to see "${words}", who saw: ${JSON.stringify(customer.sees().map((one) => one.text))}`,
  );
}

/** Presses the button with this label under the customer's last message. */
function presses({ customer }: Scene, label: string): void {
  const last = customer.sees().at(-1);
  const found = last?.buttons.flat().find((one) => one.text.includes(label));
  if (!last || !found) throw new Error(`no button "${label}" under "${last?.text ?? ''}"`);
  customer.presses(last.id, found.callback_data ?? '');
}

const WORDS = {
  ru: {
    claim: 'Обращение по гарантии',
    product: 'чайник',
    when: 'Когда купили',
    proof: 'четыре цифры',
    photo: 'Пришлите фото',
    contact: 'Как с вами связаться',
    sum: 'гарантия действует',
    right: 'Всё верно',
    opened: 'Передал всё операторам',
    joined: 'подключается',
    asked: 'Это так?',
    yes: 'Да, решён',
    closed: 'закрыто',
    greeting: 'Здравствуйте',
    defect: 'Что случилось',
  },
  en: {
    claim: 'Warranty claim',
    product: 'kettle',
    when: 'When did you buy',
    proof: 'last four digits',
    photo: 'Send a photo',
    contact: 'How can we reach',
    sum: 'warranty runs',
    right: 'All correct',
    opened: 'passed everything',
    joined: 'joining',
    asked: 'Is it?',
    yes: 'Yes, it is',
    closed: 'is closed',
    greeting: 'Hello',
    defect: 'What is wrong',
  },
  bg: {
    claim: 'Гаранционна заявка',
    product: 'кана',
    when: 'Кога го купихте',
    proof: 'четири цифри',
    photo: 'Изпратете снимка',
    contact: 'Как да се свържем',
    sum: 'в сила',
    right: 'Всичко е вярно',
    opened: 'Предадох всичко',
    joined: 'включва',
    asked: 'Така ли е?',
    yes: 'Да, решен е',
    closed: 'затворена',
    greeting: 'Здравейте',
    defect: 'Какво се случи',
  },
} as const;

describe.each<[Locale, boolean]>([
  ['ru', false],
  ['en', false],
  ['bg', true],
])('in %s, with a desk bot of its own: %s', (locale, ownDeskBot) => {
  test(
    'a warranty claim is collected, an operator answers with a photo, and closes',
    { timeout: 60_000 },
    async () => {
      const here = await scene(locale, ownDeskBot);
      const { telegram, customer, group } = here;
      const words = WORDS[locale];
      customer.says('/start');
      await sees(here, words.greeting);
      presses(here, words.claim);
      await telegram.until(() => customer.sees().length >= 2, 'the first question');
      customer.says(words.product);
      await sees(here, words.defect);
      customer.says('zzz 1');
      await sees(here, words.when);
      customer.says('UT-10002');
      await sees(here, words.proof);
      customer.says('4512');
      await sees(here, words.photo);
      customer.sendsPhoto();
      await sees(here, words.contact);
      customer.says('+7 916 123-45-12');
      await sees(here, words.sum);
      presses(here, words.right);
      await sees(here, words.opened);

      const topic = await telegram.until(() => group.topics()[0], 'a topic');
      expect(topic.title).toContain('1001');
      const card = await telegram.until(() => group.messages(topic.id)[0], 'the card');
      expect(card.text).toContain('Aurora K100');
      await telegram.until(() => group.topics()[0]?.pinned.includes(card.id), 'the card to be pinned');

      const maria = group.operator('Маша');
      const member = { name: 'Мария', role: 'operator' as const, telegram: maria.user.id, key: 'hash' };
      await here.store.addStaff(member, new Date());
      maria.presses(card.id, card.buttons.flat()[0]?.callback_data ?? '');
      await sees(here, words.joined);
      maria.writes(topic.id, '// посмотрю партию');
      maria.writes(topic.id, 'Сейчас проверим!');
      await sees(here, 'Сейчас проверим!');
      maria.sendsPhoto(topic.id);
      await telegram.until(() => customer.sees().at(-1)?.file?.kind === 'photo', 'the photo');
      expect(customer.sees().some((one) => one.text.includes('партию'))).toBe(false);

      customer.says('жду');
      await telegram.until(
        () => group.messages(topic.id).some((one) => one.text.includes('жду')),
        "the customer's words in the topic",
      );
      customer.sendsPhoto(undefined, 'вот');
      await telegram.until(
        () => group.messages(topic.id).some((one) => one.text.includes('вот')),
        'the photo in the topic',
      );
      maria.writes(topic.id, '/close');
      await sees(here, words.asked);
      presses(here, words.yes);
      await sees(here, words.closed);

      const audit = await here.store.audit({ limit: 20 });
      expect(audit.map(({ act }) => act)).toEqual(['close', 'reply', 'reply', 'note', 'take']);
      // her account in the group is the member of the staff list
      expect(new Set(audit.map(({ operator }) => operator.name))).toEqual(new Set(['Мария']));
      expect(await finallyLeftAlone(here.store)).toEqual([]);
    },
  );
});

test('two tickets of one person are merged in the group, and everybody hears where it goes on', async () => {
  const here = await scene('ru', false);
  const { telegram, customer, group } = here;
  const phone = here.stranger();
  const maria = group.operator('Маша');
  const places = () => group.topics().toSorted((a, b) => a.id - b.id);
  const reads = (topic: number, words: string) =>
    telegram.until(
      () => group.messages(topic).find(({ text }) => text.includes(words)),
      `"${words}" in the topic, which holds: ${JSON.stringify(group.messages(topic).map(({ text }) => text))}`,
    );
  customer.says('оператор');
  await telegram.until(() => places()[0], 'the first topic');
  phone.says('позовите оператора');
  await telegram.until(() => places()[1], 'the second topic');
  const [kept, gone] = places().map(({ id }) => id) as [number, number];
  await reads(gone, '№1002');

  maria.writes(gone, '/merge 1001');
  await telegram.until(
    () => phone.sees().at(-1)?.text.includes('дальше он идёт под номером 1001'),
    'the customer to hear of the merge',
  );
  await reads(gone, 'один клиент');
  await reads(kept, 'Сюда перенесено обращение №1002');
  await telegram.until(
    () => places()[1]?.title.includes('№1002 → №1001'),
    'the title to say where it goes on',
  );
  expect(customer.sees().some(({ text }) => text.includes('1002'))).toBe(false);

  const heard = phone.sees().length;
  const lost = maria.writes(gone, 'Слышно меня?');
  await reads(gone, 'Пишите в №1001');
  await telegram.until(
    () => group.messages(gone).find(({ id }) => id === lost)?.reaction === '👎',
    'the mark on what went nowhere',
  );
  phone.says('я с телефона');
  await reads(kept, 'я с телефона');
  maria.writes(kept, 'Теперь всё здесь');
  await telegram.until(() => phone.sees().at(-1)?.text.includes('Теперь всё здесь'), 'the answer');
  expect(phone.sees().slice(heard)).toHaveLength(2);
  expect(await finallyLeftAlone(here.store)).toEqual([]);
}, 60_000);
