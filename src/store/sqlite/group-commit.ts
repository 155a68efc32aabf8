// The one writer. Writes asked for in the same pass of the event loop share a transaction and thus one sync to disk; each
// has its own savepoint, so that a failing one takes nothing with it. A write resolves only when it is on disk.
import { setImmediate } from 'node:timers';
import { StoreError } from '../../model/store-error.ts';
import type { Db } from './connection.ts';
import { storeError } from './errors.ts';

export interface GroupCommit {
  /**
   * Runs `job`, which must not wait, in the next transaction. `after` runs when it is on disk, before the promise
   * resolves; not after a job that answered `undo(…)`. Rejects with what the job threw, or when the commit failed.
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
  run(): void;
  done(): void;
  fail(error: unknown): void;
  readonly doing: string;
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
    const batch = queue.length <= MAX_BATCH ? queue : queue.slice(0, MAX_BATCH);
    queue = queue.length <= MAX_BATCH ? [] : queue.slice(MAX_BATCH);
    try {
      runBatch(batch);
    } catch (error) {
      if (db.inTransaction) rollback.run();
      for (const job of batch) if (!job.failed) fail(job, error);
    }
    for (const job of batch) for (const resolve of job.waiters ?? []) resolve();
    scheduled = queue.length > 0;
    if (scheduled) setImmediate(flush);
  }

  function runBatch(batch: readonly Job[]): void {
    begin.run();
    hooks.begin();
    for (const job of batch) runJob(job);
    hooks.beforeCommit();
    commit.run();
    for (const job of batch) if (!job.failed) finish(job);
    hooks.afterCommit();
  }

  function finish(job: Job): void {
    try {
      job.done();
    } catch (error) {
      fail(job, error);
    }
  }

  function runJob(job: Job): void {
    savepoint.run();
    try {
      job.run();
    } catch (error) {
      // Some errors (a full disk) end the whole transaction: then nothing of the batch is stored.
      if (!db.inTransaction) throw error;
      undoJob.run();
      release.run();
      fail(job, error);
      return;
    }
    release.run();
  }

  function settled(): Promise<void> {
    const last = queue.at(-1);
    if (last === undefined) return Promise.resolve();
    return new Promise((resolve) => (last.waiters ??= []).push(resolve));
  }

  function fail(job: Job, error: unknown): void {
    job.failed = true;
    job.fail(storeError(error, job.doing));
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
            if (answer instanceof Undo) undoJob.run();
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
