// Counts events by how they ended, as one small row per outcome, written once per transaction.
import type { EventOutcome } from '../../model/turn.ts';
import type { Db } from './connection.ts';

export interface OutcomeTally {
  /** Counts one. The last thing that a job does: what is counted is not taken back with the job. */
  count(outcome: EventOutcome, events?: number): void;
  /** Forgets what was counted since the last save. */
  reset(): void;
  /** Writes what was counted; inside the transaction. */
  save(): void;
}

export function outcomeTally(db: Db): OutcomeTally {
  const add = db.prepare<[EventOutcome, number]>(
    `insert into outcomes (outcome, events) values (?, ?)
     on conflict (outcome) do update set events = outcomes.events + excluded.events`,
  );
  const counted = new Map<EventOutcome, number>();
  return {
    count: (outcome, events = 1) => void counted.set(outcome, (counted.get(outcome) ?? 0) + events),
    reset: () => counted.clear(),
    save() {
      for (const [outcome, events] of counted) add.run(outcome, events);
      counted.clear();
    },
  };
}
