// Opens the store on SQLite: the connection and its lock, the migrations, the parts.
import type { Store } from '../../model/store.ts';
import type { NewId } from '../../system/ids.ts';
import type { Log } from '../../system/log.ts';
import { createAttempts } from './attempts.ts';
import { createAudit } from './audit.ts';
import { createBindings } from './bindings.ts';
import { createCatalogueImports } from './catalogue-imports.ts';
import { createCatalogue } from './catalogue.ts';
import { connect } from './connection.ts';
import { createContinuations } from './continuations.ts';
import { createDeskReader } from './desk-reader.ts';
import { createEffects } from './effects.ts';
import { createEngine, kyselyOn } from './engine.ts';
import { createErasure } from './erasure.ts';
import { createFeed } from './feed.ts';
import { createHealth } from './health.ts';
import { createInbox, eventRows, type Quietness } from './inbox.ts';
import { createLedger } from './ledger.ts';
import { createLessons } from './lessons.ts';
import { migrate } from './migrate.ts';
import { outboxRows } from './outbox-rows.ts';
import { createOutbox } from './outbox.ts';
import { createPersonalRecords } from './personal.ts';
import { recoverLanes } from './recover.ts';
import { createRetention } from './retention.ts';
import { createStaff } from './staff.ts';
import { createTimers } from './timers.ts';
import { createTurns } from './turns.ts';

export interface SqliteStoreOptions {
  /** `file:data/firstline.db` (made when missing, with its folder) or `:memory:`. */
  readonly url: string;
  readonly newId: NewId;
  readonly log: Log;
  /** How long a customer's words wait for more of them; without it every message is due at once. */
  readonly burst?: Quietness;
}

/**
 * Opens the database, brings it to the newest schema and makes everything that was pending claimable.
 * Rejects with `StoreError`: STORE_BAD_URL, STORE_LOCKED (another process owns the file), STORE_NEWER (written by a
 * newer version), STORE_UNAVAILABLE, STORE_CORRUPT.
 */
export async function openSqliteStore({ url, newId, log, burst }: SqliteStoreOptions): Promise<Store> {
  const connection = connect(url);
  const { db } = connection;
  const shut = () => {
    db.close();
    connection.close();
  };
  try {
    const migrations = await migrate(db, kyselyOn(db));
    const engine = createEngine(db, log);
    const recovered = recoverLanes(engine, burst);
    log.info({ migrations, ...recovered }, 'database opened');

    const events = eventRows(engine);
    const outgoing = outboxRows(engine);
    const timers = createTimers(engine, events);
    const erasure = createErasure(engine, newId);
    const continuations = createContinuations(engine);
    const { productsChanged, ...catalogue } = createCatalogue(engine);
    const audit = createAudit(engine);
    let closing: Promise<void> | undefined;
    return {
      ...createInbox(engine, events, continuations, newId, burst),
      allowContinuation: (...key) => continuations.allowContinuation(...key),
      ...createTurns(engine, timers, outgoing, createEffects(engine, erasure), audit),
      ...createOutbox(engine, events, outgoing),
      ...createDeskReader(engine),
      ...createFeed(engine),
      ...createBindings(engine),
      ...createAttempts(engine),
      ...catalogue,
      ...createCatalogueImports(engine, productsChanged),
      ...createPersonalRecords(engine, erasure),
      ...createRetention(engine, erasure),
      ...createLessons(engine),
      ...createStaff(engine, newId),
      addAudit: (line) => audit.addAudit(line),
      audit: (filter) => audit.audit(filter),
      ...createLedger(engine),
      ...createHealth(engine, timers),
      close: () => (closing ??= engine.close().then(shut)),
    };
  } catch (error) {
    shut();
    throw error;
  }
}
