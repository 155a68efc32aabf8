// A circuit breaker: after several failures in a row nothing is asked for a while, then one question is let through to see.
import type { Clock } from '../system/clock.ts';

export interface Breaker {
  /** Runs the job, or rejects with `BreakerOpenError` without running it. */
  run<T>(job: () => Promise<T>): Promise<T>;
  /** open: nothing is asked; trying: one question is under way that decides. */
  state(): 'closed' | 'open' | 'trying';
}

export class BreakerOpenError extends Error {
  readonly code = 'BREAKER_OPEN';
}

/** `failures` in a row open it, for `openMs`. */
export function createBreaker(
  clock: Clock,
  { failures, openMs }: { readonly failures: number; readonly openMs: number },
  changed: (state: 'closed' | 'open') => void = () => undefined,
): Breaker {
  let failed = 0;
  let openUntil: number | undefined;
  let trying = false;

  function close(): void {
    failed = 0;
    if (openUntil === undefined) return;
    openUntil = undefined;
    changed('closed');
  }

  function fail(): void {
    failed += 1;
    if (failed < failures && openUntil === undefined) return;
    const wasClosed = openUntil === undefined;
    openUntil = clock.now().getTime() + openMs;
    if (wasClosed) changed('open');
  }

  function state(): 'closed' | 'open' | 'trying' {
    if (openUntil === undefined) return 'closed';
    return trying ? 'trying' : 'open';
  }

  return {
    state,
    async run(job) {
      const probing = openUntil !== undefined;
      if (openUntil !== undefined && (trying || clock.now().getTime() < openUntil)) {
        throw new BreakerOpenError('the shop is not asked: it has not answered several times in a row');
      }
      if (probing) trying = true;
      try {
        const answer = await job();
        close();
        return answer;
      } catch (error) {
        fail();
        throw error;
      } finally {
        if (probing) trying = false;
      }
    },
  };
}
