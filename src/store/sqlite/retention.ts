// Lets go of what is older than the shop keeps things, a few thousand rows at a time, and tells which files are to go.
import type { TicketId } from '../../model/ids.ts';
import type { PersonalRecords } from '../../model/personal.ts';
import { decode } from './codec.ts';
import type { Engine } from './engine.ts';
import type { Erasure } from './erasure.ts';
import { filesInText } from './files-in.ts';

type Retention = Pick<PersonalRecords, 'doomFile' | 'doomedFiles' | 'settleDoomed' | 'purge'>;

/** Of each table, in the order in which the rows came; old ones are at the beginning. */
const BATCH = 1000;

/** A test looks at the plans. */
export const retentionSql = {
  nextBound: 'select min(ticket) as ticket from bindings where ticket > ?',
  unbind: 'delete from bindings where ticket = ?',
} as const;

export function createRetention(engine: Engine, { doom }: Erasure): Retention {
  const { db, query, all, run } = engine;
  const nextBound = db.prepare<[string], { ticket: TicketId | null }>(retentionSql.nextBound);
  const unbind = db.prepare<[TicketId]>(retentionSql.unbind);

  function oldWords(before: number): number {
    const rows = all(
      query.selectFrom('transcript').select(['seq', 'at', 'entry']).orderBy('seq').limit(BATCH),
    );
    const old = rows.filter(({ at }) => at < before);
    for (const { entry } of old) for (const ref of filesInText(entry)) doom(ref, before);
    return remove('transcript', old);
  }

  function oldFeedback(before: number): number {
    const rows = all(query.selectFrom('feedback').select(['seq', 'at']).orderBy('seq').limit(BATCH));
    // the newest stays: its number says how far feedback has been collected
    return remove(
      'feedback',
      rows.slice(0, rows.length < BATCH ? -1 : undefined).filter(({ at }) => at < before),
    );
  }

  function oldEvents(before: number): number {
    const rows = all(
      query
        .selectFrom('events')
        .select(['seq', 'at'])
        .where('outcome', 'is not', null)
        .orderBy('seq')
        .limit(BATCH),
    );
    return remove(
      'events',
      rows.filter(({ at }) => at < before),
    );
  }

  function oldDeliveries(before: number): number {
    const rows = all(
      query
        .selectFrom('outbox')
        .select(['seq', 'settled_at'])
        .where('state', '<>', 'pending')
        .orderBy('seq')
        .limit(BATCH),
    );
    return remove(
      'outbox',
      rows.filter(({ settled_at }) => (settled_at ?? 0) < before),
    );
  }

  function oldActs(before: number): number {
    const rows = all(query.selectFrom('audit').select(['seq', 'at']).orderBy('seq').limit(BATCH));
    return remove(
      'audit',
      rows.filter(({ at }) => at < before),
    );
  }

  /** The last entry of a chat stays, so that its numbers go on. */
  function oldChats(before: number): number {
    const statement = engine.db.prepare<[number, number]>(
      `delete from feed where rowid in (select rowid from feed as old where at < ?
         and seq < (select max(seq) from feed where channel = old.channel and chat = old.chat) limit ?)`,
    );
    return statement.run(before, BATCH).changes;
  }

  /** From ticket to ticket by their index: there are many bindings of each. */
  function oldBindings(before: number): number {
    let gone = 0;
    for (let ticket = nextBound.get('')?.ticket; ticket; ticket = nextBound.get(ticket)?.ticket) {
      const [row] = all(
        query.selectFrom('tickets').select('body').where('id', '=', ticket).where('status', '=', 'closed'),
      );
      const closedAt = row && decode(row.body).closedAt;
      if (closedAt !== undefined && closedAt.getTime() < before) gone += unbind.run(ticket).changes;
      if (gone >= BATCH) break;
    }
    return gone;
  }

  function remove(
    table: 'transcript' | 'feedback' | 'events' | 'outbox' | 'audit',
    rows: readonly { seq: number }[],
  ): number {
    if (rows.length === 0) return 0;
    run(
      query.deleteFrom(table).where(
        'seq',
        'in',
        rows.map(({ seq }) => seq),
      ),
    );
    return rows.length;
  }

  return {
    doomFile: (ref, due) => engine.write('dating a file', () => doom(ref, due.getTime())),

    doomedFiles(now, limit) {
      return engine.read('looking for files to delete', () =>
        all(
          query
            .selectFrom('doomed_files')
            .select(['origin', 'id'])
            .where('due', '<=', now.getTime())
            .orderBy('due')
            .limit(limit),
        ),
      );
    },

    settleDoomed({ origin, id }) {
      return engine.write('noting a deleted file', () => {
        run(query.deleteFrom('doomed_files').where('origin', '=', origin).where('id', '=', id));
      });
    },

    purge({ transcripts, settled, guesses, audit }) {
      return engine.write('letting go of what is old', () => {
        const [words, done, guessed] = [transcripts.getTime(), settled.getTime(), guesses.getTime()];
        run(query.deleteFrom('wrong_guesses').where('at', '<', guessed));
        run(query.deleteFrom('continuations').where('until', '<', guessed));
        const said = oldWords(words) + oldFeedback(words) + oldChats(words);
        return said + oldEvents(done) + oldDeliveries(done) + oldBindings(done) + oldActs(audit.getTime());
      });
    },
  };
}
