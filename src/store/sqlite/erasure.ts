// Forgets a person. What only counts stays: that there was a customer, a ticket, an event. Everything said, sent, named or
// attached goes, and the files on disk are doomed in the same transaction.
import { initialState } from '../../model/conversation.ts';
import type { FileRef } from '../../model/attachment.ts';
import type { ConversationId, CustomerId, EventId, OutboxId } from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { LaneEvent } from '../../model/turn.ts';
import type { NewId } from '../../system/ids.ts';
import { sql } from 'kysely';
import { decode, encode, type Json } from './codec.ts';
import { addContact } from './contact.ts';
import type { Engine } from './engine.ts';
import { filesIn, filesInText } from './files-in.ts';
import { eraseLessons } from './lessons.ts';

/** What the turn that erases says itself: it still goes out, and is forgotten afterwards. */
export interface LastWords {
  readonly consumed: readonly EventId[];
  readonly outgoing: readonly OutboxId[];
}

export interface Erasure {
  /** Inside a write. Answers the conversations in which messages wait that came before it was done. */
  erase(customer: CustomerId, now: number, last: LastWords): readonly ConversationId[];
  /** After an `erase` was committed: what it removed leaves the journal too. */
  afterErasing(): void;
  readonly doom: (ref: FileRef, due: number) => void;
}

const NOTHING = '{}' as Json<never>;
const NONE = ['']; // an `in ()` with nothing in it is no SQL everywhere

