// Every inbound message ends as answered, ticketed or visibly failed; the ledger holds what did not.
import type { ConversationId, EventId } from './ids.ts';

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
}
