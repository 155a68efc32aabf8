// What is kept about one person, and what the law lets that person ask: to see it, and to have it gone.
import type { Attachment, FileRef } from './attachment.ts';
import type { ConversationId, CustomerId } from './ids.ts';
import type { Address } from './message.ts';

/** Everything stored about a customer, as plain data with days and words that people can read. */
export interface PersonalData {
  readonly customer: CustomerId;
  readonly since: string;
  readonly newsletters?: { readonly subscribed: boolean; readonly changed: string };
  readonly addresses: readonly Address[];
  readonly registeredProducts: readonly {
    readonly product: string;
    readonly serial?: string;
    readonly bought?: string;
    readonly registered: string;
  }[];
  readonly conversations: readonly PersonalConversation[];
}

export interface PersonalConversation {
  readonly id: ConversationId;
  readonly language: string;
  readonly name?: string;
  /** Orders proved lately. */
  readonly provedOrders: readonly string[];
  readonly messages: readonly {
    readonly at: string;
    readonly from: string;
    readonly text: string;
    readonly files: readonly Attachment[];
  }[];
  readonly requests: readonly {
    readonly number: number;
    readonly subject: string;
    readonly status: string;
    readonly opened: string;
    readonly closed?: string;
    readonly details: readonly { readonly label: string; readonly value: string }[];
    readonly questions: readonly { readonly question: string; readonly answer?: string }[];
    readonly files: readonly Attachment[];
  }[];
  readonly feedback: readonly {
    readonly at: string;
    readonly article: string;
    readonly question: string;
    readonly verdict: string;
  }[];
}

export interface PersonalRecords {
  /** By the customer's id, by an address (with `chat` alone: any person in that chat) or by the number of a ticket. */
  findCustomer(
    by:
      | { readonly id: string }
      | { readonly channel: string; readonly chat: string }
      | { readonly ticket: number },
  ): Promise<CustomerId | undefined>;
  exportCustomer(id: CustomerId): Promise<PersonalData | undefined>;
  /**
   * Does what the effect `erase-customer` does, outside a turn. `busy`: something of that customer's waits to be handled;
   * nothing was erased, try again in a moment.
   */
  eraseCustomer(id: CustomerId, now: Date): Promise<'erased' | 'unknown' | 'busy'>;
  /** Makes the freed space of the file unreadable and smaller; takes seconds on a large database. */
  compact(): Promise<void>;
  /** Has the file deleted from our folder when `due` has come. */
  doomFile(ref: FileRef, due: Date): Promise<void>;
  /** Files whose time has come, at most `limit`; each is told until it is settled. */
  doomedFiles(now: Date, limit: number): Promise<readonly FileRef[]>;
  settleDoomed(ref: FileRef): Promise<void>;
  /** Deletes what is older; tells how many rows went. At most some thousands at once: call again until it is 0. */
  purge(before: {
    readonly transcripts: Date;
    readonly settled: Date;
    readonly guesses: Date;
    /** What people did on the desks. */
    readonly audit: Date;
  }): Promise<number>;
}

/** One-time keys with which a person joins a conversation from another channel. */
export interface Continuations {
  /** Keeps the hash of a key to the conversation at that address, or with that id; false when there is none. */
  allowContinuation(where: Address | ConversationId, keyHash: string, until: Date): Promise<boolean>;
}
