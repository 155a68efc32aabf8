// Turns what the driver throws into our own errors with stable codes.
import Database from 'better-sqlite3';
import { StoreError, type StoreErrorCode } from '../../model/store-error.ts';

/** By the beginning of SQLite's result code; the first that fits counts. */
const KINDS: readonly (readonly [prefix: string, code: StoreErrorCode, advice: string])[] = [
  ['SQLITE_BUSY', 'STORE_LOCKED', 'another program holds the file: close it and try again'],
  ['SQLITE_FULL', 'STORE_FULL', 'the disk is full: free some space, nothing that was acknowledged is lost'],
  ['SQLITE_CORRUPT', 'STORE_CORRUPT', 'the file is damaged: stop Firstline and restore the last backup'],
  ['SQLITE_NOTADB', 'STORE_CORRUPT', 'the file is not an SQLite database: check DATABASE_URL'],
  ['SQLITE_CONSTRAINT', 'STORE_CONSTRAINT', 'it contradicts what is stored'],
  ['SQLITE_READONLY', 'STORE_UNAVAILABLE', 'the file is read-only: give this user the right to write it'],
  [
    'SQLITE_CANTOPEN',
    'STORE_UNAVAILABLE',
    'the file cannot be opened: check DATABASE_URL and the rights of its folder',
  ],
];

/** Our error for a driver's error; anything else (our own errors, programming mistakes) is returned as it is. */
export function storeError(error: unknown, doing: string): Error {
  if (!(error instanceof Error)) return new StoreError('STORE_UNAVAILABLE', `${doing} failed`, error);
  if (!(error instanceof Database.SqliteError)) return error;
  const known = KINDS.find(([prefix]) => error.code.startsWith(prefix));
  const [, code, advice] = known ?? ['', 'STORE_UNAVAILABLE' as const, 'the disk or the file system failed'];
  return new StoreError(code, `${doing} failed: ${advice} (${error.code})`, error);
}
