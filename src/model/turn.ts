// One turn: what it is decided from and what it changes. `TurnChanges` is a value, committed in one transaction.
import type { Conversation } from './conversation.ts';
import type { DeskEvent, DeskPost, TranscriptEntry } from './desk.ts';
import type { ArticleId, ConversationId, EventId, MessageId, OutboxId, TicketId, TimerId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Address, InboundMessage, OutboundMessage } from './message.ts';
import type { Ticket } from './ticket.ts';

/** Whatever wakes a lane. */
export type LaneEvent =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  | { readonly kind: 'desk'; readonly event: DeskEvent }
  | { readonly kind: 'timer'; readonly timer: Timer }
  /** A delivery that will never succeed; made by the outbox in the transaction that gives it up. */
  | { readonly kind: 'undelivered'; readonly delivery: Outgoing; readonly outcome: 'rejected' | 'gone' };

export interface PendingEvent {
  readonly id: EventId;
  readonly at: Date;
  readonly event: LaneEvent;
}

/** What a turn is decided from, read in one snapshot. */
export interface TurnInput {
  readonly conversation: Conversation;
  /** The ticket that this conversation has open, if any. */
  readonly ticket?: Ticket;
  /** Not yet handled, in the order of acceptance; never empty. */
  readonly pending: readonly PendingEvent[];
}

/** How an event ended; every inbound one ends somehow. */
export type EventOutcome = 'answered' | 'asked' | 'ticketed' | 'relayed' | 'acted' | 'ignored' | 'failed';

/** Everything a turn changes. Either all of it is stored or nothing. */
export interface TurnChanges {
  /** With the revision that the decision was made on; the store stores it as `revision + 1`. */
  readonly conversation: Conversation;
  readonly consumed: readonly { readonly id: EventId; readonly outcome: EventOutcome }[];
  /** Appended to the transcript, in order. */
  readonly transcript: readonly NewEntry[];
  /** Inserted or replaced whole. */
  readonly ticket?: Ticket;
  readonly timers: { readonly set: readonly Timer[]; readonly cancel: readonly TimerId[] };
  readonly outgoing: readonly Outgoing[];
  readonly feedback: readonly Feedback[];
  /** What the customer had done to the shop's own records. */
  readonly effects?: readonly Effect[];
}

/** A change to the records about the customer of the conversation. */
export type Effect =
  | {
      readonly kind: 'register-product';
      /** SKU, or the customer's own words behind "~". */
      readonly product: string;
      readonly serial?: string;
      /** ISO day. */
      readonly bought?: string;
    }
  | { readonly kind: 'subscription'; readonly on: boolean }
  /** Everything about the customer goes, save what this very turn says; see `Store`. */
  | { readonly kind: 'erase-customer' };

export type CommitResult =
  | 'committed'
  /** All of `consumed` had been handled before; nothing was stored. */
  | 'duplicate'
  /** The conversation has moved on since it was loaded; load and decide again. Nothing was stored. */
  | 'stale';

export interface NewEntry extends TranscriptEntry {
  readonly id: MessageId;
  readonly ticket?: TicketId;
  /** The channel's or desk's own id of the message, where it came from outside. */
  readonly ref?: string;
  /** The delivery that carries it, where it goes outside. */
  readonly outbox?: OutboxId;
}

/** A due time that comes back as an event in the same lane. Setting one with a known id moves it. */
export interface Timer {
  readonly id: TimerId;
  readonly conversation: ConversationId;
  readonly due: Date;
  readonly what: TimerKind;
}

export type TimerKind =
  | { readonly kind: 'flow-reminder' }
  | { readonly kind: 'flow-expiry' }
  | { readonly kind: 'ticket'; readonly ticket: TicketId; readonly step: string };

/** One delivery to make. Deliveries with the same target and conversation are made strictly in order. */
export interface Outgoing {
  readonly id: OutboxId;
  readonly conversation: ConversationId;
  readonly at: Date;
  readonly delivery: Delivery;
}

export type Delivery =
  | {
      readonly kind: 'message';
      readonly to: Address;
      readonly message: OutboundMessage;
      /** Withheld when, at sending time, an operator has taken the conversation after it was written. */
      readonly unlessHeld: boolean;
      /** The operator's message that this carries; its desk is told what became of it. */
      readonly origin?: { readonly desk: string; readonly ref: string; readonly ticket: TicketId };
    }
  | { readonly kind: 'post'; readonly desk: string; readonly post: DeskPost };

/** Channel or desk name that the delivery goes to. */
export function targetOf(delivery: Delivery): string {
  return delivery.kind === 'message' ? delivery.to.channel : delivery.desk;
}

/** What a customer, or an operator in his place, said of an article as the answer to a question. */
export interface Feedback {
  readonly at: Date;
  readonly conversation: ConversationId;
  readonly article: ArticleId;
  /** In the customer's words. */
  readonly question: string;
  /** The conversation's language. */
  readonly locale: Locale;
  readonly verdict: 'helped' | 'not-helped' | 'chosen' | 'operator';
  /** Name of the operator; only with the verdict `operator`. */
  readonly operator?: string;
}
