// Where events become durable: a customer's message or an operator's act, put into the lane of its conversation.
import { CONVERSATION_VERSION, type ConversationState } from '../../model/conversation.ts';
import { type Burst, quietAfter } from '../../model/burst.ts';
import type { ConversationId, CustomerId, EventId } from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import type { InboundMessage } from '../../model/message.ts';
import type { Inbox } from '../../model/store.ts';
import type { LaneEvent } from '../../model/turn.ts';
import type { Clock } from '../../system/clock.ts';
import type { NewId } from '../../system/ids.ts';
import { encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';

export interface EventRows {
  /** Puts an event into a lane; false when its id is known. Inside a write. */
  add(id: EventId, conversation: ConversationId, at: number, event: LaneEvent): boolean;
  known(id: EventId): boolean;
}

export function eventRows({ db }: Engine): EventRows {
  const insert = db.prepare<[EventId, ConversationId, number, LaneEvent['kind'], Json<LaneEvent>]>(
    hotSql.addEvent,
  );
  const find = db.prepare<[EventId]>(hotSql.eventKnown);
  return {
    add: (id, conversation, at, event) =>
      insert.run(id, conversation, at, event.kind, encode(event)).changes > 0,
    known: (id) => find.get(id) !== undefined,
  };
}

/** How long words wait for more of them, and by which clock. */
export interface Quietness extends Burst {
  readonly clock: Pick<Clock, 'now'>;
}

export function createInbox(engine: Engine, events: EventRows, newId: NewId, burst?: Quietness): Inbox {
  const { db, query, turnLanes, signals } = engine;
  const findAddress = db.prepare<[string, string, string], { conversation: ConversationId }>(
    hotSql.findAddress,
  );

  const openTicket = db.prepare<[ConversationId]>(hotSql.openTicket);

  function work(conversation: ConversationId, at: Date, quietMs: number): void {
    if (burst === undefined) turnLanes.offer(conversation, at.getTime());
    else turnLanes.hush(conversation, at.getTime(), burst.clock.now().getTime(), quietMs, burst.mostMs);
    signals.mark('turn');
  }

  /** While people have the matter, everything reaches them at once. */
  function quietFor(message: InboundMessage, conversation: ConversationId): number {
    const quietMs = burst === undefined ? 0 : quietAfter(message.body, burst);
    return quietMs > 0 && openTicket.get(conversation) !== undefined ? 0 : quietMs;
  }

  function firstContact(message: InboundMessage, locale: Locale): ConversationId {
    const { channel, chat, user } = message.from;
    const customer = newId() as CustomerId;
    const conversation = newId() as ConversationId;
    const address = { channel, chat, person: user };
    engine.run(query.insertInto('customers').values({ id: customer, created_at: message.at.getTime() }));
    engine.run(
      query.insertInto('conversations').values({
        id: conversation,
        customer,
        revision: 0,
        ...address,
        state: encode(initialState(message, locale)),
      }),
    );
    engine.run(query.insertInto('addresses').values({ ...address, conversation }));
    return conversation;
  }

  return {
    acceptMessage(message, locale) {
      const { channel, chat, user } = message.from;
      let conversation: ConversationId | undefined;
      return engine.write(
        'accepting a message',
        () => {
          conversation = findAddress.get(channel, chat, user)?.conversation;
          if (conversation === undefined) {
            if (events.known(message.id)) return 'duplicate';
            conversation = firstContact(message, locale);
          }
          const added = events.add(message.id, conversation, message.at.getTime(), {
            kind: 'message',
            message,
          });
          return added ? 'accepted' : 'duplicate';
        },
        (answer) => {
          if (answer === 'accepted' && conversation !== undefined) {
            work(conversation, message.at, quietFor(message, conversation));
          }
        },
      );
    },

    acceptDeskEvent(event) {
      let conversation: ConversationId | undefined;
      return engine.write(
        'accepting an act of an operator',
        () => {
          conversation = engine.first(
            query.selectFrom('tickets').select('conversation').where('id', '=', event.ticket),
          )?.conversation;
          if (conversation === undefined) return 'unknown-ticket';
          const added = events.add(event.id, conversation, event.at.getTime(), { kind: 'desk', event });
          return added ? 'accepted' : 'duplicate';
        },
        (answer) => {
          if (answer === 'accepted' && conversation !== undefined) work(conversation, event.at, 0);
        },
      );
    },
  };
}

function initialState(message: InboundMessage, locale: Locale): ConversationState {
  return {
    version: CONVERSATION_VERSION,
    locale,
    mode: { kind: 'idle' },
    ...(message.senderName === undefined ? {} : { customerName: message.senderName }),
    misses: 0,
    tried: [],
    verified: [],
  };
}
