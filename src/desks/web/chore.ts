// Something done again and again while it is wanted, never twice at once.
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';

export interface Chore {
  start(): void;
  stop(): void;
}

export interface ChoreOptions {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => void | Promise<void>;
  /** It is done at once as well, not only after the first `everyMs`. */
  readonly atOnce?: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** What fails is logged once and tried again at the next time. */
export function chore({ name, everyMs, work, atOnce = false, clock, log }: ChoreOptions): Chore {
  let cancel: (() => void) | undefined;
  let running = false;
  let failing = false;

  async function once(): Promise<void> {
    if (running) return;
    running = true;
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing)
        log.error({ desk: 'web', chore: name, error: String(error) }, 'a chore of the desk fails');
      failing = true;
    } finally {
      running = false;
    }
  }

  function again(): void {
    cancel = clock.after(everyMs, again);
    void once();
  }

  return {
    start() {
      if (cancel) return;
      cancel = clock.after(everyMs, again);
      if (atOnce) void once();
    },
    stop() {
      cancel?.();
      cancel = undefined;
    },
  };
}
