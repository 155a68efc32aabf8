// The boundary to the operators: what a desk can show and what people on it can do. The rules are in src/desk/.
import type { Attachment, FileContent } from './attachment.ts';
import type { RateLimit } from './channel.ts';
import type { Health } from './health.ts';
import type { EventId, OutboxId, TicketId } from './ids.ts';
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
    }
  /** Stays inside. */
  | { readonly kind: 'note'; readonly text: string; readonly files: readonly Attachment[] }
  /** "This was the answer": the article, by its id or a part of its title, goes to the customer as the shop's words. */
  | { readonly kind: 'answer'; readonly article: string }
  | { readonly kind: 'take' }
  | { readonly kind: 'release' }
  | { readonly kind: 'close' };

/** Something a desk has to show. Words are in the desk's language already, except what people wrote. */
export type DeskPost =
  /** A new ticket: make its place (a topic, a row) and show the card. */
  | { readonly kind: 'opened'; readonly card: TicketCard }
  /** The card changed: edit it in place. */
  | { readonly kind: 'card'; readonly card: TicketCard }
  /** Somebody said something in the conversation. */
  | { readonly kind: 'said'; readonly ticket: TicketId; readonly entry: TranscriptEntry }
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
  readonly customerName: string;
  /** Label and value lines in the order to show them: channel, language, reason, then the collected slots. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly tried: Case['tried'];
  readonly files: readonly Attachment[];
  /** Buttons that make sense in this state, in order. */
  readonly actions: readonly { readonly kind: 'take' | 'release' | 'close'; readonly label: string }[];
}
