// The tables as Kysely sees them. Times are ms UTC, money is minor units, JSON is text; migrations/ makes the tables.
import type { Generated } from 'kysely';
import type { ConversationState } from '../../model/conversation.ts';
import type { TranscriptEntry } from '../../model/desk.ts';
import type {
  ArticleId,
  ConversationId,
  CustomerId,
  EventId,
  MessageId,
  OutboxId,
  TicketId,
  TimerId,
} from '../../model/ids.ts';
import type { LessonSource, LessonState } from '../../model/lesson.ts';
import type { Locale } from '../../model/locale.ts';
import type { Receipt } from '../../model/message.ts';
import type { OrderStatus } from '../../model/order.ts';
import type { DeliveryState } from '../../model/store.ts';
import type { Ticket, TicketStatus } from '../../model/ticket.ts';
import type { Delivery, EventOutcome, Feedback, LaneEvent, TimerKind } from '../../model/turn.ts';
import type { Json } from './codec.ts';

export interface Schema {
  customers: { id: CustomerId; created_at: number };
  addresses: { channel: string; chat: string; person: string; conversation: ConversationId };
  conversations: {
    id: ConversationId;
    customer: CustomerId;
    revision: number;
    channel: string;
    chat: string;
    person: string;
    state: Json<ConversationState>;
  };
  events: {
    seq: Generated<number>;
    id: EventId;
    conversation: ConversationId;
    at: number;
    kind: LaneEvent['kind'];
    body: Json<LaneEvent>;
    /** Null while it waits to be handled. */
    outcome: EventOutcome | null;
  };
  /** How many events ended how; kept so that the figures need no count over all events. */
  outcomes: { outcome: EventOutcome; events: number };
  transcript: {
    seq: Generated<number>;
    id: MessageId;
    conversation: ConversationId;
    at: number;
    entry: Json<Entry>;
    ticket: TicketId | null;
    ref: string | null;
    outbox: OutboxId | null;
  };
  tickets: {
    id: TicketId;
    number: number;
    conversation: ConversationId;
    status: TicketStatus;
    assignee: string | null;
    body: Json<Ticket>;
  };
  timers: { id: TimerId; conversation: ConversationId; due: number; what: Json<TimerKind> };
  outbox: {
    seq: Generated<number>;
    id: OutboxId;
    conversation: ConversationId;
    target: string;
    at: number;
    delivery: Json<Delivery>;
    state: DeliveryState;
    attempts: number;
    /** 0 until a try failed. */
    not_before: number;
    settled_at: number | null;
    receipt: Json<Receipt> | null;
    reason: string | null;
  };
  feedback: {
    seq: Generated<number>;
    at: number;
    conversation: ConversationId;
    article: ArticleId;
    question: string;
    verdict: Feedback['verdict'];
    locale: Locale;
    /** Name of the operator who said it. */
    operator: string | null;
  };
  lessons: {
    id: Generated<number>;
    question: string;
    article: ArticleId;
    locale: Locale;
    source: LessonSource;
    /** Null once the customer was erased. */
    conversation: ConversationId | null;
    customer: CustomerId | null;
    operator: string | null;
    at: number;
    state: LessonState;
    decided_at: number | null;
    why: string | null;
  };
  feed: { channel: string; chat: string; seq: number; key: string; payload: string; at: number };
  bindings: { owner: string; key: string; value: string; version: number };
  wrong_attempts: { channel: string; chat: string; person: string; order_key: string; at: number };
  products: { sku: string; names: Json<Record<string, string>>; category: string; warranty_months: number };
  orders: {
    /** The number without case, spaces and dashes. */
    key: string;
    number: string;
    status: OrderStatus;
    ordered_at: number;
    expected_at: number | null;
    delivered_at: number | null;
    city: string;
    total: number;
    currency: string;
    phone: string;
    email: string | null;
  };
  order_items: { order_key: string; position: number; sku: string; quantity: number };
  counters: { name: string; value: number };
}

/** The words of a transcript entry; its time is a column. */
export type Entry = Omit<TranscriptEntry, 'at'>;
