// Work that is done again and again as long as the process runs, one round after the other.
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export interface Rounds {
  /** Does the first round at once; nothing when they are under way. */
  start(): void;
  /** Waits for the round that is under way. */
  stop(): Promise<void>;
}

export interface RoundsParts {
  /** One round; it asks `stopped` where it could end early. A failure is logged, and the next round tries again. */
  readonly round: (stopped: () => boolean) => Promise<void>;
  /** Milliseconds between the end of a round and the next one. */
  readonly everyMs: number;
  /** What the log says of a round that failed. */
  readonly failed: string;
  readonly clock: Clock;
  readonly log: Log;
}

export function rounds({ round, everyMs, failed, clock, log }: RoundsParts): Rounds {
  let cancel = (): void => undefined;
  let running: Promise<void> | undefined;
  let stopped = true;

  function run(): void {
    running = round(() => stopped)
      .catch((error: unknown) => {
        log.error({ error: error instanceof Error ? error.message : String(error) }, failed);
      })
      .finally(() => {
        running = undefined;
        if (!stopped) cancel = clock.after(everyMs, run);
      });
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      run();
    },
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
