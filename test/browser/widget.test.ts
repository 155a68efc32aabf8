// The widget in a real browser against the real web chat server; the bot's part is a script of the test.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../src/model/channel.ts';
import type { OutboxId } from '../../src/model/ids.ts';
import type { Accept, Address, InboundMessage, OutboundMessage } from '../../src/model/message.ts';
import { plain } from '../../src/model/rich-text.ts';
import { PNG } from '../fakes/photos.ts';
import { startWebchat, type WebchatServer } from '../fakes/webchat-server.ts';
import { keepScreenshots, launchChromium } from './chromium.ts';

/** The page may still be moving when it is looked at. */
const PATIENT = { timeout: 25_000 };

const GREETING = 'Здравствуйте! Чем помочь?';
const CHOICES = [
  { label: 'Где мой заказ', value: 'n1:order' },
  { label: 'Гарантия', value: 'n1:warranty' },
];

/** Runs in the page: gives a photo to the field as a person does. */
const giveFile = (kind: 'paste' | 'drop'): string => `{
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob('${PNG.toString('base64')}'), (sign) => sign.charCodeAt(0));
  data.items.add(new File([bytes], '${kind}.png', { type: 'image/png' }));
  const options = { bubbles: true, composed: true, cancelable: true };
  document.querySelector('firstline-chat').shadowRoot.querySelector('textarea').dispatchEvent(
    '${kind}' === 'paste'
      ? new ClipboardEvent('paste', { ...options, clipboardData: data })
      : new DragEvent('drop', { ...options, dataTransfer: data }),
  );
}`;

/** Runs in the page: lets the token run out, as after a night. */
const EXPIRE_TOKEN = `{
  const key = Object.keys(localStorage).find((name) => name.startsWith('firstline:session'));
  const session = JSON.parse(localStorage.getItem(key));
  localStorage.setItem(key, JSON.stringify({ ...session, token: 'expired', expires: 0 }));
}`;

let sent = 0;

function say(channel: Channel, to: Address, text: string, more: Partial<OutboundMessage> = {}) {
  sent += 1;
  const message = { text: plain(text), speaker: { kind: 'bot' }, locale: 'ru', ...more } as const;
  return channel.send(to, message, `out-${String(sent)}` as OutboxId);
}

/** Greets, says back what it hears, and is silent when asked to be. */
const script =
  (channel: Channel): Accept<InboundMessage> =>
  async ({ from, body }) => {
    if (body.kind === 'start') await say(channel, from, GREETING, { choices: CHOICES });
    if (body.kind === 'choice') await say(channel, from, `Выбрано: ${body.value}`);
    if (body.kind === 'files') await say(channel, from, `Файлов: ${String(body.files.length)}`);
    if (body.kind === 'text' && body.text !== 'тихо') await say(channel, from, `Вы написали: ${body.text}`);
  };

