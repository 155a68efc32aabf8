import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dotenv from 'dotenv';
import { describe, expect, test } from 'vitest';
import { readConfig, VARIABLES } from '../src/config.ts';

describe('the configuration', () => {
  test('with nothing set, everything has a working default', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      DATABASE_URL: 'file:data/firstline.db',
      DEFAULT_LOCALE: 'ru',
      TIME_ZONE: 'Europe/Moscow',
      WEBCHAT_ALLOWED_ORIGINS: ['*'],
    });
  });

  test('.env.example names every variable, each under a comment, and works as it is', () => {
    const text = readFileSync('.env.example', 'utf8');
    expect(Object.keys(dotenv.parse(text)).sort()).toEqual([...VARIABLES].sort());
    for (const [index, line] of text.split('\n').entries()) {
      if (/^[A-Z_]+=/u.test(line)) expect(text.split('\n')[index - 1], line).toMatch(/^#/u);
    }
    expect(readConfig(dotenv.parse(text))).toEqual(readConfig({}));
  });

  test.each([
    ['PORT', 'eighty', 'PORT: must be a whole number'],
    ['PORT', '70000', 'PORT: must be at most 65535'],
    ['PUBLIC_URL', 'shop.example', 'PUBLIC_URL: must be a web address'],
    ['TRUSTED_PROXIES', '127.0.0.1, proxy.example', 'TRUSTED_PROXIES: must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES: must be addresses or networks'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL: must begin with file:'],
    ['TELEGRAM_BOT_TOKEN', 'abc', "TELEGRAM_BOT_TOKEN: must be a bot's token"],
    ['DEFAULT_LOCALE', 'de', 'DEFAULT_LOCALE: must be one of: ru, en, bg'],
    ['DESK_LOCALE', 'de', 'DESK_LOCALE: must be one of: ru, en, bg'],
    ['TIME_ZONE', 'Moscow', 'TIME_ZONE: must be an IANA time zone'],
    ['DESK_ADMIN_KEY', 'short', 'DESK_ADMIN_KEY: must have at least 12 characters'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: must be one of'],
    ['ORDER_NUMBER_PATTERN', '(', 'ORDER_NUMBER_PATTERN: must be a regular expression'],
    ['WEBCHAT_ALLOWED_ORIGINS', 'shop', 'WEBCHAT_ALLOWED_ORIGINS: '],
    ['MICROSOFT_APP_ID', 'x', 'MICROSOFT_APP_PASSWORD: must be set together with MICROSOFT_APP_ID'],
    ['TELEGRAM_WEBHOOK_URL', 'https://x.example', 'TELEGRAM_WEBHOOK_SECRET: must be set together'],
    ['DESK_TELEGRAM_CHAT_ID', '-100123', 'DESK_TELEGRAM_CHAT_ID: needs a bot'],
  ])('%s=%s is refused with its name, the reason and an example', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
    expect(() => readConfig({ [name]: value })).toThrow(/Example: [A-Z_]+=\S/u);
  });

  test('proxies are a list of addresses, networks and known names', () => {
    const { TRUSTED_PROXIES } = readConfig({ TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::/8 , 192.0.2.1' });
    expect(TRUSTED_PROXIES).toEqual(['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.1']);
  });

  test('a wrong secret is not quoted', () => {
    expect(() => readConfig({ TELEGRAM_BOT_TOKEN: 'my-secret-token' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('my-secret-token') as string }) as Error,
    );
  });

  test('nothing but config and its caller reads process.env', () => {
    const readers = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && readFileSync(join('src', name), 'utf8').includes('process.env'),
    );
    expect(readers).toEqual([expect.stringContaining('environment.ts')]);
  });
});
