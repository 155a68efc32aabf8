// Slows guessing at keys: ten wrong tries shut a source of them out for a quarter of an hour, then for longer and longer.
import type { Clock } from '../../system/clock.ts';

export interface LockOut {
  /** Milliseconds until all of the sources may try again; 0 when they may now. */
  waitMs(sources: readonly string[]): number;
  /** Counts a try as wrong, before it is looked at, so that many at once are counted too; returns the sources that this one shut out. */
  count(sources: readonly string[]): readonly string[];
  /** The try was right after all: what the sources did wrong is forgotten. */
  forgive(sources: readonly string[]): void;
}

export const MAX_FAILURES = 10;
/** Also how long a wrong try is remembered. */
export const LOCK_MS = 15 * 60 * 1000;
export const MAX_LOCK_MS = 8 * 60 * 60 * 1000;
/** After so much quiet a source starts anew with the shortest lock. */
const MEMORY_MS = 24 * 60 * 60 * 1000;
const MAX_SOURCES = 10_000;

interface Failures {
  readonly count: number;
  /** Times that it was shut out. */
  readonly locks: number;
  readonly lastAt: number;
  readonly lockedUntil: number;
}

export function lockOut(clock: Clock): LockOut {
  const failures = new Map<string, Failures>();

  function counted(source: string, now: number): Failures {
    const known = failures.get(source);
    const recent = known !== undefined && now - known.lastAt < LOCK_MS;
    const count = (recent ? known.count : 0) + 1;
    const locks = known !== undefined && now - known.lastAt < MEMORY_MS ? known.locks : 0;
    if (count < MAX_FAILURES) {
      return { count, locks, lastAt: now, lockedUntil: known?.lockedUntil ?? 0 };
    }
    const lockMs = Math.min(LOCK_MS * 2 ** locks, MAX_LOCK_MS);
    return { count: 0, locks: locks + 1, lastAt: now, lockedUntil: now + lockMs };
  }

  function makeRoom(now: number): void {
    if (failures.size < MAX_SOURCES) return;
    for (const [source, { lastAt }] of failures) if (now - lastAt >= MEMORY_MS) failures.delete(source);
    for (const source of failures.keys()) {
      if (failures.size < MAX_SOURCES) break;
      failures.delete(source);
    }
  }

  return {
    waitMs(sources) {
      const now = clock.now().getTime();
      return Math.max(0, ...sources.map((source) => (failures.get(source)?.lockedUntil ?? 0) - now));
    },
    count(sources) {
      const now = clock.now().getTime();
      return sources.filter((source) => {
        const after = counted(source, now);
        makeRoom(now);
        // set anew at the end, so that the longest untouched ones make room first
        failures.delete(source);
        failures.set(source, after);
        return after.count === 0;
      });
    },
    forgive(sources) {
      for (const source of sources) failures.delete(source);
    },
  };
}
