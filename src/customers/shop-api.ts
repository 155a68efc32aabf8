// Asks the shop's HTTP API: within a time, again after passing trouble, not at all while it is down. Answers are checked.
import type { z } from 'zod';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { createBreaker } from './breaker.ts';

export interface ShopApiOptions {
  /** Without a slash at the end. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly key?: string;
  /** For one try, ms. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 to 1. */
  readonly random?: () => number;
}

export interface ShopApi {
  /** GET, tried up to three times. Undefined for 404; rejects with `ShopApiError` when there is no usable answer. */
  read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined>;
  /** POST, tried once: the shop may count it as a guess. */
  ask<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T | undefined>;
}

/** Says what failed without the address asked for, which holds an order's number. */
export class ShopApiError extends Error {
  readonly code = 'SHOP_API';
  /** Another try may succeed. */
  readonly passing: boolean;
  constructor(message: string, passing: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'ShopApiError';
    this.passing = passing;
  }
}

const TIMEOUT_MS = 4_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 200;
const MAX_BYTES = 4 * 1024 * 1024;
const BREAKER = { failures: 5, openMs: 30_000 };

export function createShopApi(options: ShopApiOptions): ShopApi {
  const { url, key, clock, log, timeoutMs = TIMEOUT_MS, random = Math.random } = options;
  const breaker = createBreaker(clock, BREAKER, (state) =>
    log.warn({ state }, state === 'open' ? "the shop's API is down" : "the shop's API answers again"),
  );

  async function once<T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T | undefined> {
    const aborted = new AbortController();
    const cancel = clock.after(timeoutMs, () => aborted.abort());
    try {
      const response = await fetch(url + path, {
        ...init,
        redirect: 'error',
        signal: aborted.signal,
        headers: {
          accept: 'application/json',
          ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
      });
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      if (!response.ok) {
        await response.body?.cancel();
        const passing = response.status >= 500 || response.status === 429;
        throw new ShopApiError(`the shop's API answered ${response.status}`, passing);
      }
      return checked(await textOf(response), schema);
    } catch (error) {
      if (error instanceof ShopApiError) throw error;
      const what = aborted.signal.aborted ? `did not answer within ${timeoutMs} ms` : 'cannot be reached';
      throw new ShopApiError(`the shop's API ${what}`, true, error);
    } finally {
      cancel();
    }
  }

  async function patiently<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await breaker.run(() => once(path, { method: 'GET' }, schema));
      } catch (error) {
        const passing = error instanceof ShopApiError && error.passing;
        if (!passing || tried >= TRIES || breaker.state() !== 'closed') throw error;
        await pause(clock, FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.5 + random()));
      }
    }
  }

  return {
    read: patiently,
    ask: (path, body, schema) =>
      breaker.run(() => once(path, { method: 'POST', body: JSON.stringify(body) }, schema)),
  };
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new ShopApiError("the shop's API answered too much", false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function checked<T>(text: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ShopApiError("the shop's API answered what is not JSON", false, error);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path }) => path.join('.')).slice(0, 5);
  throw new ShopApiError(`the shop's API answered in another form than agreed: ${where.join(', ')}`, false);
}
