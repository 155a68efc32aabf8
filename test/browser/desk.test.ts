// An operator comes to the desk page: signing in and out, the list, the search, the shift, the settings.
import { describe, expect, test } from 'vitest';
import { PATIENT, useDesk } from './desk-kit.ts';

const kit = useDesk();

describe('signing in', () => {
  test('a wrong key is told in words, the right one opens the list', async () => {
    const { page, enter, row, shot } = await kit.page();
    await page.getByText('npm run operator -- add').waitFor();
    await enter('Анна', 'wrong');
    await page.getByText('Имя и ключ не подходят друг к другу').waitFor();
    await shot('sign-in');
    await enter();
    await row('Мария Соколова').waitFor();
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(5);
    await shot('list');
  });

  test('too many wrong keys lock the door for a while, and the page says for how long', async () => {
    const { page, enter } = await kit.page();
    for (let attempt = 1; attempt <= 11; attempt += 1) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/session'));
      await enter('Анна', `wrong-${String(attempt)}`);
      await answered;
    }
    await page.getByText('Слишком много неверных ключей').waitFor();
    expect(kit.faults).toEqual([]);
  });

  test('signing out leads back, and a reload does not come in again', async () => {
    const { page } = await kit.signedIn();
    await page.keyboard.press(',');
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.getByRole('button', { name: 'Войти' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Войти' }).waitFor();
    await expect.poll(() => page.getByText('Мария Соколова').count(), PATIENT).toBe(0);
  });

  test('a session that ends under one’s hands is renewed over the page, and loses no words', async () => {
    const { page, context, open, box, window, enter } = await kit.signedIn();
    await open('Мария Соколова');
    await context.clearCookies();
    await box.fill('Написано без сеанса');
    await box.press('Enter');
    await window.getByText('Сеанс закончился').waitFor();
    await enter();
    await page.locator('.entry.operator', { hasText: 'Написано без сеанса' }).waitFor();
    await expect.poll(() => kit.scene.events.length, PATIENT).toBe(1);
  });
});

describe('the list', () => {
  test('what burns is on top, with its time in words', async () => {
    const { page, row } = await kit.signedIn();
    const names = page.locator('.row-name');
    await expect.poll(() => names.first().textContent(), PATIENT).toBe('Петя');
    await row('Петя').getByText('просрочено 22 мин').waitFor();
    await row('Петя').getByText('Недоступен').waitFor();
    await row('Петя').getByText('Специалисты').waitFor();
    await row('Мария Соколова').getByText('через 7 мин').waitFor();
    await expect.poll(() => page.title(), PATIENT).toBe('(2) Обращения · Firstline');
  });

  test.each([
    { view: 'mine', rows: 2, of: 'Игорь Лапшин' },
    { view: 'nobody', rows: 2, of: 'Мария Соколова' },
    { view: 'late', rows: 1, of: 'Петя' },
    { view: 'closed', rows: 1, of: 'Светлана' },
  ])('the view "$view" holds what its name says', async ({ view, rows, of }) => {
    const { page, row } = await kit.signedIn();
    await page.locator(`[data-filter=${view}]`).click();
    await row(of).waitFor();
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(rows);
  });

  test('filters narrow it by queue, priority and person, and shutting them shows everything again', async () => {
    const { page, row } = await kit.signedIn();
    await page.getByRole('button', { name: 'Фильтры' }).click();
    await page.getByLabel('Очередь', { exact: true }).selectOption({ label: 'Специалисты' });
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(1);
    await page.getByLabel('Очередь', { exact: true }).selectOption('');
    await page.getByLabel('Приоритет', { exact: true }).selectOption('urgent');
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(1);
    await page.getByLabel('У кого', { exact: true }).selectOption({ label: 'Анна' });
    await page.getByText('Под фильтры ничего не подходит.').waitFor();
    await page.getByLabel('Приоритет', { exact: true }).selectOption('');
    await row('Елена Димитрова').waitFor();
    await page.getByRole('button', { name: 'Фильтры' }).click();
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(5);
  });

  test('search finds closed ones too, and says when it finds nothing', async () => {
    const { page, row, shot } = await kit.signedIn();
    await page.getByLabel('Номер, имя или тема').fill('чек для возврата');
    await row('Светлана').waitFor();
    await expect.poll(() => page.locator('.row').count(), PATIENT).toBe(1);
    await page.getByLabel('Номер, имя или тема').fill('слон');
    await page.getByText('По запросу «слон» ничего не нашлось.').waitFor();
    await shot('empty');
  });
});

describe('the desk itself', () => {
  test('going off shift asks first and says how much was handed over', async () => {
    const { page, window } = await kit.signedIn();
    await page.getByRole('switch', { name: 'На смене' }).click();
    await window.getByText('Обращений: 2.').waitFor();
    await window.getByRole('button', { name: 'Уйти со смены' }).click();
    await page.locator('.toast', { hasText: 'Передано обращений: 2.' }).waitFor();
    await expect
      .poll(() => page.getByRole('switch', { name: 'На смене' }).getAttribute('aria-checked'), PATIENT)
      .toBe('false');
  });

  test('a part that is not well is named with its cure', async () => {
    kit.scene.board.troubles = [{ name: 'Telegram', detail: 'Верните бота в группу.' }];
    const { page } = await kit.signedIn();
    await page.locator('.banner', { hasText: 'Верните бота в группу.' }).waitFor();
    await page.getByRole('button', { name: 'Скрыть' }).click();
    await expect.poll(() => page.locator('.banner').count(), PATIENT).toBe(0);
  });

  test('a page without a connection says so, and goes on by itself', async () => {
    const { page, context, row } = await kit.signedIn();
    await context.setOffline(true);
    await page.getByRole('switch', { name: 'На смене' }).waitFor();
    await page.locator('[data-filter=closed]').click();
    await page.locator('.banner.offline', { hasText: 'Нет связи' }).waitFor();
    await context.setOffline(false);
    await row('Светлана').waitFor();
    await expect.poll(() => page.locator('.banner.offline').count(), PATIENT).toBe(0);
  });

  test('managers see the figures and the log, operators do not', async () => {
    const { page, window, open, shot } = await kit.signedIn('Вера');
    await open('Мария Соколова');
    await page.keyboard.press('t');
    await page.getByText('Обращение у оператора: Вера').first().waitFor();
    await page.keyboard.press('v');
    await window.getByText('Решено сегодня').waitFor();
    await window.getByRole('button', { name: 'Журнал' }).click();
    await window.getByRole('row', { name: /Вера.*Взято.*#1042.*Страница/u }).waitFor();
    await shot('log');
    const other = await kit.signedIn('Анна');
    await expect.poll(() => other.page.getByRole('button', { name: 'Обзор' }).count(), PATIENT).toBe(0);
  });
});
