// Puts deliveries into the outbox; turns and deliveries themselves both make them.
import type { ConversationId, EventId, OutboxId } from '../../model/ids.ts';
import { type Delivery, type Outgoing, targetOf } from '../../model/turn.ts';
import { encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';

export interface OutboxRows {
  /** Inside a write. `event`: the first one of the turn that says it. */
  add(outgoing: Outgoing, event?: EventId): void;
  /** After the write that added it. */
  offer(outgoing: Outgoing): void;
}

export function outboxRows({ db, deliveryLanes, signals }: Engine): OutboxRows {
  const insert = db.prepare<[OutboxId, ConversationId, string, number, Json<Delivery>, EventId | null]>(
    hotSql.addOutgoing,
  );
  return {
    add({ id, conversation, at, delivery }, event) {
      insert.run(id, conversation, targetOf(delivery), at.getTime(), encode(delivery), event ?? null);
    },
    offer({ conversation, at, delivery }) {
      deliveryLanes.of(targetOf(delivery)).offer(conversation, at.getTime());
      signals.mark('delivery');
    },
  };
}
