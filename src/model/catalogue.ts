// The shop's own records: how they are asked for, and how rows of its files wait until a whole file is known to be right.
import type { BonusBalance, Order, Product, RepairCase, SparePart } from './order.ts';

/** What proves that an order or a repair case is somebody's. */
export interface Contacts {
  /** Digits, country code included; empty when the shop has none. */
  readonly phone: string;
  readonly email?: string;
}

/** Products, orders, repair cases, bonuses. Only the rules in src/customers/ may hand them on to a conversation. */
export interface Catalogue {
  /** An order with the contact data that proves it; number compared without case, spaces and dashes. */
  findOrder(number: string): Promise<({ readonly order: Order } & Contacts) | undefined>;
  /** A repair case, compared and proved in the same way. */
  findRepair(number: string): Promise<({ readonly repair: RepairCase } & Contacts) | undefined>;
  /** Bonus points of the customer who placed the order; undefined when the shop keeps none. */
  bonusOf(order: string): Promise<BonusBalance | undefined>;
  products(): Promise<readonly Product[]>;
  /** Those of `keys` (SKUs, customers' ids) that are stored already. */
  storedKeys(kind: 'products' | 'customers', keys: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Each import inserts or replaces all rows in one transaction, reading them one by one and perhaps twice, and
   * resolves to their number. Rejects with `StoreError` STORE_CONSTRAINT when a row refers to something unknown.
   */
  importProducts(rows: Iterable<Product>): Promise<number>;
  importParts(rows: Iterable<ImportedPart>): Promise<number>;
  importCustomers(rows: Iterable<ImportedCustomer>): Promise<number>;
  importOrders(rows: Iterable<ImportedOrder>): Promise<number>;
  importRepairs(rows: Iterable<ImportedRepair>): Promise<number>;
  importBonuses(rows: Iterable<ImportedBonus>): Promise<number>;
}

/** `customer` is the shop's own id; contacts that an order or a repair lacks are that customer's. */
export interface ImportedOrder extends Contacts {
  readonly order: Omit<Order, 'items'>;
  readonly customer?: string;
  /** SKU must exist in the products. */
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface ImportedRepair extends Contacts {
  readonly repair: Omit<RepairCase, 'names'>;
  readonly customer?: string;
}

export interface ImportedCustomer extends Contacts {
  readonly id: string;
  readonly name?: string;
}

export interface ImportedBonus extends BonusBalance {
  readonly customer: string;
}

export interface ImportedPart extends SparePart {
  /** SKUs of the products that it fits. */
  readonly products: readonly string[];
}

/** A product as a file of products tells it: its parts come in a file of their own. */
export type ImportKind =
  'products' | 'parts' | 'customers' | 'orders' | 'order-items' | 'repairs' | 'bonuses';

export interface StagedRow {
  /** Of the file, from 1. */
  readonly line: number;
  /** What may be in the file once only. */
  readonly key: string;
  readonly value: object;
  /** Rows of other files that this one needs. */
  readonly refs: readonly Reference[];
}

export interface Reference {
  readonly column: string;
  readonly kind: ImportKind;
  readonly key: string;
}

export interface Unmet extends Reference {
  readonly line: number;
  /** Where to go on from; places begin at 1. */
  readonly place: number;
}

/** Rows of an import on disk, outside the database, so that a file of any length needs no memory. Not durable. */
export interface Staging {
  /** Takes rows over; answers those left out because an earlier line has their key. */
  add(
    kind: ImportKind,
    rows: readonly StagedRow[],
  ): readonly { readonly line: number; readonly first: number }[];
  /** References of that kind's rows which no taken row meets, in order, behind the place `after`; at most `limit`. */
  unmet(kind: ImportKind, after: number, limit: number): readonly Unmet[];
  /** The values of that kind in the order of their lines. Orders come with their items. */
  rows<T>(kind: ImportKind): Iterable<T>;
  /** Forgets the rows of that kind. */
  drop(kind: ImportKind): void;
  /** Removes everything from the disk. */
  close(): void;
}
