// What the shop knows about its sales, and the questions a turn may ask about them.
import type { Attachment } from './attachment.ts';
import type { ConversationId, CustomerId, OutboxId, TicketId } from './ids.ts';
import type { Quoted } from './desk.ts';
import type { Address, Sent } from './message.ts';
import type { Presence, StaffMember } from './staff.ts';
import type { Ticket } from './ticket.ts';

export const ORDER_STATUSES = [
  'processing',
  'packed',
  'shipped',
  'ready-for-pickup',
  'delivered',
  'cancelled',
  'returned',
  'delayed',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface Order {
  readonly number: string;
  readonly status: OrderStatus;
  readonly orderedAt: Date;
  /** Day on which it should arrive; absent when nothing is promised. */
  readonly expectedAt?: Date;
  readonly deliveredAt?: Date;
  readonly city: string;
  readonly items: readonly OrderItem[];
  /** Minor units (kopecks, cents). */
  readonly total: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Agreed hours of delivery as people say them, for example `10:00-14:00`. */
  readonly window?: string;
  readonly refund?: Refund;
}

export const REFUND_STATUSES = ['requested', 'approved', 'sent', 'received', 'refused'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Money on its way back. */
export interface Refund {
  readonly status: RefundStatus;
  /** Minor units, in the order's currency. */
  readonly amount: number;
  /** Day by which it should be on the account. */
  readonly dueAt?: Date;
}

export const REPAIR_STAGES = [
  'received',
  'diagnosis',
  'waiting-approval',
  'waiting-parts',
  'repairing',
  'ready',
  'returned',
  'refused',
] as const;
export type RepairStage = (typeof REPAIR_STAGES)[number];

/** An appliance in the workshop. */
export interface RepairCase {
  readonly number: string;
  readonly stage: RepairStage;
  readonly sku: string;
  /** Name of the appliance by locale. */
  readonly names: Readonly<Record<string, string>>;
  readonly openedAt: Date;
  /** Since when it is at this stage. */
  readonly since: Date;
  /** Day by which it should be ready. */
  readonly readyAt?: Date;
  /** What the repair costs, minor units; absent while unknown, 0 under warranty. */
  readonly price?: number;
  readonly currency: string;
}

export interface BonusBalance {
  readonly points: number;
  /** The part that is lost first. */
  readonly expiring?: { readonly points: number; readonly at: Date };
}

export interface SparePart {
  readonly sku: string;
  readonly names: Readonly<Record<string, string>>;
  /** Minor units. */
  readonly price: number;
  readonly currency: string;
  readonly inStock: boolean;
}

export interface OrderItem {
  readonly sku: string;
  readonly name: string;
  /** The name by locale, where the catalogue has it. */
  readonly names?: Readonly<Record<string, string>>;
  readonly category?: string;
  readonly quantity: number;
  /** Months of warranty from the day of delivery. */
  readonly warrantyMonths: number;
}

export interface Product {
  readonly sku: string;
  /** Name by locale; `ru` always exists. */
  readonly names: Readonly<Record<string, string>>;
  readonly category: string;
  readonly warrantyMonths: number;
  /** Web address of the manual by locale. */
  readonly manuals?: Readonly<Record<string, string>>;
  /** Article whose numbered list is the set-up guide. */
  readonly guide?: string;
  readonly parts?: readonly SparePart[];
  /** Months between two rounds of preventive maintenance; absent when it needs none. */
  readonly serviceMonths?: number;
}

/** A fact from outside that a decision needs. Equal lookups have equal `lookupKey`s. */
export type Lookup =
  /** Shown only when `proof` (the phone's last four digits, or the e-mail) belongs to the order. */
  | { readonly kind: 'order'; readonly number: string; readonly proof: string; readonly by: Address }
  /** The same without a proof; only for an order that this conversation has proved to know. */
  | { readonly kind: 'verified-order'; readonly number: string }
  /** A repair case by its own number; `proof` as for an order, and limited with it. */
  | { readonly kind: 'repair'; readonly number: string; readonly proof: string; readonly by: Address }
  /** Bonus points of whoever placed this proved order. */
  | { readonly kind: 'bonus'; readonly order: string }
  /** Everything stored about the customer, written to a file. */
  | { readonly kind: 'personal-data'; readonly customer: CustomerId; readonly locale: string }
  /** A one-time link that carries the conversation on in Telegram. */
  | { readonly kind: 'continuation'; readonly conversation: ConversationId }
  /** What a new ticket of this conversation is routed and promised by. */
  | { readonly kind: 'desk'; readonly conversation: ConversationId }
  | { readonly kind: 'ticket'; readonly ticket: TicketId }
  | { readonly kind: 'ticket-by-number'; readonly number: number }
  /** What carried an operator's message `ref` to the customer. */
  | { readonly kind: 'sent'; readonly conversation: ConversationId; readonly ref: string }
  /** What became of something we said. */
  | { readonly kind: 'delivered'; readonly delivery: OutboxId }
  /** What the customer quotes, by the channel's own id. */
  | { readonly kind: 'quoted'; readonly conversation: ConversationId; readonly ref: string }
  /** The next free ticket number; each call takes one. */
  | { readonly kind: 'ticket-number' }
  /** Products whose name or model resembles the words; at most `limit`. */
  | { readonly kind: 'products'; readonly words: string; readonly limit: number };

export type Fact =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'repair'; readonly repair: RepairCase }
  /** `balance` is absent when the shop keeps none for this customer. */
  | { readonly kind: 'bonus'; readonly balance?: BonusBalance }
  | { readonly kind: 'file'; readonly file: Attachment }
  | { readonly kind: 'link'; readonly url: string }
  /** The same answer for "no such order" and "not yours". */
  | { readonly kind: 'refused' }
  /** Too many wrong pairs from this address or for this order; `until` says when the next try counts. */
  | { readonly kind: 'limited'; readonly until: Date }
  /** The shop's system did not answer. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'ticket-number'; readonly number: number }
  | { readonly kind: 'desk'; readonly desk: DeskFacts }
  /** Absent when there is none. */
  | { readonly kind: 'ticket'; readonly ticket?: Ticket }
  | { readonly kind: 'sent'; readonly sent?: Sent }
  /** `at` is when it went out; absent while it waits, and when it never did or nobody can tell any more. */
  | { readonly kind: 'delivered'; readonly state: 'pending' | 'sent' | 'failed'; readonly at?: Date }
  | { readonly kind: 'quoted'; readonly quoted?: Quoted }
  | { readonly kind: 'products'; readonly products: readonly Product[] };

/** Resolves lookups. Never rejects for reasons of the outside world: that is the fact `unavailable`. */
export interface Lookups {
  resolve(lookup: Lookup, now: Date): Promise<Fact>;
}

export function lookupKey(lookup: Lookup): string {
  return JSON.stringify(lookup);
}

/** How the desk stands at this moment. */
export interface DeskFacts {
  /** Tickets that nobody has taken. */
  readonly untaken: number;
  /** The latest tickets that got a first reply, any order; at most 50. */
  readonly recent: readonly Ticket[];
  /** Tickets that somebody has and that wait for us, by the operator's id. */
  readonly loads: Readonly<Record<string, number>>;
  /** When each operator got a ticket last, ms since 1970, as far as it is known. */
  readonly lastGiven?: Readonly<Record<string, number>>;
  readonly staff: readonly StaffMember[];
  readonly presence: readonly Presence[];
  /** The conversation's tickets, newest first; at most 10. */
  readonly earlier: readonly Ticket[];
}
