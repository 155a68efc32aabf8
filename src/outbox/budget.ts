// How fast a target may be sent to: so many a second to everybody, so many a minute into one chat, counted over sliding
// windows, so that no minute anywhere holds more than the allowance.
import type { RateLimit } from '../model/channel.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Chats remembered before the idle ones are looked through and forgotten. */
const MANY_CHATS = 10_000;

export interface Wait {
  /** 0 when the message may go now. */
  readonly waitMs: number;
  readonly who: 'nobody' | 'chat' | 'all';
}

export class Budget {
  readonly #limit: RateLimit;
  /** Times (ms) of what was sent within the window, oldest first. */
  #all: number[] = [];
  readonly #chats = new Map<string, number[]>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Takes one message for `chat` at `now` (ms); otherwise takes nothing and says how long who has to wait. */
  take(chat: string, now: number): Wait {
    this.#all = within(this.#all, now - SECOND_MS);
    const allWaitMs = waitFor(this.#all, this.#limit.perSecond, SECOND_MS, now);
    if (allWaitMs > 0) return { waitMs: allWaitMs, who: 'all' };
    const sent = within(this.#chats.get(chat) ?? [], now - MINUTE_MS);
    const waitMs = waitFor(sent, this.#limit.perChatPerMinute, MINUTE_MS, now);
    if (waitMs > 0) return { waitMs, who: 'chat' };
    this.#all.push(now);
    this.#chats.set(chat, [...sent, now]);
    if (this.#chats.size > MANY_CHATS) this.#forgetIdle(now);
    return { waitMs: 0, who: 'nobody' };
  }

  #forgetIdle(now: number): void {
    for (const [chat, sent] of this.#chats) {
      if (within(sent, now - MINUTE_MS).length === 0) this.#chats.delete(chat);
    }
  }
}

function within(times: readonly number[], after: number): number[] {
  return times.filter((at) => at > after);
}

/** Until the oldest of the last `most` leaves the window. */
function waitFor(times: readonly number[], most: number, windowMs: number, now: number): number {
  const blocking = times.at(-most);
  return blocking === undefined || times.length < most ? 0 : blocking + windowMs - now;
}
