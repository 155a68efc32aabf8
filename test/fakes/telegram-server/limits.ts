// How fast a bot may write, counted as Telegram counts: into one group a minute, into one chat a second, in all a second.
import { Refusal } from './refusal.ts';
import { number, type Params } from './request.ts';

export interface RateLimits {
  /** Messages into one group a minute. Telegram's is 20; absent means none. */
  readonly groupMessagesPerMinute?: number;
  /** Messages into one chat of any kind a second. Telegram advises 1; absent means none. */
  readonly chatMessagesPerSecond?: number;
  /** Messages of one bot to everybody a second. Telegram's is 30; absent means none. */
  readonly messagesPerSecond?: number;
  /** Methods that count; absent means those that make messages. `EVERY_WRITE` is the strict reading. */
  readonly counted?: RegExp;
}

/** Telegram's own figures (bots FAQ, "My bot is hitting limits"). */
export const REAL_LIMITS: RateLimits = {
  groupMessagesPerMinute: 20,
  chatMessagesPerSecond: 1,
  messagesPerSecond: 30,
};

/** Everything that members of a group can see happen, reactions and answers to presses aside. */
export const EVERY_WRITE =
  /^(?:send|copy|forward|editMessage|(?:create|edit|close|reopen|delete)ForumTopic|pin|unpin)/u;

const MAKES_MESSAGES = /^(?:send|copy|forward)/u;

interface Window {
  readonly key: string;
  readonly most: number;
  readonly ms: number;
  /** What one call weighs: by the minute each picture of an album counts, by the second the album is one. */
  readonly weight: (made: number) => number;
}

export class Limits {
  private readonly sent = new Map<string, number[]>();
  private readonly options: RateLimits;
  private readonly now: () => Date;

  constructor(options: RateLimits, now: () => Date) {
    this.options = options;
    this.now = now;
  }

  /** Throws the Bot API's 429 with the seconds to wait. */
  check(token: string, method: string, params: Params): void {
    const time = this.now().getTime();
    const waits = this.windows(token, method, params).map(({ key, most, ms }) => {
      const recent = (this.sent.get(key) ?? []).filter((at) => at > time - ms);
      this.sent.set(key, recent);
      return recent.length < most ? 0 : (recent.at(-most) ?? 0) + ms - time;
    });
    const wait = Math.ceil(Math.max(0, ...waits) / 1000);
    if (wait > 0) throw new Refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  }

  /** What was refused does not count, so this is told afterwards. */
  count(token: string, method: string, params: Params, result: unknown): void {
    const made = Array.isArray(result) ? result.length : 1;
    const time = this.now().getTime();
    for (const { key, weight } of this.windows(token, method, params)) {
      const known = this.sent.get(key) ?? [];
      this.sent.set(key, [...known, ...Array<number>(weight(made)).fill(time)]);
    }
  }

  private windows(token: string, method: string, params: Params): readonly Window[] {
    const { groupMessagesPerMinute, chatMessagesPerSecond, messagesPerSecond } = this.options;
    if (!(this.options.counted ?? MAKES_MESSAGES).test(method)) return [];
    const chat = number(params, 'chat_id') ?? 0;
    const one = (): number => 1;
    const windows: Window[] = [];
    if (groupMessagesPerMinute !== undefined && chat < 0) {
      const weight = (made: number): number => made;
      windows.push({ key: `${token} minute ${chat}`, most: groupMessagesPerMinute, ms: 60_000, weight });
    }
    if (chatMessagesPerSecond !== undefined) {
      windows.push({ key: `${token} second ${chat}`, most: chatMessagesPerSecond, ms: 1000, weight: one });
    }
    if (messagesPerSecond !== undefined) {
      windows.push({ key: `${token} second`, most: messagesPerSecond, ms: 1000, weight: one });
    }
    return windows;
  }
}
