// Notices that something in a folder has changed: told by the system, and by looking from time to time, since a network
// folder tells nothing.
import { watch } from 'node:fs';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';

export interface FollowOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Looks at the folder and takes in what has changed; never at the same time twice. */
  readonly onChange: () => Promise<void>;
}

/** Changes within this many milliseconds are taken in together, */
const SETTLE_MS = 120;
/** but none waits longer than this. */
const LONGEST_MS = 500;
/** The folder is looked at this often when nothing is told, and seldom enough to take a hundredth of the time at most. */
const POLL_MS = 5_000;
const MOST_POLL_MS = 60_000;
const POLL_SHARE = 100;

export function followFolder(
  folder: string,
  { clock, log, onChange }: FollowOptions,
): { readonly stop: () => void } {
  let cancelSettle: (() => void) | undefined;
  let cancelPoll: (() => void) | undefined;
  let firstAt: number | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    try {
      await onChange();
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : 'unknown';
      if (!stopped)
        log.error({ folder, error }, 'the changed knowledge base could not be taken in; the old one serves');
    }
  }

  function changed(): void {
    const now = clock.now().getTime();
    firstAt ??= now;
    cancelSettle?.();
    cancelSettle = clock.after(Math.max(0, Math.min(SETTLE_MS, firstAt + LONGEST_MS - now)), () => {
      firstAt = undefined;
      void look();
    });
  }

  function poll(after: number): void {
    cancelPoll = clock.after(after, () => {
      const started = clock.now().getTime();
      void look().then(() => {
        const taken = clock.now().getTime() - started;
        if (!stopped) poll(Math.min(MOST_POLL_MS, Math.max(POLL_MS, taken * POLL_SHARE)));
      });
    });
  }

  const watcher = watch(folder, { recursive: true, persistent: false }, changed);
  watcher.on('error', (error) =>
    log.error(
      { folder, error: error.message },
      'the folder is no longer watched; it is looked at now and then',
    ),
  );
  poll(POLL_MS);
  return {
    stop() {
      stopped = true;
      cancelSettle?.();
      cancelPoll?.();
      watcher.close();
    },
  };
}
