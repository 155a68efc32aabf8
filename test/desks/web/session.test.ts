// Signing in to the web desk: who gets in, for how long, and what a foreign page cannot do.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionInfo } from '../../../src/desks/web/wire.ts';
import {
  cookieOf,
  KEY,
  OperatorBrowser,
  problemCode,
  PUBLIC_URL,
  setCookies,
  staffOfThree,
  startKit,
  type Kit,
} from './kit.ts';
import { MemoryBindings } from '../../fakes/telegram-parts.ts';

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;
let kit: Kit;

beforeEach(async () => {
  kit = await startKit();
});
afterEach(() => kit.close());

function whoAmI(cookie: string, from: Kit = kit) {
  return from.app.inject({ method: 'GET', url: '/desk/api/session', headers: { cookie } });
}

describe('signing in', () => {
  test.each([
    ['Анна', 'staff:1', 'operator'],
    ['  вера ', 'staff:3', 'manager'],
  ])('%s comes in with the own key, as on the staff list', async (name, id, role) => {
    const response = await kit.signIn(name);
    expect(response.statusCode).toBe(200);
    const me = (await whoAmI(cookieOf(response))).json<SessionInfo>();
    expect([me.operator.id, me.role]).toEqual([id, role]);
    expect(response.json()).toEqual(me);
  });

  test('the cookies are kept from scripts and other sites', async () => {
    const [session, browser] = setCookies(await kit.signIn());
    expect(session).toMatch(
      /^firstline_desk=[\w.-]+; Max-Age=43200; Path=\/desk; HttpOnly; SameSite=Strict$/u,
    );
    expect(browser).toMatch(
      /^firstline_desk_known=[\w.-]+; Max-Age=15552000; Path=\/desk\/api\/session; HttpOnly; SameSite=Strict$/u,
    );
  });

  test('over https the cookies are never sent without it', async () => {
    const secure = await startKit({ secureCookies: true });
    for (const cookie of setCookies(await secure.signIn())) expect(cookie).toMatch(/; Secure$/u);
    await secure.close();
  });

  test.each([
    ['a wrong key', { name: 'Анна', key: 'wrong' }, 401, 'WRONG_KEY'],
    ['an empty key', { name: 'Анна', key: '' }, 401, 'WRONG_KEY'],
    ['an unknown name', { name: 'Ева', key: 'wrong' }, 401, 'WRONG_KEY'],
    ['an unknown name with a colleague’s key', { name: 'Ева', key: KEY }, 401, 'WRONG_KEY'],
    ['no name', { name: ' \u200b ', key: 'x' }, 400, 'NO_NAME'],
    ['a name without end', { name: 'я'.repeat(61), key: 'x' }, 400, 'LONG_NAME'],
    ['another shape', { name: ['Анна'], key: 1 }, 400, 'BAD_BODY'],
  ])('%s is refused', async (_case, payload, status, code) => {
    const response = await kit.app.inject({ method: 'POST', url: '/desk/api/session', payload });
    expect([response.statusCode, problemCode(response)]).toEqual([status, code]);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('a wrong name and a wrong key hear the same words', async () => {
    const name = await kit.signIn('Ева', 'wrong');
    const key = await kit.signIn('Анна', 'wrong');
    expect(name.body).toBe(key.body);
  });

  test('nobody comes in while the staff list is empty', async () => {
    kit.people.change('Анна', { active: false });
    kit.people.change('Борис', { active: false });
    kit.people.change('Вера', { active: false });
    expect((await kit.signIn('Ева', '')).statusCode).toBe(401);
  });

  test('is on record, as is signing out', async () => {
    const anna = await OperatorBrowser.signedIn(kit);
    await anna.send({ method: 'DELETE', url: '/desk/api/session' });
    const line = {
      at: kit.clock.now(),
      operator: { id: 'staff:1', name: 'Анна' },
      desk: 'web',
      outcome: 'done',
    };
    expect(kit.people.lines).toEqual([
      { ...line, act: 'sign-in' },
      { ...line, act: 'sign-out' },
    ]);
  });
});

describe('a session', () => {
  test('ends after twelve hours', async () => {
    const cookie = cookieOf(await kit.signIn());
    kit.clock.advance(12 * HOUR - SECOND);
    expect((await whoAmI(cookie)).statusCode).toBe(200);
    kit.clock.advance(SECOND);
    expect((await whoAmI(cookie)).statusCode).toBe(401);
  });

  test('outlives a restart, but not a new key', async () => {
    const people = await staffOfThree();
    const before = await startKit({ people, clock: kit.clock });
    const cookie = cookieOf(await before.signIn());
    await before.close();
    const after = await startKit({ people, clock: kit.clock });
    expect((await whoAmI(cookie, after)).statusCode).toBe(200);
    people.renewKey('Анна', 'another key', kit.clock.now());
    kit.clock.advance(5 * SECOND);
    expect((await whoAmI(cookie, after)).statusCode).toBe(401);
    await after.close();
  });

  test('is over within five seconds of a new key, and the new key opens another at once', async () => {
    const old = cookieOf(await kit.signIn());
    await whoAmI(old);
    kit.people.renewKey('Анна', 'another key', kit.clock.now());
    const fresh = cookieOf(await kit.signIn('Анна', 'another key'));
    expect((await whoAmI(fresh)).statusCode).toBe(200);
    kit.clock.advance(5 * SECOND);
    expect((await whoAmI(old)).statusCode).toBe(401);
    expect((await whoAmI(fresh)).statusCode).toBe(200);
  });

  test('is over within five seconds of its holder leaving, whose key opens no other', async () => {
    const cookie = cookieOf(await kit.signIn());
    await whoAmI(cookie);
    kit.people.change('Анна', { active: false });
    kit.clock.advance(5 * SECOND);
    expect((await whoAmI(cookie)).statusCode).toBe(401);
    expect((await kit.signIn()).statusCode).toBe(401);
  });

  test('takes on a new role without signing in again', async () => {
    const cookie = cookieOf(await kit.signIn());
    kit.people.change('Анна', { role: 'manager' });
    kit.clock.advance(5 * SECOND);
    expect((await whoAmI(cookie)).json<SessionInfo>().role).toBe('manager');
  });

  test('of somebody who was added a moment ago is good at once', async () => {
    await whoAmI(cookieOf(await kit.signIn()));
    await kit.people.add('Глеб', KEY);
    expect((await whoAmI(cookieOf(await kit.signIn('Глеб')))).statusCode).toBe(200);
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

  test('signed out is signed out after a restart too, and whoever was not is still in', async () => {
    const bindings = new MemoryBindings();
    const people = await staffOfThree();
    const before = await startKit({ bindings, people });
    const left = await OperatorBrowser.signedIn(before);
    const stayed = await OperatorBrowser.signedIn(before, 'Борис');
    await left.send({ method: 'DELETE', url: '/desk/api/session' });
    await before.close();
    const after = await startKit({ bindings, people });
    expect((await whoAmI(left.headers['cookie'] ?? '', after)).statusCode).toBe(401);
    expect((await whoAmI(stayed.headers['cookie'] ?? '', after)).statusCode).toBe(200);
    await after.close();
  });
});

describe('requests from elsewhere', () => {
  const take = {
    method: 'POST',
    url: '/desk/api/tickets/t1/act',
    payload: { id: 'client-key', act: { kind: 'take' } },
  } as const;

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
    const response = await kit.signIn('Анна', KEY, { headers: { origin: 'https://evil.example' } });
    expect(problemCode(response)).toBe('FOREIGN_ORIGIN');
  });

  test.each([
    ['GET', '/desk/api/session'],
    ['DELETE', '/desk/api/session'],
    ['GET', '/desk/api/tickets'],
    ['GET', '/desk/api/tickets/t1'],
    ['POST', '/desk/api/tickets/t1/reply'],
    ['POST', '/desk/api/tickets/t1/note'],
    ['POST', '/desk/api/tickets/t1/act'],
    ['GET', '/desk/api/tickets/t1/macros'],
    ['GET', '/desk/api/tickets/t1/articles'],
    ['GET', '/desk/api/tickets/t1/past'],
    ['GET', '/desk/api/board'],
    ['POST', '/desk/api/shift'],
    ['GET', '/desk/api/audit'],
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
  const claims = { sub: 'staff:1', keySince: 0, jti: 'x', aud: 'firstline-desk', exp: 99_999_999_999 };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
