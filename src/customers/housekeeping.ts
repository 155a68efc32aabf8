// Lets go of what is not to be kept: files whose time has come at once, old words and settled work once a day.
import type { FileRef } from '../model/attachment.ts';
import type { PersonalRecords } from '../model/personal.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { rounds, type Rounds } from '../system/rounds.ts';

export interface HousekeepingParts {
  readonly records: Pick<PersonalRecords, 'doomedFiles' | 'settleDoomed' | 'purge'>;
  /** Deletes our copy of a file. */
  readonly remove: (ref: FileRef) => Promise<void>;
  /** Days that words and feedback are kept. */
  readonly transcriptDays: number;
  /** Days that handled events and sent deliveries are kept; at least 2, so that a repeat is still known. */
  readonly settledDays: number;
  /** Days that the audit log is kept. */
  readonly auditDays: number;
  readonly clock: Clock;
  readonly log: Log;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ROUND_MS = 60_000;
const PURGE_EVERY_MS = DAY_MS;
/** Longer than any wrong guess counts. */
const GUESS_DAYS = 2;
const FILES_A_ROUND = 50;
/** Between two batches of a purge, so that customers are not kept waiting. */
const PAUSE_MS = 100;

export function housekeeping(parts: HousekeepingParts): Rounds {
  const { records, clock, log } = parts;
  let purgedAt = -Infinity;

  async function deleteFiles(stopped: () => boolean): Promise<void> {
    for (const ref of await records.doomedFiles(clock.now(), FILES_A_ROUND)) {
      if (stopped()) return;
      await parts.remove(ref);
      await records.settleDoomed(ref);
    }
  }

  async function purge(stopped: () => boolean): Promise<void> {
    const now = clock.now().getTime();
    if (now - purgedAt < PURGE_EVERY_MS) return;
    const before = {
      transcripts: new Date(now - parts.transcriptDays * DAY_MS),
      settled: new Date(now - parts.settledDays * DAY_MS),
      guesses: new Date(now - GUESS_DAYS * DAY_MS),
      audit: new Date(now - parts.auditDays * DAY_MS),
    };
    let rows = 0;
    for (;;) {
      const gone = await records.purge(before);
      rows += gone;
      if (gone === 0 || stopped()) break;
      await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
    }
    purgedAt = now;
    if (rows > 0) log.info({ rows }, 'let go of what was older than the configured days');
  }

  return rounds({
    async round(stopped) {
      await deleteFiles(stopped);
      await purge(stopped);
    },
    everyMs: ROUND_MS,
    failed: 'housekeeping failed',
    clock,
    log,
  });
}
