// Notices what is new between two looks at the list, so that it can be announced once.
import type { TicketRow } from '../wire.ts';

export interface Tracker {
  see(rows: readonly TicketRow[]): void;
}

export function tracker(arrived: (row: TicketRow, isNew: boolean) => void): Tracker {
  let known: ReadonlyMap<string, number> | undefined;

  return {
    see(rows) {
      const before = known;
      known = new Map(rows.map((row) => [row.id, row.newsAt ?? 0]));
      if (!before) return;
      for (const row of rows) {
        const last = before.get(row.id);
        const isNew = last === undefined && row.status === 'new';
        const wrote = row.newsAt !== undefined && row.newsAt > (last ?? 0);
        if (isNew || (last !== undefined && wrote)) arrived(row, isNew);
      }
    },
  };
}
