// What an operator does with a request, by mouse and by keyboard alone, and how two of them see each other's work.
import { describe, expect, test } from 'vitest';
import { PATIENT, useDesk } from './desk-kit.ts';

const kit = useDesk();
const bodies = () => kit.scene.events.map(({ body }) => body);

describe('acts', () => {
  test('take, and close by asking the customer', async () => {
    const { page, open, head, window, shot } = await kit.signedIn();
    await open('Мария Соколова');
    await head.getByRole('button', { name: 'Взять' }).click();
    await page.getByText('Обращение у оператора: Анна').first().waitFor();
    await head.getByRole('button', { name: 'Закрыть' }).click();
    await window.getByText('Закрыть обращение 1042?').waitFor();
    expect(await window.getByText('не спрашивая').count()).toBe(0);
    await shot('close');
    await window.getByRole('button', { name: 'Спросить и закрыть' }).click();
    await head.getByText('Спросили клиента').waitFor();
    expect(bodies()).toEqual([{ kind: 'take' }, { kind: 'close' }]);
  });

  test('a manager closes without asking, and opens it again', async () => {
    const { page, open, head, window } = await kit.signedIn('Вера');
    await open('Мария Соколова');
    await page.keyboard.press('c');
    await window.getByRole('button', { name: 'Закрыть, не спрашивая' }).click();
    await page.getByText('Обращение закрыто. Если клиент').waitFor();
    await page.locator('.composer-closed').getByRole('button', { name: 'Открыть снова' }).click();
    await head.getByText('Открыто').waitFor();
    expect(bodies()).toEqual([{ kind: 'close', unasked: true }, { kind: 'reopen' }]);
  });

  test('a request is given to a colleague who is on shift', async () => {
    const { page, open, head, window, row } = await kit.signedIn();
    await open('Мария Соколова');
    await head.getByRole('button', { name: 'Передать…' }).click();
    await window.getByText('ждёт 1 обращение').waitFor();
    await window.getByRole('option', { name: /Борис Ильин на смене до/u }).click();
    await row('Мария Соколова').getByText('Борис Ильин').waitFor();
    await head.getByText('Обращение у оператора: Борис Ильин.').waitFor();
    await page.locator('.event', { hasText: 'Обращение передано: Анна → Борис Ильин' }).waitFor();
    expect(bodies()).toMatchObject([{ kind: 'assign', to: { id: 'staff:2' } }]);
  });

  test('put aside until tomorrow morning it leaves the list for its own view', async () => {
    const { page, open, window, row } = await kit.signedIn();
    await open('Мария Соколова');
    await page.keyboard.press('s');
    await window.getByRole('option', { name: /До завтрашнего утра/u }).click();
    await expect.poll(() => row('Мария Соколова').count(), PATIENT).toBe(0);
    await page.locator('[data-filter=snoozed]').click();
    await row('Мария Соколова').waitFor();
    const asleep = page.locator('.warning', { hasText: 'Отложено до' });
    await asleep.getByRole('button', { name: 'Вернуть сейчас' }).click();
    await expect.poll(() => asleep.count(), PATIENT).toBe(0);
    expect(bodies()).toMatchObject([{ kind: 'snooze' }, { kind: 'wake' }]);
  });

  test('a day and an hour can be named', async () => {
    const { page, open, window } = await kit.signedIn();
    await open('Мария Соколова');
    await page.keyboard.press('s');
    await window.getByRole('option', { name: 'Другое время…' }).click();
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await window.getByLabel('День и время').fill(`${day}T10:30`);
    await window.getByRole('button', { name: 'Отложить' }).click();
    await expect
      .poll(bodies, PATIENT)
      .toEqual([{ kind: 'snooze', until: new Date(`${day}T10:30:00+03:00`) }]);
  });

  test('merging shows the other request first, and refuses a number that there is not', async () => {
    const { page, open, window, shot } = await kit.signedIn();
    await open('Мария Соколова');
    await page.keyboard.press('g');
    await window.getByLabel('Номер другого обращения').fill('77');
    await window.getByText('Обращения 77 нет.').waitFor();
    await window.getByLabel('Номер другого обращения').fill('1041');
    await window.getByText('Заказ FL-20377 задерживается').waitFor();
    await window.getByText('убедитесь, что это тот же человек').waitFor();
    await shot('merge');
    await window.getByRole('button', { name: 'Объединить с 1041' }).click();
    await page.getByText('Объединено с обращением 1041').first().waitFor();
    await page.getByText('Обращение перенесено в №1041').waitFor();
    expect(await page.getByRole('button', { name: 'Открыть снова' }).count()).toBe(0);
    expect(bodies()).toEqual([{ kind: 'merge', into: 1041 }]);
  });

  test('a customer is blocked after a question, and unblocked', async () => {
    const { page, open, window, head } = await kit.signedIn();
    await open('Мария Соколова');
    await page.keyboard.press('b');
    await window.getByText('Заблокировать: Мария Соколова?').waitFor();
    await window.getByRole('button', { name: 'Заблокировать клиента…' }).click();
    await head.getByText('Клиент заблокирован').waitFor();
    await head.getByRole('button', { name: 'Разблокировать клиента' }).click();
    await expect.poll(() => head.getByText('Клиент заблокирован').count(), PATIENT).toBe(0);
    expect(bodies()).toEqual([{ kind: 'block' }, { kind: 'unblock' }]);
  });
});

