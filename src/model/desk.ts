// The boundary to the operators: what a desk can show and what people on it can do. The rules are in src/desk/.
import type { Attachment, FileContent } from './attachment.ts';
import type { RateLimit } from './channel.ts';
import type { Health } from './health.ts';
import type { EventId, OutboxId, TicketId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Accept, Address, Receipt, SoFar } from './message.ts';
import type { RichText } from './rich-text.ts';
import type { Role } from './staff.ts';
import type { Case, Operator, Priority, Ticket, TicketStatus, Tier } from './ticket.ts';

export interface Desk {
  /** Stable and unique; never equal to a channel's name. */
  readonly name: string;
  readonly rate?: RateLimit;
  start(accept: Accept<DeskEvent>): Promise<void>;
  stop(): Promise<void>;
  /**
   * Shows one post; throws `DeliveryError` and nothing else. Posts of one ticket come in order. `again`: an earlier attempt may
   * have arrived; people are shown that it may be there twice. With `soFar`, only what is still missing of it is shown.
   */
  post(post: DeskPost, key: OutboxId, again?: boolean, soFar?: SoFar): Promise<Receipt>;
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
  /** Set where events are accepted, by no desk: whoever acted has left the staff, and nothing is done but to say so. */
  readonly refused?: 'left';
  readonly body: DeskBody;
}

export type DeskBody =
  /** `album` is equal on replies whose files were sent as one album. */
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly files: readonly Attachment[];
      readonly album?: string;
      /** The `ref` of the message that is quoted: the channel's of a customer's, a desk's of an operator's. */
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
  /** Without `queue`: to the first queue of that tier. */
  | { readonly kind: 'tier'; readonly tier: Tier; readonly queue?: string }
  | { readonly kind: 'snooze'; readonly until: Date }
  /** Ends a snooze before its time. */
  | { readonly kind: 'wake' }
  /** The matter goes on in the ticket of that number; the customer's address joins its conversation. */
  | { readonly kind: 'merge'; readonly into: number }
  /** Made by a merge, by no desk: what `from` was about belongs to this ticket now; its customer was last spoken to at `address`. */
  | { readonly kind: 'absorb'; readonly from: Ticket; readonly address: Address }
  /** The customer is spoken to in this language from now on. */
  | { readonly kind: 'language'; readonly locale: Locale }
  /** The customer's words are kept but reach nobody. */
  | { readonly kind: 'block' }
  | { readonly kind: 'unblock' }
  /** Its assignee has gone off: to whoever is on shift and has least, else back to the queue. */
  | { readonly kind: 'hand-over' }
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
  | {
      readonly kind: 'notice';
      readonly ticket: TicketId;
      readonly text: string;
      /** It tells what was asked for or done, and warns of nothing. */
      readonly tone?: 'answer';
      /** Shown to the managers besides, where they see it without opening the ticket. */
      readonly to?: 'managers';
    }
  /** What became of an operator's message; `ref` is that DeskEvent's. */
  | {
      readonly kind: 'mark';
      readonly ticket: TicketId;
      readonly ref: string;
      /** `unsure`: delivered, perhaps twice, since the connection broke while it was sent. */
      readonly outcome: 'delivered' | 'unsure' | 'failed';
    };

/** One thing said in a conversation, as desks show it and the store keeps it. */
export interface TranscriptEntry {
  readonly at: Date;
  readonly author: Author;
  readonly text: RichText;
  readonly files: readonly Attachment[];
  readonly quoted?: Quoted;
  /** Its words were changed after it was sent, or taken back; a removed one has no text and no files. */
  readonly state?: 'edited' | 'removed';
}

/** What somebody's message answers. */
export interface Quoted {
  /** `ref` under which it was said, where desks know it by one. */
  readonly ref?: string;
  /** Its beginning, at most 120 characters. */
  readonly text: string;
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
  /** Closed because its matter goes on in the ticket of that number. */
  readonly mergedInto?: number;
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

/** `up` moves it a tier up; `priority` and `macros` open a choice. */
export type CardAction = 'take' | 'release' | 'close' | 'reopen' | 'up' | 'priority' | 'macros';

/** What a desk may ask at once, outside every conversation. Words are in the desk's language, or in the `locale` that is asked for. */
export interface DeskBoard {
  /** Tickets that wait for us, oldest wait first; sleeping ones and those that wait for the customer are left out. */
  queue(): Promise<readonly QueueLine[]>;
  /** How things stand: tickets by state, late ones, who is on shift, today's figures, how old the desks' backlog is. */
  stats(locale?: Locale): Promise<readonly { readonly label: string; readonly value: string }[]>;
  /** Macros whose name holds every word of `part`, the best first; `preview` is what this ticket's customer would get. */
  macros(
    ticket: TicketId,
    part: string,
    operator: Operator,
  ): Promise<readonly { readonly id: string; readonly title: string; readonly preview: RichText }[]>;
  /** Articles for what the customer asked last, or for `words`; best first, at most five. */
  articles(
    ticket: TicketId,
    words?: string,
  ): Promise<readonly { readonly article: string; readonly title: string; readonly text: RichText }[]>;
  /** Everybody who can be given a ticket. */
  people(): Promise<readonly Person[]>;
  queues(): readonly DeskQueue[];
  /** Whoever goes off hands over what waits for us; `handedOver` is how many. */
  setShift(operator: Operator, on: boolean): Promise<{ readonly handedOver: number }>;
  card(ticket: TicketId): Promise<TicketCard | undefined>;
  /** Every start, pause and stop of the ticket's SLA clocks with its reason, and the sums; a line each. */
  explain(ticket: TicketId, locale?: Locale): Promise<readonly string[]>;
  /** Tickets of the same customer, newest first, this one left out. */
  earlier(ticket: TicketId): Promise<readonly TicketCard[]>;
  /** Parts that are not well, each with its cure. */
  troubles(): Promise<readonly { readonly name: string; readonly detail: string }[]>;
}

/** A queue of flows/desk.yaml, as people know it. */
export interface DeskQueue {
  /** By which tickets and rules name it. */
  readonly name: string;
  readonly tier: Tier;
  /** In the desk's language; the name where the shop gave it no title. */
  readonly title: string;
  /** The same for readers of each language. */
  readonly titles: Readonly<Record<Locale, string>>;
}

export interface QueueLine {
  readonly ticket: TicketId;
  readonly number: number;
  readonly subject: string;
  readonly priority: Priority;
  readonly customerName: string;
  readonly assignee?: Operator;
  /** Since when the customer has been waiting. */
  readonly since: Date;
  readonly late: boolean;
  /** Title of its queue; absent where there is only one. */
  readonly queue?: string;
}

/** Somebody who may work on tickets. */
export interface Person {
  readonly operator: Operator;
  readonly role?: Role;
  readonly telegram?: number;
  readonly onShift: boolean;
  /** End of the shift, where the calendar knows it. */
  readonly until?: Date;
  /** Queues that the person works on; absent means all. */
  readonly queues?: readonly string[];
  /** Tickets that the person has and that wait for us. */
  readonly tickets: number;
}
