// Keeps a number of jobs going as long as there is work: woken by a signal, by a due time, or by a job's end.
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export interface LoopParts {
  readonly name: string;
  /** Jobs at the same time, at least 1. */
  readonly width: number;
  /** Claims one job and gives the way to run it; undefined when nothing is due. */
  readonly claim: () => Promise<(() => Promise<void>) | undefined>;
  /** When something falls due; undefined when nothing waits. */
  readonly nextDue: () => Promise<Date | undefined>;
  readonly clock: Clock;
  readonly log: Log;
}

const MOST_CLAIMS = 16;
/** Longest sleep, as a safety net under the signals; pause after the store failed. */
const MAX_SLEEP_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;

export class WorkerLoop {
  readonly #parts: LoopParts;
  readonly #running = new Set<Promise<void>>();
  #stopped = true;
  #claiming: Promise<void> | undefined;
  #again = false;
  #cancelSleep: (() => void) | undefined;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Says that there may be work. Cheap, may be called at any time. */
  readonly wake = (): void => {
    if (this.#stopped) return;
    if (this.#claiming) {
      this.#again = true;
      return;
    }
    this.#cancelSleep?.();
    this.#claiming = this.#fill().finally(() => {
      this.#claiming = undefined;
      if (this.#again) {
        this.#again = false;
        this.wake();
      }
    });
  };

  /** Claims nothing more and waits for the running jobs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelSleep?.();
    await this.#claiming;
    await Promise.all(this.#running);
  }

  async #fill(): Promise<void> {
    const { claim, nextDue, width, clock, log, name } = this.#parts;
    try {
      // claims made together share a pass of the store; one at first, so that a lone message costs one claim
      for (let together = 1; ; together = Math.min(together * 2, MOST_CLAIMS)) {
        const free = this.#isStopped() ? 0 : width - this.#running.size;
        if (free <= 0) break;
        const claims = await Promise.allSettled(Array.from({ length: Math.min(free, together) }, claim));
        let idle = false;
        for (const result of claims) {
          if (result.status === 'fulfilled' && result.value) this.#run(result.value);
          else idle = true;
        }
        const failed = claims.find((result) => result.status === 'rejected');
        if (failed) throw failed.reason;
        if (idle) break;
      }
      if (this.#isStopped() || this.#running.size >= width) return;
      const due = await nextDue();
      this.#sleep(
        due ? Math.min(Math.max(due.getTime() - clock.now().getTime(), 0), MAX_SLEEP_MS) : MAX_SLEEP_MS,
      );
    } catch (error) {
      log.error(
        { loop: name, error: error instanceof Error ? error.message : String(error) },
        'claiming work failed',
      );
      this.#sleep(PAUSE_AFTER_FAILURE_MS);
    }
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #run(job: () => Promise<void>): void {
    const running = job()
      .catch((error: unknown) => {
        const { log, name } = this.#parts;
        log.error(
          { loop: name, error: error instanceof Error ? error.message : String(error) },
          'a job failed',
        );
      })
      .finally(() => {
        this.#running.delete(running);
        this.wake();
      });
    this.#running.add(running);
  }

  #sleep(ms: number): void {
    if (this.#isStopped()) return;
    this.#cancelSleep?.();
    this.#cancelSleep = this.#parts.clock.after(ms, () => {
      this.#cancelSleep = undefined;
      this.wake();
    });
  }
}
