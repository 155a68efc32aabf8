// The ports through which everything durable is reached. One database implements them all; callers take what they need.
import type { AuditLog } from './audit.ts';
import type { Catalogue } from './catalogue.ts';
import type { DeskEvent, Quoted, TranscriptEntry } from './desk.ts';
import type { ConversationId, CustomerId, MessageId, OutboxId, TicketId } from './ids.ts';
import type { Ledger } from './ledger.ts';
import type {
  Lesson,
  LessonSource,
  LessonState,
  LessonVerdict,
  NewLesson,
  StoredFeedback,
} from './lesson.ts';
import type { Locale } from './locale.ts';
import type { Address, InboundMessage, Receipt, Sent } from './message.ts';
import type { Continuations, PersonalRecords } from './personal.ts';
import type { Staff } from './staff.ts';
import type { Ticket, TicketStatus } from './ticket.ts';
import type { CommitResult, Outgoing, TurnChanges, TurnInput } from './turn.ts';

export interface Store
  extends
    Inbox,
    TurnStore,
    OutboxStore,
    DeskReader,
    DeskRecords,
    ChatFeed,
    Bindings,
    Attempts,
    Catalogue,
    PersonalRecords,
    Continuations,
    LessonStore,
    Staff,
    AuditLog,
    Ledger,
    StoreHealth {
  /** Finishes what is being written and closes the database. */
  close(): Promise<void>;
}

/** Where events become durable. */
export interface Inbox {
  /**
   * Stores a customer's message and puts it in its lane; the first message from an address makes a customer and a
   * conversation in `locale`. A start with a valid continuation key joins the address to that key's conversation first,
   * and is stored with `joined`. Resolves when it is on disk; a repeated id changes nothing.
   */
  acceptMessage(message: InboundMessage, locale: Locale): Promise<'accepted' | 'duplicate'>;
  /** Stores an operator's act and puts it in the lane of the ticket's conversation. */
  acceptDeskEvent(event: DeskEvent): Promise<'accepted' | 'duplicate' | 'unknown-ticket'>;
}

/** Turns: lanes are claimed one at a time, so that a conversation is never handled twice at once. */
export interface TurnStore {
  /**
   * Claims the lane whose work has been due longest, for at most `leaseMs`; undefined when nothing is due. A due timer
   * becomes a pending event of its lane here.
   */
  claimTurn(now: Date, leaseMs: number): Promise<ConversationId | undefined>;
  /** Undefined when the lane has nothing pending. */
  loadTurn(conversation: ConversationId): Promise<TurnInput | undefined>;
  commit(changes: TurnChanges): Promise<CommitResult>;
  /** Gives a claimed lane back: due at once if it still has pending events, or not before `notBefore`. */
  releaseTurn(conversation: ConversationId, notBefore?: Date): Promise<void>;
  nextTicketNumber(): Promise<number>;
}

export interface ClaimedDelivery {
  readonly outgoing: Outgoing;
  /** Failed attempts so far. */
  readonly attempts: number;
  /** An operator has the conversation's open ticket at this moment. */
  readonly held: boolean;
  /** Of an edit, a removal or a quote: the receipt of what it is about; absent when that never went out. */
  readonly original?: Receipt;
  /** An earlier attempt ended without anybody knowing whether it arrived, perhaps as the process was killed in the middle. */
  readonly unsure: boolean;
}

export type SettleOutcome =
  | { readonly kind: 'sent'; readonly receipt: Receipt }
  /** The bot's words came too late: a person has the conversation. */
  | { readonly kind: 'withheld' }
  /** Never to be tried again; comes back to the lane as an `undelivered` event. */
  | { readonly kind: 'failed'; readonly outcome: 'rejected' | 'gone'; readonly reason: string }
  /** Try again not before `notBefore`; the whole delivery lane waits with it. */
  | {
      readonly kind: 'retry';
      readonly notBefore: Date;
      readonly reason: string;
      /** It may have arrived all the same. */
      readonly unsure?: boolean;
    }
  /** It was not tried, for want of allowance or of its target; like `retry`, but no failed attempt. */
  | { readonly kind: 'wait'; readonly notBefore: Date; readonly reason: string };

/**
 * Deliveries: a delivery lane is one conversation's messages to one target at one urgency (`laneTargetOf`); only its oldest one
 * is ever claimed. A card that waits is dropped when a newer one of the same ticket comes behind it.
 */
export interface OutboxStore {
  /** Claims the due head of some lane for at most `leaseMs`, leaving out the lane targets in `except` (paused ones). */
  claimDelivery(now: Date, leaseMs: number, except: readonly string[]): Promise<ClaimedDelivery | undefined>;
  /** Records what became of a claimed delivery and enqueues `followUps`, in one transaction. */
  settle(id: OutboxId, outcome: SettleOutcome, now: Date, followUps?: readonly Outgoing[]): Promise<void>;
  /** Age in ms of the oldest undelivered message by lane target, and how many wait. */
  backlog(now: Date): Promise<readonly { target: string; waiting: number; oldestMs: number }[]>;
}

/** Tells a worker in this process that there may be work; also fires for work made by other processes. */
export interface WorkSignals {
  onWork(kind: 'turn' | 'delivery', wake: () => void): void;
  /** When the next lane of that kind falls due, deliveries to the targets in `except` aside; undefined when none waits. */
  nextDue(kind: 'turn' | 'delivery', except?: readonly string[]): Promise<Date | undefined>;
}