export function createErasure(engine: Engine, newId: NewId): Erasure {
  const { db, query, all, run } = engine;

  function doom({ origin, id }: FileRef, due: number): void {
    run(
      query
        .insertInto('doomed_files')
        .values({ origin, id, due })
        .onConflict((conflict) => conflict.columns(['origin', 'id']).doUpdateSet({ due })),
    );
  }

  function doomAll(refs: readonly FileRef[], now: number): void {
    for (const ref of refs) doom(ref, now);
  }

  function eraseWords(id: ConversationId, now: number): void {
    const said = all(query.selectFrom('transcript').select('entry').where('conversation', '=', id));
    doomAll(
      said.flatMap(({ entry }) => filesInText(entry)),
      now,
    );
    const state = all(query.selectFrom('conversations').select('state').where('id', '=', id));
    doomAll(
      state.flatMap((row) => filesInText(row.state)),
      now,
    );
    for (const table of ['transcript', 'timers', 'continuations'] as const) {
      run(query.deleteFrom(table).where('conversation', '=', id));
    }
  }

  function eraseTickets(id: ConversationId, now: number): void {
    for (const row of all(
      query.selectFrom('tickets').select(['id', 'body']).where('conversation', '=', id),
    )) {
      const ticket = decode(row.body);
      doomAll(filesIn(ticket), now);
      const body = encode(bare(ticket, new Date(now)));
      run(query.updateTable('tickets').set({ body, status: 'closed' }).where('id', '=', row.id));
      run(
        query
          .deleteFrom('bindings')
          .where((where) => where(where.fn('instr', ['key', where.val(row.id)]), '>', 0)),
      );
      run(query.deleteFrom('bindings').where('ticket', '=', row.id));
    }
  }

  function eraseDeliveries(id: ConversationId, now: number, { outgoing }: LastWords): void {
    const last = outgoing.length === 0 ? NONE : [...outgoing];
    const own = query.selectFrom('outbox').where('conversation', '=', id);
    const rows = all(own.select('delivery').where('id', 'not in', last as OutboxId[]));
    doomAll(
      rows.flatMap(({ delivery }) => filesInText(delivery)),
      now,
    );
    const emptied = { delivery: NOTHING, receipt: null, reason: null, event: null };
    const others = query
      .updateTable('outbox')
      .where('conversation', '=', id)
      .where('id', 'not in', last as OutboxId[]);
    run(others.set({ ...emptied, state: 'withheld', settled_at: now }).where('state', '=', 'pending'));
    run(others.set(emptied));
    run(
      query
        .updateTable('outbox')
        .set({ forget: 1, event: null })
        .where('id', 'in', last as OutboxId[]),
    );
  }

  /** Messages that wait are somebody's who writes now: they begin a conversation of their own. Other events are void. */
  function eraseEvents(id: ConversationId, locale: Locale, { consumed }: LastWords): ConversationId[] {
    const started: ConversationId[] = [];
    const own = all(
      query.selectFrom('events').select(['id', 'at', 'body', 'outcome']).where('conversation', '=', id),
    );
    for (const row of own) {
      const event = consumed.includes(row.id) || row.outcome !== null ? undefined : decode(row.body);
      if (event?.kind === 'message') started.push(moved(row.id, row.at, event, locale));
      else if (consumed.includes(row.id)) {
        run(query.updateTable('events').set({ body: NOTHING }).where('id', '=', row.id));
      } else run(query.deleteFrom('events').where('id', '=', row.id));
    }
    return [...new Set(started)];
  }

  function moved(
    id: EventId,
    at: number,
    { message }: Extract<LaneEvent, { kind: 'message' }>,
    locale: Locale,
  ): ConversationId {
    const { channel, chat, user } = message.from;
    const known = all(
      query
        .selectFrom('addresses')
        .select('conversation')
        .where('channel', '=', channel)
        .where('chat', '=', chat)
        .where('person', '=', user),
    )[0]?.conversation;
    const conversation =
      known ?? addContact(engine, newId, message.from, initialState(locale, message.senderName), at);
    run(query.updateTable('events').set({ conversation }).where('id', '=', id));
    return conversation;
  }

  /** The last place in the chat's list stays as an empty entry, so that its numbers go on. */
  function eraseChat(channel: string, chat: string, now: number): void {
    const here = query.selectFrom('feed').where('channel', '=', channel).where('chat', '=', chat);
    const rows = all(here.select(['seq', 'payload']).orderBy('seq'));
    doomAll(
      rows.flatMap(({ payload }) => filesInText(payload)),
      now,
    );
    const last = rows.at(-1)?.seq;
    if (last === undefined) return;
    const there = query.deleteFrom('feed').where('channel', '=', channel).where('chat', '=', chat);
    run(there.where('seq', '<', last));
    run(
      query
        .updateTable('feed')
        .set({ key: '', payload: '' })
        .where('channel', '=', channel)
        .where('chat', '=', chat)
        .where('seq', '=', last),
    );
  }

  function eraseAddresses(id: ConversationId, now: number, speaksStill: boolean): void {
    const places = [
      ...all(query.selectFrom('addresses').select(['channel', 'chat']).where('conversation', '=', id)),
      ...all(query.selectFrom('conversations').select(['channel', 'chat']).where('id', '=', id)),
    ].filter(({ chat }) => chat !== '');
    for (const { channel, chat } of places) {
      eraseChat(channel, chat, now);
      if (!speaksStill)
        run(query.deleteFrom('bindings').where('owner', '=', channel).where('key', '=', chat));
    }
    run(query.deleteFrom('addresses').where('conversation', '=', id));
  }

  return {
    doom,
    erase(customer, now, last) {
      const own = all(
        query.selectFrom('conversations').select(['id', 'state']).where('customer', '=', customer),
      );
      const started: ConversationId[] = [];
      for (const { id, state } of own) {
        eraseWords(id, now);
        eraseTickets(id, now);
        eraseDeliveries(id, now, last);
        eraseAddresses(id, now, last.outgoing.length > 0);
        const { locale } = decode(state);
        started.push(...eraseEvents(id, locale, last));
        const fresh = encode(initialState(locale));
        // a turn that was decided before must not bring anything back
        const revision = sql<number>`revision + 1`;
        run(
          query
            .updateTable('conversations')
            .set({ state: fresh, chat: '', person: '', revision })
            .where('id', '=', id),
        );
      }
      eraseLessons(engine, customer);
      run(query.deleteFrom('registrations').where('customer', '=', customer));
      run(
        query
          .updateTable('customers')
          .set({ subscribed: null, subscription_at: null })
          .where('id', '=', customer),
      );
      return started;
    },
    afterErasing: () => void db.pragma('wal_checkpoint(truncate)'),
  };
}

/** What figures need of a ticket. */
function bare(ticket: Ticket, now: Date): Ticket {
  const { id, number, conversation, customer, priority, tier, assignee, openedAt, closedAt } = ticket;
  const { reason, flow, locale, channel } = ticket.case;
  return {
    id,
    number,
    conversation,
    customer,
    subject: '—',
    status: 'closed',
    priority,
    tier,
    ...(assignee === undefined ? {} : { assignee }),
    openedAt,
    closedAt: closedAt ?? now,
    case: {
      reason,
      ...(flow === undefined ? {} : { flow }),
      locale,
      channel,
      fields: [],
      files: [],
      tried: [],
    },
    history: ticket.history.map(({ at, kind, operator }) => ({
      at,
      kind,
      ...(operator === undefined ? {} : { operator }),
    })),
  };
}
