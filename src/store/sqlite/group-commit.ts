// The one writer. Writes asked for in the same pass of the event loop share a transaction and thus one sync to disk, yet a
// failing one takes nothing with it. A write resolves only when it is on disk.
import { setImmediate } from 'node:timers';
import { StoreError } from '../../model/store-error.ts';
import type { Db } from './connection.ts';
import { storeError } from './errors.ts';

export interface GroupCommit {
  /**
   * Runs `job` in the next transaction. The job must not wait, and must bear being run again after all it did was
   * rolled back. `after` runs when it is on disk, before the promise resolves; not after a job that answered `undo(…)`.
   * Rejects with what the job threw, or when the commit failed.
   */
  readonly write: <T>(doing: string, job: () => T | Undo<T>, after?: (value: T) => void) => Promise<T>;
  /** Resolves when everything asked for before is on disk or has failed. */
  settled(): Promise<void>;
  /** Writes what is queued, then refuses everything. */
  close(): Promise<void>;
}

/** A job's answer that also takes back what the job has written. */
export class Undo<T> {
  readonly value: T;
  constructor(value: T) {
    this.value = value;
  }
}

export function undo<T>(value: T): Undo<T> {
  return new Undo(value);
}

export interface BatchHooks {
  /** Before the first job. */
  begin(): void;
  /** Inside the transaction, after the last job. */
  beforeCommit(): void;
  /** After the commit and all `after` calls; must not throw. */
  afterCommit(): void;
}

/** Bounds how long one transaction keeps the event loop busy. */
const MAX_BATCH = 128;

interface Job {
  readonly doing: string;
  /** True when what it wrote must be taken back. */
  run(): boolean;
  done(): void;
  fail(error: unknown): void;
  failed: boolean;
  /** Who waits until this job is over, however it ended. */
  waiters?: (() => void)[];
}

export function groupCommit(db: Db, hooks: BatchHooks): GroupCommit {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');
  const savepoint = db.prepare('savepoint job');
  const release = db.prepare('release job');
  const undoJob = db.prepare('rollback to job');

  let queue: Job[] = [];
  let scheduled = false;
  let closed = false;

  function flush(): void {
    const batch = queue.slice(0, MAX_BATCH);
    queue = queue.slice(MAX_BATCH);
    try {
      if (!storeTogether(batch)) storeApart(batch);
      for (const job of batch) if (!job.failed) finish(job);
    } catch (error) {
      if (db.inTransaction) rollback.run();
      for (const job of batch) if (!job.failed) fail(job, error);
    }
    hooks.afterCommit();
    for (const job of batch) for (const resolve of job.waiters ?? []) resolve();
    scheduled = queue.length > 0;
    if (scheduled) setImmediate(flush);
  }

  /** The common case, without savepoints: they make SQLite copy every page. False when some job failed: all is undone. */
  function storeTogether(batch: readonly Job[]): boolean {
    begin.run();
    hooks.begin();
    if (!batch.every(succeeds)) {
      if (db.inTransaction) rollback.run();
      return false;
    }
    hooks.beforeCommit();
    commit.run();
    return true;
  }

  function succeeds(job: Job): boolean {
    try {
      return !job.run();
    } catch {
      // The job runs again on its own, and then its error is told to whoever asked for it.
      return false;
    }
  }

  function storeApart(batch: readonly Job[]): void {
    begin.run();
    hooks.begin();
    for (const job of batch) runApart(job);
    hooks.beforeCommit();
    commit.run();
  }

  function runApart(job: Job): void {
    savepoint.run();
    try {
      if (job.run()) undoJob.run();
    } catch (error) {
      // Some errors (a full disk) end the whole transaction: then nothing of the batch is stored.
      if (!db.inTransaction) throw error;
      undoJob.run();
      fail(job, error);
    }
    release.run();
  }

  function finish(job: Job): void {
    try {
      job.done();
    } catch (error) {
      fail(job, error);
    }
  }

  function fail(job: Job, error: unknown): void {
    job.failed = true;
    job.fail(storeError(error, job.doing));
  }

  function settled(): Promise<void> {
    const last = queue.at(-1);
    if (last === undefined) return Promise.resolve();
    return new Promise((resolve) => (last.waiters ??= []).push(resolve));
  }

  return {
    write<T>(doing: string, job: () => T | Undo<T>, after?: (value: T) => void): Promise<T> {
      if (closed) return Promise.reject(closedError(doing));
      return new Promise<T>((resolve, reject) => {
        let answer: T | Undo<T>;
        queue.push({
          doing,
          failed: false,
          run() {
            answer = job();
            return answer instanceof Undo;
          },
          done() {
            const value = answer instanceof Undo ? answer.value : answer;
            if (!(answer instanceof Undo)) after?.(answer);
            resolve(value);
          },
          fail: reject,
        });
        if (scheduled) return;
        scheduled = true;
        setImmediate(flush);
      });
    },
    settled,
    close() {
      closed = true;
      return settled();
    },
  };
}

export function closedError(doing: string): StoreError {
  return new StoreError('STORE_CLOSED', `${doing} failed: the database is closed`);
}
