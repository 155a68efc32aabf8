// Deliveries: the head of a lane is claimed, tried and settled; a retry holds back everything behind it.
import { sql } from 'kysely';
import type { ConversationId, EventId, OutboxId } from '../../model/ids.ts';
import type { PartsDone, Receipt } from '../../model/message.ts';
import { StoreError } from '../../model/store-error.ts';
import type { ClaimedDelivery, DeliveryState, OutboxStore, SettleOutcome } from '../../model/store.ts';
import type { Delivery } from '../../model/turn.ts';
import { decode, encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';
import type { InAir } from './in-air.ts';
import type { EventRows } from './inbox.ts';
import type { OutboxRows } from './outbox-rows.ts';

interface Head {
  id: OutboxId;
  at: number;
  delivery: Json<Delivery>;
  attempts: number;
  unsure: 0 | 1;
  parts: Json<PartsDone> | null;
  held: 0 | 1;
}

interface Settled {
  conversation: ConversationId;
  target: string;
  at: number;
  delivery: Json<Delivery>;
  /** Said to somebody whose data were erased: nothing of it is kept. */
  forget: 0 | 1;
}

export function createOutbox(engine: Engine, events: EventRows, rows: OutboxRows, air: InAir): OutboxStore {
  const { db, query, deliveryLanes, turnLanes, signals } = engine;
  const headOfLane = db.prepare<[string, ConversationId], Head>(hotSql.headOfLane);
  const laneDue = db.prepare<[string, ConversationId], { at: number; not_before: number }>(hotSql.laneDue);
  const finish = db.prepare<[DeliveryState, number, Json<Receipt> | null, string | null, OutboxId], Settled>(
    hotSql.settle,
  );
  const retry = db.prepare<[number, number, string, 0 | 1, OutboxId], Settled>(hotSql.retry);
  const keepParts = db.prepare<[Json<PartsDone>, OutboxId]>(hotSql.keepParts);
  const known = db.prepare<[OutboxId]>(hotSql.deliveryKnown);
  const receiptOf = db.prepare<[OutboxId], { receipt: Json<Receipt> | null }>(hotSql.receiptOf);
  const renewReceipt = db.prepare<[Json<Receipt>, OutboxId]>(hotSql.renewReceipt);
  const empty = db.prepare<[OutboxId]>(hotSql.forgetDelivery);

  function claimed(head: Head, conversation: ConversationId): ClaimedDelivery {
    const { id, at, attempts, held, unsure, parts } = head;
    const delivery = decode(head.delivery);
    const about = earlierOf(delivery);
    const original = about === undefined ? null : (receiptOf.get(about)?.receipt ?? null);
    return {
      outgoing: { id, conversation, at: new Date(at), delivery },
      attempts,
      held: held === 1,
      unsure: unsure === 1,
      ...(parts === null ? {} : { parts: decode(parts) }),
      ...(original === null ? {} : { original: decode(original) }),
    };
  }

  function record(id: OutboxId, outcome: SettleOutcome, now: number): Settled | undefined {
    switch (outcome.kind) {
      case 'sent':
        return finish.get('sent', now, encode(outcome.receipt), null, id);
      case 'withheld':
        return finish.get('withheld', now, null, null, id);
      case 'failed':
        return finish.get('failed', now, null, outcome.reason, id);
      case 'retry':
        return retry.get(1, outcome.notBefore.getTime(), outcome.reason, outcome.unsure ? 1 : 0, id);
      case 'wait':
        return retry.get(0, outcome.notBefore.getTime(), outcome.reason, 0, id);
    }
  }

  /** What was changed consists of other messages now; the next change must find those. */
  function renew({ delivery }: Settled, receipt: Receipt): void {
    const sent = decode(delivery);
    if (sent.kind === 'edit') renewReceipt.run(encode(receipt), sent.of);
  }

  function reportFailure(id: OutboxId, row: Settled, outcome: 'rejected' | 'gone', now: number): void {
    const { conversation, at, delivery } = row;
    const failed = { id, conversation, at: new Date(at), delivery: decode(delivery) };
    events.add(`undelivered:${id}` as EventId, conversation, now, {
      kind: 'undelivered',
      delivery: failed,
      outcome,
    });
  }

  /** Also what an adapter keeps to reach that chat, unless somebody has written from there since. */
  function forget(id: OutboxId, { delivery }: Settled): void {
    empty.run(id);
    const sent = decode(delivery);
    if (sent.kind !== 'message') return;
    const { channel, chat } = sent.to;
    const here = query.selectFrom('addresses').select('conversation').where('channel', '=', channel);
    if (engine.first(here.where('chat', '=', chat)) !== undefined) return;
    engine.run(query.deleteFrom('bindings').where('owner', '=', channel).where('key', '=', chat));
  }

  /** What comes behind a card that was dropped waits as long as that would have. */
  function giveBack({ target, conversation }: Settled, notBefore: number): void {
    const next = laneDue.get(target, conversation);
    const due = Math.max(next?.not_before ?? 0, notBefore);
    if (deliveryLanes.release(target, conversation, next?.at, due)) signals.mark('delivery');
  }

  return {
    claimDelivery(now, leaseMs, except) {
      return engine.readNow('claiming a delivery', () => {
        for (;;) {
          const lane = deliveryLanes.claim(now.getTime(), leaseMs, except);
          if (lane === undefined) return undefined;
          const head = headOfLane.get(lane.target, lane.key);
          if (head !== undefined) {
            air.took(head.id);
            return claimed(head, lane.key);
          }
          deliveryLanes.release(lane.target, lane.key, undefined);
        }
      });
    },

    async keepParts(id, parts) {
      await engine.write('putting down how far a delivery has come', () => keepParts.run(encode(parts), id));
    },

    async settle(id, outcome, now, followUps = []) {
      await engine.write(
        'settling a delivery',
        () => {
          const row = record(id, outcome, now.getTime());
          if (row === undefined) {
            if (known.get(id) !== undefined) return undefined;
            throw new StoreError('STORE_UNKNOWN', 'settling a delivery failed: no such delivery is stored');
          }
          if (triesAgain(outcome)) rows.dropOutdated(id, decode(row.delivery));
          else if (row.forget === 1) forget(id, row);
          else if (outcome.kind === 'failed') reportFailure(id, row, outcome.outcome, now.getTime());
          if (outcome.kind === 'sent') renew(row, outcome.receipt);
          for (const outgoing of followUps) rows.add(outgoing);
          return row;
        },
        (row) => {
          air.landed(id);
          if (row === undefined) return;
          for (const outgoing of followUps) rows.offer(outgoing);
          giveBack(row, triesAgain(outcome) ? outcome.notBefore.getTime() : 0);
          if (outcome.kind !== 'failed' || row.forget === 1) return;
          turnLanes.offer(row.conversation, now.getTime());
          signals.mark('turn');
        },
      );
    },

    backlog(now) {
      return engine.read('measuring the backlog', () =>
        engine
          .all(
            query
              .selectFrom('outbox')
              .select(['target', sql<number>`count(*)`.as('waiting'), sql<number>`min(at)`.as('oldest')])
              // Written out, so that the index of pending deliveries applies.
              .where('state', '=', sql.lit('pending'))
              .groupBy('target'),
          )
          .map(({ target, waiting, oldest }) => ({
            target,
            waiting,
            oldestMs: Math.max(0, now.getTime() - oldest),
          })),
      );
    },
  };
}

function triesAgain(outcome: SettleOutcome): outcome is Extract<SettleOutcome, { kind: 'retry' | 'wait' }> {
  return outcome.kind === 'retry' || outcome.kind === 'wait';
}

/** The delivery that this one changes, takes back or quotes. */
function earlierOf(delivery: Delivery): OutboxId | undefined {
  switch (delivery.kind) {
    case 'message':
      return delivery.quotes;
    case 'edit':
    case 'remove':
      return delivery.of;
    case 'post':
      return undefined;
  }
}
