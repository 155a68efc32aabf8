// The environment, checked once: every variable with its form, its default and an example.
import { isIP } from 'node:net';
import { z } from 'zod';
import { LOCALES } from './model/locale.ts';

/** An empty value in .env means "not set". */
const optional = <Schema extends z.ZodType>(schema: Schema): z.ZodType<z.infer<Schema> | undefined> =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const withDefault = <Schema extends z.ZodType>(schema: Schema, value: string): z.ZodType<z.infer<Schema>> =>
  z.preprocess((given) => (given === undefined || given === '' ? value : given), schema);

const whole = (min: number, max: number): z.ZodType<number> =>
  z.coerce
    .number<string>('must be a whole number')
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

const url = z
  .url({ protocol: /^https?$/u, error: 'must be a web address beginning with http:// or https://' })
  .transform((text) => text.replace(/\/+$/u, ''));

const timeZone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}, 'must be an IANA time zone');

const pattern = z.string().refine((text) => {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}, 'must be a regular expression');

/** An address, a network such as 10.0.0.0/8, or one of the names that proxy-addr knows. */
const proxy = z.string().refine((text) => {
  const [address = '', bits, ...more] = text.split('/');
  const version = more.length > 0 ? 0 : isIP(address);
  if (version === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text);
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}, 'must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, separated by commas');

const listed = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean),
);

const botToken = z.string().regex(/^\d+:[\w-]{20,}$/u, "must be a bot's token as BotFather gives it");

const schema = z.object({
  PORT: withDefault(whole(0, 65_535), '3000'),
  PUBLIC_URL: optional(url),
  TRUSTED_PROXIES: withDefault(listed.pipe(z.array(proxy)), ''),
  DATABASE_URL: withDefault(
    z.string().regex(/^(file:.+|:memory:)$/u, 'must begin with file:'),
    'file:data/firstline.db',
  ),
  TELEGRAM_BOT_TOKEN: optional(botToken),
  TELEGRAM_API_ROOT: withDefault(url, 'https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: optional(url),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z.string().regex(/^[\w-]{16,256}$/u, 'must be 16 to 256 letters, digits, "_" or "-"'),
  ),
  DESK_TELEGRAM_CHAT_ID: optional(whole(-9e15, 9e15)),
  DESK_TELEGRAM_BOT_TOKEN: optional(botToken),
  DESK_ADMIN_KEY: optional(z.string().min(12, 'must have at least 12 characters')),
  DESK_LOCALE: optional(z.enum(LOCALES, `must be one of: ${LOCALES.join(', ')}`)),
  WEBCHAT_ALLOWED_ORIGINS: withDefault(
    listed.pipe(
      z.array(
        z.union([
          z.literal('*'),
          z.url({
            protocol: /^https?$/u,
            error: 'must be origins such as https://shop.example, separated by commas, or *',
          }),
        ]),
      ),
    ),
    '*',
  ),
  MICROSOFT_APP_ID: optional(z.string().min(1)),
  MICROSOFT_APP_PASSWORD: optional(z.string().min(1)),
  MICROSOFT_APP_TENANT_ID: optional(z.string().min(1)),
  DEFAULT_LOCALE: withDefault(z.enum(LOCALES, `must be one of: ${LOCALES.join(', ')}`), 'ru'),
  TIME_ZONE: withDefault(timeZone, 'Europe/Moscow'),
  LOG_LEVEL: withDefault(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of: debug, info, warn, error, silent'),
    'info',
  ),
  VERIFIED_FOR_HOURS: withDefault(whole(1, 720), '1'),
  RETENTION_DAYS: withDefault(whole(1, 3650), '365'),
  RETENTION_SETTLED_DAYS: withDefault(whole(2, 3650), '30'),
  AUDIT_RETENTION_DAYS: withDefault(whole(1, 3650), '730'),
  SHOP_API_URL: optional(url),
  SHOP_API_KEY: optional(z.string().min(8, 'must have at least 8 characters')),
  SHOP_API_PROOF: withDefault(
    z.enum(['here', 'shop'], 'must be here (Firstline compares) or shop (your API compares)'),
    'here',
  ),
  ORDER_NUMBER_PATTERN: withDefault(pattern, 'UT[-\\s]?\\d{5}'),
  MAX_WRONG_ANSWERS_IN: withDefault(whole(2, 1000), '10'),
  BURST_MS: withDefault(whole(0, 4_000), '1200'),
  LESSONS_AGREEMENT: withDefault(whole(1, 100), '2'),
});

