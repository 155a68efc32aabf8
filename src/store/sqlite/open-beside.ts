// Works beside a running Firstline, which owns the database: lessons, the shop's own records, its staff and one person's data
// may be changed from outside, tickets and the ledger be read; conversations and what is due in them may not be touched.
import { existsSync } from 'node:fs';
import { createAudit } from './audit.ts';
import { createCatalogueImports } from './catalogue-imports.ts';
import { createCatalogue } from './catalogue.ts';
import { connectBeside } from './connection.ts';
import { createDeskReader } from './desk-reader.ts';
import { createEngine } from './engine.ts';
import { createErasure } from './erasure.ts';
import { storeError } from './errors.ts';
import { createLedger } from './ledger.ts';
import { createLessons } from './lessons.ts';
import { requireNewest } from './migrate.ts';
import { createPersonalRecords } from './personal.ts';
import { createRetention } from './retention.ts';
import { createStaff } from './staff.ts';
import { StoreError } from '../../model/store-error.ts';
import type { AuditLog } from '../../model/audit.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Ledger } from '../../model/ledger.ts';
import type { PersonalRecords } from '../../model/personal.ts';
import type { Staff } from '../../model/staff.ts';
import type { DeskRecords, LessonStore } from '../../model/store.ts';
import { newId } from '../../system/ids.ts';
import type { Log } from '../../system/log.ts';

export interface StoreBeside
  extends
    LessonStore,
    Catalogue,
    PersonalRecords,
    Staff,
    AuditLog,
    Ledger,
    Pick<DeskRecords, 'ticket' | 'tickets' | 'ticketByNumber'> {
  close(): Promise<void>;
}

/**
 * Opens an existing database whose schema is the newest, whether or not a Firstline runs on it. Throws `StoreError`:
 * STORE_UNAVAILABLE when there is none yet or it is of an older version (start Firstline once), else as `openSqliteStore`.
 */
export function openSqliteBeside(url: string, log: Log): StoreBeside {
  const file = url.replace(/^file:(?:\/\/(?=\/))?/u, '');
  if (!existsSync(file))
    throw new StoreError('STORE_UNAVAILABLE', `there is no database at ${url} yet: start Firstline once`);
  const db = connectBeside(file);
  try {
    requireNewest(db);
    const engine = createEngine(db, log);
    const erasure = createErasure(engine, newId);
    const { productsChanged, ...catalogue } = createCatalogue(engine);
    const audit = createAudit(engine);
    return {
      ...createDeskReader(engine),
      ...createStaff(engine, newId),
      addAudit: (line) => audit.addAudit(line),
      audit: (filter) => audit.audit(filter),
      ...createLedger(engine),
      ...createLessons(engine),
      ...catalogue,
      ...createCatalogueImports(engine, productsChanged),
      ...createPersonalRecords(engine, erasure),
      ...createRetention(engine, erasure),
      close: () => engine.close().then(() => void db.close()),
    };
  } catch (error) {
    db.close();
    throw error instanceof StoreError ? error : storeError(error, `opening the database ${url}`);
  }
}
