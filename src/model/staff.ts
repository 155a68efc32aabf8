// The shop's own people: who may sign in, what they may do, and who is at work now.
import type { Operator } from './ticket.ts';

/** A manager may also see the figures, the audit log and the staff, and end a ticket without asking the customer. */
export type Role = 'operator' | 'manager';

export interface StaffMember {
  /** `staff:<id>`; also the `id` of the Operator who acts, on whichever desk it is. */
  readonly id: string;
  /** Unique, letters of either case being the same. */
  readonly name: string;
  readonly role: Role;
  /** The person's Telegram user id; what that account does in the group is this person's doing. */
  readonly telegram?: number;
  /** False once the person has left: the name stays in the records, the key opens nothing. */
  readonly active: boolean;
  readonly since: Date;
  /** When the key was made last; sessions opened before it are over. */
  readonly keySince: Date;
}

/** A running server notices within this long that somebody has left, and hands over what he had; ms. */
export const LEAVING_NOTICED_MS = 2_000;

/** Somebody's own latest word about being at work; also of group members who are not on the staff list. */
export interface Presence {
  readonly operator: Operator;
  readonly on: boolean;
  readonly at: Date;
}

/** Scrypt hash of a personal key with its salt and costs, as one line of text. */
export type KeyHash = string;

export interface Staff {
  /** `taken`: somebody has that name (or that Telegram account) already; nothing was stored. */
  addStaff(
    member: { readonly name: string; readonly role: Role; readonly telegram?: number; readonly key: KeyHash },
    at: Date,
  ): Promise<StaffMember | 'taken'>;
  /** All, also those who left, by name. */
  staff(): Promise<readonly StaffMember[]>;
  /** Of an active member by name; undefined for a stranger and for one who left. */
  keyOf(name: string): Promise<{ readonly member: StaffMember; readonly key: KeyHash } | undefined>;
  /** Changes what is given; false when there is no such member. A new key moves `keySince`. */
  changeStaff(
    id: string,
    change: {
      readonly role?: Role;
      /** Null: no account any more. */
      readonly telegram?: number | null;
      readonly key?: KeyHash;
      readonly active?: boolean;
    },
    at: Date,
  ): Promise<boolean>;
  setPresence(presence: Presence): Promise<void>;
  presence(): Promise<readonly Presence[]>;
}

/** The name as it is compared: letters of either case, ё and е, and any run of spaces are the same. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ');
}
