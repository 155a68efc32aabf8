// Turns: claiming a lane, loading what a decision needs, storing everything it changed in one transaction.
import { CONVERSATION_VERSION, type ConversationState } from '../../model/conversation.ts';
import type { ConversationId, CustomerId, EventId, MessageId, OutboxId, TicketId } from '../../model/ids.ts';
import { isHeard } from '../../model/ledger.ts';
import { StoreError } from '../../model/store-error.ts';
import type { TurnStore } from '../../model/store.ts';
import type { Ticket, TicketStatus } from '../../model/ticket.ts';
import type {
  CommitResult,
  EventOutcome,
  Feedback,
  LaneEvent,
  NewEntry,
  TurnChanges,
} from '../../model/turn.ts';
import type { AuditRows } from './audit.ts';
import { decode, encode, type Json } from './codec.ts';
import { nextCount } from './counters.ts';
import { type Effects, timeOf } from './effects.ts';
import type { Engine } from './engine.ts';
import { undo, type Undo } from './group-commit.ts';
import { hotSql } from './hot-sql.ts';
import type { OutboxRows } from './outbox-rows.ts';
import type { rewriter } from './rewrites.ts';
import type { Entry } from './schema.ts';
import type { Timers } from './timers.ts';

/** The first ticket is number 1001, so that a young shop's requests do not look like its first ones. */
const TICKETS_BEFORE = 1000;

interface ConversationRow {
  id: ConversationId;
  customer: CustomerId;
  revision: number;
  channel: string;
  chat: string;
  person: string;
  /** UTF-8 of JSON: Node decodes long Cyrillic text much faster than the driver. */
  state: Buffer;
  ticket: Json<Ticket> | null;
}

