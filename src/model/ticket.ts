// A matter that people must settle: what was collected, who has it, what happened to it and when.
import type { Attachment } from './attachment.ts';
import type { ConversationId, CustomerId, EventId, FlowId, TicketId } from './ids.ts';
import type { Locale } from './locale.ts';

/**
 * new: nobody took it; open: it waits for us; waiting: it waits for the customer; solved: the customer is asked whether it
 * is; closed: done.
 */
export type TicketStatus = 'new' | 'open' | 'waiting' | 'solved' | 'closed';
/** All but closed. */
export const OPEN_STATUSES: readonly TicketStatus[] = ['new', 'open', 'waiting', 'solved'];
/** Who says that it is done: the customer when asked, nobody (silence), the customer unasked, or the desk (merged, spam). */
export type Resolution = 'confirmed' | 'unconfirmed' | 'by-customer' | 'by-desk';
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
  /** Name of a queue of flows/desk.yaml; absent on tickets from before there were queues. */
  readonly queue?: string;
  readonly assignee?: Operator;
  readonly openedAt: Date;
  readonly closedAt?: Date;
  readonly resolution?: Resolution;
  /** Out of everybody's way until then, or until the customer writes. */
  readonly snoozedUntil?: Date;
  /** By when the customer was told that a person will have answered. */
  readonly promisedBy?: Date;
  /** The number of an earlier ticket on the same matter, not long ago. */
  readonly follows?: number;
  /** The customer's other tickets when it was opened, newest first, at most five. */
  readonly earlier?: readonly { readonly number: number; readonly subject: string }[];
  /** The customer blocked the bot or is gone: what we write does not arrive. */
  readonly unreachable?: true;
  /** Closed because its matter goes on in that one. */
  readonly mergedInto?: number;
  /** What the routing rules have weighed so far; what the customer says later is weighed together with it. */
  readonly weighed?: Weighed;
  readonly case: Case;
  /** Everything that happened to it, oldest first; the SLA clock is a function of this. */
  readonly history: readonly TicketEvent[];
}

/** What makes a ticket important. */
export interface Weighed {
  /** The customer's requests within seven days when it was opened, itself included. */
  readonly contacts: number;
  /** Order total, minor units. */
  readonly amount?: number;
  /** Beginnings of words that rules name, and words of anger, that were heard so far; the latest last. */
  readonly heard: readonly string[];
}

/** The complete case that an operator gets instead of a transcript. */
export interface Case {
  readonly reason: 'asked' | 'no-answer' | 'flow' | 'stuck' | 'angry' | 'failure' | 'not-solved';
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
    /** To whom: `detail` is the operator's id. */
    | 'assigned'
    /** `detail` is the new value. */
    | 'priority'
    | 'tier'
    | 'queue'
    | 'snoozed'
    | 'woken'
    /** `detail` is the other ticket's number. */
    | 'merged'
    /** The customer was asked whether it is solved. */
    | 'solved'
    /** He was asked once more; `detail` is the delivery that carried it. */
    | 'reminded'
    /** The customer said no. */
    | 'not-solved'
    | 'closed'
    /** Closed as unconfirmed, and the customer has said since that it was solved. */
    | 'confirmed'
    | 'reopened'
    /** `detail` names the clock that is nearly, or quite, used up: first, next or solution. */
    | 'warned'
    | 'breached'
    | 'undelivered'
    /** Its assignee has gone off; `detail` is the id of whoever has it now, absent when nobody. */
    | 'handed-over'
    /** The customer blocked the bot, or can be reached again. */
    | 'unreachable'
    | 'reachable';
  readonly operator?: Operator;
  readonly event?: EventId;
  readonly detail?: string;
  /** The name of whoever `detail` is the id of; absent on events from before names were kept. */
  readonly to?: string;
}
