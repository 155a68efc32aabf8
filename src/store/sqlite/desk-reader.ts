// What the desks read: tickets, and what was said with how each delivery stands.
import type { DeskReader } from '../../model/store.ts';
import type { TicketStatus } from '../../model/ticket.ts';
import { decode } from './codec.ts';
import type { Engine } from './engine.ts';

const STATUSES: readonly TicketStatus[] = ['new', 'open', 'waiting', 'closed'];

export function createDeskReader(engine: Engine): DeskReader {
  const { query } = engine;

  function newest(status: TicketStatus, limit: number) {
    return engine.all(
      query
        .selectFrom('tickets')
        .select(['number', 'body'])
        .where('status', '=', status)
        .orderBy('number', 'desc')
        .limit(limit),
    );
  }

  return {
    ticket(id) {
      return engine.read('reading a ticket', () => {
        const row = engine.first(query.selectFrom('tickets').select('body').where('id', '=', id));
        return row === undefined ? undefined : decode(row.body);
      });
    },

    tickets({ status = STATUSES, limit }) {
      return engine.read('listing tickets', () =>
        [...new Set(status)]
          .flatMap((one) => newest(one, limit))
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
              .select(['transcript.id', 'transcript.at', 'transcript.entry', 'outbox.state'])
              .where('transcript.conversation', '=', conversation)
              .orderBy('transcript.seq', 'desc')
              .limit(limit),
          )
          .reverse()
          .map(({ id, at, entry, state }) => ({
            id,
            at: new Date(at),
            ...decode(entry),
            ...(state === null ? {} : { delivery: state }),
          })),
      );
    },
  };
}