export function createTurns(
  engine: Engine,
  timers: Timers,
  outbox: OutboxRows,
  effects: Effects,
  audit: AuditRows,
  rewrite: ReturnType<typeof rewriter>,
): TurnStore {
  const { db, turnLanes, signals, outcomes } = engine;
  const loadConversation = db.prepare<[ConversationId], ConversationRow>(hotSql.loadConversation);
  const findConversation = db.prepare<[ConversationId], { revision: number }>(hotSql.findConversation);
  const pendingEvents = db.prepare<[ConversationId], { id: EventId; at: number; body: Json<LaneEvent> }>(
    hotSql.pendingEvents,
  );
  const oldestEvent = db.prepare<[ConversationId], { at: number }>(hotSql.oldestEvent);
  const eventKnown = db.prepare<[EventId], { outcome: EventOutcome | null }>(hotSql.eventKnown);
  const closeEvent = db.prepare<[EventOutcome, 0 | 1, EventId, ConversationId]>(hotSql.closeEvent);
  const saveConversation = db.prepare<
    [string, string, string, Json<ConversationState>, ConversationId, number]
  >(hotSql.saveConversation);
  const addEntry = db.prepare<
    [MessageId, ConversationId, number, Json<Entry>, TicketId | null, string | null, OutboxId | null]
  >(hotSql.addEntry);
  const saveTicket = db.prepare<
    [TicketId, number, ConversationId, TicketStatus, string | null, Json<Ticket>]
  >(hotSql.saveTicket);

  /** Stores everything, or answers why not. */
  function apply(changes: TurnChanges): CommitResult | Undo<CommitResult> {
    const { id, revision, address, state } = changes.conversation;
    const { channel, chat, user } = address;
    if (saveConversation.run(channel, chat, user, encode(state), id, revision).changes === 0) {
      return refusal(changes);
    }
    for (const event of changes.consumed) {
      const heard = isHeard(event.outcome, changes) ? 1 : 0;
      if (closeEvent.run(event.outcome, heard, event.id, id).changes === 0) return undo(refusal(changes));
    }
    for (const entry of changes.transcript) append(id, entry);
    for (const change of changes.rewrites ?? []) rewrite(id, change, timeOf(changes));
    if (changes.ticket !== undefined) save(changes.ticket);
    const voided = timers.apply(id, changes.timers);
    for (const outgoing of changes.outgoing) outbox.add(outgoing, changes.consumed[0]?.id);
    for (const said of changes.feedback) {
      engine.run(engine.query.insertInto('feedback').values(feedbackRow(said)));
    }
    for (const line of changes.audit ?? []) audit.add(line);
    effects.apply(changes);
    for (const event of changes.consumed) outcomes.count(event.outcome);
    if (voided > 0) outcomes.count('ignored', voided);
    return 'committed';
  }

  /** Why nothing was stored: all was handled before, or the conversation moved on. Throws for ids that nobody accepted. */
  function refusal({ conversation, consumed }: TurnChanges): CommitResult {
    const rows = consumed.map(({ id }) => eventKnown.get(id));
    if (rows.includes(undefined) || findConversation.get(conversation.id) === undefined) {
      throw new StoreError(
        'STORE_UNKNOWN',
        'committing a turn failed: it names an event or conversation never stored',
      );
    }
    const done = rows.every((row) => row?.outcome !== null);
    return done && consumed.length > 0 ? 'duplicate' : 'stale';
  }

  function append(conversation: ConversationId, entry: NewEntry): void {
    const { id, at, ticket = null, ref = null, outbox: carried = null } = entry;
    const { author, text, files, quoted, state } = entry;
    const kept = { author, text, files, ...(quoted ? { quoted } : {}), ...(state ? { state } : {}) };
    addEntry.run(id, conversation, at.getTime(), encode(kept), ticket, ref, carried);
  }

  function save(ticket: Ticket): void {
    const { id, number, conversation, status, assignee } = ticket;
    saveTicket.run(id, number, conversation, status, assignee?.id ?? null, encode(ticket));
  }

  return {
    async claimTurn(now, leaseMs) {
      await timers.fire(now.getTime());
      return engine.readNow('claiming a lane', () => turnLanes.claim(now.getTime(), leaseMs));
    },

    loadTurn(id) {
      return engine.readNow('loading a turn', () => {
        const pending = pendingEvents.all(id);
        const row = pending.length === 0 ? undefined : loadConversation.get(id);
        if (row === undefined) return undefined;
        const { customer, revision, channel, chat, person, ticket } = row;
        return {
          conversation: {
            id,
            customer,
            revision,
            address: { channel, chat, user: person },
            state: readable(row.state.toString() as Json<ConversationState>),
          },
          ...(ticket === null ? {} : { ticket: decode(ticket) }),
          pending: pending.map((event) => ({
            id: event.id,
            at: new Date(event.at),
            event: decode(event.body),
          })),
        };
      });
    },

    commit(changes) {
      return engine.write(
        'committing a turn',
        () => apply(changes),
        (result) => {
          if (result !== 'committed') return;
          timers.noteSet(changes.timers.set);
          for (const outgoing of changes.outgoing) outbox.offer(outgoing);
          effects.after(changes);
        },
      );
    },

    releaseTurn(id, notBefore) {
      return engine.readNow('releasing a lane', () => {
        const since = oldestEvent.get(id)?.at;
        turnLanes.release(id, since, notBefore?.getTime());
        if (since === undefined) return;
        signals.mark('turn');
        signals.fire();
      });
    },

    nextTicketNumber() {
      return engine.write('taking a ticket number', () => TICKETS_BEFORE + nextCount(engine, 'ticket'));
    },
  };
}

function feedbackRow({ at, operator, ...said }: Feedback) {
  return { ...said, at: at.getTime(), operator: operator ?? null };
}

function readable(state: Json<ConversationState>): ConversationState {
  const decoded = decode(state);
  const version: number = decoded.version;
  if (version <= CONVERSATION_VERSION) return decoded;
  throw new StoreError(
    'STORE_NEWER',
    `loading a turn failed: the conversation was stored by a newer Firstline (state ${version}): start that version`,
  );
}
