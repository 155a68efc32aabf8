// The only part that sends. At least once, in order per lane, retried with back-off, within each target's rate.
import type { OutboxId } from '../model/ids.ts';
import type { ClaimedDelivery, OutboxStore, SettleOutcome, WorkSignals } from '../model/store.ts';
import { type Delivery, type Outgoing, targetOf } from '../model/turn.ts';
import type { NewId } from '../system/ids.ts';
import { WorkerLoop } from '../system/worker-loop.ts';
import { attempt, type AttemptParts, waitFor } from './attempt.ts';
import { Budget } from './budget.ts';
import { Pauses } from './pauses.ts';
import { UnderWay } from './under-way.ts';

export interface OutboxParts extends AttemptParts {
  readonly store: OutboxStore & WorkSignals;
  readonly newId: NewId;
}

const WIDTH = 40;
const LEASE_MS = 120_000;

export function outboxWorker(parts: OutboxParts): WorkerLoop {
  const { store, targets, clock, log } = parts;
  const budgets = new Map(
    [...targets].flatMap(([name, { rate }]) => (rate ? [[name, new Budget(rate)] as const] : [])),
  );
  const pauses = new Pauses();
  const underWay = new UnderWay(targets);
  const loop = new WorkerLoop({
    name: 'outbox',
    width: WIDTH,
    clock,
    log,
    async nextDue() {
      const now = clock.now();
      const due = await store.nextDue('delivery', [...pauses.active(now), ...underWay.full()]);
      const resumed = pauses.nextEnd(now);
      return due && resumed ? new Date(Math.min(due.getTime(), resumed.getTime())) : (due ?? resumed);
    },
    async claim() {
      const now = clock.now();
      const claimed = await underWay.claim((full) =>
        store.claimDelivery(now, LEASE_MS, [...pauses.active(now), ...full]),
      );
      if (!claimed) return undefined;
      const { delivery, id } = claimed.outgoing;
      const name = targetOf(delivery);
      const { waitMs, who } = budgets.get(name)?.take(chatOf(delivery), now.getTime()) ?? NO_WAIT;
      if (waitMs > 0 && (who === 'all' || delivery.kind === 'post')) {
        pauses.set(name, 0, new Date(now.getTime() + waitMs));
      }
      return async () => {
        try {
          const outcome = waitMs > 0 ? waitFor(clock, waitMs, 'rate') : await attempt(parts, claimed, pauses);
          await settle(parts, claimed, outcome);
        } finally {
          underWay.end(id);
        }
      };
    },
  });
  store.onWork('delivery', loop.wake);
  return loop;
}

const NO_WAIT = { waitMs: 0, who: 'nobody' } as const;

/** Records the outcome; the operator who wrote the message is shown what became of it. */
async function settle(
  { store, targets, clock, newId }: OutboxParts,
  claimed: ClaimedDelivery,
  outcome: SettleOutcome,
): Promise<void> {
  const now = clock.now();
  await store.settle(claimed.outgoing.id, outcome, now, marks(claimed, outcome, now, newId, targets));
}

function marks(
  { outgoing, unsure }: ClaimedDelivery,
  outcome: SettleOutcome,
  at: Date,
  newId: NewId,
  targets: OutboxParts['targets'],
): Outgoing[] {
  const { delivery, conversation } = outgoing;
  if (delivery.kind === 'post' || !delivery.origin) return [];
  if (outcome.kind !== 'sent' && outcome.kind !== 'failed') return [];
  // a change made twice is made once; a message sent twice is there twice
  const twice = unsure && delivery.kind === 'message' && targets.get(targetOf(delivery))?.once !== true;
  const sent = twice ? 'unsure' : 'delivered';
  const { desk, ref, ticket } = delivery.origin;
  const post = { kind: 'mark', ticket, ref, outcome: outcome.kind === 'sent' ? sent : 'failed' } as const;
  return [{ id: newId() as OutboxId, conversation, at, delivery: { kind: 'post', desk, post } }];
}

/** What a rate per chat is counted by: a desk is one chat. */
function chatOf(delivery: Delivery): string {
  return delivery.kind === 'post' ? delivery.desk : delivery.to.chat;
}
