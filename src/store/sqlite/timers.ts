// Due times of conversations. A due timer turns into a pending event of its lane in one transaction, so it fires once.
import type { ConversationId, EventId, TimerId } from '../../model/ids.ts';
import type { Timer, TimerKind, TurnChanges } from '../../model/turn.ts';
import { decode, encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import { hotSql } from './hot-sql.ts';
import type { EventRows } from './inbox.ts';

export interface Timers {
  /** Sets and cancels; inside a write. Answers how many events of timers that were due already it made void. */
  apply(conversation: ConversationId, changes: TurnChanges['timers']): number;
  /** To be called after the write that set them. */
  noteSet(timers: readonly Timer[]): void;
  /** Turns timers that are due into pending events; resolves at once when there are none. */
  fire(now: number): Promise<void> | undefined;
  /** ms; at or before the earliest due time. */
  nextDue(): number | undefined;
}

/** Bounds one transaction; the next claim goes on. */
const MAX_FIRED = 200;

interface Row {
  id: TimerId;
  conversation: ConversationId;
  due: number;
  what: Json<TimerKind>;
}

export function createTimers(engine: Engine, events: EventRows): Timers {
  const { db, turnLanes, signals } = engine;
  const add = db.prepare<[TimerId, ConversationId, number, Json<TimerKind>]>(hotSql.addTimer);
  const move = db.prepare<[ConversationId, number, Json<TimerKind>, TimerId]>(hotSql.moveTimer);
  const remove = db.prepare<[TimerId]>(hotSql.deleteTimer);
  const voidEvents = db.prepare<[ConversationId, number, string]>(hotSql.voidTimerEvents);
  const due = db.prepare<[number, number], Row>(hotSql.dueTimers);
  const earliest = db.prepare<[], { due: number | null }>(hotSql.nextTimer);

  let next = earliest.get()?.due ?? Infinity;
  let firing: Promise<void> | undefined;

  /** A timer that was cancelled or moved after it fell due, but before its event was handled, must not come back. */
  function voidFired(conversation: ConversationId, timer: TimerId): number {
    const prefix = `timer:${timer}:`;
    return voidEvents.run(conversation, prefix.length, prefix).changes;
  }

  /** A timer that was set again with the due time it had when it fired fires once more, as another event. */
  function addFired(id: string, timer: Timer): void {
    const at = timer.due.getTime();
    const added = (name: string): boolean =>
      events.add(name as EventId, timer.conversation, at, { kind: 'timer', timer });
    for (let time = 1; !added(time === 1 ? id : `${id}:${time}`); time += 1);
  }

  function fireDue(now: number): Row[] {
    const rows = due.all(now, MAX_FIRED);
    for (const row of rows) {
      const timer = {
        id: row.id,
        conversation: row.conversation,
        due: new Date(row.due),
        what: decode(row.what),
      };
      addFired(`timer:${row.id}:${row.due}`, timer);
      remove.run(row.id);
    }
    return rows;
  }

  return {
    apply(conversation, { set, cancel }) {
      let voided = 0;
      for (const id of cancel) {
        if (remove.run(id).changes === 0) voided += voidFired(conversation, id);
      }
      for (const timer of set) {
        const what = encode(timer.what);
        if (move.run(timer.conversation, timer.due.getTime(), what, timer.id).changes > 0) continue;
        voided += voidFired(conversation, timer.id);
        add.run(timer.id, timer.conversation, timer.due.getTime(), what);
      }
      return voided;
    },

    noteSet(timers) {
      for (const timer of timers) {
        if (timer.due.getTime() >= next) continue;
        next = timer.due.getTime();
        signals.mark('turn');
      }
    },

    fire(now) {
      if (next > now) return undefined;
      firing ??= engine
        .write(
          'turning due timers into events',
          () => fireDue(now),
          (rows) => {
            next = earliest.get()?.due ?? Infinity;
            for (const row of rows) turnLanes.offer(row.conversation, row.due);
            if (rows.length > 0) signals.mark('turn');
          },
        )
        .then(() => undefined)
        .finally(() => (firing = undefined));
      return firing;
    },

    nextDue: () => (next === Infinity ? undefined : next),
  };
}
