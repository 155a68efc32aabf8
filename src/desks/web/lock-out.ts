// Slows guessing at the access key: ten wrong ones from an address shut it out for a quarter of an hour.
import type { Clock } from '../../system/clock.ts';

export interface LockOut {
  /** Milliseconds until this address may try again; 0 when it may now. */
  waitMs(address: string): number;
  failed(address: string): void;
  succeeded(address: string): void;
}

export const MAX_FAILURES = 10;
export const LOCK_MS = 15 * 60 * 1000;
const MAX_ADDRESSES = 10_000;

interface Failures {
  count: number;
  /** After this the failures are forgotten. */
  until: number;
}

export function lockOut(clock: Clock): LockOut {
  const failures = new Map<string, Failures>();

  function forgetOld(now: number): void {
    for (const [address, { until }] of failures) if (until <= now) failures.delete(address);
    for (const address of failures.keys()) {
      if (failures.size < MAX_ADDRESSES) break;
      failures.delete(address);
    }
  }

  return {
    waitMs(address) {
      const known = failures.get(address);
      if (known === undefined || known.count < MAX_FAILURES) return 0;
      return Math.max(0, known.until - clock.now().getTime());
    },
    failed(address) {
      const now = clock.now().getTime();
      const known = failures.get(address);
      const count = known !== undefined && known.until > now ? known.count + 1 : 1;
      if (known === undefined && failures.size >= MAX_ADDRESSES) forgetOld(now);
      failures.set(address, { count, until: now + LOCK_MS });
    },
    succeeded(address) {
      failures.delete(address);
    },
  };
}
