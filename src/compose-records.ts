// Where the shop's records come from and what becomes of customers' data, as the configuration says.
import { randomBytes } from 'node:crypto';
import type { TelegramChannel } from './channels/telegram/telegram-channel.ts';
import type { Config } from './config.ts';
import { continuationLinks } from './customers/continuation.ts';
import { httpLookups } from './customers/http-lookups.ts';
import { housekeeping } from './customers/housekeeping.ts';
import type { LookupParts } from './customers/lookups.ts';
import { attachPersonalFile } from './customers/personal-file.ts';
import { shopLookups } from './customers/shop-lookups.ts';
import type { ConversationId } from './model/ids.ts';
import type { Address } from './model/message.ts';
import type { Lookups } from './model/order.ts';
import type { Store } from './model/store.ts';
import { type FileCabinet, fileCabinet } from './outbox/file-cabinet.ts';
import { systemClock as clock } from './system/clock.ts';
import { newId } from './system/ids.ts';
import type { Log } from './system/log.ts';
import type { Rounds } from './system/rounds.ts';

export interface RecordParts {
  readonly config: Config;
  readonly store: Store;
  readonly files: FileCabinet;
  readonly telegram?: TelegramChannel;
  readonly log: Log;
}

export type Links = (where: Address | ConversationId, now: Date) => Promise<string | undefined>;

/** Links into Telegram; undefined where the channel is off. */
export function composeLinks({
  store,
  telegram,
}: Pick<RecordParts, 'store' | 'telegram'>): Links | undefined {
  if (telegram === undefined) return undefined;
  return continuationLinks({
    store,
    randomBytes,
    async linkTo(payload) {
      const name = await telegram.botName();
      return name === undefined ? undefined : `https://t.me/${name}?start=${payload}`;
    },
  });
}

/** From the shop's own API where one is configured, else from the imported tables. */
export function composeLookups(parts: RecordParts): Lookups {
  const { config, store, files, log } = parts;
  const links = composeLinks(parts);
  const more: Pick<LookupParts, 'personalData' | 'continuation'> = {
    personalData: (customer, _locale, now) => attachPersonalFile(store, files, customer, now),
    ...(links === undefined ? {} : { continuation: links }),
  };
  if (config.SHOP_API_URL === undefined) return shopLookups(store, log, more);
  return httpLookups({
    url: config.SHOP_API_URL,
    ...(config.SHOP_API_KEY === undefined ? {} : { key: config.SHOP_API_KEY }),
    proofByShop: config.SHOP_API_PROOF === 'shop',
    tables: store,
    more,
    clock,
    log,
  });
}

export function composeHousekeeping({ config, store, files, log }: RecordParts): Rounds {
  return housekeeping({
    records: store,
    remove: (ref) => files.remove(ref),
    transcriptDays: config.RETENTION_DAYS,
    settledDays: config.RETENTION_SETTLED_DAYS,
    auditDays: config.AUDIT_RETENTION_DAYS,
    clock,
    log,
  });
}

/** The folder of files for a command that starts no channels. */
export function openFiles(folder: string): FileCabinet {
  return fileCabinet(folder, newId);
}
