// Signing in to the web desk: who gets in, who does not, and what a foreign page cannot do.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionInfo } from '../../../src/desks/web/wire.ts';
import { cookieOf, OperatorBrowser, problemCode, PUBLIC_URL, startKit, type Kit } from './kit.ts';

const MINUTE = 60_000;
let kit: Kit;

beforeEach(async () => {
  kit = await startKit();
});
afterEach(() => kit.close());

function whoAmI(cookie: string, from: Kit = kit) {
  return from.app.inject({ method: 'GET', url: '/desk/api/session', headers: { cookie } });
}

function tryKey(remoteAddress: string, key: string, headers: Record<string, string> = {}) {
  const payload = { name: 'Анна', key };
  return kit.app.inject({ method: 'POST', url: '/desk/api/session', payload, remoteAddress, headers });
}

describe('signing in', () => {
  test('the access key opens a session under the name given', async () => {
    const response = await kit.signIn('  Анна   Петрова ');
    const session = await whoAmI(cookieOf(response));
    expect(response.statusCode).toBe(200);
    expect(session.json<SessionInfo>().operator).toEqual({ id: 'web:анна петрова', name: 'Анна Петрова' });
  });

  test('the cookie is kept from scripts and other sites', async () => {
    const cookie = String((await kit.signIn()).headers['set-cookie']);
    expect(cookie).toMatch(
      /^firstline_desk=[\w.-]+; Max-Age=43200; Path=\/desk; HttpOnly; SameSite=Strict$/u,
    );
  });

  test('over https the cookie is never sent without it', async () => {
    const secure = await startKit({ secureCookies: true });
    expect(String((await secure.signIn()).headers['set-cookie'])).toMatch(/; Secure$/u);
    await secure.close();
  });

  test.each([
    ['a wrong key', { name: 'Анна', key: 'wrong' }, 401, 'WRONG_KEY'],
    ['an empty key', { name: 'Анна', key: '' }, 401, 'WRONG_KEY'],
    ['no name', { name: ' \u200b ', key: 'x' }, 400, 'NO_NAME'],
    ['a name without end', { name: 'я'.repeat(61), key: 'x' }, 400, 'LONG_NAME'],
    ['another shape', { name: ['Анна'], key: 1 }, 400, 'BAD_BODY'],
  ])('%s is refused', async (_case, payload, status, code) => {
    const response = await kit.app.inject({ method: 'POST', url: '/desk/api/session', payload });
    expect([response.statusCode, problemCode(response)]).toEqual([status, code]);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('a session ends after twelve hours', async () => {
    const cookie = cookieOf(await kit.signIn());
    kit.clock.advance(12 * 60 * MINUTE - 1000);
    expect((await whoAmI(cookie)).statusCode).toBe(200);
    kit.clock.advance(1000);
    expect((await whoAmI(cookie)).statusCode).toBe(401);
  });

  test('a session outlives a restart, but not a change of the access key', async () => {
    const cookie = cookieOf(await kit.signIn());
    const again = await startKit({ clock: kit.clock });
    const rekeyed = await startKit({ clock: kit.clock, accessKey: 'another key' });
    expect((await whoAmI(cookie, again)).statusCode).toBe(200);
    expect((await whoAmI(cookie, rekeyed)).statusCode).toBe(401);
    await again.close();
    await rekeyed.close();
  });

  test.each([
    ['a changed signature', (cookie: string) => `${cookie.slice(0, -4)}AAAA`],
    ['no algorithm', () => `firstline_desk=${unsigned()}`],
    ['rubbish', () => 'firstline_desk=%%%'],
  ])('a token with %s is nobody’s', async (_case, forge) => {
    const cookie = cookieOf(await kit.signIn());
    expect((await whoAmI(forge(cookie))).statusCode).toBe(401);
  });

  test('signing out removes the cookie and refuses the old one', async () => {
    const browser = await OperatorBrowser.signedIn(kit);
    const response = await browser.send({ method: 'DELETE', url: '/desk/api/session' });
    expect(response.statusCode).toBe(204);
    expect(String(response.headers['set-cookie'])).toMatch(/^firstline_desk=; Max-Age=0;/u);
    expect((await browser.get('/desk/api/session')).statusCode).toBe(401);
  });
});

describe('guessing the access key', () => {
  test('ten wrong keys shut an address out for a quarter of an hour, the right key included', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await kit.signIn('Анна', 'wrong')).statusCode).toBe(401);
    }
    const shut = await kit.signIn();
    expect([shut.statusCode, problemCode(shut), shut.headers['retry-after']]).toEqual([
      429,
      'LOCKED_OUT',
      '900',
    ]);
    expect(shut.json<{ detail: string }>().detail).toBe(
      'Too many wrong access keys from this address. Try again in 15 minutes.',
    );
    kit.clock.advance(15 * MINUTE);
    expect((await kit.signIn()).statusCode).toBe(200);
  });

  test('only the guesser is shut out', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await tryKey('203.0.113.5', 'wrong');
    expect((await tryKey('203.0.113.5', 'wrong')).statusCode).toBe(429);
    expect((await tryKey('198.51.100.7', 'wrong')).statusCode).toBe(401);
  });

  test('a made-up forwarding header gives no fresh attempts', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await tryKey('203.0.113.5', 'wrong', { 'x-forwarded-for': `192.0.2.${String(attempt)}` });
    }
    const next = await tryKey('203.0.113.5', 'wrong', { 'x-forwarded-for': '192.0.2.99' });
    expect(next.statusCode).toBe(429);
  });

  test('a right key forgives the wrong ones before it', async () => {
    for (let attempt = 0; attempt < 9; attempt += 1) await kit.signIn('Анна', 'wrong');
    await kit.signIn();
    expect((await kit.signIn('Анна', 'wrong')).statusCode).toBe(401);
    expect((await kit.signIn()).statusCode).toBe(200);
  });
});