describe('the keyboard alone', () => {
  test('walks, takes, sets, moves and answers', async () => {
    const { page, head, box, window, shot } = await kit.signedIn();
    const press = (key: string) => page.keyboard.press(key);
    await press('j');
    await head.getByText('Петя').waitFor();
    await press('j');
    await head.getByText('Мария Соколова').waitFor();
    await press('t');
    await head.getByRole('button', { name: 'Закрыть' }).waitFor();
    await page.getByText('Обращение у оператора: Анна').first().waitFor();
    await press('p');
    await page.keyboard.type('сроч');
    await press('Enter');
    await head.getByText('Срочно').waitFor();
    await press('q');
    await window.getByRole('option', { name: /Специалисты/u }).waitFor();
    await press('ArrowDown');
    await press('ArrowUp');
    await page.keyboard.type('спец');
    await press('Enter');
    await head.getByText('Специалисты').waitFor();
    await press('l');
    await page.keyboard.type('Engl');
    await press('Enter');
    await press('r');
    await page.keyboard.type('Здравствуйте!');
    await press('Enter');
    await page.locator('.entry.operator', { hasText: 'Здравствуйте!' }).waitFor();
    await press('Escape');
    await press('Control+k');
    await window.getByRole('option', { name: /Отпустить/u }).waitFor();
    await press('Escape');
    await window.waitFor({ state: 'detached' });
    await press('?');
    await window.getByText('Цитировать клиента').waitFor();
    await shot('help');
    await press('Escape');
    await window.waitFor({ state: 'detached' });
    await press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    expect(await box.inputValue()).toBe('');
    expect(bodies()).toMatchObject([
      { kind: 'take' },
      { kind: 'priority', priority: 'urgent' },
      { kind: 'tier', tier: 3, queue: 'specialists' },
      { kind: 'language', locale: 'en' },
      { kind: 'reply', text: 'Здравствуйте!' },
    ]);
  });

  test('keys go by their place, so that a Cyrillic layout works too', async () => {
    const { page, open, box } = await kit.signedIn();
    await open('Мария Соколова');
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'к', code: 'KeyR', bubbles: true })),
    );
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('a key counts at once behind a choice, before the page is drawn again', async () => {
    const { page, head, box, window } = await kit.signedIn();
    await page.keyboard.press('j');
    await head.getByText('Петя').waitFor();
    await page.keyboard.press('p');
    await window.getByRole('option', { name: 'Срочно' }).waitFor();
    await page.evaluate(() => {
      const press = (key: string, code: string): unknown =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }),
        );
      press('Enter', 'Enter');
      press('r', 'KeyR');
    });
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await window.waitFor({ state: 'detached' });
    await page.keyboard.type('Сейчас посмотрю');
    expect(await box.inputValue()).toBe('Сейчас посмотрю');
  });
});

describe('together', () => {
  test('two operators see each other’s work on the same request', async () => {
    const anna = await kit.signedIn('Анна');
    const boris = await kit.signedIn('Борис Ильин');
    await anna.open('Мария Соколова');
    await boris.open('Мария Соколова');
    await anna.page.keyboard.press('t');
    await boris.head.getByText('Обращение у оператора: Анна.').waitFor();
    await anna.box.fill('Разбираюсь.');
    await anna.box.press('Enter');
    await boris.page.locator('.entry.operator', { hasText: 'Разбираюсь.' }).waitFor();
    await boris.page.keyboard.press('n');
    await boris.box.fill('Партию отозвали.');
    await boris.box.press('Enter');
    await anna.page.locator('.entry.note', { hasText: 'Партию отозвали.' }).waitFor();
    await kit.scene.customerSays('kettle', 'Жду');
    await anna.bubbles.getByText('Жду', { exact: true }).waitFor();
    await boris.bubbles.getByText('Жду', { exact: true }).waitFor();
    expect(kit.faults).toEqual([]);
  });

  test('a customer’s words appear by themselves, in the list and in the title too', async () => {
    const { page, open, bubbles } = await kit.signedIn();
    await open('Мария Соколова');
    await kit.scene.customerSays('kettle', 'Я жду ответа');
    await bubbles.getByText('Я жду ответа').waitFor();
    await kit.scene.customerSays('delay', 'Привезли, спасибо!');
    await page.locator('.row.unread', { hasText: 'Привезли, спасибо!' }).waitFor();
    await page.locator('.toast', { hasText: 'Игорь Лапшин' }).click();
    await page.locator('.head', { hasText: 'Игорь Лапшин' }).waitFor();
  });

  test('a line for the staff stands in the conversation', async () => {
    const { page, open } = await kit.signedIn();
    await open('Мария Соколова');
    await kit.scene.notice('kettle', 'Покупатель заблокировал бота');
    await page.locator('.event.notice', { hasText: 'Покупатель заблокировал бота' }).waitFor();
  });
});
