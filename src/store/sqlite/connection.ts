// Opens the database file: the path from the URL, the lock, the pragmas.
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '../../model/store-error.ts';
import { storeError } from './errors.ts';
import { lockDatabase } from './lock.ts';

export type Db = Database.Database;

export interface Connection {
  readonly db: Db;
  /** Absent for a database in memory. */
  readonly file?: string;
  close(): void;
}

/** Opens `file:<path>` (made when missing, with its folder) or `:memory:`. Throws `StoreError`. */
export function connect(url: string): Connection {
  const file = fileOf(url);
  try {
    if (file === undefined) return { db: prepared(new Database(':memory:')), close: noop };
    mkdirSync(dirname(file), { recursive: true });
    const lock = lockDatabase(existsSync(file) ? realpathSync(file) : file);
    try {
      return { db: prepared(new Database(file)), file, close: () => lock.release() };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    const known = storeError(error, `opening the database ${url}`);
    if (known instanceof StoreError) throw known;
    throw new StoreError(
      'STORE_UNAVAILABLE',
      `opening the database ${url} failed: check DATABASE_URL and the rights of its folder`,
      error,
    );
  }
}

/** A second connection to a file that another process may own; it takes no lock of its own. */
export function connectBeside(file: string): Db {
  return prepared(new Database(file, { fileMustExist: true }));
}

function fileOf(url: string): string | undefined {
  if (url === ':memory:') return undefined;
  const path = url.startsWith('file:') ? url.slice('file:'.length).replace(/^\/\/(?=\/)/u, '') : '';
  if (path !== '' && !path.includes('?')) return path;
  throw new StoreError(
    'STORE_BAD_URL',
    'DATABASE_URL must be file: and a path, for example file:data/firstline.db',
  );
}

/** Every acknowledged write survives a power cut: WAL is synced at each commit. What is deleted is overwritten. */
function prepared(db: Db): Db {
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.pragma('secure_delete = on');
  db.pragma('temp_store = memory');
  db.pragma('cache_size = -65536');
  return db;
}

function noop(): void {
  return undefined;
}
