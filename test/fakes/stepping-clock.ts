// A clock that stands still until it is told to step on to whatever falls due next: hours of waiting cost no time, and a slow
// machine makes nothing late.
import type { Clock } from '../../src/system/clock.ts';

export interface SteppingClock extends Clock {
  /** Goes on to the next timer that is due and runs it; false when nothing waits. */
  step(): boolean;
}

export function steppingClock(start = new Date('2026-03-02T09:00:00Z')): SteppingClock {
  let now = start.getTime();
  const timers = new Set<{ due: number; run: () => void }>();
  return {
    now: () => new Date(now),
    after(ms, run) {
      const timer = { due: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    step() {
      let next: { due: number; run: () => void } | undefined;
      for (const timer of timers) if (next === undefined || timer.due < next.due) next = timer;
      if (next === undefined) return false;
      timers.delete(next);
      now = Math.max(now, next.due);
      next.run();
      return true;
    },
  };
}
