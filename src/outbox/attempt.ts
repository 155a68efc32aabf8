// One attempt at a delivery, and what its failure means: for the delivery, and for everything else that goes there.
import type { RateLimit } from '../model/channel.ts';
import type { OutboxId } from '../model/ids.ts';
import { DeliveryError, type Receipt, type SoFar } from '../model/message.ts';
import type { ClaimedDelivery, OutboxStore, SettleOutcome } from '../model/store.ts';
import { type Delivery, targetOf, urgencyOf } from '../model/turn.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { backOffMs } from './back-off.ts';
import type { Pauses } from './pauses.ts';

/** What the outbox sends through: a channel or a desk. */
export interface Target {
  readonly rate?: RateLimit;
  /** What is sent again under the same key is there once. */
  readonly once?: boolean;
  deliver(delivery: Delivery, key: OutboxId, about: AboutAttempt): Promise<Receipt>;
}

export interface AboutAttempt {
  /** The receipt of what is edited, taken back or quoted; absent when that never went out. */
  readonly original?: Receipt;
  /** An earlier attempt may have arrived. */
  readonly again: boolean;
  readonly soFar: SoFar;
}

export interface AttemptParts {
  readonly store: Pick<OutboxStore, 'keepParts'>;
  /** By channel or desk name. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** A target that does not exist (its channel was switched off) is looked for again after this long. */
const ABSENT_RETRY_MS = 60_000;
/** A target that asks for no pause at all is given this one. */
const LEAST_WAIT_MS = 50;
/** Attempts that end in an error that no adapter should throw; a defect does not go away by waiting. */
const MOST_UNEXPECTED = 20;

/** Pauses the target in `pauses` when it says so. */
export async function attempt(
  parts: AttemptParts,
  { outgoing, attempts, held, original, unsure, parts: done }: ClaimedDelivery,
  pauses: Pauses,
): Promise<SettleOutcome> {
  const { store, targets, clock, log } = parts;
  const { delivery, id } = outgoing;
  if (delivery.kind === 'message' && delivery.unlessHeld && held) return { kind: 'withheld' };
  const name = targetOf(delivery);
  const target = targets.get(name);
  if (!target) {
    log.warn({ outbox: id, target: name }, 'no such channel or desk is switched on; its messages wait');
    return waitFor(clock, ABSENT_RETRY_MS, 'target is switched off');
  }
  try {
    const soFar: SoFar = { keep: (now) => store.keepParts(id, now), ...(done ? { parts: done } : {}) };
    const about = { again: unsure, soFar, ...(original ? { original } : {}) };
    return { kind: 'sent', receipt: await target.deliver(delivery, id, about) };
  } catch (error) {
    const fields = { outbox: id, target: name, attempts };
    if (!(error instanceof DeliveryError)) return unexpected(parts, error, attempts, fields);
    const { outcome, sentForSure, retryAfterMs, laneOnly, message } = error;
    if (outcome === 'retry' && retryAfterMs !== undefined) {
      if (!laneOnly)
        pauses.set(name, urgencyOf(delivery), after(clock, Math.max(retryAfterMs, LEAST_WAIT_MS)));
      if (sentForSure === 'no') {
        log.debug({ ...fields, reason: message }, 'delivery has to wait');
        return waitFor(clock, Math.max(retryAfterMs, LEAST_WAIT_MS), message);
      }
    }
    log.warn({ ...fields, outcome, sentForSure, reason: message }, 'delivery failed');
    if (outcome !== 'retry') return { kind: 'failed', outcome, reason: message };
    return retry(parts, attempts, message, sentForSure === 'unknown', retryAfterMs);
  }
}

export function waitFor(clock: Clock, ms: number, reason: string): SettleOutcome {
  return { kind: 'wait', notBefore: after(clock, ms), reason };
}

/** Nobody knows how far the adapter came. Only the error's name is told: its message may quote a customer, or an address with a token. */
function unexpected(parts: AttemptParts, error: unknown, attempts: number, fields: object): SettleOutcome {
  const name = error instanceof Error ? error.name : typeof error;
  parts.log.warn({ ...fields, outcome: 'unexpected', reason: name }, 'delivery failed');
  if (attempts + 1 < MOST_UNEXPECTED) return retry(parts, attempts, 'unexpected error', true);
  const reason = `given up after ${attempts + 1} failed attempts, the last one by an unexpected error (${name})`;
  return { kind: 'failed', outcome: 'rejected', reason };
}

function retry(
  { clock, random }: AttemptParts,
  attempts: number,
  reason: string,
  unsure: boolean,
  leastMs = 0,
): SettleOutcome {
  const notBefore = after(clock, Math.max(leastMs, backOffMs(attempts, random())));
  return { kind: 'retry', notBefore, reason, ...(unsure ? { unsure } : {}) };
}

function after(clock: Clock, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}
