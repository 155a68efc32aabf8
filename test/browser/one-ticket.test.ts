// Two operators on the desk page and one in the Telegram group work the same ticket of a customer in Telegram: the whole product.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { composeServer, deskNames } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Store } from '../../src/model/store.ts';
import { openStore } from '../../src/open-store.ts';
import { createHttp } from '../../src/system/http.ts';
import { silentLog } from '../../src/system/log.ts';
import { hashKey } from '../../src/system/personal-key.ts';
import { realShop } from '../dialogues/harness.ts';
import { finallyLeftAlone } from '../fakes/ledger.ts';
import type { Customer, Group, GroupOperator } from '../fakes/telegram-server/people.ts';
import { startTelegram, type TelegramServer } from '../fakes/telegram-server/telegram-server.ts';
import { freePort } from '../fakes/webchat-server.ts';
import { keepScreenshots, launchChromium } from './chromium.ts';

const KEY = 'twenty-letters-and-more';
const PATIENT = { timeout: 25_000 };

let browser: Browser;
let contexts: BrowserContext[];
let closing: (() => Promise<unknown>)[];
let telegram: TelegramServer;
let group: Group;
let customer: Customer;
let oleg: GroupOperator;
let store: Store;
let url: string;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  contexts = [];
  closing = [];
  telegram = await startTelegram();
  closing.push(() => telegram.stop());
  const bot = telegram.bot('shop');
  group = telegram.group('Operators').add(bot);
  const folder = await mkdtemp(join(tmpdir(), 'firstline-one-ticket-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  url = `http://127.0.0.1:${String(port)}`;
  const config = readConfig({
    DATABASE_URL: ':memory:',
    PUBLIC_URL: url,
    TELEGRAM_BOT_TOKEN: bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DESK_TELEGRAM_CHAT_ID: String(group.id),
  });
  store = await openStore(config, silentLog);
  const key = await hashKey(KEY);
  await store.addStaff({ name: 'Мария', role: 'operator', key }, new Date());
  await store.addStaff({ name: 'Вера', role: 'manager', key }, new Date());
  const shop = { ...(await realShop()), desks: deskNames(config) };
  const http = await createHttp(silentLog);
  const parts = { config, store, shop: () => shop, publicUrl: url, filesFolder: folder, log: silentLog };
  const app = await composeServer(parts);
  await app.routes(http);
  await app.start();
  await http.listen({ port, host: '127.0.0.1' });
  closing.push(() => Promise.all([http.close(), app.stop()]));
  customer = telegram.customer(bot, { firstName: 'Анна', language: 'ru' });
  oleg = group.operator('Олег');
});
afterEach(async (task) => {
  for (const context of contexts) {
    await keepScreenshots(context, task);
    await context.close();
  }
  for (const close of closing.reverse()) await close();
});

async function signedIn(name: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 820 },
    reducedMotion: 'reduce',
  });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${url}/desk`);
  await page.getByLabel('Ваше имя').fill(name);
  await page.getByLabel('Личный ключ').fill(KEY);
  await page.getByRole('button', { name: 'Войти' }).click();
  return page;
}

async function says(page: Page, words: string): Promise<void> {
  await page.locator('.box').fill(words);
  await page.locator('.box').press('Enter');
}

const thread = (page: Page) => page.locator('.thread');
const topic = (): number => group.topics()[0]?.id ?? 0;
const inTopic = (): readonly string[] => group.messages(topic()).map(({ text }) => text);
const byCustomer = (): readonly string[] => customer.sees().map(({ text }) => text);
const card = () => group.messages(topic())[0];
const among = (texts: readonly string[], words: string): number =>
  texts.filter((text) => text.includes(words)).length;

function presses(label: string): void {
  const asked = customer.sees().findLast(({ buttons }) => buttons.flat().some(({ text }) => text === label));
  const button = asked?.buttons.flat().find(({ text }) => text === label);
  if (!asked || !button) throw new Error(`the customer has no button "${label}"`);
  customer.presses(asked.id, button.callback_data ?? '');
}

test(
  'three people on two desks work one ticket, each seeing what the others do',
  { timeout: 180_000 },
  async () => {
    const [maria, vera] = [await signedIn('Мария'), await signedIn('Вера')];
    customer.says('оператор');
    for (const page of [maria, vera]) await page.locator('.row', { hasText: 'Анна' }).click();
    await expect.poll(() => group.topics().length, PATIENT).toBe(1);

    await maria.getByRole('button', { name: 'Взять' }).first().click();
    await vera.getByText('Обращение у оператора: Мария').first().waitFor();
    await expect.poll(() => card()?.text ?? '', PATIENT).toContain('Мария');

    await says(maria, 'Здравствуйте! Что случилось?');
    await expect.poll(() => among(byCustomer(), 'Что случилось?'), PATIENT).toBe(1);
    await expect.poll(() => among(inTopic(), 'Что случилось?'), PATIENT).toBe(1);
    customer.says('Чайник течёт снизу');
    for (const page of [maria, vera]) await thread(page).getByText('Чайник течёт снизу').waitFor();
    await expect.poll(() => among(inTopic(), 'Чайник течёт снизу'), PATIENT).toBe(1);

    const reply = oleg.writes(topic(), 'Пришлите фото, пожалуста');
    for (const page of [maria, vera]) await thread(page).getByText('Пришлите фото').waitFor();
    await expect.poll(() => among(byCustomer(), 'Пришлите фото'), PATIENT).toBe(1);
    oleg.edits(reply, 'Пришлите фото, пожалуйста');
    for (const page of [maria, vera]) await thread(page).getByText('Пришлите фото, пожалуйста').waitFor();
    await expect.poll(() => among(byCustomer(), 'фото, пожалуйста'), PATIENT).toBe(1);
    expect(among(byCustomer(), 'пожалуста')).toBe(0);

    oleg.writes(topic(), '// похоже на брак партии');
    for (const page of [maria, vera]) await thread(page).getByText('похоже на брак партии').waitFor();
    await says(vera, '// проверю склад');
    await expect.poll(() => among(inTopic(), 'проверю склад'), PATIENT).toBe(1);

    oleg.writes(topic(), '/assign Вера');
    await maria.getByText('Обращение у оператора: Вера').first().waitFor();
    oleg.writes(topic(), '/priority urgent');
    await vera.locator('.head-area').getByText('Срочн').first().waitFor();

    await maria.getByRole('button', { name: 'Закрыть', exact: true }).first().click();
    await maria.getByRole('dialog').getByRole('button', { name: 'Спросить и закрыть' }).click();
    await expect.poll(() => among(byCustomer(), 'решён'), PATIENT).toBeGreaterThan(0);
    presses('Нет, не решён');
    await vera.locator('.head-area').getByText('Открыто').waitFor();
    oleg.writes(topic(), '/close');
    const asked = (): number =>
      customer.sees().filter(({ buttons }) => buttons.flat().some(({ text }) => text === 'Да, решён')).length;
    await expect.poll(asked, PATIENT).toBe(2);
    presses('Да, решён');
    for (const page of [maria, vera]) await page.locator('.head-area').getByText('Закрыто').waitFor();
    await expect.poll(() => among(inTopic(), 'закрыто'), { timeout: 75_000 }).toBeGreaterThan(0);

    expect(among(byCustomer(), 'брак партии') + among(byCustomer(), 'склад')).toBe(0);
    const words = ['Здравствуйте! Что случилось?', 'Пришлите фото, пожалуйста'];
    expect(words.map((one) => among(byCustomer(), one))).toEqual([1, 1]);
    await finallyLeftAlone(store);
  },
);
