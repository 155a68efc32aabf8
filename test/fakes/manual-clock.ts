// A clock that stands still until a test moves it.
import type { Clock } from '../../src/system/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time on by `ms`, running what falls due on the way, in order. */
  advance(ms: number): void;
}

export function manualClock(start = new Date('2026-03-02T09:00:00Z')): ManualClock {
  let now = start.getTime();
  let timers: { due: number; run: () => void }[] = [];
  return {
    now: () => new Date(now),
    after(ms, run) {
      const timer = { due: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.due;
        next.run();
      }
      now = end;
    },
  };
}
