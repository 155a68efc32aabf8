// Guessing at names and keys: who is shut out, for how long, and who is not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEY, problemCode, setCookies, startKit, type Kit } from './kit.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HOME = '198.51.100.7';
const GUESSER = '203.0.113.5';
let kit: Kit;

beforeEach(async () => {
  kit = await startKit();
});
afterEach(() => kit.close());

const tryFrom = (remoteAddress: string, name: string, key: string, headers: Record<string, string> = {}) =>
  kit.signIn(name, key, { remoteAddress, headers });

async function wrong(times: number, name = 'Анна', address = GUESSER): Promise<void> {
  for (let attempt = 0; attempt < times; attempt += 1) await tryFrom(address, name, 'wrong');
}

const status = async (attempt: Promise<{ statusCode: number }>): Promise<number> =>
  (await attempt).statusCode;

describe('guessing', () => {
  test('ten wrong tries shut an address out for a quarter of an hour, with a right key as well', async () => {
    await wrong(10);
    const shut = await tryFrom(GUESSER, 'Вера', KEY);
    expect([shut.statusCode, problemCode(shut), shut.headers['retry-after']]).toEqual([
      429,
      'LOCKED_OUT',
      '900',
    ]);
    expect(shut.json<{ detail: string }>().detail).toContain('Try again in 15 minutes');
    kit.clock.advance(15 * MINUTE);
    expect(await status(tryFrom(GUESSER, 'Вера', KEY))).toBe(200);
  });

  test('ten wrong tries shut a name out, from wherever each of them came', async () => {
    for (let one = 0; one < 10; one += 1) await wrong(1, ' АННА ', `203.0.113.${String(one)}`);
    expect(await status(tryFrom(HOME, 'Анна', KEY))).toBe(429);
    expect(await status(tryFrom(HOME, 'Борис', KEY))).toBe(200);
  });

  test('a name that nobody has is shut out all the same', async () => {
    for (let one = 0; one < 10; one += 1) await wrong(1, 'Ева', `203.0.113.${String(one)}`);
    expect(await status(tryFrom(HOME, 'Ева', KEY))).toBe(429);
  });

  test('each time it takes longer', async () => {
    const waits: unknown[] = [];
    for (let round = 0; round < 7; round += 1) {
      await wrong(10);
      const { headers } = await tryFrom(GUESSER, 'Анна', KEY);
      waits.push(Number(headers['retry-after']) / 60);
      kit.clock.advance(Number(headers['retry-after']) * 1000);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 480]);
  });

  test('after a day of quiet it begins with a quarter of an hour again', async () => {
    await wrong(10);
    kit.clock.advance(24 * HOUR);
    await wrong(10);
    expect((await tryFrom(GUESSER, 'Анна', KEY)).headers['retry-after']).toBe('900');
  });

  test('wrong tries that lie far apart do not add up', async () => {
    for (let one = 0; one < 12; one += 1) {
      expect(await status(tryFrom(HOME, 'Анна', 'wrong'))).toBe(401);
      kit.clock.advance(15 * MINUTE);
    }
  });

  test('a right key forgives the wrong ones before it', async () => {
    await wrong(9, 'Анна', HOME);
    await tryFrom(HOME, 'Анна', KEY);
    expect(await status(tryFrom(HOME, 'Анна', 'wrong'))).toBe(401);
    expect(await status(tryFrom(HOME, 'Анна', KEY))).toBe(200);
  });

  test('tries made all at once are counted one by one', async () => {
    const all = Array.from({ length: 30 }, () => status(tryFrom(GUESSER, 'Анна', 'wrong')));
    expect((await Promise.all(all)).filter((one) => one === 401).length).toBeLessThanOrEqual(10);
  });

  test('the addresses of one IPv6 network are one guesser', async () => {
    for (let one = 0; one < 10; one += 1)
      await wrong(1, `Имя ${String(one)}`, `2001:db8:0:7::${String(one)}`);
    expect(await status(tryFrom('2001:db8:0:7:ffff::1', 'Анна', KEY))).toBe(429);
    expect(await status(tryFrom('2001:db8:0:8::1', 'Анна', KEY))).toBe(200);
  });

  test('is on record once for each lock, without what was typed', async () => {
    await wrong(12);
    const line = {
      at: kit.clock.now(),
      operator: { id: 'staff:1', name: 'Анна' },
      desk: 'web',
      outcome: 'done',
    };
    expect(kit.people.lines).toEqual([
      { ...line, act: 'locked-out', detail: 'address' },
      { ...line, act: 'locked-out', detail: 'name' },
    ]);
  });

  test('a stranger’s name is not on record', async () => {
    await wrong(10, 'secret-key-typed-as-name');
    expect(kit.people.lines).toHaveLength(2);
    expect(JSON.stringify(kit.people.lines)).not.toContain('secret');
  });
});

describe('behind a proxy', () => {
  test('a made-up forwarding header gives no fresh attempts', async () => {
    for (let one = 0; one < 10; one += 1) {
      await tryFrom('10.0.0.9', 'Анна', 'wrong', { 'x-forwarded-for': `192.0.2.${String(one)}` });
    }
    expect(await status(tryFrom('10.0.0.9', 'Вера', KEY, { 'x-forwarded-for': '192.0.2.99' }))).toBe(429);
  });

  test('a proxy that is named is believed about who comes through it', async () => {
    const proxied = await startKit({ proxies: ['10.0.0.9'] });
    const through = (client: string, key: string) =>
      proxied.signIn('Вера', key, { remoteAddress: '10.0.0.9', headers: { 'x-forwarded-for': client } });
    for (let one = 0; one < 9; one += 1) await through('192.0.2.1', 'wrong');
    await proxied.signIn('Ева', 'wrong', {
      remoteAddress: '10.0.0.9',
      headers: { 'x-forwarded-for': '192.0.2.1' },
    });
    expect(await status(through('192.0.2.1', KEY))).toBe(429);
    expect(await status(through('192.0.2.2', KEY))).toBe(200);
    await proxied.close();
  });
});

describe('a browser in which somebody signed in before', () => {
  async function mark(name = 'Анна'): Promise<string> {
    return setCookies(await tryFrom(HOME, name, KEY))[1]?.split(';')[0] ?? '';
  }

  test('is not shut out by a stranger’s guesses at the name, nor by those from its own address', async () => {
    const cookie = await mark();
    await wrong(10, 'Анна', HOME);
    expect(await status(tryFrom(HOME, 'Анна', KEY))).toBe(429);
    expect(await status(tryFrom(HOME, 'Анна', KEY, { cookie }))).toBe(200);
  });

  test('has ten tries of its own', async () => {
    const cookie = await mark();
    for (let one = 0; one < 10; one += 1) await tryFrom(HOME, 'Анна', 'wrong', { cookie });
    expect(await status(tryFrom(HOME, 'Анна', KEY, { cookie }))).toBe(429);
  });

  test.each([
    ['for another name', (cookie: string) => cookie, 'Вера'],
    ['with a changed mark', (cookie: string) => `${cookie.slice(0, -3)}AAA`, 'Анна'],
  ])('counts as any other %s', async (_case, change, name) => {
    const cookie = change(await mark());
    await wrong(10, name);
    expect(await status(tryFrom(HOME, name, KEY, { cookie }))).toBe(429);
  });
});
