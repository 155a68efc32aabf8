// What a waiting customer may honestly be told: when people are back, and how long it takes once they are there.
import { afterBusinessMs } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import { isOpen } from './calendar.ts';

export interface Load {
  /** Tickets before this one that wait for a first reply. */
  readonly ahead: number;
  /** Business time from opening to first reply of the latest tickets, ms, any order. */
  readonly recentMs: readonly number[];
  /** People on shift; at least 1 is assumed. */
  readonly people: number;
}

export interface Promised {
  readonly open: boolean;
  /** By when a person will have answered; absent when nobody ever works. */
  readonly by?: Date;
  /** The business time promised, ms. */
  readonly ms: number;
}

const MINUTE_MS = 60_000;
const LEAST_MS = 5 * MINUTE_MS;
/** What is promised before there are figures. */
const UNKNOWN_MS = 30 * MINUTE_MS;
/** Share of recent tickets that were answered faster: most promises shall be kept. */
const SHARE = 0.8;

/**
 * Four of five recent tickets were answered sooner; each ticket ahead costs its share of one middling answer. Never more
 * than `allowedMs`, which the shop has set itself as the first-reply target. Rounded up to 5, 15 or 60 minutes.
 */
export function promiseOf(calendar: Calendar, load: Load, allowedMs: number, now: Date): Promised {
  const sorted = [...load.recentMs].sort((a, b) => a - b);
  const usual = sorted.length < 5 ? UNKNOWN_MS : (sorted[Math.floor(sorted.length * SHARE)] ?? UNKNOWN_MS);
  const middling = sorted[Math.floor(sorted.length / 2)] ?? LEAST_MS;
  const queueing = (load.ahead * Math.min(middling, UNKNOWN_MS)) / Math.max(1, load.people);
  const ms = rounded(Math.min(Math.max(LEAST_MS, usual, queueing), Math.max(LEAST_MS, allowedMs)));
  const by = afterBusinessMs(calendar, now, ms);
  return { open: isOpen(calendar, now), ms, ...(by ? { by } : {}) };
}

function rounded(ms: number): number {
  const minutes = ms / MINUTE_MS;
  const step = minutes <= 30 ? 5 : minutes <= 120 ? 15 : 60;
  return Math.ceil(minutes / step) * step * MINUTE_MS;
}