describe('requests from elsewhere', () => {
  const take = { method: 'POST', url: '/desk/api/tickets/t1/take', payload: { id: 'client-key' } } as const;

  test.each([
    ['without the CSRF token', { 'x-csrf-token': '' }, 'CSRF'],
    ['with another session’s token', { 'x-csrf-token': 'A'.repeat(43) }, 'CSRF'],
    ['from another site', { origin: 'https://evil.example' }, 'FOREIGN_ORIGIN'],
    ['from a sandboxed frame', { origin: 'null' }, 'FOREIGN_ORIGIN'],
  ])('an act %s is refused', async (_case, headers, code) => {
    kit.memory.open({ id: 't1' });
    const browser = await OperatorBrowser.signedIn(kit);
    const response = await browser.send({ ...take, headers });
    expect([response.statusCode, problemCode(response)]).toEqual([403, code]);
    expect(kit.events).toEqual([]);
  });

  test.each([PUBLIC_URL, 'http://192.168.1.20:3000'])(
    'an act from our own page at %s is taken',
    async (origin) => {
      kit.memory.open({ id: 't1' });
      const browser = await OperatorBrowser.signedIn(kit);
      const response = await browser.send({ ...take, headers: { origin, host: '192.168.1.20:3000' } });
      expect(response.statusCode).toBe(202);
    },
  );

  test('another site cannot sign anybody in', async () => {
    const response = await tryKey('203.0.113.5', 'wrong', { origin: 'https://evil.example' });
    expect(problemCode(response)).toBe('FOREIGN_ORIGIN');
  });

  test.each([
    ['GET', '/desk/api/session'],
    ['DELETE', '/desk/api/session'],
    ['GET', '/desk/api/tickets'],
    ['GET', '/desk/api/tickets/t1'],
    ['POST', '/desk/api/tickets/t1/reply'],
    ['POST', '/desk/api/tickets/t1/note'],
    ['POST', '/desk/api/tickets/t1/take'],
    ['POST', '/desk/api/tickets/t1/release'],
    ['POST', '/desk/api/tickets/t1/close'],
    ['POST', '/desk/api/upload'],
    ['GET', '/desk/api/files/local/1'],
    ['GET', '/desk/api/events'],
    ['HEAD', '/desk/api/tickets'],
  ] as const)('%s %s tells a stranger nothing', async (method, url) => {
    kit.memory.open({ id: 't1', subject: 'Секрет' });
    const response = await kit.app.inject({ method, url, ...(method === 'POST' && { payload: {} }) });
    expect(response.statusCode).toBe(401);
    expect(response.body).not.toContain('Секрет');
  });
});

function unsigned(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'web:eve', name: 'Eve', jti: 'x', aud: 'firstline-desk', exp: 99_999_999_999 };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
