// Time as a dependency, so that tests move it by hand and never sleep.

export interface Clock {
  now(): Date;
  /** Calls `run` once after `ms` milliseconds; returns the way to cancel it. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
