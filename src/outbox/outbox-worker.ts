// The only part that sends. At least once, in order per lane, retried with back-off, within each target's rate.
import type { RateLimit } from '../model/channel.ts';
import type { OutboxId } from '../model/ids.ts';
import { DeliveryError, type Receipt } from '../model/message.ts';
import type { ClaimedDelivery, OutboxStore, SettleOutcome, WorkSignals } from '../model/store.ts';
import { type Delivery, type Outgoing, targetOf } from '../model/turn.ts';
import type { Clock } from '../system/clock.ts';
import type { NewId } from '../system/ids.ts';
import type { Log } from '../system/log.ts';
import { WorkerLoop } from '../system/worker-loop.ts';
import { Budget } from './budget.ts';
import { backOffMs } from './back-off.ts';
import { Pauses } from './pauses.ts';

/** What the outbox sends through: a channel or a desk. */
export interface Target {
  readonly rate?: RateLimit;
  deliver(delivery: Delivery, key: OutboxId): Promise<Receipt>;
}

export interface OutboxParts {
  readonly store: OutboxStore & WorkSignals;
  /** By channel or desk name. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly random: () => number;
  readonly log: Log;
}

const WIDTH = 32;
const LEASE_MS = 120_000;
/** A target that does not exist (its channel was switched off) is looked for again after this long. */
const ABSENT_RETRY_MS = 60_000;

export function outboxWorker(parts: OutboxParts): WorkerLoop {
  const { store, targets, clock, log } = parts;
  const budgets = new Map(
    [...targets].flatMap(([name, { rate }]) => (rate ? [[name, new Budget(rate)] as const] : [])),
  );
  const pauses = new Pauses();
  const loop = new WorkerLoop({
    name: 'outbox',
    width: WIDTH,
    clock,
    log,
    async nextDue() {
      const due = await store.nextDue('delivery');
      // whatever is due already and was not claimed belongs to a paused target
      return due && due <= clock.now() ? (pauses.nextEnd(clock.now()) ?? due) : due;
    },
    async claim() {
      const now = clock.now();
      const claimed = await store.claimDelivery(now, LEASE_MS, pauses.active(now));
      if (!claimed) return undefined;
      const { delivery } = claimed.outgoing;
      const name = targetOf(delivery);
      const { waitMs, who } = budgets.get(name)?.take(chatOf(delivery), now.getTime()) ?? NO_WAIT;
      if (waitMs === 0) return () => deliver(parts, claimed, pauses);
      if (who === 'all' || delivery.kind === 'post') pauses.set(name, after(clock, waitMs));
      return () => settle(parts, claimed, { kind: 'retry', notBefore: after(clock, waitMs), reason: 'rate' });
    },
  });
  store.onWork('delivery', loop.wake);
  return loop;
}

const NO_WAIT = { waitMs: 0, who: 'nobody' } as const;

async function deliver(parts: OutboxParts, claimed: ClaimedDelivery, pauses: Pauses): Promise<void> {
  await settle(parts, claimed, await attempt(parts, claimed, pauses));
}

async function attempt(
  { targets, clock, random, log }: OutboxParts,
  claimed: ClaimedDelivery,
  pauses: Pauses,
): Promise<SettleOutcome> {
  const { outgoing, attempts, held } = claimed;
  const { delivery, id } = outgoing;
  if (delivery.kind === 'message' && delivery.unlessHeld && held) return { kind: 'withheld' };
  const name = targetOf(delivery);
  const target = targets.get(name);
  if (!target) {
    log.warn({ outbox: id, target: name }, 'no such channel or desk is switched on; its messages wait');
    return { kind: 'retry', notBefore: after(clock, ABSENT_RETRY_MS), reason: 'target is switched off' };
  }
  try {
    return { kind: 'sent', receipt: await target.deliver(delivery, id) };
  } catch (error) {
    const failure = error instanceof DeliveryError ? error : undefined;
    const fields = {
      outbox: id,
      target: name,
      attempts,
      outcome: failure?.outcome ?? 'unexpected',
      sentForSure: failure?.sentForSure,
    };
    log.warn(
      { ...fields, reason: error instanceof Error ? error.message : String(error) },
      'delivery failed',
    );
    if (failure && failure.outcome !== 'retry')
      return { kind: 'failed', outcome: failure.outcome, reason: failure.message };
    if (failure?.retryAfterMs !== undefined) pauses.set(name, after(clock, failure.retryAfterMs));
    const waitMs = Math.max(failure?.retryAfterMs ?? 0, backOffMs(attempts, random()));
    return { kind: 'retry', notBefore: after(clock, waitMs), reason: failure?.message ?? 'unexpected error' };
  }
}

/** Records the outcome; the operator who wrote the message is shown what became of it. */
async function settle(
  { store, clock, newId }: OutboxParts,
  { outgoing }: ClaimedDelivery,
  outcome: SettleOutcome,
): Promise<void> {
  await store.settle(outgoing.id, outcome, clock.now(), marks(outgoing, outcome, clock.now(), newId));
}

function marks(
  { delivery, conversation }: Outgoing,
  outcome: SettleOutcome,
  at: Date,
  newId: NewId,
): Outgoing[] {
  if (delivery.kind !== 'message' || !delivery.origin) return [];
  if (outcome.kind !== 'sent' && outcome.kind !== 'failed') return [];
  const { desk, ref, ticket } = delivery.origin;
  const post = {
    kind: 'mark' as const,
    ticket,
    ref,
    outcome: outcome.kind === 'sent' ? ('delivered' as const) : ('failed' as const),
  };
  return [{ id: newId() as OutboxId, conversation, at, delivery: { kind: 'post', desk, post } }];
}

/** What a rate per chat is counted by: a desk is one chat. */
function chatOf(delivery: Delivery): string {
  return delivery.kind === 'message' ? delivery.to.chat : delivery.desk;
}

function after(clock: Clock, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}