describe('the widget', () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: WebchatServer;
  let errors: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    errors = [];
    server = await startWebchat({ accept: script });
  });

  afterEach(async (task) => {
    await keepScreenshots(context, task);
    await context.close();
    await server.close();
    expect(errors).toEqual([]);
  });

  const visit = async (options: BrowserContextOptions = {}): Promise<Page> => {
    context = await browser.newContext({
      viewport: { width: 1200, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(`${server.url}/?lang=ru`);
    return page;
  };

  const launcher = (page: Page) => page.getByRole('button', { name: 'Открыть чат поддержки' });
  const panel = (page: Page) => page.getByRole('dialog', { name: 'Поддержка' });
  const field = (page: Page) => page.getByRole('textbox', { name: 'Напишите сообщение' });
  const log = (page: Page) => page.getByRole('log');

  const openChat = async (page: Page): Promise<void> => {
    await launcher(page).click();
    await log(page).getByText(GREETING).waitFor();
  };
  const write = async (page: Page, text: string): Promise<void> => {
    await field(page).fill(text);
    await field(page).press('Enter');
  };
  const bubbles = (page: Page) => page.locator('firstline-chat .bubble').count();
  const texts = () => server.accepted.map(({ body }) => (body.kind === 'text' ? body.text : body.kind));

  test('greets with buttons, answers, and takes a pressed button', async () => {
    const page = await visit();
    await openChat(page);
    await write(page, 'Где мой *заказ* <b>?');
    await log(page).getByText('Вы написали: Где мой *заказ* <b>?').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Гарантия' }).count(), PATIENT).toBe(0);

    await say(server.channel, server.accepted[0]!.from, 'Ещё вопрос?', { choices: CHOICES });
    await page.getByRole('button', { name: 'Гарантия', exact: true }).click();
    await log(page).getByText('Выбрано: n1:warranty').waitFor();
    expect(server.accepted.at(-1)!.body).toEqual({ kind: 'choice', value: 'n1:warranty' });
    expect(server.accepted[0]!.body).toEqual({ kind: 'start' });
    expect(server.accepted.at(-1)!.locale).toBe('ru');
    expect(await bubbles(page)).toBe(6);
  });

  test('shows a long answer from its beginning, also right after a pressed button', async () => {
    const page = await visit();
    await openChat(page);
    const to = server.accepted[0]!.from;
    const edges = async (text: string): Promise<{ line: number; top: number; bottom: number }> => {
      await log(page).getByText(text).waitFor();
      const line = (await log(page).getByText(text).boundingBox())!;
      const view = (await page.locator('firstline-chat .messages').boundingBox())!;
      return { line: line.y, top: view.y, bottom: view.y + view.height };
    };
    await say(server.channel, to, 'Что выбрать?', { choices: CHOICES });
    await page.getByRole('button', { name: 'Гарантия', exact: true }).click();
    await log(page).getByText('Выбрано: n1:warranty').waitFor();
    await say(server.channel, to, `Начало.\n${'Ещё строка.\n'.repeat(60)}Конец.`);
    await expect
      .poll(async () => {
        const { line, top, bottom } = await edges('Начало.');
        return line >= top && line < bottom;
      })
      .toBe(true);
  });

  test('causes no traffic until it is opened', async () => {
    const page = await visit();
    await launcher(page).waitFor();
    expect(server.accepted).toEqual([]);
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  test('shows who is speaking and that an answer is being written', async () => {
    const page = await visit();
    await openChat(page);
    await write(page, 'тихо');
    await page.getByText('Печатает ответ').waitFor({ state: 'attached' });
    const operator = { kind: 'operator', name: 'Марина' } as const;
    await say(server.channel, server.accepted[0]!.from, 'Это я', { speaker: operator });
    await log(page).getByText('Марина · оператор').waitFor();
    await page.getByText('Печатает ответ').waitFor({ state: 'detached' });
    await write(page, 'тихо');
    await vi.waitFor(() => expect(server.accepted).toHaveLength(3), PATIENT);
    await expect.poll(() => page.getByText('Печатает ответ').count(), PATIENT).toBe(0);
  });

  test('sends photos that are picked, pasted and dropped, and shows them large', async () => {
    const page = await visit();
    await openChat(page);
    const photo = { name: 'трещина.png', mimeType: 'image/png', buffer: PNG };
    await page.locator('firstline-chat input[type=file]').setInputFiles(photo);
    await page.getByRole('button', { name: 'Убрать трещина.png' }).waitFor();
    for (const kind of ['paste', 'drop'] as const) {
      await page.evaluate(giveFile(kind));
      await page.getByRole('button', { name: `Убрать ${kind}.png` }).waitFor();
    }
    await write(page, 'Вот фото');
    await log(page).getByText('Файлов: 3').waitFor();
    expect(server.accepted.at(-1)!.body).toMatchObject({ kind: 'files', caption: 'Вот фото' });

    await page.reload();
    await launcher(page).click();
    const picture = log(page).getByRole('img', { name: 'Фото: трещина.png' });
    await vi.waitFor(async () =>
      expect(
        await picture.evaluate((element: object) => 'naturalWidth' in element && element.naturalWidth),
      ).toBe(1),
    );
    await picture.click();
    await page.getByRole('dialog', { name: 'Фото: трещина.png' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Фото: трещина.png' }).waitFor({ state: 'detached' });
    expect(await panel(page).isVisible()).toBe(true);
  });

  test('says why a broken photo was not taken', async () => {
    const page = await visit();
    await openChat(page);
    const broken = { name: 'x.png', mimeType: 'image/png', buffer: PNG.subarray(0, 40) };
    await page.locator('firstline-chat input[type=file]').setInputFiles(broken);
    await page.getByRole('button', { name: 'Отправить' }).click();
    await log(page).getByText('Не отправлено.').waitFor();
    await write(page, 'дальше');
    await log(page).getByText('Вы написали: дальше').waitFor();
  });

  test('keeps the conversation over a reload, and after its token has run out', async () => {
    const page = await visit();
    await openChat(page);
    await write(page, 'Алло');
    await log(page).getByText('Вы написали: Алло').waitFor();
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('Вы написали: Алло').waitFor();
    expect(await bubbles(page)).toBe(3);

    await page.evaluate(EXPIRE_TOKEN);
    const resumed = page.waitForResponse('**/tokens/refresh');
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('Вы написали: Алло').waitFor();
    expect((await resumed).status()).toBe(200);
    await write(page, 'снова');
    await log(page).getByText('Вы написали: снова').waitFor();
    expect(new Set(server.accepted.map(({ from }) => from.chat)).size).toBe(1);
  });

  test('delivers exactly once what was written while the server was down', async () => {
    const page = await visit();
    await openChat(page);
    const { port, feed, files } = server;
    const before = server.accepted;
    await server.close();
    await page.getByText('Нет связи.').waitFor();
    await write(page, 'первое');
    await write(page, 'второе');
    await log(page).getByText('Отправится, когда появится связь').first().waitFor();

    server = await startWebchat({ port, feed, files, accept: script });
    await log(page).getByText('Вы написали: второе').waitFor({ timeout: 30_000 });
    await page.getByText('Нет связи.').waitFor({ state: 'hidden' });
    expect(texts()).toEqual(['первое', 'второе']);
    expect(before[0]!.from).toEqual(server.accepted[0]!.from);
    expect(await bubbles(page)).toBe(5);
    await expect.poll(() => log(page).getByText('Отправится').count(), PATIENT).toBe(0);
  });

  test('delivers after a reload what the last visit could not send', async () => {
    const page = await visit();
    await openChat(page);
    const pattern = '**/activities';
    await page.route(pattern, (route) => route.abort());
    await write(page, 'письмо');
    await log(page).getByText('письмо').waitFor();
    await page.unroute(pattern);
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('Вы написали: письмо').waitFor();
    expect(texts()).toEqual(['start', 'письмо']);
  });

  test('repeats a message whose acknowledgement was lost without doubling it', async () => {
    const page = await visit();
    await openChat(page);
    let lost = 0;
    await page.route('**/activities', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await write(page, 'один раз');
    await log(page).getByText('Вы написали: один раз').waitFor();
    await write(page, 'другое');
    await log(page).getByText('Вы написали: другое').waitFor();
    expect(new Set(server.accepted.map(({ id }) => id)).size).toBe(3);
    await expect.poll(() => log(page).getByText('один раз', { exact: true }).count(), PATIENT).toBe(1);
  });

  test('works in two tabs at once', async () => {
    const first = await visit();
    await openChat(first);
    const second = await context.newPage();
    await second.goto(`${server.url}/?lang=ru`);
    await launcher(second).click();
    await log(second).getByText(GREETING).waitFor();
    await write(second, 'из второй');
    await log(first).getByText('Вы написали: из второй').waitFor();
    expect(await bubbles(first)).toBe(3);
    expect(await bubbles(second)).toBe(3);
  });

  test('counts what came while it was closed', async () => {
    const page = await visit();
    await openChat(page);
    await page.keyboard.press('Escape');
    await say(server.channel, server.accepted[0]!.from, 'Ваш заказ выехал');
    await page.getByRole('button', { name: 'новых сообщений: 1' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'новых сообщений: 1' }).click();
    await log(page).getByText('Ваш заказ выехал').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Открыть чат поддержки', exact: true }).waitFor();
  });

  test('can be used with the keyboard alone', async () => {
    const page = await visit();
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await log(page).getByText(GREETING).waitFor();
    await page.keyboard.type('с клавиатуры');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('в две строки');
    await page.keyboard.press('Enter');
    await log(page).getByText('Вы написали: с клавиатуры').waitFor();
    expect(server.accepted.at(-1)!.body).toEqual({ kind: 'text', text: 'с клавиатуры\nв две строки' });

    await say(server.channel, server.accepted[0]!.from, 'Помогло?', { choices: CHOICES });
    await page.getByRole('button', { name: 'Гарантия', exact: true }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await log(page).getByText('Выбрано: n1:warranty').waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    const focused = await page.evaluate(
      `document.querySelector('firstline-chat').shadowRoot.activeElement.className`,
    );
    expect(focused).toBe('launcher');
  });

  test('fills a phone’s screen and keeps the focus inside', async () => {
    const page = await visit({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
    await openChat(page);
    await expect
      .poll(() => panel(page).boundingBox(), PATIENT)
      .toEqual({ x: 0, y: 0, width: 390, height: 780 });
    expect(await panel(page).getAttribute('aria-modal')).toBe('true');
    const inside = [];
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      inside.push(await page.evaluate('document.activeElement.tagName'));
    }
    expect(new Set(inside)).toEqual(new Set(['FIRSTLINE-CHAT']));
    await page.getByRole('button', { name: 'Закрыть чат' }).click();
    await launcher(page).waitFor();
  });

  test('shows formatting and never markup', async () => {
    const page = await visit();
    await openChat(page);
    const span = (text: string) => ({ kind: 'text', text }) as const;
    await server.channel.send(
      server.accepted[0]!.from,
      {
        speaker: { kind: 'bot' },
        locale: 'ru',
        text: [
          {
            kind: 'paragraph',
            spans: [
              { kind: 'strong', spans: [span('важно')] },
              span(' <img src=x onerror="window.hacked = 1"> '),
              { kind: 'link', href: 'https://shop.example/a', spans: [span('сайт')] },
              { kind: 'link', href: 'javascript:window.hacked=1', spans: [span('ловушка')] },
            ],
          },
          { kind: 'list', ordered: true, items: [[span('один')], [span('два')]] },
        ],
      },
      'formatted' as OutboxId,
    );
    await log(page).getByText('<img src=x').waitFor();
    const link = log(page).getByRole('link', { name: 'сайт' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    await expect.poll(() => log(page).getByRole('link').count(), PATIENT).toBe(1);
    await expect.poll(() => log(page).getByRole('listitem').count(), PATIENT).toBe(2);
    expect(await log(page).locator('strong').textContent()).toBe('важно');
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });

  test('opens from the page with words proposed', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Позвать человека' }).click();
    await log(page).getByText(GREETING).waitFor();
    expect(await field(page).inputValue()).toBe('Позовите оператора');
    expect(texts()).toEqual(['start']);
  });

  test('shows what an operator changed and took back, also to whoever comes later', async () => {
    const page = await visit();
    await openChat(page);
    const to = server.accepted[0]!.from;
    const speaker = { kind: 'operator', name: 'Марина' } as const;
    const change = (text: string): OutboundMessage => ({ text: plain(text), speaker, locale: 'ru' });
    const first = await say(server.channel, to, 'Приедет завтра', { speaker });
    const second = await say(server.channel, to, 'Это не вам', { speaker });
    await log(page).getByText('Это не вам').waitFor();
    await server.channel.edit!(to, first, change('Приедет **сегодня**'), 'edit-1' as OutboxId);
    await server.channel.remove!(to, second, 'remove-1' as OutboxId);

    const look = async (): Promise<void> => {
      const changed = page.locator('firstline-chat .row').filter({ hasText: 'Приедет **сегодня**' });
      await changed.getByText('изменено').waitFor();
      await log(page).getByText('Сообщение удалено').waitFor();
      expect(await log(page).getByText('Приедет завтра').count()).toBe(0);
      expect(await log(page).getByText('Это не вам').count()).toBe(0);
      expect(await log(page).getByText('изменено').count()).toBe(1);
      expect(await bubbles(page)).toBe(3);
    };
    await look();
    await page.reload();
    await launcher(page).click();
    await look();
  });

  test('shows whose words an operator quotes, above the answer', async () => {
    const page = await visit();
    await openChat(page);
    await write(page, 'тихо');
    await vi.waitFor(() => expect(server.accepted).toHaveLength(2), PATIENT);
    const { from, ref = '' } = server.accepted[1]!;
    const speaker = { kind: 'operator', name: 'Марина' } as const;
    await say(server.channel, from, 'Слышу вас', { speaker, replyTo: ref });
    const row = page.locator('firstline-chat .row.operator').filter({ hasText: 'Слышу вас' });
    await expect.poll(() => row.locator('blockquote').textContent(), PATIENT).toBe('тихо');
    await say(server.channel, from, 'Ничья цитата', { speaker, replyTo: 'unknown' });
    const other = page.locator('firstline-chat .row.operator').filter({ hasText: 'Ничья цитата' });
    await other.waitFor();
    expect(await other.locator('blockquote').count()).toBe(0);
  });

  describe('and its way into Telegram', () => {
    const LINK = 'https://t.me/firstline_shop_bot?start=c_once';
    const elsewhere = (page: Page) => page.getByRole('button', { name: 'Продолжить в Telegram' });

    const offering = async (link: () => Promise<string | undefined>): Promise<Address[]> => {
      const asked: Address[] = [];
      await server.close();
      const continueIn = {
        channel: 'telegram',
        link: (from: Address) => {
          asked.push(from);
          return link();
        },
      };
      server = await startWebchat({ accept: script, continueIn });
      return asked;
    };

    test('opens the bot with a one-time link for this very chat', async () => {
      const asked = await offering(() => Promise.resolve(LINK));
      const page = await visit();
      await context.route('https://t.me/**', (route) => route.fulfill({ body: 'Telegram' }));
      await openChat(page);
      const [tab] = await Promise.all([context.waitForEvent('page'), elsewhere(page).click()]);
      await tab.waitForURL(LINK);
      expect(asked).toEqual([server.accepted[0]!.from]);
      expect(await tab.evaluate('window.opener')).toBeNull();
      await page.bringToFront();
      await write(page, 'я ещё здесь');
      await log(page).getByText('Вы написали: я ещё здесь').waitFor();
    });

    test('says so when there is no link, leaves no empty tab, and works the next time', async () => {
      const links = [undefined, LINK];
      await offering(() => Promise.resolve(links.shift()));
      const page = await visit();
      await context.route('https://t.me/**', (route) => route.fulfill({ body: 'Telegram' }));
      await openChat(page);
      await elsewhere(page).click();
      await page.getByText('Ссылка пока не готова').waitFor();
      await expect.poll(() => context.pages().length, PATIENT).toBe(1);
      const [tab] = await Promise.all([context.waitForEvent('page'), elsewhere(page).click()]);
      await tab.waitForURL(LINK);
    });

    test('is not offered where there is none', async () => {
      const page = await visit();
      await openChat(page);
      expect(await elsewhere(page).count()).toBe(0);
    });
  });
});
