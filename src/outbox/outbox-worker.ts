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
  /** `original` is the receipt of what an edit or a removal is about. */
  deliver(delivery: Delivery, key: OutboxId, original?: Receipt): Promise<Receipt>;
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

const WIDTH = 40;
/** So that a channel that hangs leaves room for the others. */
const WIDTH_PER_TARGET = 32;
const LEASE_MS = 120_000;
/** A target that does not exist (its channel was switched off) is looked for again after this long. */
const ABSENT_RETRY_MS = 60_000;

export function outboxWorker(parts: OutboxParts): WorkerLoop {
  const { store, targets, clock, log } = parts;
  const budgets = new Map(
    [...targets].flatMap(([name, { rate }]) => (rate ? [[name, new Budget(rate)] as const] : [])),
  );
  const pauses = new Pauses();
  const underWay = new Map<OutboxId, string>();
  /** Claims being made, each of which may turn out to be for any target. */
  let claiming = 0;
  const notNow = (now: Date): string[] => [...pauses.active(now), ...crowded(underWay, claiming)];
  const claimOne = async (now: Date): Promise<ClaimedDelivery | undefined> => {
    const except = notNow(now);
    claiming += 1;
    try {
      return await store.claimDelivery(now, LEASE_MS, except);
    } finally {
      claiming -= 1;
    }
  };
  const loop = new WorkerLoop({
    name: 'outbox',
    width: WIDTH,
    clock,
    log,
    async nextDue() {
      const now = clock.now();
      const due = await store.nextDue('delivery', notNow(now));
      const resumed = pauses.nextEnd(now);
      return due && resumed ? new Date(Math.min(due.getTime(), resumed.getTime())) : (due ?? resumed);
    },
    async claim() {
      const now = clock.now();
      let claimed = await claimOne(now);
      // still being sent when its lease ran out: claiming it has made the lease longer, sending it again would double it
      while (claimed && underWay.has(claimed.outgoing.id)) claimed = await claimOne(now);
      if (!claimed) return undefined;
      const { delivery, id } = claimed.outgoing;
      const name = targetOf(delivery);
      const { waitMs, who } = budgets.get(name)?.take(chatOf(delivery), now.getTime()) ?? NO_WAIT;
      const job = claimed;
      underWay.set(id, name);
      if (waitMs > 0 && (who === 'all' || delivery.kind === 'post')) pauses.set(name, after(clock, waitMs));
      return async () => {
        try {
          const outcome = waitMs > 0 ? waitFor(clock, waitMs, 'rate') : await attempt(parts, job, pauses);
          await settle(parts, job, outcome);
        } finally {
          underWay.delete(id);
        }
      };
    },
  });
  store.onWork('delivery', loop.wake);
  return loop;
}

const NO_WAIT = { waitMs: 0, who: 'nobody' } as const;

/** Targets that have as many deliveries in the air as they may. */
function crowded(underWay: ReadonlyMap<OutboxId, string>, claiming: number): string[] {
  const counts = new Map<string, number>();
  for (const target of underWay.values()) counts.set(target, (counts.get(target) ?? 0) + 1);
  return [...counts].filter(([, count]) => count + claiming >= WIDTH_PER_TARGET).map(([target]) => target);
}

function waitFor(clock: Clock, ms: number, reason: string): SettleOutcome {
  return { kind: 'wait', notBefore: after(clock, ms), reason };
}

async function attempt(
  { targets, clock, random, log }: OutboxParts,
  claimed: ClaimedDelivery,
  pauses: Pauses,
): Promise<SettleOutcome> {
  const { outgoing, attempts, held, original } = claimed;
  const { delivery, id } = outgoing;
  if (delivery.kind === 'message' && delivery.unlessHeld && held) return { kind: 'withheld' };
  const name = targetOf(delivery);
  const target = targets.get(name);
  if (!target) {
    log.warn({ outbox: id, target: name }, 'no such channel or desk is switched on; its messages wait');
    return waitFor(clock, ABSENT_RETRY_MS, 'target is switched off');
  }
  try {
    return { kind: 'sent', receipt: await target.deliver(delivery, id, original) };
  } catch (error) {
    const failure = error instanceof DeliveryError ? error : undefined;
    const fields = {
      outbox: id,
      target: name,
      attempts,
      outcome: failure?.outcome ?? 'unexpected',
      sentForSure: failure?.sentForSure,
    };
    // the message of an error that nobody foresaw may quote a customer, or an address with a token
    const reason = failure?.message ?? (error instanceof Error ? error.name : typeof error);
    log.warn({ ...fields, reason }, 'delivery failed');
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
  if (delivery.kind === 'post' || !delivery.origin) return [];
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
  return delivery.kind === 'post' ? delivery.desk : delivery.to.chat;
}

function after(clock: Clock, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}
