// An operator at work on the desk page, in a real browser.
/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepScreenshots, launchChromium } from './chromium.ts';
import { ACCESS_KEY, startScene, type Scene } from './desk-scene.ts';

/** The page may still be moving when it is looked at. */
const PATIENT = { timeout: 10_000 };

const SHOTS = `${import.meta.dirname}/screenshots`;

let browser: Browser;
let scene: Scene;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  scene = await startScene();
  await open({ viewport: { width: 1360, height: 850 } });
});
afterEach(async (task) => {
  await keepScreenshots(context, task);
  await context.close();
  await scene.close();
});

async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await browser.newContext({ timezoneId: 'Europe/Moscow', ...options });
  context.setDefaultTimeout(8000);
  page = await context.newPage();
  faults.length = 0;
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/u.test(message.text()))
      faults.push(message.text());
  });
}

async function signIn(): Promise<void> {
  await page.goto(scene.url);
  await page.getByLabel('Ваше имя').fill('Анна');
  await page.getByLabel('Ключ доступа').fill(ACCESS_KEY);
  await page.getByRole('button', { name: 'Войти' }).click();
  await row('Мария Соколова').waitFor();
}

const row = (name: string) => page.locator('.row', { hasText: name });
const bubbles = () => page.locator('.thread .bubble');
const box = () => page.locator('.box');
const shot = (name: string) => page.screenshot({ path: `${SHOTS}/desk-${name}.png` });

async function openKettle(): Promise<void> {
  await row('Мария Соколова').click();
  await bubbles().getByText('Вот он').waitFor();
}

