// What went wrong in the database, as a caller may tell it apart; the driver's own error is the `cause`.

export type StoreErrorCode =
  /** The value of DATABASE_URL cannot be used. */
  | 'STORE_BAD_URL'
  /** Another process owns the database. */
  | 'STORE_LOCKED'
  /** The database was written by a newer Firstline. */
  | 'STORE_NEWER'
  /** It cannot be opened, read or written: permissions, a broken disk, a missing folder. */
  | 'STORE_UNAVAILABLE'
  | 'STORE_FULL'
  | 'STORE_CORRUPT'
  /** A row refers to something that does not exist, or repeats a number that must be unique. */
  | 'STORE_CONSTRAINT'
  /** An id that the caller took for known is not stored. */
  | 'STORE_UNKNOWN'
  /** Used after `close()`. */
  | 'STORE_CLOSED';

/** The message says what was being done, what is wrong and the cure; it never holds stored data. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
