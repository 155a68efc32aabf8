// One process owns a database file. The lock is a lock of the operating system, so a killed process leaves none behind.
import Database from 'better-sqlite3';
import { StoreError } from '../../model/store-error.ts';
import { storeError } from './errors.ts';

export interface FileLock {
  release(): void;
}

/** Locks `<file>.lock` until released or until this process ends. Throws `StoreError` STORE_LOCKED when it is taken. */
export function lockDatabase(file: string): FileLock {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StoreError(
        'STORE_LOCKED',
        'another Firstline process uses this database: stop it, or set DATABASE_URL to another file',
        error,
      );
    }
    throw storeError(error, 'locking the database');
  }
  return { release: () => void lock.close() };
}
