// Long polling that keeps the rule "accept, then acknowledge": the offset never passes an update that was not handled.
import type { Clock } from './clock.ts';

export interface UpdateSource<Update extends { readonly update_id: number }> {
  /** Waits for updates from `offset` on (undefined: from the oldest one kept) and gives them oldest first. */
  fetch(offset: number | undefined, signal: AbortSignal): Promise<readonly Update[]>;
  /** Resolves once the update is durable or known to be of no interest. After a rejection it gets the same update again. */
  handle(update: Update): Promise<void>;
  /** Hears of every failure; may answer how many milliseconds to wait (the source's `retry_after`), half a second at least. */
  failed(error: unknown, during: 'fetch' | 'handle'): number | undefined;
  /** Hears of every success in fetching. */
  fetched(): void;
}

export interface UpdateLoop {
  /** Ends the wait for updates and resolves when the update in hand has been handled or has failed. */
  stop(): Promise<void>;
}

const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;

/**
 * Fetches and handles updates one at a time, in order, until stopped. A failure is waited out (half a second, doubling up
 * to half a minute) and the same step is tried again, so that nothing is skipped or overtaken.
 */
export function runUpdateLoop<Update extends { readonly update_id: number }>(
  source: UpdateSource<Update>,
  clock: Clock,
): UpdateLoop {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function untilItWorks<Result>(
    during: 'fetch' | 'handle',
    step: () => Promise<Result>,
  ): Promise<Result | undefined> {
    for (
      let backOff = FIRST_BACK_OFF_MS;
      !signal.aborted;
      backOff = Math.min(backOff * 2, LONGEST_BACK_OFF_MS)
    ) {
      try {
        return await step();
      } catch (error) {
        if (isAborted(signal)) return undefined;
        const asked = source.failed(error, during);
        await pause(clock, Math.max(asked ?? backOff, FIRST_BACK_OFF_MS), signal);
      }
    }
    return undefined;
  }

  async function run(): Promise<void> {
    let offset: number | undefined;
    while (!signal.aborted) {
      const updates = await untilItWorks('fetch', async () => {
        const batch = await source.fetch(offset, signal);
        source.fetched();
        return batch;
      });
      for (const update of updates ?? []) {
        if (isAborted(signal)) return;
        await untilItWorks('handle', () => source.handle(update));
        offset = update.update_id + 1;
      }
    }
  }

  const ended = run();
  return {
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

/** Waits on the clock; ends early, without an error, when the signal is aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}

/** Reads the flag anew: the type checker takes it for settled once it was tested. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