describe('signing in', () => {
  test('a wrong key is told in words, the right one opens the list', async () => {
    await page.goto(scene.url);
    await page.getByLabel('Ваше имя').fill('Анна');
    await page.getByLabel('Ключ доступа').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('Ключ доступа неверный').waitFor();
    await shot('sign-in');
    await page.getByLabel('Ключ доступа').fill(ACCESS_KEY);
    await page.keyboard.press('Enter');
    await row('Мария Соколова').waitFor();
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(6);
    await shot('list');
  });

  test('signing out leads back, and a reload does not come in again', async () => {
    await signIn();
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.getByRole('button', { name: 'Войти' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Войти' }).waitFor();
    await expect.poll(() => page.getByText('Мария Соколова').count(), PATIENT).toBe(0);
  });
});

describe('a conversation', () => {
  test('shows the case, who said what, and marks it read', async () => {
    await signIn();
    await expect.poll(() => page.title()).toBe('(2) Обращения · Firstline');
    await openKettle();
    await page.locator('.card').getByText('FL-20418').waitFor();
    await page.locator('.card').getByText('Ответ не найден').waitFor();
    await expect.poll(() => page.locator('.entry.customer').count(), PATIENT).toBe(4);
    await expect.poll(() => page.locator('.entry.bot').count(), PATIENT).toBe(3);
    await expect.poll(() => page.locator('.entry.note').count(), PATIENT).toBe(1);
    await expect.poll(() => page.title()).toBe('(1) Обращения · Firstline');
    await expect
      .poll(() =>
        page
          .locator('.thumb img')
          .evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
      )
      .toBe(true);
    await shot('conversation');
    await page.locator('.card .thumb').click();
    await page.locator('.viewer img').waitFor();
    await shot('photo');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.viewer').count(), PATIENT).toBe(0);
  });

  test('take, reply, note and close, by hand', async () => {
    await signIn();
    await openKettle();
    await page.getByRole('button', { name: 'Взять' }).click();
    await page.getByRole('button', { name: 'Отпустить' }).waitFor();
    await box().fill('Не включайте его, пожалуйста.');
    await box().press('Enter');
    await page.locator('.entry.operator', { hasText: 'Не включайте' }).waitFor();
    await page.locator('.mode.note').click();
    await box().fill('Позвонить на склад');
    await shot('note');
    await box().press('Control+Enter');
    await page.locator('.entry.note', { hasText: 'Позвонить на склад' }).waitFor();
    await page.locator('[data-move=close]').click();
    await page.getByText('Закрыть обращение 1042?').waitFor();
    await shot('close');
    await page.locator('dialog .primary').click();
    await page.getByText('Обращение закрыто. Если клиент напишет снова').waitFor();
    expect(scene.events.map((event) => event.body.kind)).toEqual(['take', 'reply', 'note', 'close']);
    await shot('closed');
  });

  test('two strokes at the beginning make a note', async () => {
    await signIn();
    await openKettle();
    await box().pressSequentially('// для своих');
    await expect.poll(() => page.locator('.composer.is-note').count(), PATIENT).toBe(1);
    await box().press('Enter');
    await page.locator('.entry.note', { hasText: 'для своих' }).waitFor();
    await expect.poll(() => scene.events[0]?.body).toMatchObject({ kind: 'note', text: 'для своих' });
  });

  test('a photo is attached, shown and sent', async () => {
    await signIn();
    await openKettle();
    await page.locator('input[type=file]').setInputFiles(`${import.meta.dirname}/../fixtures/kettle.jpg`);
    await page.locator('.chip.done').waitFor();
    await box().fill('Такой же?');
    await shot('attach');
    await box().press('Enter');
    await page.locator('.entry.operator .thumb').waitFor();
    await expect
      .poll(() => scene.events[0]?.body)
      .toMatchObject({
        kind: 'reply',
        files: [{ kind: 'photo', name: 'kettle.jpg' }],
      });
  });

  test('a customer’s words appear by themselves, in the list and in the title too', async () => {
    await signIn();
    await openKettle();
    await scene.customerSays('kettle', 'Я жду ответа');
    await bubbles().getByText('Я жду ответа').waitFor();
    await scene.customerSays('delay', 'Привезли, спасибо!');
    await page.locator('.row.unread', { hasText: 'Привезли, спасибо!' }).waitFor();
    await page.locator('.toast', { hasText: 'Игорь Лапшин' }).waitFor();
    await expect.poll(() => page.title()).toBe('(2) Обращения · Firstline');
    await shot('live');
  });

  test('a reply that cannot get through waits, and goes out once with the same key', async () => {
    await signIn();
    await openKettle();
    scene.broken = true;
    await box().fill('Дойдёт потом');
    await box().press('Enter');
    const mine = page.locator('.entry.operator', { hasText: 'Дойдёт потом' });
    await mine.getByText('пробуем ещё раз').waitFor();
    await shot('retrying');
    await page.reload();
    await mine.waitFor();
    scene.broken = false;
    await expect.poll(() => scene.events.length, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(() => page.locator('.entry[data-delivery=pending] >> text=пробуем').count(), PATIENT)
      .toBe(0);
    await expect.poll(() => mine.count(), PATIENT).toBe(1);
  });

  test('a session that ends under one’s hands loses no words', async () => {
    await signIn();
    await openKettle();
    await context.clearCookies();
    await box().fill('Написано без сеанса');
    await box().press('Enter');
    await page.getByText('Сеанс закончился').waitFor();
    await page.getByLabel('Ключ доступа').fill(ACCESS_KEY);
    await page.keyboard.press('Enter');
    await page.locator('.entry.operator', { hasText: 'Написано без сеанса' }).waitFor();
    await expect.poll(() => scene.events.length).toBe(1);
  });

  test('a line for the staff stands in the conversation', async () => {
    await signIn();
    await openKettle();
    await scene.notice('kettle', 'Покупатель заблокировал бота');
    await page.locator('.event.notice', { hasText: 'Покупатель заблокировал бота' }).waitFor();
  });

  test('a draft is kept while another request is looked at', async () => {
    await signIn();
    await openKettle();
    await box().fill('Черновик');
    await row('Игорь Лапшин').click();
    await page.locator('.head', { hasText: 'Игорь' }).waitFor();
    expect(await box().inputValue()).toBe('');
    await row('Мария Соколова').click();
    await page.locator('.head', { hasText: 'Мария' }).waitFor();
    expect(await box().inputValue()).toBe('Черновик');
  });
});

describe('finding', () => {
  test('filters and search narrow the list', async () => {
    await signIn();
    await page.locator('[data-filter=mine]').click();
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(2);
    await page.locator('[data-filter=closed]').click();
    await row('Светлана').waitFor();
    await page.locator('[data-filter=all]').click();
    await page.getByLabel('Номер, имя или тема').fill('пералня');
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(1);
    await page.getByLabel('Номер, имя или тема').fill('слон');
    await page.getByText('По запросу «слон» ничего не нашлось.').waitFor();
    await shot('empty');
  });

  test('the keyboard does it all, under a Cyrillic layout too', async () => {
    await signIn();
    await page.keyboard.press('j');
    await page.locator('.head', { hasText: 'Мария' }).waitFor();
    await page.keyboard.press('j');
    await page.locator('.head', { hasText: 'Петя' }).waitFor();
    await page.keyboard.press('k');
    await page.locator('.head', { hasText: 'Мария' }).waitFor();
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'к', code: 'KeyR', bubbles: true })),
    );
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByText('Следующее обращение').waitFor();
    await shot('help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await page.getByRole('button', { name: 'Отпустить' }).waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });
});

describe('looks', () => {
  test('markup in names and texts is shown as it was typed and runs nowhere', async () => {
    await signIn();
    await row('Eve').click();
    await bubbles().getByText('<img src=x onerror').waitFor();
    await page.locator('.card').getByText('<svg onload=').waitFor();
    await page.locator('.who h2').hover();
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    await expect.poll(() => page.locator('#desk iframe, #desk script, .bubble a').count(), PATIENT).toBe(0);
    expect(faults).toEqual([]);
  });

  test('on a phone list and conversation are two screens', async () => {
    await context.close();
    await open({ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true });
    await signIn();
    await shot('phone-list');
    await openKettle();
    expect(await page.locator('.left').isVisible()).toBe(false);
    await shot('phone-conversation');
    await page.getByRole('button', { name: 'Подробности' }).click();
    await page.locator('.card').getByText('FL-20418').waitFor();
    await shot('phone-card');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.goBack();
    await row('Мария Соколова').waitFor();
    expect(await page.locator('.right').isVisible()).toBe(false);
  });

  test('in the dark, in English, in a narrow window', async () => {
    await context.close();
    await open({ viewport: { width: 1000, height: 800 }, colorScheme: 'dark' });
    await signIn();
    await page.getByLabel('Язык').selectOption('en');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await openKettle();
    await page.getByText('What the bot tried').waitFor();
    await shot('dark-narrow');
    await page.setViewportSize({ width: 1360, height: 850 });
    await shot('dark');
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('in Bulgarian', async () => {
    await signIn();
    await page.getByLabel('Язык').selectOption('bg');
    await row('Елена Димитрова').click();
    await page.locator('.composer').getByText('Отговор', { exact: true }).waitFor();
    await shot('bulgarian');
    expect(faults).toEqual([]);
  });
});
