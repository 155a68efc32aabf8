// The one place that names the server's channels and desks, and decides by the configuration which of them exist.
import { type App, createApp, type Job } from './app.ts';
import { botFrameworkOff } from './channels/botframework/off.ts';
import { telegramChannel, type TelegramChannel } from './channels/telegram/telegram-channel.ts';
import { webchatChannel } from './channels/webchat/channel.ts';
import type { Config } from './config.ts';
import { composeHousekeeping, composeLinks, composeLookups, type Links } from './compose-records.ts';
import { cardOf } from './desk/card.ts';
import { telegramGroupDesk, type TelegramGroupDesk } from './desks/telegram-group/telegram-group-desk.ts';
import { WEB_DESK, webDesk } from './desks/web/web-desk.ts';
import type { Shop } from './dialogue/deps.ts';
import { deskBoard } from './inbox/desk-board.ts';
import { leavers } from './inbox/leavers.ts';
import type { Channel } from './model/channel.ts';
import type { Desk, DeskBoard } from './model/desk.ts';
import type { Address } from './model/message.ts';
import type { Store } from './model/store.ts';
import { type FileCabinet, fileCabinet } from './outbox/file-cabinet.ts';
import { secret } from './secrets.ts';
import { systemClock as clock } from './system/clock.ts';
import type { HttpRoutes } from './system/http.ts';
import { newId } from './system/ids.ts';
import type { Log } from './system/log.ts';

/** Names of the desks that `config` switches on. */
export function deskNames(config: Config): string[] {
  return config.DESK_TELEGRAM_CHAT_ID === undefined ? [WEB_DESK] : [WEB_DESK, 'telegram-group'];
}

export interface ServerParts {
  readonly config: Config;
  readonly store: Store;
  readonly shop: () => Shop;
  /** Where browsers reach us. */
  readonly publicUrl: string;
  /** What goes on behind the messages. */
  readonly jobs?: readonly Job[];
  /** What the demo page proposes to try. */
  readonly demoHints?: readonly { readonly label: string; readonly text: string }[];
  /** For files that people send. */
  readonly filesFolder: string;
  readonly log: Log;
}

/** The server as configured; nothing is started yet. */
export async function composeServer(parts: ServerParts): Promise<App> {
  const { config, store, shop, log } = parts;
  const files = fileCabinet(parts.filesFolder, newId);
  const running: (Channel | Desk)[] = [];
  const board = deskBoard({ store, shop, clock, troubles: () => troublesOf(running) });
  const group = telegramDesk(parts, files, board);
  const bot = telegram(parts, files, group);
  const records = { config, store, files, log, ...(bot ? { telegram: bot } : {}) };
  const links = composeLinks(records);
  const channels = [
    await webchat(parts, files, links),
    ...(bot ? [bot] : []),
    ...(await botFramework(parts, files)),
  ];
  const desks = [await deskPage(parts, files, board), ...(group ? [group] : [])];
  running.push(...channels, ...desks);
  return createApp({
    store,
    shop,
    lookups: composeLookups(records),
    files,
    channels,
    desks,
    jobs: [composeHousekeeping(records), leavers({ store, shop, clock, log }), ...(parts.jobs ?? [])],
    otherRoutes: config.MICROSOFT_APP_ID === undefined ? [botFrameworkOff] : [],
    defaultLocale: config.DEFAULT_LOCALE,
    clock,
    newId,
    log,
  });
}

/** Parts that are not well; each says how it is cured. */
function troublesOf(running: readonly (Channel | Desk)[]): ReturnType<DeskBoard['troubles']> {
  const states = running.flatMap((part) => {
    const health = part.health?.();
    return health === undefined || health.ok ? [] : [{ name: part.name, detail: health.detail }];
  });
  return Promise.resolve(states);
}

async function webchat(
  parts: ServerParts,
  files: FileCabinet,
  links: Links | undefined,
): Promise<Channel & HttpRoutes> {
  const { config, store, publicUrl, log } = parts;
  return webchatChannel({
    publicUrl,
    signingKey: await secret(store, 'webchat-signing-key'),
    allowedOrigins: config.WEBCHAT_ALLOWED_ORIGINS,
    feed: store,
    files,
    clock,
    newId,
    log,
    defaultLocale: config.DEFAULT_LOCALE,
    ...(links
      ? { continueIn: { channel: 'telegram', link: (from: Address) => links(from, clock.now()) } }
      : {}),
    demoHints: [...(parts.demoHints ?? [])],
  });
}

async function deskPage(
  parts: ServerParts,
  files: FileCabinet,
  board: DeskBoard,
): Promise<Desk & HttpRoutes> {
  const { config, store, publicUrl, shop, log } = parts;
  const locale = config.DESK_LOCALE ?? config.DEFAULT_LOCALE;
  return webDesk({
    reader: store,
    board,
    staff: store,
    audit: store,
    bindings: store,
    files,
    sessionKey: await secret(store, 'desk-session-key'),
    publicUrl,
    locale,
    cardOf: (ticket, reader = locale) => {
      const { phrases, deskRules, slaRules, calendar, knowledge } = shop();
      const { queues } = deskRules;
      const parts = { phrases, locale: reader, slaRules, queues, timeZone: calendar.timeZone, knowledge };
      return cardOf(ticket, parts, clock.now());
    },
    clock,
    newId,
    log,
    secureCookies: publicUrl.startsWith('https://'),
  });
}

function telegramDesk(
  { config, store, log }: ServerParts,
  files: FileCabinet,
  board: DeskBoard,
): TelegramGroupDesk | undefined {
  const { DESK_TELEGRAM_CHAT_ID: chatId, DESK_TELEGRAM_BOT_TOKEN: own, TELEGRAM_BOT_TOKEN: shared } = config;
  const token = own ?? shared;
  if (chatId === undefined || token === undefined) return undefined;
  return telegramGroupDesk({
    token,
    apiRoot: config.TELEGRAM_API_ROOT,
    chatId,
    // one token, one poller: Telegram gives each update to one of them only
    polling: token !== shared,
    bindings: store,
    reader: store,
    board,
    files,
    clock,
    log,
    locale: config.DESK_LOCALE ?? config.DEFAULT_LOCALE,
    timeZone: config.TIME_ZONE,
  });
}

function telegram(
  { config, log }: ServerParts,
  files: FileCabinet,
  desk: TelegramGroupDesk | undefined,
): TelegramChannel | undefined {
  const {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  } = config;
  if (token === undefined) return undefined;
  const shared = config.DESK_TELEGRAM_BOT_TOKEN === undefined || config.DESK_TELEGRAM_BOT_TOKEN === token;
  return telegramChannel({
    token,
    apiRoot: config.TELEGRAM_API_ROOT,
    files,
    ...(url !== undefined && webhookSecret !== undefined ? { webhook: { url, secret: webhookSecret } } : {}),
    ...(desk && shared
      ? { deskChatId: () => desk.chatId(), onDeskUpdate: (update) => desk.handleUpdate(update) }
      : {}),
    clock,
    log,
  });
}

/** botbuilder is loaded only here and only when it is wanted: it is large and slow to import. */
async function botFramework(
  { config, store, log }: ServerParts,
  files: FileCabinet,
): Promise<(Channel & HttpRoutes)[]> {
  const {
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = config;
  if (appId === undefined || password === undefined) return [];
  const { botFrameworkChannel } = await import('./channels/botframework/channel.ts');
  return [
    botFrameworkChannel({
      appId,
      password,
      ...(tenantId === undefined ? {} : { tenantId }),
      bindings: store,
      files,
      clock,
      newId,
      log,
    }),
  ];
}
