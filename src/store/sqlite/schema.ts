// The tables as Kysely sees them. Times are ms UTC, money is minor units, JSON is text; migrations/ makes the tables.
import type { Generated } from 'kysely';
import type { AuditLine } from '../../model/audit.ts';
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
import type { PartsDone, Receipt } from '../../model/message.ts';
import type { OrderStatus, Refund, RepairStage } from '../../model/order.ts';
import type { KeyHash, Role } from '../../model/staff.ts';
import type { DeliveryState, WrongAttempt } from '../../model/store.ts';
import type { Ticket, TicketStatus } from '../../model/ticket.ts';
import type { Delivery, EventOutcome, Feedback, LaneEvent, TimerKind } from '../../model/turn.ts';
import type { Json } from './codec.ts';

export interface Schema {
  customers: {
    id: CustomerId;
    created_at: number;
    /** Null until the customer has said. */
    subscribed: 0 | 1 | null;
    subscription_at: number | null;
  };
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
    /** Whether the turn bore its outcome out; null while it waits, and of what was handled before there was a ledger. */
    heard: Generated<0 | 1 | null>;
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
    /** The first event of the turn that said it. */
    event: Generated<EventId | null>;
    /** An attempt may have arrived. */
    unsure: Generated<0 | 1>;
    /** While it is out in part. */
    parts: Generated<Json<PartsDone> | null>;
    /** 0 until a try failed. */
    not_before: number;
    settled_at: number | null;
    receipt: Json<Receipt> | null;
    reason: string | null;
    /** 1: emptied once it is settled. */
    forget: Generated<0 | 1>;
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
  bindings: { owner: string; key: string; value: string; version: number; ticket: TicketId | null };
  wrong_guesses: { who: string; object: string; proof: WrongAttempt['proof']; at: number };
  registrations: {
    seq: Generated<number>;
    customer: CustomerId;
    product: string;
    serial: string | null;
    bought: string | null;
    at: number;
  };
  continuations: { hash: string; conversation: ConversationId; until: number };
  doomed_files: { origin: string; id: string; due: number };
  products: {
    sku: string;
    names: Names;
    category: string;
    warranty_months: number;
    manuals: Names | null;
    guide: string | null;
    service_months: number | null;
  };
  parts: { sku: string; names: Names; price: number; currency: string; in_stock: 0 | 1 };
  product_parts: { product: string; part: string };
  shop_customers: { id: string; name: string | null; phone: string; email: string | null };
  bonuses: {
    customer: string;
    points: number;
    expiring_points: number | null;
    expiring_at: number | null;
  };
  repairs: {
    key: string;
    number: string;
    stage: RepairStage;
    sku: string;
    opened_at: number;
    since: number;
    ready_at: number | null;
    price: number | null;
    currency: string;
    phone: string;
    email: string | null;
    customer: string | null;
  };
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
    customer: string | null;
    delivery_window: string | null;
    refund_status: Refund['status'] | null;
    refund_amount: number | null;
    refund_due: number | null;
  };
  order_items: { order_key: string; position: number; sku: string; quantity: number };
  counters: { name: string; value: number };
  staff: {
    id: string;
    name: string;
    /** The name as it is compared. */
    folded: string;
    role: Role;
    telegram: number | null;
    key: KeyHash;
    key_since: number;
    active: 0 | 1;
    since: number;
  };
  presence: { operator: string; name: string; here: 0 | 1; at: number };
  audit: {
    seq: Generated<number>;
    at: number;
    operator: string;
    name: string;
    desk: string;
    ticket: TicketId | null;
    act: string;
    detail: string | null;
    outcome: AuditLine['outcome'];
  };
}

type Names = Json<Readonly<Record<string, string>>>;

/** The words of a transcript entry; its time is a column. */
export type Entry = Omit<TranscriptEntry, 'at'>;
