// How often one caller may ask: a bucket of tries that fills again with time. Old callers are forgotten, so memory is bounded.
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';

export interface RateLimit {
  /** Takes a try of that caller; throws `HttpProblem` 429 when there is none left. */
  take(caller: string): void;
}

const MAX_CALLERS = 10_000;

/** `burst` tries at once, and one more every `everyMs`. */
export function createRateLimit(clock: Clock, burst: number, everyMs: number): RateLimit {
  const callers = new Map<string, { left: number; at: number }>();
  return {
    take(caller) {
      const now = clock.now().getTime();
      const known = callers.get(caller) ?? { left: burst, at: now };
      const left = Math.min(burst, known.left + (now - known.at) / everyMs);
      // back to the end: the first one of the map is who asked longest ago
      callers.delete(caller);
      callers.set(caller, { left: Math.max(0, left - 1), at: now });
      const oldest = callers.size > MAX_CALLERS ? callers.keys().next().value : undefined;
      if (oldest !== undefined) callers.delete(oldest);
      if (left < 1)
        throw new HttpProblem(429, 'TooManyRequests', 'That was too often: try again in a minute.');
    },
  };
}
