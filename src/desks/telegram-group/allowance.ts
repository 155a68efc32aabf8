// How many calls the group may still get: Telegram allows a bot about twenty messages a minute in one group. Pure over a clock.
import type { Clock } from '../../system/clock.ts';

/** Who spends: what people said may use everything, lines for the staff and cards leave room for it. */
export type Purse = 'words' | 'notices' | 'cards';

/** Calls a minute (Telegram's bots FAQ, "My bot is hitting limits"). */
const PER_MINUTE = 20;
/** A little more than a minute, as two clocks never agree. */
const WINDOW_MS = 61_000;
/** Between the end of a call and the next one; "avoid sending more than one message per second" into one chat (same page). */
const GAP_MS = 1_000;
/** Calls of every minute that this purse leaves to the ones before it. */
const RESERVED: Record<Purse, number> = { words: 0, notices: 2, cards: 5 };

export class Allowance {
  readonly #clock: Clock;
  /** Times (ms) of the calls within the window, oldest first. */
  #spent: number[] = [];
  #shutUntil = 0;
  #nextAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Spends `calls` (1 to 15) and returns 0; or spends nothing and returns the milliseconds until they can be had. */
  take(calls: number, purse: Purse): number {
    const now = this.#clock.now().getTime();
    if (now < this.#shutUntil) return this.#shutUntil - now;
    this.#spent = this.#spent.filter((at) => at > now - WINDOW_MS);
    const surplus = this.#spent.length + calls - (PER_MINUTE - RESERVED[purse]);
    const lastToLeave = this.#spent[surplus - 1];
    if (surplus > 0 && lastToLeave !== undefined) return lastToLeave + WINDOW_MS - now;
    for (let call = 0; call < calls; call += 1) this.#spent.push(now);
    return 0;
  }

  /** Those `calls` have been made; Telegram may have counted them as late as now. */
  finished(calls: number): void {
    const now = this.#clock.now().getTime();
    this.#spent.splice(-calls, calls, ...Array<number>(calls).fill(now));
    this.#nextAt = now + GAP_MS;
  }

  /** Milliseconds until the next call may leave, 0 to 1000. */
  gap(): number {
    return Math.max(0, this.#nextAt - this.#clock.now().getTime());
  }

  /** Telegram asked for silence: nothing can be had for `ms` milliseconds. */
  shut(ms: number): void {
    this.#shutUntil = Math.max(this.#shutUntil, this.#clock.now().getTime() + ms);
  }
}
