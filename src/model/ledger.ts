// Every inbound message ends as answered, ticketed or visibly failed; the ledger holds what did not.
import type { ConversationId, EventId } from './ids.ts';
import type { EventOutcome, TurnChanges } from './turn.ts';

/** Time that a message may take before it counts as left alone, unless another one is given. */
export const ALLOWED_MS = 5 * 60_000;

export interface LedgerException {
  readonly event: EventId;
  readonly conversation: ConversationId;
  /** When the message came. */
  readonly at: Date;
  readonly why:
    /** Accepted and not handled within the allowed time. */
    | 'not-handled'
    /** Handled, and nothing was said, kept for people or done for it. */
    | 'unheard'
    /** What was said for it has been waiting to go out longer than allowed. */
    | 'not-sent'
    /** What was said for it could not be delivered, and nobody was shown that. */
    | 'failed-unseen';
}

export interface Ledger {
  /** Exceptions among messages that came before `now - allowedMs`, oldest first; `checked` is how many were looked at. */
  ledger(
    now: Date,
    allowedMs: number,
    limit: number,
  ): Promise<{ readonly checked: number; readonly exceptions: readonly LedgerException[] }>;
  /** How many there are, counted to at most 1000; cheap enough for every look at the figures. */
  ledgerExceptions(now: Date, allowedMs: number): Promise<number>;
}

/** Whether a turn bears out what it says of its event: that something was said, shown to people, or done. */
export function isHeard(outcome: EventOutcome, changes: TurnChanges): boolean {
  const { outgoing, transcript, ticket, effects = [] } = changes;
  const shown = ticket !== undefined || transcript.some((entry) => entry.ticket !== undefined);
  switch (outcome) {
    case 'answered':
    case 'asked':
      return outgoing.some(({ delivery }) => delivery.kind !== 'post');
    case 'ticketed':
      return ticket !== undefined;
    case 'relayed':
      return shown || outgoing.length > 0;
    case 'acted':
      return shown || outgoing.length > 0 || effects.length > 0;
    case 'failed':
      return ticket !== undefined || outgoing.some(({ delivery }) => delivery.kind === 'post');
    case 'noted':
      return true;
    case 'ignored':
      return false;
  }
}
