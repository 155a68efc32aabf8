// What the shop knows about its sales, and the questions a turn may ask about them.
import type { Address } from './message.ts';

export type OrderStatus =
  | 'processing'
  | 'packed'
  | 'shipped'
  | 'ready-for-pickup'
  | 'delivered'
  | 'cancelled'
  | 'returned'
  | 'delayed';

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
}

export interface OrderItem {
  readonly sku: string;
  readonly name: string;
  /** The name by locale, where the catalogue has it. */
  readonly names?: Readonly<Record<string, string>>;
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
}

/** A fact from outside that a decision needs. Equal lookups have equal `lookupKey`s. */
export type Lookup =
  /** Shown only when `proof` (the phone's last four digits, or the e-mail) belongs to the order. */
  | { readonly kind: 'order'; readonly number: string; readonly proof: string; readonly by: Address }
  /** The next free ticket number; each call takes one. */
  | { readonly kind: 'ticket-number' }
  /** Products whose name or model resembles the words; at most `limit`. */
  | { readonly kind: 'products'; readonly words: string; readonly limit: number };

export type Fact =
  | { readonly kind: 'order'; readonly order: Order }
  /** The same answer for "no such order" and "not yours". */
  | { readonly kind: 'refused' }
  /** Too many wrong pairs from this address or for this order; `until` says when the next try counts. */
  | { readonly kind: 'limited'; readonly until: Date }
  /** The shop's system did not answer. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'ticket-number'; readonly number: number }
  | { readonly kind: 'products'; readonly products: readonly Product[] };

/** Resolves lookups. Never rejects for reasons of the outside world: that is the fact `unavailable`. */
export interface Lookups {
  resolve(lookup: Lookup, now: Date): Promise<Fact>;
}

export function lookupKey(lookup: Lookup): string {
  return JSON.stringify(lookup);
}
