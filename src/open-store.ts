// Which database the configuration names, and how each command opens it.
import type { Config } from './config.ts';
import { burstOf } from './model/burst.ts';
import type { Staging } from './model/catalogue.ts';
import { StoreError } from './model/store-error.ts';
import type { Store } from './model/store.ts';
import { openSqliteBeside, type StoreBeside } from './store/sqlite/open-beside.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import { openStaging } from './store/sqlite/staging.ts';
import { systemClock as clock } from './system/clock.ts';
import { newId } from './system/ids.ts';
import type { Log } from './system/log.ts';

/** `waits`: words of one customer that follow each other closely become one turn. */
export function openStore(config: Config, log: Log, { waits = false } = {}): Promise<Store> {
  const burst = waits && config.BURST_MS > 0 ? { burst: { ...burstOf(config.BURST_MS), clock } } : {};
  return openSqliteStore({ url: config.DATABASE_URL, newId, log, ...burst });
}

/** The lessons of a database that a running Firstline may own. Throws StoreError. */
export function openLessons(config: Config, log: Log): StoreBeside {
  return openSqliteBeside(config.DATABASE_URL, log);
}

/** The database for a command that works on it from outside: also beside a running Firstline, then with `beside` true. */
export async function openRecords(
  config: Config,
  log: Log,
): Promise<{ readonly store: Store | StoreBeside; readonly beside: boolean }> {
  try {
    return { store: await openStore(config, log), beside: false };
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'STORE_LOCKED') throw error;
    return { store: openSqliteBeside(config.DATABASE_URL, log), beside: true };
  }
}

/** Where the rows of an import wait until their file is known to be right. */
export function openImport(): Staging {
  return openStaging();
}
