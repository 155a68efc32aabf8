// The product as it ships: a customer in the widget and an operator on the desk page finish a warranty claim together, in Russian.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { composeServer, deskNames } from '../../src/compose.ts';
import { openStore } from '../../src/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { createHttp } from '../../src/system/http.ts';
import { silentLog } from '../../src/system/log.ts';
import { hashKey } from '../../src/system/personal-key.ts';
import { realShop } from '../dialogues/harness.ts';
import { CUSTOMERS, ORDERS, PRODUCTS } from '../dialogues/sample-shop.ts';
import { PNG } from '../fakes/photos.ts';
import { freePort } from '../fakes/webchat-server.ts';
import { keepScreenshots, launchChromium } from './chromium.ts';

const KEY = 'a-dozen-letters';

let browser: Browser;
let context: BrowserContext;
let app: App;
let http: Awaited<ReturnType<typeof createHttp>>;
let folder: string;
let url: string;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-claim-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const config = readConfig({ DATABASE_URL: ':memory:', PUBLIC_URL: url });
  const store = await openStore(config, silentLog);
  await store.importProducts(PRODUCTS);
  await store.importCustomers(CUSTOMERS);
  await store.importOrders(ORDERS);
  await store.addStaff({ name: 'Мария', role: 'operator', key: await hashKey(KEY) }, new Date());
  const shop = { ...(await realShop()), desks: deskNames(config) };
  http = await createHttp(silentLog);
  const parts = {
    config,
    store,
    shop: () => shop,
    publicUrl: url,
    filesFolder: folder,
    log: silentLog,
  };
  app = await composeServer(parts);
  await app.routes(http);
  await app.start();
  await http.listen({ port, host: '127.0.0.1' });
  expect((http.server.address() as AddressInfo).port).toBe(port);
  context = await browser.newContext({ viewport: { width: 1280, height: 820 }, reducedMotion: 'reduce' });
});
afterEach(async (task) => {
  await keepScreenshots(context, task);
  await context.close();
  await app.stop();
  await http.close();
  await rm(folder, { recursive: true, force: true });
});

const field = (page: Page) => page.getByRole('textbox', { name: 'Напишите сообщение' });
const log = (page: Page) => page.getByRole('log');

async function write(page: Page, text: string, answer: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
  await log(page).getByText(answer).last().waitFor();
}

test('a warranty claim, from the question to the closed ticket', { timeout: 90_000 }, async () => {
  const customer = await context.newPage();
  await customer.goto(`${url}/?lang=ru`);
  await customer.getByRole('button', { name: 'Открыть чат поддержки' }).click();
  await log(customer).getByText('Я бот поддержки').waitFor();
  await write(customer, 'чайник перестал включаться через неделю', 'Помог ли ответ?');
  await customer.getByRole('button', { name: 'Обращение по гарантии', exact: true }).click();
  await log(customer).getByText('Что сломалось?').waitFor();
  await write(customer, 'чайник', 'Что случилось с товаром?');
  await write(customer, 'не включается, лампочка не горит', 'Когда купили?');
  await write(customer, 'UT-10002', 'последние четыре цифры');
  await write(customer, '4512', 'Пришлите фото');
  await customer
    .locator('firstline-chat input[type=file]')
    .setInputFiles({ name: 'kettle.png', mimeType: 'image/png', buffer: PNG });
  if ((await customer.getByRole('button', { name: 'Отправить' }).count()) > 0)
    await field(customer).press('Enter');
  await log(customer).getByText('Как с вами связаться').waitFor();
  await write(customer, '+7 916 123-45-12', 'Проверьте, всё ли верно');
  await log(customer).getByText('гарантия действует').waitFor();
  await customer.getByRole('button', { name: 'Всё верно' }).click();
  await log(customer).getByText('номер обращения').waitFor();

  const operator = await context.newPage();
  await operator.goto(`${url}/desk`);
  await operator.getByLabel('Ваше имя').fill('Мария');
  await operator.getByLabel('Личный ключ').fill(KEY);
  await operator.getByRole('button', { name: 'Войти' }).click();
  await operator.locator('.row', { hasText: 'Гарантия: Чайник Aurora K100' }).click();
  await operator.getByText('не включается, лампочка не горит').first().waitFor();
  await operator.getByText('+79161234512').first().waitFor();
  await operator.getByRole('button', { name: 'Взять' }).first().click();
  await log(customer).getByText('Мария подключается').waitFor();

  await operator.locator('.box').fill('Здравствуйте! Привезите чайник в пункт выдачи, заменим сразу.');
  await operator.locator('.box').press('Enter');
  await log(customer).getByText('заменим сразу').waitFor();
  await log(customer).getByText('Мария · оператор').waitFor();
  await operator.locator('.box').fill('// проверить партию');
  await operator.locator('.box').press('Enter');
  await operator.locator('.thread').getByText('проверить партию').waitFor();
  await field(customer).fill('Спасибо, приеду завтра');
  await field(customer).press('Enter');
  await operator.locator('.thread').getByText('приеду завтра').waitFor();
  await customer.screenshot({ path: `${import.meta.dirname}/screenshots/claim-customer.png` });
  await operator.screenshot({ path: `${import.meta.dirname}/screenshots/claim-operator.png` });
  await operator.getByRole('button', { name: 'Закрыть', exact: true }).first().click();
  await operator.getByRole('dialog').getByRole('button', { name: 'Спросить и закрыть' }).click();
  await customer.getByRole('button', { name: 'Да, решён' }).click();
  await operator.locator('.head-area').getByText('Закрыто').waitFor();
  await log(customer).getByText('закрыто').waitFor();
  expect(await log(customer).getByText('проверить партию').count()).toBe(0);
  await customer.reload();
  await customer
    .getByRole('button', { name: /Открыть чат поддержки/u })
    .click()
    .catch(() => undefined);
  await log(customer).getByText('закрыто').waitFor();
});
