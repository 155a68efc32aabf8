// What the desks read: tickets, and what was said with how each delivery stands.
import type { DeskReader, DeskRecords } from '../../model/store.ts';
import type { ConversationId } from '../../model/ids.ts';
import type { TicketStatus } from '../../model/ticket.ts';
import { sql } from 'kysely';
import { toPlainText } from '../../model/rich-text.ts';
import { decode } from './codec.ts';
import type { Engine } from './engine.ts';

/** Characters. */
const MAX_QUOTED = 120;

const STATUSES: readonly TicketStatus[] = ['new', 'open', 'waiting', 'solved', 'closed'];

export function createDeskReader(engine: Engine): DeskReader & DeskRecords {
  const { query } = engine;

  function newest(status: TicketStatus, conversation: ConversationId | undefined, limit: number) {
    const all = query.selectFrom('tickets').select(['number', 'body']).where('status', '=', status);
    const some = conversation === undefined ? all : all.where('conversation', '=', conversation);
    return engine.all(some.orderBy('number', 'desc').limit(limit));
  }

  return {
    ticket(id) {
      return engine.read('reading a ticket', () => {
        const row = engine.first(query.selectFrom('tickets').select('body').where('id', '=', id));
        return row === undefined ? undefined : decode(row.body);
      });
    },

    ticketByNumber(number) {
      return engine.read('reading a ticket', () => {
        const row = engine.first(query.selectFrom('tickets').select('body').where('number', '=', number));
        return row === undefined ? undefined : decode(row.body);
      });
    },

    sentAs(conversation, ref) {
      return engine.read('finding a delivery', () => {
        const row = engine.first(
          query
            .selectFrom('transcript')
            .innerJoin('outbox', 'outbox.id', 'transcript.outbox')
            .select(['outbox.id', 'outbox.delivery'])
            .where('transcript.conversation', '=', conversation)
            .where('transcript.ref', '=', ref)
            .orderBy('transcript.seq', 'desc')
            .limit(1),
        );
        if (row === undefined) return undefined;
        const delivery = decode(row.delivery);
        // an erased delivery is empty
        if (delivery.kind !== 'message') return undefined;
        return { outbox: row.id, to: delivery.to, files: delivery.message.files ?? [] };
      });
    },

    settledAs(delivery) {
      return engine.read('finding what became of a delivery', () => {
        const row = engine.first(
          query.selectFrom('outbox').select(['state', 'settled_at']).where('id', '=', delivery),
        );
        if (row === undefined) return undefined;
        return { state: row.state, ...(row.settled_at === null ? {} : { at: new Date(row.settled_at) }) };
      });
    },

    quoted(conversation, ref) {
      return engine.read('finding what is quoted', () => {
        const said = query
          .selectFrom('transcript')
          .leftJoin('outbox', 'outbox.id', 'transcript.outbox')
          .select(['transcript.ref', 'transcript.entry'])
          .where('transcript.conversation', '=', conversation);
        const own = said.where('transcript.ref', '=', ref);
        const ours = said.where(
          sql<boolean>`exists (select 1 from json_each(outbox.receipt, '$.refs') where value = ${ref})`,
        );
        const row =
          engine.first(own.orderBy('transcript.seq', 'desc').limit(1)) ??
          engine.first(ours.orderBy('transcript.seq', 'desc').limit(1));
        if (row === undefined) return undefined;
        const text = toPlainText(decode(row.entry).text).slice(0, MAX_QUOTED).toWellFormed();
        return { text, ...(row.ref === null ? {} : { ref: row.ref }) };
      });
    },

    tickets({ status = STATUSES, conversation, limit }) {
      return engine.read('listing tickets', () =>
        [...new Set(status)]
          .flatMap((one) => newest(one, conversation, limit))
          .sort((a, b) => b.number - a.number)
          .slice(0, limit)
          .map((row) => decode(row.body)),
      );
    },

    transcript(conversation, limit) {
      return engine.read('reading a transcript', () =>
        engine
          .all(
            query
              .selectFrom('transcript')
              .leftJoin('outbox', 'outbox.id', 'transcript.outbox')
              .select([
                'transcript.id',
                'transcript.at',
                'transcript.entry',
                'transcript.ref',
                'outbox.state',
              ])
              .where('transcript.conversation', '=', conversation)
              .orderBy('transcript.seq', 'desc')
              .limit(limit),
          )
          .reverse()
          .map(({ id, at, entry, ref, state }) => ({
            id,
            at: new Date(at),
            ...decode(entry),
            ...(ref === null ? {} : { ref }),
            ...(state === null ? {} : { delivery: state }),
          })),
      );
    },
  };
}