export type Config = z.infer<typeof schema>;

/** What stands in .env.example for each variable; shown when a value is wrong. */
const EXAMPLES: Readonly<Record<keyof Config, string>> = {
  PORT: '3000',
  PUBLIC_URL: 'https://support.shop.example',
  TRUSTED_PROXIES: '127.0.0.1',
  DATABASE_URL: 'file:data/firstline.db',
  TELEGRAM_BOT_TOKEN: '123456789:AAE0aBcDeFgHiJkLmNoPqRsTuVwXyZ012345',
  TELEGRAM_API_ROOT: 'https://api.telegram.org',
  TELEGRAM_WEBHOOK_URL: 'https://support.shop.example',
  TELEGRAM_WEBHOOK_SECRET: 'a-long-random-word-1234',
  DESK_TELEGRAM_CHAT_ID: '-1001234567890',
  DESK_TELEGRAM_BOT_TOKEN: '987654321:AAE0aBcDeFgHiJkLmNoPqRsTuVwXyZ012345',
  DESK_ADMIN_KEY: 'correct-horse-battery',
  DESK_LOCALE: 'ru',
  WEBCHAT_ALLOWED_ORIGINS: 'https://shop.example,https://www.shop.example',
  MICROSOFT_APP_ID: '00000000-0000-0000-0000-000000000000',
  MICROSOFT_APP_PASSWORD: 'the client secret from Azure',
  MICROSOFT_APP_TENANT_ID: '00000000-0000-0000-0000-000000000000',
  DEFAULT_LOCALE: 'ru',
  TIME_ZONE: 'Europe/Moscow',
  LOG_LEVEL: 'info',
  VERIFIED_FOR_HOURS: '1',
  RETENTION_DAYS: '365',
  RETENTION_SETTLED_DAYS: '30',
  AUDIT_RETENTION_DAYS: '730',
  SHOP_API_URL: 'https://shop.example/api/firstline',
  SHOP_API_KEY: 'a-long-random-word-1234',
  SHOP_API_PROOF: 'here',
  ORDER_NUMBER_PATTERN: 'UT[-\\s]?\\d{5}',
  MAX_WRONG_ANSWERS_IN: '10',
  BURST_MS: '1200',
  LESSONS_AGREEMENT: '2',
};

export const VARIABLES = Object.keys(EXAMPLES) as (keyof Config)[];

/** A wrong environment: every wrong variable with what is wrong and an example, never the value itself. */
export class ConfigError extends Error {
  readonly code = 'BAD_CONFIG';
}

/** Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(environment);
  const lines = parsed.success
    ? relations(parsed.data)
    : parsed.error.issues.map((issue) => wrong(issue.path[0] as keyof Config, issue.message));
  if (lines.length > 0)
    throw new ConfigError(['The configuration (.env or the environment) is wrong:', ...lines].join('\n'));
  return parsed.data as Config;
}

/** Variables that need each other. */
function relations(config: Config): string[] {
  const lines: string[] = [];
  if (config.TELEGRAM_WEBHOOK_URL !== undefined && config.TELEGRAM_WEBHOOK_SECRET === undefined) {
    lines.push(wrong('TELEGRAM_WEBHOOK_SECRET', 'must be set together with TELEGRAM_WEBHOOK_URL'));
  }
  if (
    config.DESK_TELEGRAM_CHAT_ID !== undefined &&
    config.DESK_TELEGRAM_BOT_TOKEN === undefined &&
    config.TELEGRAM_BOT_TOKEN === undefined
  ) {
    lines.push(
      wrong(
        'DESK_TELEGRAM_CHAT_ID',
        "needs a bot: set DESK_TELEGRAM_BOT_TOKEN, or TELEGRAM_BOT_TOKEN to share the customers' one",
      ),
    );
  }
  if (config.MICROSOFT_APP_ID !== undefined && config.MICROSOFT_APP_PASSWORD === undefined) {
    lines.push(wrong('MICROSOFT_APP_PASSWORD', 'must be set together with MICROSOFT_APP_ID'));
  }
  return lines;
}

function wrong(name: keyof Config, message: string): string {
  return `  ${name}: ${message}. Example: ${name}=${EXAMPLES[name]}`;
}
