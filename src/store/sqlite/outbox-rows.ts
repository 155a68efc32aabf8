// Puts deliveries into the outbox; turns and deliveries themselves both make them. Of a ticket's waiting cards only the newest
// is kept.
import type { ConversationId, EventId, OutboxId, TicketId } from '../../model/ids.ts';
import { type Delivery, laneTargetOf, type Outgoing } from '../../model/turn.ts';
import { encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';

export interface OutboxRows {
  /** Inside a write. `event`: the first one of the turn that says it. */
  add(outgoing: Outgoing, event?: EventId): void;
  /** After the write that added it. */
  offer(outgoing: Outgoing): void;
  /** Drops a card that is to be tried again when a newer one of its ticket waits behind it. Inside a write. */
  dropOutdated(id: OutboxId, delivery: Delivery): void;
}

export function outboxRows({ db, deliveryLanes, signals }: Engine): OutboxRows {
  const insert = db.prepare<[OutboxId, ConversationId, string, number, Json<Delivery>, EventId | null]>(
    hotSql.addOutgoing,
  );
  const headSeq = db.prepare<[string, ConversationId], { seq: number }>(hotSql.headSeq);
  const dropCards = db.prepare<[string, ConversationId, number, TicketId]>(hotSql.dropCards);
  const dropOutdatedCard = db.prepare<[OutboxId]>(hotSql.dropOutdatedCard);

  /** The one that may be under way at this moment is still to be settled, so it stays. */
  function dropOlder(target: string, conversation: ConversationId, ticket: TicketId): void {
    const underWay = deliveryLanes.of(target).isOut(conversation)
      ? headSeq.get(target, conversation)?.seq
      : undefined;
    dropCards.run(target, conversation, underWay ?? -1, ticket);
  }

  return {
    add({ id, conversation, at, delivery }, event) {
      const target = laneTargetOf(delivery);
      const ticket = cardOf(delivery);
      if (ticket !== undefined) dropOlder(target, conversation, ticket);
      insert.run(id, conversation, target, at.getTime(), encode(delivery), event ?? null);
    },
    offer({ conversation, at, delivery }) {
      deliveryLanes.of(laneTargetOf(delivery)).offer(conversation, at.getTime());
      signals.mark('delivery');
    },
    dropOutdated(id, delivery) {
      if (cardOf(delivery) !== undefined) dropOutdatedCard.run(id);
    },
  };
}

/** The ticket whose card a delivery shows. */
function cardOf(delivery: Delivery): TicketId | undefined {
  return delivery.kind === 'post' && delivery.post.kind === 'card' ? delivery.post.card.ticket : undefined;
}
