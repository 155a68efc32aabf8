// A clock on which time goes by faster than ours: a minute of back-off or allowance is over in a moment, and orders hold.
import type { Clock } from '../../src/system/clock.ts';

/** `times` as fast as real time, from `start` on. */
export function hurriedClock(times: number, start = new Date('2026-03-02T09:00:00Z')): Clock {
  const began = performance.now();
  return {
    now: () => new Date(start.getTime() + (performance.now() - began) * times),
    after(ms, run) {
      const timer = setTimeout(run, ms / times);
      return () => clearTimeout(timer);
    },
  };
}
