// What every test of the desk page needs: a scene, a browser, pages of operators who sign in, and the places on a page.
/// <reference lib="dom" />
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { keepScreenshots, launchChromium } from './chromium.ts';
import { KEY, startScene, type Scene } from './desk-scene.ts';

/** The page may still be moving when it is looked at. */
export const PATIENT = { timeout: 25_000 };

const SHOTS = `${import.meta.dirname}/screenshots`;
const DESKTOP: BrowserContextOptions = { viewport: { width: 1360, height: 850 } };
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
};

export interface DeskPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly row: (name: string) => Locator;
  readonly bubbles: Locator;
  readonly box: Locator;
  readonly head: Locator;
  readonly panel: Locator;
  /** The window that is open over the page. */
  readonly window: Locator;
  /** Fills the sign-in form and sends it. */
  readonly enter: (name?: string, key?: string) => Promise<void>;
  /** Opens the request of that customer. */
  readonly open: (name: string) => Promise<void>;
  readonly shot: (name: string) => Promise<unknown>;
}

export interface DeskKit {
  readonly scene: Scene;
  /** What pages complained about. */
  readonly faults: readonly string[];
  /** A page with the sign-in. */
  page(options?: BrowserContextOptions): Promise<DeskPage>;
  /** A page with somebody signed in; Анна and Борис Ильин are operators, Вера is a manager. */
  signedIn(name?: string, options?: BrowserContextOptions): Promise<DeskPage>;
}

/** To be called once at the top of a test file. */
export function useDesk(): DeskKit {
  let browser: Browser;
  let scene: Scene;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    faults.length = 0;
    scene = await startScene();
  });
  afterEach(async (task) => {
    for (const context of contexts.splice(0)) {
      await keepScreenshots(context, task);
      await context.close();
    }
    await scene.close();
  });

  async function page(options: BrowserContextOptions = DESKTOP): Promise<DeskPage> {
    const context = await browser.newContext({ timezoneId: 'Europe/Moscow', ...options });
    contexts.push(context);
    context.setDefaultTimeout(25_000);
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    opened.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        faults.push(message.text());
    });
    await opened.goto(scene.url);
    return deskPage(opened, context);
  }

  return {
    get scene() {
      return scene;
    },
    faults,
    page,
    async signedIn(name = 'Анна', options) {
      const desk = await page(options);
      await desk.enter(name);
      await desk.row('Мария Соколова').waitFor();
      return desk;
    },
  };
}

function deskPage(page: Page, context: BrowserContext): DeskPage {
  const bubbles = page.locator('.thread .bubble');
  return {
    page,
    context,
    row: (name) => page.locator('.row', { hasText: name }),
    bubbles,
    box: page.locator('.box'),
    head: page.locator('.head-area'),
    panel: page.locator('.panel'),
    window: page.locator('dialog[open]'),
    async enter(name = 'Анна', key = KEY) {
      await page.getByLabel('Ваше имя').fill(name);
      await page.getByLabel('Личный ключ').fill(key);
      await page.getByRole('button', { name: 'Войти' }).click();
    },
    async open(name) {
      await page.locator('.row', { hasText: name }).click();
      await page.locator('.head', { hasText: name }).waitFor();
      await bubbles.first().waitFor();
    },
    shot: (name) => page.screenshot({ path: `${SHOTS}/desk-${name}.png` }),
  };
}
