// Answers that nothing waits for: what they answer has been accepted or refused already. They are tried again after a while.
import { DeliveryError } from '../../model/message.ts';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';
import { isPassing } from '../../system/telegram/failure.ts';
import { pause } from '../../system/update-loop.ts';
import { TELEGRAM_GROUP } from './acts.ts';
import { failureOf, isUnchanged } from './failures.ts';

export interface Telling {
  /** Starts the call and comes back at once; a failure that stays is logged and harms nothing. */
  tell(call: () => Promise<unknown>): void;
  /** Ends the waiting between tries and resolves when nothing is under way. */
  stop(): Promise<void>;
}

const TRIES = 4;
const BACK_OFF_MS = 2_000;
/** Nobody reads an answer that comes later. */
const LONGEST_WAIT_MS = 5 * 60_000;

export function telling(clock: Clock, log: Log): Telling {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  /** How long to wait before the next try; undefined when there is no use in one. */
  function waitMs(error: unknown): number | undefined {
    if (stopping.signal.aborted) return undefined;
    if (error instanceof DeliveryError) return error.retryAfterMs;
    const failure = failureOf(error);
    const ms = failure.retryAfterMs ?? (isPassing(failure) ? BACK_OFF_MS : undefined);
    return ms !== undefined && ms <= LONGEST_WAIT_MS ? ms : undefined;
  }

  async function untilTold(call: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await call();
        return;
      } catch (error) {
        const ms = attempt < TRIES ? waitMs(error) : undefined;
        if (ms === undefined) {
          const failure = failureOf(error);
          if (isUnchanged(failure)) return;
          const { status, description } = failure;
          log.warn({ desk: TELEGRAM_GROUP, status, description }, 'an operator could not be answered');
          return;
        }
        await pause(clock, ms, stopping.signal);
      }
    }
  }

  return {
    tell(call) {
      const told = untilTold(call).then(() => void underWay.delete(told));
      underWay.add(told);
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
