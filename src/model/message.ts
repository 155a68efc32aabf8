// What comes in from a customer and what goes out to one, the same for every channel.
import type { Attachment } from './attachment.ts';
import type { EventId, OutboxId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { RichText } from './rich-text.ts';
import type { Shared } from './sharing.ts';

/** Where somebody can be reached. `chat` and `user` are opaque outside the adapter of `channel`. */
export interface Address {
  readonly channel: string;
  readonly chat: string;
  readonly user: string;
}

export interface InboundMessage {
  readonly id: EventId;
  readonly from: Address;
  readonly at: Date;
  /** The channel's own id of this message, for edits and quotes. */
  readonly ref?: string;
  /** `ref` of the message this one quotes. */
  readonly replyTo?: string;
  /** Language tag the channel reports for the person or page, for example `bg-BG`; a hint only. */
  readonly locale?: string;
  /** How the person calls himself in the channel; shown to operators, never used as identity. */
  readonly senderName?: string;
  readonly body: InboundBody;
}

export type InboundBody =
  /** `joined` is set by the store alone: this address has just been joined to the conversation by a one-time link. */
  | { readonly kind: 'start'; readonly payload?: string; readonly joined?: true }
  | { readonly kind: 'text'; readonly text: string }
  /** A pressed button: the `value` of a Choice that we sent. */
  | { readonly kind: 'choice'; readonly value: string }
  /** `album` is equal on messages that were sent as one album. */
  | {
      readonly kind: 'files';
      readonly files: readonly Attachment[];
      readonly caption?: string;
      readonly album?: string;
    }
  | Shared
  /** `of` is the `ref` of the message whose text changed. */
  | { readonly kind: 'edited'; readonly of: string; readonly text: string }
  | { readonly kind: 'blocked' }
  /** Something we do not understand (a poll, a story); `what` is the channel's word for it, `text` what it says to a person. */
  | { readonly kind: 'unsupported'; readonly what: string; readonly text?: string };

/** Who is speaking; the widget shows it. `system` is the bot reporting on a ticket while a person holds it. */
export type Speaker =
  | { readonly kind: 'bot' }
  | { readonly kind: 'system' }
  | { readonly kind: 'operator'; readonly name: string };

export interface OutboundMessage {
  readonly text: RichText;
  readonly speaker: Speaker;
  readonly locale: Locale;
  readonly choices?: readonly Choice[];
  readonly files?: readonly Attachment[];
  /** The channel's `ref` of the customer's message being quoted. */
  readonly replyTo?: string;
}

/** A button. `value` is at most 64 bytes of UTF-8 (Telegram's callback data, Bot API `InlineKeyboardButton`). */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

export const MAX_CHOICE_VALUE_BYTES = 64;

/** What the channel made of a delivery: its own ids of the messages sent, in order (a long text becomes several). */
export interface Receipt {
  readonly refs: readonly string[];
}

/** How far a delivery that takes several calls has come. */
export interface PartsDone {
  /** The parts, from the first one, that need not be sent again. */
  readonly done: number;
  /** The channel's own ids of what they became. */
  readonly refs: readonly string[];
  /** They carry the mark that all of it may be there twice; what is left is to be cut as they were. */
  readonly marked?: boolean;
}

/** What earlier attempts at a delivery left, and where this one puts down how far it has come. */
export interface SoFar {
  readonly parts?: PartsDone;
  /** Durable when it resolves. To be called between two parts, not after the last one. */
  keep(parts: PartsDone): Promise<void>;
}

/** A delivery that carried somebody's words to the customer. */
export interface Sent {
  readonly outbox: OutboxId;
  readonly to: Address;
  readonly files: readonly Attachment[];
}

/** Resolves once the event is durable; only then may the sender acknowledge. A repeated id resolves as well. */
export type Accept<Event> = (event: Event) => Promise<void>;

export type DeliveryOutcome =
  /** Passing trouble: try again later. */
  | 'retry'
  /** This message will never be taken (its text or file is refused); others may. */
  | 'rejected'
  /** Nobody is there any more: the customer blocked us, the chat is deleted. */
  | 'gone';

/** Why a delivery failed, whether to try again, and whether the message surely did not go out. */
export class DeliveryError extends Error {
  readonly code = 'DELIVERY_FAILED';
  readonly outcome: DeliveryOutcome;
  readonly sentForSure: 'no' | 'unknown';
  /** Milliseconds to wait, where the channel says so (Telegram's `retry_after`). */
  readonly retryAfterMs?: number;
  /** That wait is for what comes behind it in its lane; others may go to the same place meanwhile. */
  readonly laneOnly?: true;

  constructor(
    /** For the log: no personal data, no message text. */
    message: string,
    detail: {
      outcome: DeliveryOutcome;
      sentForSure: 'no' | 'unknown';
      retryAfterMs?: number;
      laneOnly?: true;
      cause?: unknown;
    },
  ) {
    super(message, { cause: detail.cause });
    this.name = 'DeliveryError';
    this.outcome = detail.outcome;
    this.sentForSure = detail.sentForSure;
    if (detail.retryAfterMs !== undefined) this.retryAfterMs = detail.retryAfterMs;
    if (detail.laneOnly) this.laneOnly = true;
  }
}
