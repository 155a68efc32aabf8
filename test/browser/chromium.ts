// Starts Debian's chromium, and keeps a picture of every page that a failed test had open.
import { mkdir } from 'node:fs/promises';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import type { TestContext } from 'vitest';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SCREENSHOTS = `${import.meta.dirname}/screenshots`;

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

/** Call it in `afterEach`, before the context is closed. */
export async function keepScreenshots(context: BrowserContext, { task }: TestContext): Promise<void> {
  if (task.result?.state !== 'fail') return;
  await mkdir(SCREENSHOTS, { recursive: true });
  const name = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  for (const [index, page] of context.pages().entries()) {
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${String(index + 1)}.png` });
  }
}