export interface StoreHealth extends WorkSignals {
  /** Rejects when the database cannot be read or written. */
  ping(): Promise<void>;
  /** Counts for the figures: events by outcome, open tickets. */
  counts(): Promise<{
    readonly events: Readonly<Record<string, number>>;
    readonly pendingEvents: number;
    readonly tickets: Readonly<Record<TicketStatus, number>>;
  }>;
}

/** What the desks read. */
export interface DeskReader {
  ticket(id: TicketId): Promise<Ticket | undefined>;
  /** Newest first. */
  tickets(filter: {
    readonly status?: readonly TicketStatus[];
    readonly conversation?: ConversationId;
    readonly limit: number;
  }): Promise<readonly Ticket[]>;
  /** The conversation's last `limit` entries, oldest first, notes included. */
  transcript(conversation: ConversationId, limit: number): Promise<readonly StoredEntry[]>;
}

export interface StoredEntry extends TranscriptEntry {
  readonly id: MessageId;
  /** The channel's or desk's own id, where it came from outside. */
  readonly ref?: string;
  readonly delivery?: DeliveryState;
}

/** What a turn may ask about tickets and what was sent. */
export interface DeskRecords extends Pick<DeskReader, 'ticket' | 'tickets'> {
  ticketByNumber(number: number): Promise<Ticket | undefined>;
  /** The delivery that carried what was said under `ref` (a desk's own id) in this conversation. */
  sentAs(conversation: ConversationId, ref: string): Promise<Sent | undefined>;
  /** When that delivery was settled and how; undefined when it is not known any more. */
  settledAs(delivery: OutboxId): Promise<{ readonly state: DeliveryState; readonly at?: Date } | undefined>;
  /** What was said under a channel's id: the customer's own message, or one of ours by its receipt. */
  quoted(conversation: ConversationId, ref: string): Promise<Quoted | undefined>;
}

export type DeliveryState = 'pending' | 'sent' | 'withheld' | 'failed';

/** An append-only list of payloads per chat, for channels whose clients fetch instead of being sent to. */
export interface ChatFeed {
  /** Durable when it resolves. A repeated `key` in the same chat changes nothing and returns the first one's place. */
  append(
    channel: string,
    chat: string,
    key: string,
    payload: string,
    at: Date,
  ): Promise<{ readonly seq: number; readonly added: boolean }>;
  /**
   * Entries with `seq` > `after` (0 for all), in order, at most `limit`. `seq` counts from 1 without gaps in a chat; after
   * an erasure the first entry left is an empty one.
   */
  read(
    channel: string,
    chat: string,
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly payload: string }[]>;
  /** Calls back after every append to that chat; returns the way to stop it. */
  watch(channel: string, chat: string, changed: () => void): () => void;
}

/** Small durable facts that an adapter must find again: a ticket's topic, a signing key, the update offset. */
export interface Bindings {
  getBinding(owner: string, key: string): Promise<string | undefined>;
  /** What is about a `ticket` goes when its customer is erased, and when it has been closed as long as sent messages are kept. */
  setBinding(owner: string, key: string, value: string, ticket?: TicketId): Promise<void>;
  /** The key under which `value` was set last. */
  findBinding(owner: string, value: string): Promise<string | undefined>;
  deleteBinding(owner: string, key: string): Promise<void>;
}

/** Wrong guesses at orders and repair cases; addresses are kept as digests only. */
export interface Attempts {
  /** Wrong guesses since `since`, by this address at anything and by everybody at this object; newest first. */
  wrongAttempts(
    by: Address,
    object: string,
    since: Date,
  ): Promise<{ readonly byAddress: readonly Date[]; readonly atObject: readonly WrongAttempt[] }>;
  /** `object` is the number as typed, behind `repair:` for a repair case; compared without case, spaces and dashes. */
  recordWrongAttempt(by: Address, object: string, proof: WrongAttempt['proof'], at: Date): Promise<void>;
}

export interface WrongAttempt {
  readonly at: Date;
  /** The same for guesses of one address. */
  readonly who: string;
  /** `short`: four digits, which chance can hit. `whole`: an e-mail or a whole phone number. */
  readonly proof: 'short' | 'whole';
}

/** What conversations teach, with its trail. Feedback is the raw record; lessons are what was made of it. */
export interface LessonStore {
  /** Feedback that no lesson was made of yet, oldest first. */
  uncollectedFeedback(limit: number): Promise<readonly StoredFeedback[]>;
  /** Adds `lessons` and counts all feedback up to `upTo` as collected, together; what was collected before is not added again. */
  addLessons(lessons: readonly NewLesson[], upTo: number): Promise<void>;
  /** In the order of their ids, those with an id above `after` (default 0). */
  lessons(filter: {
    readonly states?: readonly LessonState[];
    readonly sources?: readonly LessonSource[];
    readonly after?: number;
    readonly limit: number;
  }): Promise<readonly Lesson[]>;
  /** Applies each verdict whose lesson is still in the state it was judged in; answers how many were. */
  decideLessons(verdicts: readonly LessonVerdict[]): Promise<number>;
  /**
   * For the erasure of a customer: everything that he said of answers goes, with his lessons; an accepted one stays in the model
   * as words without a trace of who asked. Answers how many lessons were touched.
   */
  forgetLessons(customer: CustomerId): Promise<number>;
}
