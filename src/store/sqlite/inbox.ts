// Where events become durable: a customer's message or an operator's act, put into the lane of its conversation.
import { quietAfter, quietBesidePeople } from '../../model/burst.ts';
import { initialState } from '../../model/conversation.ts';
import type { ConversationId, EventId } from '../../model/ids.ts';
import type { InboundMessage } from '../../model/message.ts';
import type { Inbox } from '../../model/store.ts';
import type { LaneEvent } from '../../model/turn.ts';
import type { NewId } from '../../system/ids.ts';
import { encode, type Json } from './codec.ts';
import { addContact } from './contact.ts';
import type { Joining } from './continuations.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';
import { type Quietness, turnWork } from './turn-work.ts';

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

export function createInbox(
  engine: Engine,
  events: EventRows,
  continuations: Pick<Joining, 'join'>,
  newId: NewId,
  burst?: Quietness,
): Inbox {
  const { db, query } = engine;
  const work = turnWork(engine, burst);
  const findAddress = db.prepare<[string, string, string], { conversation: ConversationId }>(
    hotSql.findAddress,
  );

  const openTicket = db.prepare<[ConversationId]>(hotSql.openTicket);

  function quietFor({ body }: InboundMessage, conversation: ConversationId): number {
    const quietMs = burst === undefined ? 0 : quietAfter(body, burst);
    return burst !== undefined && quietMs > 0 && openTicket.get(conversation) !== undefined
      ? quietBesidePeople(body, burst)
      : quietMs;
  }

  return {
    acceptMessage(message, locale) {
      const { channel, chat, user } = message.from;
      let conversation: ConversationId | undefined;
      return engine.write(
        'accepting a message',
        () => {
          // a repeat must neither make a customer anew nor be taken for a wrong key
          if (message.body.kind === 'start' && events.known(message.id)) return 'duplicate';
          const joined = continuations.join(message);
          conversation = joined ?? findAddress.get(channel, chat, user)?.conversation;
          if (conversation === undefined) {
            if (events.known(message.id)) return 'duplicate';
            const state = initialState(locale, message.senderName);
            conversation = addContact(engine, newId, message.from, state, message.at.getTime());
          }
          const added = events.add(message.id, conversation, message.at.getTime(), {
            kind: 'message',
            message: joined === undefined ? message : withJoined(message),
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
          if (answer !== 'accepted' || conversation === undefined) return;
          const quietMs = burst === undefined ? 0 : quietBesidePeople(event.body, burst);
          // an act does not cut a customer's album in two
          work(conversation, event.at, quietMs === 0 ? 'behind' : quietMs);
        },
      );
    },
  };
}

/** The key is spent and is not kept. */
function withJoined(message: InboundMessage): InboundMessage {
  return { ...message, body: { kind: 'start', joined: true } };
}
