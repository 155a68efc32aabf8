// The boundary to the operators: what a desk can show and what people on it can do. The rules are in src/desk/.
import type { Attachment, FileContent } from './attachment.ts';
import type { RateLimit } from './channel.ts';
import type { Health } from './health.ts';
import type { EventId, OutboxId, TicketId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Accept, Receipt } from './message.ts';
import type { RichText } from './rich-text.ts';
import type { Case, Operator, Priority, TicketStatus, Tier } from './ticket.ts';

export interface Desk {
  /** Stable and unique; never equal to a channel's name. */
  readonly name: string;
  readonly rate?: RateLimit;
  start(accept: Accept<DeskEvent>): Promise<void>;
  stop(): Promise<void>;
  /** Shows one post; throws `DeliveryError` and nothing else. Posts of one ticket come in order. */
  post(post: DeskPost, key: OutboxId): Promise<Receipt>;
  fetchFile?(id: string): Promise<FileContent>;
  /** For /readyz; absent means always well. */
  health?(): Health;
}

/** Something a person did on a desk. */
export interface DeskEvent {
  readonly id: EventId;
  /** Name of the desk where it was done. */
  readonly desk: string;
  readonly ticket: TicketId;
  readonly operator: Operator;
  readonly at: Date;
  /** The desk's own id of the message, so that a mark can be put on it. */
  readonly ref?: string;
  readonly body: DeskBody;
}

export type DeskBody =
  /** `album` is equal on replies whose files were sent as one album. */
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly files: readonly Attachment[];
      readonly album?: string;
      /** The channel's `ref` of the customer's message that is quoted. */
      readonly quotes?: string;
    }
  /** Stays inside. */
  | { readonly kind: 'note'; readonly text: string; readonly files: readonly Attachment[] }
  /** A ready text of flows/macros/, in the customer's language. */
  | { readonly kind: 'macro'; readonly macro: string }
  /** An article sent as the answer; the customer's question is learnt with it. */
  | { readonly kind: 'answer'; readonly article: string }
  /** The words of an earlier reply changed; `of` is that reply's `ref`. */
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  /** Takes an earlier reply back. */
  | { readonly kind: 'delete'; readonly of: string }
  | { readonly kind: 'take' }
  | { readonly kind: 'release' }
  | { readonly kind: 'assign'; readonly to: Operator }
  /** The customer is asked whether it is solved; `unasked` ends it at once (spam, a merge). */
  | { readonly kind: 'close'; readonly unasked?: boolean }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'priority'; readonly priority: Priority }
  | { readonly kind: 'tier'; readonly tier: Tier; readonly queue: string }
  | { readonly kind: 'snooze'; readonly until: Date }
  /** The matter goes on in the ticket of that number; the customer's address joins its conversation. */
  | { readonly kind: 'merge'; readonly into: number }
  /** The customer is spoken to in this language from now on. */
  | { readonly kind: 'language'; readonly locale: Locale }
  /** The customer's words are kept but reach nobody. */
  | { readonly kind: 'block' }
  | { readonly kind: 'unblock' }
  /** Asks; the answer is shown on that desk alone. */
  | { readonly kind: 'show'; readonly what: 'history' | 'explain' };

/** Something a desk has to show. Words are in the desk's language already, except what people wrote. */
export type DeskPost =
  /** A new ticket: make its place (a topic, a row) and show the card. */
  | { readonly kind: 'opened'; readonly card: TicketCard }
  /** The card changed: edit it in place. */
  | { readonly kind: 'card'; readonly card: TicketCard }
  /** Somebody said something in the conversation; `ref` is the channel's or desk's own id of it. */
  | {
      readonly kind: 'said';
      readonly ticket: TicketId;
      readonly entry: TranscriptEntry;
      readonly ref?: string;
    }
  /** What was said under `ref` reads differently now. */
  | {
      readonly kind: 'edited';
      readonly ticket: TicketId;
      readonly entry: TranscriptEntry;
      readonly ref: string;
    }
  /** What was said under `ref` was taken back. */
  | { readonly kind: 'removed'; readonly ticket: TicketId; readonly ref: string }
  /** A line for the staff: an undeliverable reply, a customer who blocked the bot. */
  | { readonly kind: 'notice'; readonly ticket: TicketId; readonly text: string }
  /** What became of an operator's message; `ref` is that DeskEvent's. */
  | {
      readonly kind: 'mark';
      readonly ticket: TicketId;
      readonly ref: string;
      readonly outcome: 'delivered' | 'failed';
    };

/** One thing said in a conversation, as desks show it and the store keeps it. */
export interface TranscriptEntry {
  readonly at: Date;
  readonly author: Author;
  readonly text: RichText;
  readonly files: readonly Attachment[];
}

export type Author =
  | { readonly kind: 'customer'; readonly name?: string }
  | { readonly kind: 'bot' }
  | { readonly kind: 'operator'; readonly operator: Operator }
  /** Written by an operator for colleagues only; never leaves the desk. */
  | { readonly kind: 'note'; readonly operator: Operator };

/** All that a desk shows about a ticket at a glance; labels are in the desk's language. */
export interface TicketCard {
  readonly ticket: TicketId;
  readonly number: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly statusLabel: string;
  readonly priority: Priority;
  readonly tier: Tier;
  readonly assignee?: Operator;
  readonly openedAt: Date;
  /** Out of sight until then. */
  readonly snoozedUntil?: Date;
  /** A clock is over its time. */
  readonly late?: boolean;
  /** When the next clock is used up; absent when none runs. */
  readonly dueAt?: Date;
  readonly customerName: string;
  /** Label and value lines in the order to show them: channel, language, reason, then the collected slots. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly tried: Case['tried'];
  readonly files: readonly Attachment[];
  /** Buttons that make sense in this state, in order. */
  readonly actions: readonly { readonly kind: CardAction; readonly label: string }[];
  /** Articles that may answer the last question, best first, at most three. */
  readonly suggested?: readonly { readonly article: string; readonly title: string }[];
}

/** `up` moves it a tier up. */
export type CardAction = 'take' | 'release' | 'close' | 'reopen' | 'up';
