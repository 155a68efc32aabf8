// A matter that people must settle: what was collected, who has it, what happened to it and when.
import type { Attachment } from './attachment.ts';
import type { ConversationId, CustomerId, EventId, FlowId, TicketId } from './ids.ts';
import type { Locale } from './locale.ts';

/** new: nobody took it; open: it waits for us; waiting: it waits for the customer; closed: done. */
export type TicketStatus = 'new' | 'open' | 'waiting' | 'closed';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
/** 1 is the bot, 2 the operators, 3 the specialists. */
export type Tier = 2 | 3;

export interface Ticket {
  readonly id: TicketId;
  /** What people say: "request 1042". Unique, growing, may have gaps. */
  readonly number: number;
  readonly conversation: ConversationId;
  readonly customer: CustomerId;
  /** One line in the desk's language. */
  readonly subject: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly tier: Tier;
  readonly assignee?: Operator;
  readonly openedAt: Date;
  readonly closedAt?: Date;
  readonly case: Case;
  /** Everything that happened to it, oldest first; the SLA clock is a function of this. */
  readonly history: readonly TicketEvent[];
}

/** The complete case that an operator gets instead of a transcript. */
export interface Case {
  readonly reason: 'asked' | 'no-answer' | 'flow' | 'stuck' | 'angry' | 'failure';
  readonly flow?: FlowId;
  readonly locale: Locale;
  readonly channel: string;
  readonly customerName?: string;
  /** Collected details in the order they were asked, worded for people in the desk's language. */
  readonly fields: readonly CaseField[];
  readonly files: readonly Attachment[];
  /** What the customer asked and what the bot already answered, oldest first. */
  readonly tried: readonly Tried[];
}

/** A question of the customer and the title of what was answered. */
export interface Tried {
  readonly question: string;
  readonly answer?: string;
  /** The answer was said not to help, or it came from an operator. */
  readonly verdict?: 'not-helped' | 'operator';
}

export interface CaseField {
  readonly label: string;
  readonly value: string;
}

/** Somebody who acts on the desk. `id` is `<desk>:<that desk's own id>`. */
export interface Operator {
  readonly id: string;
  readonly name: string;
}

export interface TicketEvent {
  readonly at: Date;
  readonly kind:
    | 'opened'
    | 'taken'
    | 'released'
    | 'customer-wrote'
    | 'operator-wrote'
    | 'note'
    | 'closed'
    | 'reopened'
    | 'undelivered';
  readonly operator?: Operator;
  readonly event?: EventId;
}
