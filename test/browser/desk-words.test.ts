// What an operator says: replies, notes, quotes, files, changes and removals, macros and articles, drafts.
import { describe, expect, test } from 'vitest';
import { PATIENT, useDesk } from './desk-kit.ts';

const kit = useDesk();
const bodies = () => kit.scene.events.map(({ body }) => body);

describe('a conversation', () => {
  test('shows the case, who said what, and marks it read', async () => {
    const { page, open, panel, shot } = await kit.signedIn();
    await open('Мария Соколова');
    await panel.getByText('FL-20418').waitFor();
    await panel.getByText('Ответ не найден').waitFor();
    await expect.poll(() => page.locator('.entry.customer').count(), PATIENT).toBe(4);
    await expect.poll(() => page.locator('.entry.bot').count(), PATIENT).toBe(3);
    await expect.poll(() => page.locator('.entry.note').count(), PATIENT).toBe(1);
    await expect.poll(() => page.title(), PATIENT).toBe('(1) Обращения · Firstline');
    await expect
      .poll(
        () =>
          page
            .locator('.thumb img')
            .evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
        PATIENT,
      )
      .toBe(true);
    await shot('conversation');
    await panel.locator('.thumb').click();
    await page.locator('.viewer img').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.viewer').count(), PATIENT).toBe(0);
  });

  test('the panel tells of the customer’s other requests and how the clocks were counted', async () => {
    const { open, panel, head } = await kit.signedIn();
    await open('Мария Соколова');
    await panel.getByRole('tab', { name: 'Сроки' }).click();
    await panel.getByText('10:02 первый ответ: пошло, 30 мин').waitFor();
    await panel.getByRole('tab', { name: 'История' }).click();
    await panel.getByRole('button', { name: /Чек для возврата/u }).click();
    await expect.poll(() => head.textContent(), PATIENT).toContain('Светлана');
  });

  test('Tab and two strokes turn a reply into a note', async () => {
    const { page, open, box } = await kit.signedIn();
    await open('Мария Соколова');
    await box.pressSequentially('// для своих');
    await expect.poll(() => page.locator('.composer.is-note').count(), PATIENT).toBe(1);
    await box.press('Enter');
    await page.locator('.entry.note', { hasText: 'для своих' }).waitFor();
    await box.press('Tab');
    await box.fill('И ещё');
    await box.press('Enter');
    await page.locator('.entry.note', { hasText: 'И ещё' }).waitFor();
    expect(bodies()).toMatchObject([
      { kind: 'note', text: 'для своих' },
      { kind: 'note', text: 'И ещё' },
    ]);
  });

  test('a reply quotes the message that it answers, and a press on the quote leads there', async () => {
    const { page, open, box, shot } = await kit.signedIn();
    await open('Мария Соколова');
    const asked = page.locator('.entry.customer', { hasText: 'это опасно' });
    await asked.hover();
    await asked.getByRole('button', { name: 'Цитировать' }).click();
    await page.locator('.strip', { hasText: 'а если пахнет гарью' }).waitFor();
    await box.fill('Опасно: отключите его.');
    await shot('quote');
    await box.press('Enter');
    const quoted = page.locator('.entry.operator button.quoted', { hasText: 'а если пахнет гарью' });
    await quoted.click();
    await page.locator('.entry.customer.shown').waitFor();
    expect(bodies()).toMatchObject([{ kind: 'reply', quotes: 'telegram-12' }]);
  });

  test('one’s own reply is changed and taken back; another’s is not', async () => {
    const { page, open, box, window, shot } = await kit.signedIn();
    await open('Мария Соколова');
    await box.fill('Не включайте его, пожалуста.');
    await box.press('Enter');
    const mine = page.locator('.entry.operator[data-ref]');
    await mine.getByText('пожалуста').waitFor();
    await box.press('ArrowUp');
    await page.locator('.strip', { hasText: 'Правка отправленного ответа' }).waitFor();
    expect(await box.inputValue()).toBe('Не включайте его, пожалуста.');
    await box.fill('Не включайте его, пожалуйста.');
    await box.press('Enter');
    await mine.getByText('изменено').waitFor();
    await shot('edited');
    await mine.hover();
    await mine.getByRole('button', { name: 'Что можно сделать' }).click();
    await page.getByRole('menuitem', { name: 'Удалить' }).click();
    await window.getByRole('button', { name: 'Удалить' }).click();
    await page.locator('.entry.operator.removed', { hasText: 'Сообщение убрано' }).waitFor();
    expect(bodies().map(({ kind }) => kind)).toEqual(['reply', 'edit', 'delete']);
    const note = page.locator('.entry.note', { hasText: 'третий случай' });
    await note.hover();
    await note.getByRole('button', { name: 'Что можно сделать' }).click();
    await page.getByRole('menuitem', { name: 'Скопировать' }).waitFor();
    expect(await page.getByRole('menuitem').count()).toBe(1);
  });

  test('a photo is attached, shown and sent', async () => {
    const { page, open, box } = await kit.signedIn();
    await open('Мария Соколова');
    await page.locator('input[type=file]').setInputFiles(`${import.meta.dirname}/../fixtures/kettle.jpg`);
    await page.locator('.chip.done').waitFor();
    await box.fill('Такой же?');
    await box.press('Enter');
    await page.locator('.entry.operator .thumb').waitFor();
    expect(bodies()).toMatchObject([{ kind: 'reply', files: [{ kind: 'photo', name: 'kettle.jpg' }] }]);
  });

  test('a reply that cannot get through waits, and goes out once with the same key', async () => {
    const { page, open, box } = await kit.signedIn();
    await open('Мария Соколова');
    kit.scene.broken = true;
    await box.fill('Дойдёт потом');
    await box.press('Enter');
    const mine = page.locator('.entry.operator', { hasText: 'Дойдёт потом' });
    await mine.getByText('пробуем ещё раз').waitFor();
    await page.reload();
    await mine.waitFor();
    kit.scene.broken = false;
    await expect.poll(() => kit.scene.events.length, PATIENT).toBe(1);
    await expect.poll(() => mine.getByText('пробуем').count(), PATIENT).toBe(0);
    await expect.poll(() => mine.count(), PATIENT).toBe(1);
  });

  test('words and acts arrive in the order in which they were done, however slow the line', async () => {
    const { page, open, box } = await kit.signedIn();
    await open('Мария Соколова');
    await box.blur();
    const held: (() => void)[] = [];
    await page.route(/\/(?:act|reply)$/u, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await page.keyboard.press('t');
    await box.fill('Закрываю, всё отправлено');
    await box.press('Enter');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('s');
    await page.getByRole('option', { name: /До завтрашнего утра/u }).click();
    for (const kinds of [['take'], ['take', 'reply'], ['take', 'reply', 'snooze']]) {
      await expect.poll(() => held.length, PATIENT).toBe(1);
      held.splice(0).forEach((goOn) => goOn());
      await expect.poll(() => bodies().map(({ kind }) => kind), PATIENT).toEqual(kinds);
    }
  });

  test('a draft with its quote is kept while another request is looked at, and over a reload', async () => {
    const { page, open, box } = await kit.signedIn();
    await open('Мария Соколова');
    await page.keyboard.press('y');
    await box.fill('Черновик');
    await open('Игорь Лапшин');
    expect(await box.inputValue()).toBe('');
    await open('Мария Соколова');
    await expect.poll(() => box.inputValue(), PATIENT).toBe('Черновик');
    await page.reload();
    await page.locator('.strip', { hasText: 'Скажите, им вообще' }).waitFor();
    expect(await box.inputValue()).toBe('Черновик');
  });
});

describe('ready words', () => {
  test('a stroke opens the macros; Enter puts the one found into the box', async () => {
    const { open, box, window, shot } = await kit.signedIn();
    await open('Мария Соколова');
    await box.pressSequentially('/');
    await window.getByPlaceholder('Найти макрос').waitFor();
    await window.getByRole('option', { name: 'Приветствие' }).waitFor();
    await window.getByPlaceholder('Найти макрос').fill('прибор');
    await window.getByText('держите его отключённым').waitFor();
    await shot('macros');
    await window.getByPlaceholder('Найти макрос').press('Enter');
    await expect.poll(() => box.inputValue(), PATIENT).toContain('держите его отключённым');
    expect(bodies()).toEqual([]);
  });

  test('Ctrl+Enter sends the macro as it is', async () => {
    const { page, open, window } = await kit.signedIn();
    await open('Мария Соколова');
    await page.keyboard.press('m');
    await window.getByRole('option', { name: 'Попросить чек' }).click();
    await page.keyboard.press('Control+Enter');
    await page.locator('.entry.operator', { hasText: 'фото чека или номер заказа' }).waitFor();
    expect(bodies()).toEqual([{ kind: 'macro', macro: 'receipt' }]);
  });

  test('a suggested article is read before it is sent; others are found by words', async () => {
    const { page, open, window } = await kit.signedIn();
    await open('Мария Соколова');
    await page.locator('.suggestion', { hasText: 'Прибор пахнет гарью' }).click();
    await window.getByText('Отключите прибор от сети').waitFor();
    await window.getByPlaceholder('Найти статью').fill('курьер');
    await window.getByText('Курьер звонит за час').waitFor();
    await window.getByRole('button', { name: 'Отправить' }).click();
    await page.locator('.entry.bot', { hasText: 'Курьер звонит за час' }).waitFor();
    expect(bodies()).toEqual([{ kind: 'answer', article: 'courier' }]);
  });
});
