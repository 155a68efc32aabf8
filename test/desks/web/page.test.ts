// The desk page as it is served: what it may load, and that its settings are checked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webDesk } from '../../../src/desks/web/web-desk.ts';
import { silentLog } from '../../../src/system/log.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { MemoryBindings } from '../../fakes/telegram-parts.ts';
import { StaffList } from '../../fakes/staff-list.ts';
import { cardOf, MemoryDesk, MemoryFiles } from '../../fakes/desk-memory.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { startKit, type Kit } from './kit.ts';

let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

describe('the page', () => {
  test.each(['/desk', '/desk/'])('%s is the shell in the desk’s language, without a session', async (url) => {
    const { statusCode, headers, body } = await kit.app.inject({ method: 'GET', url });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<html lang="ru">');
  });

  test('loads nothing from elsewhere and runs nothing inline', async () => {
    const { headers, body } = await kit.app.inject({ method: 'GET', url: '/desk' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/https?:|<script(?![^>]+src=)|<style| on\w+=/u);
  });

  test('its script, styles and icon are where the shell says, and may be kept for good', async () => {
    const { body } = await kit.app.inject({ method: 'GET', url: '/desk' });
    const urls = [...body.matchAll(/(?:src|href)="([^"]+)"/gu)].map((match) => match[1]!);
    expect(urls).toHaveLength(3);
    for (const url of urls) {
      const { statusCode, headers } = await kit.app.inject({ method: 'GET', url });
      expect([url, statusCode]).toEqual([url, 200]);
      expect(headers['cache-control']).toContain('immutable');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('no part of the page writes markup', async () => {
    const { body } = await kit.app.inject({ method: 'GET', url: '/desk/desk.js' });
    expect(body.length).toBeGreaterThan(1000);
    expect(body).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/u);
  });
});

describe('settings', () => {
  const options = {
    reader: new MemoryDesk(),
    files: new MemoryFiles(),
    sessionKey: new Uint8Array(32),
    publicUrl: 'https://help.example.com',
    locale: 'en',
    cardOf,
    board: fakeBoard(),
    staff: new StaffList(),
    audit: new StaffList(),
    bindings: new MemoryBindings(),
    clock: manualClock(),
    newId: () => 'id',
    log: silentLog,
    secureCookies: true,
  } as const;

  test.each([['a short session key', { sessionKey: new Uint8Array(31) }, '32 bytes']])(
    '%s is refused at once',
    (_case, change, words) => {
      expect(() => webDesk({ ...options, ...change })).toThrow(words);
    },
  );

  test('the desk has its name and no limit on its rate', () => {
    const desk = webDesk(options);
    expect([desk.name, desk.rate]).toEqual(['web', undefined]);
  });
});
