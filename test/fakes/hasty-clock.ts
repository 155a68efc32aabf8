// A clock on which every wait is over at once; it remembers how long each one would have been.
import type { Clock } from '../../src/system/clock.ts';

export interface HastyClock extends Clock {
  /** Milliseconds of every wait so far, in order. */
  readonly waits: readonly number[];
}

export function hastyClock(start = new Date('2026-03-02T09:00:00Z')): HastyClock {
  let now = start.getTime();
  const waits: number[] = [];
  return {
    waits,
    now: () => new Date(now),
    after(ms, run) {
      waits.push(ms);
      const soon = setImmediate(() => {
        now += ms;
        run();
      });
      return () => clearImmediate(soon);
    },
  };
}
