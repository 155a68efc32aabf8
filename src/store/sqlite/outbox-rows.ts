// Puts deliveries into the outbox; turns and deliveries themselves both make them.
import type { ConversationId, OutboxId } from '../../model/ids.ts';
import { type Delivery, type Outgoing, targetOf } from '../../model/turn.ts';
import { encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';

export interface OutboxRows {
  /** Inside a write. */
  add(outgoing: Outgoing): void;
  /** After the write that added it. */
  offer(outgoing: Outgoing): void;
}

export function outboxRows({ db, deliveryLanes, signals }: Engine): OutboxRows {
  const insert = db.prepare<[OutboxId, ConversationId, string, number, Json<Delivery>]>(hotSql.addOutgoing);
  return {
    add({ id, conversation, at, delivery }) {
      insert.run(id, conversation, targetOf(delivery), at.getTime(), encode(delivery));
    },
    offer({ conversation, at, delivery }) {
      deliveryLanes.of(targetOf(delivery)).offer(conversation, at.getTime());
      signals.mark('delivery');
    },
  };
}
