// How the desk page looks and to whom: phones, dark rooms, three languages, and texts that would like to be code.
import { describe, expect, test } from 'vitest';
import { PATIENT, PHONE, useDesk, type DeskPage } from './desk-kit.ts';

const kit = useDesk();

/** Whether nothing sticks out sideways. */
const fits = ({ page }: DeskPage) =>
  page.evaluate(
    () => document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth,
  );

describe('on a phone', () => {
  test('list, conversation and details are three screens, and back leads through them', async () => {
    const desk = await kit.signedIn('Анна', PHONE);
    const { page, open, row, panel, shot } = desk;
    expect(await fits(desk)).toBe(true);
    await shot('phone-list');
    await open('Мария Соколова');
    expect(await page.locator('.left').isVisible()).toBe(false);
    expect(await fits(desk)).toBe(true);
    await shot('phone-conversation');
    await page.getByRole('button', { name: 'Подробности' }).click();
    await panel.getByText('FL-20418').waitFor();
    expect(await fits(desk)).toBe(true);
    await shot('phone-details');
    await page.goBack();
    await expect.poll(() => panel.isVisible(), PATIENT).toBe(false);
    await page.goBack();
    await row('Мария Соколова').waitFor();
    expect(await page.locator('.right').isVisible()).toBe(false);
  });

  test('everything can be done with a thumb, in windows at the bottom', async () => {
    const desk = await kit.signedIn('Анна', PHONE);
    const { page, open, window, shot } = desk;
    await open('Мария Соколова');
    await page.getByRole('button', { name: 'Все действия' }).tap();
    const option = window.getByRole('option', { name: 'Приоритет…' });
    expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await shot('phone-acts');
    await option.tap();
    await window.getByRole('option', { name: 'Срочно' }).tap();
    await expect
      .poll(() => kit.scene.events[0]?.body, PATIENT)
      .toEqual({ kind: 'priority', priority: 'urgent' });
    const asked = page.locator('.entry.customer').last();
    await asked.getByRole('button', { name: 'Что можно сделать' }).tap();
    await page.getByRole('menuitem', { name: 'Цитировать' }).tap();
    await page.locator('.strip').waitFor();
    await page.getByRole('button', { name: 'Макросы (M)' }).tap();
    await window.getByRole('option', { name: 'Приветствие' }).waitFor();
    expect(await fits(desk)).toBe(true);
    await shot('phone-macros');
  });
});

describe('colours and languages', () => {
  test('dark by the system, light by hand, and it stays so', async () => {
    const { page, shot } = await kit.signedIn('Анна', {
      colorScheme: 'dark',
      viewport: { width: 1360, height: 850 },
    });
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await background()).toBe('rgb(14, 19, 18)');
    await shot('dark');
    await page.keyboard.press(',');
    await page.getByLabel('Цвета').selectOption('light');
    await expect.poll(background, PATIENT).toBe('rgb(239, 242, 241)');
    await page.reload();
    await page.locator('.row').first().waitFor();
    expect(await background()).toBe('rgb(239, 242, 241)');
  });

  test.each([
    { locale: 'en', reply: 'Reply', filter: 'All open', act: 'All actions' },
    { locale: 'bg', reply: 'Отговор', filter: 'Всички', act: 'Всички действия' },
  ])('in $locale, in a narrow window', async ({ locale, reply, filter, act }) => {
    const { page, open, shot } = await kit.signedIn('Анна', { viewport: { width: 1000, height: 780 } });
    await page.keyboard.press(',');
    await page.getByLabel('Язык', { exact: true }).selectOption(locale);
    await page.locator('[data-filter=open]', { hasText: filter }).waitFor();
    await open('Елена Димитрова');
    await page.locator('.mode.reply', { hasText: reply }).waitFor();
    await page.getByRole('button', { name: act }).click();
    await page.locator('dialog[open] [role=option]').first().waitFor();
    await shot(`in-${locale}`);
    await page.reload();
    await page.locator('[data-filter=open]', { hasText: filter }).waitFor();
    expect(kit.faults).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'every word stands out from what is behind it, in %s',
    async (scheme) => {
      const { page, open } = await kit.signedIn('Анна', {
        colorScheme: scheme,
        viewport: { width: 1360, height: 850 },
      });
      await open('Мария Соколова');
      await expect.poll(() => page.evaluate(faintWords), PATIENT).toEqual([]);
    },
  );
});

describe('markup', () => {
  test('in names and texts is shown as it was typed and runs nowhere', async () => {
    const { page, row, bubbles, panel } = await kit.signedIn();
    await row('Eve').click();
    await bubbles.getByText('<img src=x onerror').waitFor();
    await panel.getByText('<svg onload=').waitFor();
    await page.locator('.who h2').hover();
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    await expect.poll(() => page.locator('#desk iframe, #desk script, .bubble a').count(), PATIENT).toBe(0);
    expect(kit.faults).toEqual([]);
  });
});

/** Texts whose contrast against the nearest solid background is below 4.5 : 1; runs in the page. */
function faintWords(): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const channels = (colour: string): number[] => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb: number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): number[] => {
    if (!element) return channels(getComputedStyle(document.documentElement).backgroundColor);
    const colour = channels(getComputedStyle(element).backgroundColor);
    return (colour[3] ?? 0) > 250 ? colour : behind(element.parentElement);
  };
  const faint: string[] = [];
  for (const element of document.querySelectorAll('#desk *')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!isShown || words.every((node) => node.textContent?.trim() === '')) continue;
    if (element.closest(':disabled, .visually-hidden')) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${element.className}: ${contrast.toFixed(2)}`);
  }
  return [...new Set(faint)];
}
