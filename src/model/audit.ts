// Who did what on the desks, and when: appended to, never changed.
import type { TicketId } from './ids.ts';
import type { Operator } from './ticket.ts';

export interface AuditLine {
  readonly at: Date;
  readonly operator: Operator;
  /** Name of the desk, or `command-line`. */
  readonly desk: string;
  readonly ticket?: TicketId;
  /** The kind of the act: a DeskBody's kind, or `sign-in`, `sign-out`, `locked-out`, `shift`, `staff-added`, `staff-changed`. */
  readonly act: string;
  /** What was chosen, in a word (a priority, a macro's name); never anybody's words. */
  readonly detail?: string;
  readonly outcome: 'done' | 'refused';
}

export interface AuditLog {
  addAudit(line: AuditLine): Promise<void>;
  /** Newest first. */
  audit(filter: {
    readonly ticket?: TicketId;
    readonly operator?: string;
    readonly since?: Date;
    readonly limit: number;
  }): Promise<readonly AuditLine[]>;
}
