// Two customers become one: everything that belonged to the one belongs to the other from then on.
import type { ConversationId, CustomerId } from '../../model/ids.ts';
import { decode, encode } from './codec.ts';
import type { Engine } from './engine.ts';

export interface Customers {
  customerOf(conversation: ConversationId): CustomerId | undefined;
  /** The conversations of `from` stay as they are, with their tickets, but belong to `into`; `from` is gone. Inside a write. */
  merge(from: CustomerId, into: CustomerId): void;
}

export function createCustomers(engine: Engine): Customers {
  const { query } = engine;

  function moveTickets(conversation: ConversationId, into: CustomerId): void {
    const tickets = query
      .selectFrom('tickets')
      .select(['id', 'body'])
      .where('conversation', '=', conversation);
    for (const ticket of engine.all(tickets)) {
      const body = encode({ ...decode(ticket.body), customer: into });
      engine.run(query.updateTable('tickets').set({ body }).where('id', '=', ticket.id));
    }
  }

  return {
    customerOf(conversation) {
      const row = query.selectFrom('conversations').select('customer').where('id', '=', conversation);
      return engine.first(row)?.customer;
    },

    merge(from, into) {
      if (from === into) return;
      const own = engine.all(query.selectFrom('conversations').select('id').where('customer', '=', from));
      for (const { id } of own) moveTickets(id, into);
      for (const table of ['conversations', 'lessons', 'registrations'] as const) {
        engine.run(query.updateTable(table).set({ customer: into }).where('customer', '=', from));
      }
      const said = engine.first(query.selectFrom('customers').selectAll().where('id', '=', from));
      const known = engine.first(query.selectFrom('customers').selectAll().where('id', '=', into));
      if (said && known && (said.subscription_at ?? 0) > (known.subscription_at ?? 0)) {
        const { subscribed, subscription_at } = said;
        engine.run(
          query.updateTable('customers').set({ subscribed, subscription_at }).where('id', '=', into),
        );
      }
      engine.run(query.deleteFrom('customers').where('id', '=', from));
    },
  };
}
