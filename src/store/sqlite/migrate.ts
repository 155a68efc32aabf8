// Brings a database to the newest schema; each migration is one transaction, so a kill in the middle leaves none half done.
import { type Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreError } from '../../model/store-error.ts';
import type { Db } from './connection.ts';
import { storeError } from './errors.ts';
import * as first from './migrations/0001-first-schema.ts';
import * as lessons from './migrations/0002-lessons.ts';
import * as errands from './migrations/0003-errands.ts';
import * as desk from './migrations/0004-desk.ts';
import * as ticketBindings from './migrations/0005-ticket-bindings.ts';
import * as parts from './migrations/0006-parts.ts';
import * as deskLoad from './migrations/0007-desk-load.ts';
import type { Schema } from './schema.ts';

const MIGRATIONS: Record<string, Migration> = {
  '0001-first-schema': first,
  '0002-lessons': lessons,
  '0003-errands': errands,
  '0004-desk': desk,
  '0005-ticket-bindings': ticketBindings,
  '0006-parts': parts,
  '0007-desk-load': deskLoad,
};

/** Kysely takes SQLite's schema changes for untransactional by default; they are transactional. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class FirstlineSqliteDialect extends SqliteDialect {
  constructor(db: Db) {
    super({ database: db });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** The names of the migrations that were applied now. Throws `StoreError` STORE_NEWER on a database of a newer Firstline. */
export async function migrate(db: Db, query: Kysely<Schema>): Promise<readonly string[]> {
  refuseNewer(db);
  const migrator = new Migrator({
    db: query,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw storeError(error, 'upgrading the database');
  return (results ?? []).map((result) => result.migrationName);
}

/** For a process that may not upgrade. Throws `StoreError`: STORE_NEWER, or STORE_UNAVAILABLE for an older database. */
export function requireNewest(db: Db): void {
  refuseNewer(db);
  if (applied(db).length === Object.keys(MIGRATIONS).length) return;
  throw new StoreError(
    'STORE_UNAVAILABLE',
    'the database is of an older version: start Firstline once, which brings it up to date',
  );
}

function refuseNewer(db: Db): void {
  const unknown = applied(db).find((name) => !(name in MIGRATIONS));
  if (unknown === undefined) return;
  throw new StoreError(
    'STORE_NEWER',
    `the database was written by a newer Firstline (it has ${unknown}): start that version, or set DATABASE_URL to another file`,
  );
}

/** Names of the migrations that the database has seen. */
function applied(db: Db): string[] {
  const known = db
    .prepare("select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'")
    .get();
  if (known === undefined) return [];
  const rows = db.prepare<[], { name: string }>('select name from kysely_migration order by name').all();
  return rows.map(({ name }) => name);
}
