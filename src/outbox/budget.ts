// How fast a target may be sent to: a bucket for everybody and one for each chat, refilled steadily. Pure but for its memory.
import type { RateLimit } from '../model/channel.ts';

export class Budget {
  readonly #limit: RateLimit;
  #all: Bucket;
  readonly #chats = new Map<string, Bucket>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
    this.#all = { tokens: limit.perSecond, at: 0 };
  }

  /** Takes one message for `chat` at `now` (ms); otherwise takes nothing and says how many ms who has to wait. */
  take(chat: string, now: number): { readonly waitMs: number; readonly who: 'nobody' | 'chat' | 'all' } {
    const { perSecond, perChatPerMinute } = this.#limit;
    const all = refill(this.#all, perSecond, perSecond / 1000, now);
    const one = refill(
      this.#chats.get(chat) ?? { tokens: burst(perChatPerMinute), at: now },
      burst(perChatPerMinute),
      perChatPerMinute / 60_000,
      now,
    );
    const allWaitMs = missing(all, perSecond / 1000);
    if (allWaitMs > 0) return { waitMs: allWaitMs, who: 'all' };
    const waitMs = missing(one, perChatPerMinute / 60_000);
    if (waitMs > 0) return { waitMs, who: 'chat' };
    this.#all = { ...all, tokens: all.tokens - 1 };
    this.#chats.set(chat, { ...one, tokens: one.tokens - 1 });
    if (this.#chats.size > 10_000) this.#forgetFull(now);
    return { waitMs: 0, who: 'nobody' };
  }

  #forgetFull(now: number): void {
    const { perChatPerMinute } = this.#limit;
    for (const [chat, bucket] of this.#chats) {
      if (
        refill(bucket, burst(perChatPerMinute), perChatPerMinute / 60_000, now).tokens >=
        burst(perChatPerMinute)
      )
        this.#chats.delete(chat);
    }
  }
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A quarter of a minute's allowance may go at once. */
function burst(perMinute: number): number {
  return Math.max(1, perMinute / 4);
}

function refill({ tokens, at }: Bucket, most: number, perMs: number, now: number): Bucket {
  return { tokens: Math.min(most, tokens + Math.max(0, now - at) * perMs), at: now };
}

function missing({ tokens }: Bucket, perMs: number): number {
  return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs);
}
