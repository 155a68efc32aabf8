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
import { createCustomers } from './customers.ts';
import { createDeskReader } from './desk-reader.ts';
import { createEffects } from './effects.ts';
import { createEngine, kyselyOn } from './engine.ts';
import { createErasure } from './erasure.ts';
import { createFeed } from './feed.ts';
import { createHealth } from './health.ts';
import { type InAir, inAir } from './in-air.ts';
import { createInbox, eventRows } from './inbox.ts';
import { conversationJoiner } from './joining.ts';
import { createLedger } from './ledger.ts';
import { createLessons } from './lessons.ts';
import { migrate } from './migrate.ts';
import { outboxRows } from './outbox-rows.ts';
import { createOutbox } from './outbox.ts';
import { createPersonalRecords } from './personal.ts';
import { markUnsure, recoverLanes } from './recover.ts';
import { createRetention } from './retention.ts';
import { rewriter } from './rewrites.ts';
import { createStaff } from './staff.ts';
import { createTimers } from './timers.ts';
import { type Quietness, turnWork } from './turn-work.ts';
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
  let air: InAir | undefined;
  const shut = () => {
    air?.close();
    db.close();
    connection.close();
  };
  try {
    const migrations = await migrate(db, kyselyOn(db));
    const engine = createEngine(db, log);
    air = inAir(connection.file === undefined ? undefined : `${connection.file}.air`, log);
    const recovered = { ...recoverLanes(engine, burst), unsure: markUnsure(engine, air) };
    log.info({ migrations, ...recovered }, 'database opened');

    const events = eventRows(engine);
    const outgoing = outboxRows(engine);
    const timers = createTimers(engine, events);
    const erasure = createErasure(engine, newId);
    const customers = createCustomers(engine);
    const continuations = createContinuations(engine, customers);
    const join = conversationJoiner(engine, events, customers);
    const effects = createEffects(engine, erasure, join, turnWork(engine, burst));
    const { productsChanged, ...catalogue } = createCatalogue(engine);
    const audit = createAudit(engine);
    let closing: Promise<void> | undefined;
    return {
      ...createInbox(engine, events, continuations, newId, burst),
      allowContinuation: (...key) => continuations.allowContinuation(...key),
      ...createTurns(engine, timers, outgoing, effects, audit, rewriter(engine, erasure)),
      ...createOutbox(engine, events, outgoing, air),
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
