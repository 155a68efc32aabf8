// One turn: what it is decided from and what it changes. `TurnChanges` is a value, committed in one transaction.
import type { AuditLine } from './audit.ts';
import type { Conversation } from './conversation.ts';
import type { DeskEvent, DeskPost, TranscriptEntry } from './desk.ts';
import type { ArticleId, ConversationId, EventId, MessageId, OutboxId, TicketId, TimerId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Address, InboundMessage, OutboundMessage } from './message.ts';
import type { RichText } from './rich-text.ts';
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

/**
 * How an event ended; every inbound one ends somehow. noted: rightly nothing was said (it changes nothing, belongs to what was
 * answered, or comes from somebody blocked). ignored: it came too late to mean anything, which a customer's message never does.
 */
export type EventOutcome =
  'answered' | 'asked' | 'ticketed' | 'relayed' | 'acted' | 'noted' | 'ignored' | 'failed';

/** Everything a turn changes. Either all of it is stored or nothing. */
export interface TurnChanges {
  /** With the revision that the decision was made on; the store stores it as `revision + 1`. */
  readonly conversation: Conversation;
  readonly consumed: readonly { readonly id: EventId; readonly outcome: EventOutcome }[];
  /** Appended to the transcript, in order. */
  readonly transcript: readonly NewEntry[];
  /** Entries of this conversation that read differently now, by `ref`; without `text` they were taken back. */
  readonly rewrites?: readonly { readonly ref: string; readonly text?: RichText }[];
  /** Inserted or replaced whole. */
  readonly ticket?: Ticket;
  readonly timers: { readonly set: readonly Timer[]; readonly cancel: readonly TimerId[] };
  readonly outgoing: readonly Outgoing[];
  readonly feedback: readonly Feedback[];
  /** What the customer had done to the shop's own records. */
  readonly effects?: readonly Effect[];
  /** What operators did in this turn. */
  readonly audit?: readonly AuditLine[];
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
  /** The conversation's addresses belong to another one from now on, whose lane gets the event. */
  | { readonly kind: 'join-conversation'; readonly into: ConversationId; readonly event: DeskEvent }
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
      readonly origin?: Origin;
      /** The earlier delivery that it quotes; a customer's own message is quoted by `message.replyTo`. */
      readonly quotes?: OutboxId;
    }
  /** The words of an earlier delivery change. */
  | {
      readonly kind: 'edit';
      readonly to: Address;
      readonly of: OutboxId;
      readonly message: OutboundMessage;
      readonly origin?: Origin;
    }
  /** An earlier delivery is taken back. */
  | { readonly kind: 'remove'; readonly to: Address; readonly of: OutboxId; readonly origin?: Origin }
  | { readonly kind: 'post'; readonly desk: string; readonly post: DeskPost };

/** The operator's act that a delivery carries out; its desk is told what became of it. */
export interface Origin {
  readonly desk: string;
  readonly ref: string;
  readonly ticket: TicketId;
}

/** Channel or desk name that the delivery goes to. */
export function targetOf(delivery: Delivery): string {
  return delivery.kind === 'post' ? delivery.desk : delivery.to.channel;
}

/** 0: what people said, and the place to show it in; 1: lines for the staff, and what the bot said; 2: cards, of which only the last one counts. */
export type Urgency = 0 | 1 | 2;

export function urgencyOf(delivery: Delivery): Urgency {
  if (delivery.kind !== 'post') return 0;
  switch (delivery.post.kind) {
    case 'card':
      return 2;
    case 'notice':
    case 'mark':
      return 1;
    case 'said':
      // what the bot tells a waiting customer, the staff need not read before what the customers say
      return delivery.post.entry.author.kind === 'bot' ? 1 : 0;
    default:
      return 0;
  }
}

/** Deliveries with the same one and conversation are made strictly in order: the target's name, with `#1` or `#2` for what may wait. */
export function laneTargetOf(delivery: Delivery): string {
  const urgency = urgencyOf(delivery);
  return urgency === 0 ? targetOf(delivery) : `${targetOf(delivery)}#${urgency}`;
}

/** The lane targets of a target that are at that urgency or can wait longer. */
export function laneTargetsFrom(target: string, urgency: Urgency): readonly string[] {
  return [target, `${target}#1`, `${target}#2`].slice(urgency);
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
