// What travels between the desk page and its API, as JSON. Times are milliseconds since 1970, UTC.
import type { AttachmentKind } from '../../model/attachment.ts';
import type { Author, CardAction, DeskPost, DeskQueue, Person, Quoted } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { DeliveryState } from '../../model/store.ts';
import type { Role } from '../../model/staff.ts';
import type { Operator, Priority, TicketEvent, TicketStatus, Tier } from '../../model/ticket.ts';

export const MAX_TEXT_LENGTH = 4000;
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_FILES = 10;
/** Milliseconds between two signs of life on the event stream. */
export const HEARTBEAT_MS = 25_000;

export interface SessionInfo {
  readonly operator: Operator;
  readonly role: Role;
  /** To be sent as `x-csrf-token` with everything but GET. */
  readonly csrf: string;
  readonly expiresAt: number;
}

export interface TicketRow {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly tier: Tier;
  readonly customerName: string;
  readonly channel: string;
  readonly queue?: string;
  readonly assignee?: Operator;
  /** When the next SLA clock is used up. */
  readonly dueAt?: number;
  readonly late?: true;
  readonly snoozedUntil?: number;
  /** Closed, since its matter goes on in the request of that number. */
  readonly mergedInto?: number;
  /** What we write does not reach the customer. */
  readonly unreachable?: true;
  readonly openedAt: number;
  /** When anything last happened to it. */
  readonly changedAt: number;
  /** When the customer last wrote, if no operator has answered since. */
  readonly newsAt?: number;
  /** One line, at most 160 characters; of files alone their names, and what they are. Nothing of what was taken back. */
  readonly last?: {
    readonly by: Author['kind'];
    readonly text: string;
    readonly files?: readonly AttachmentKind[];
  };
}

/** Query of `GET tickets`; everything may be left out. */
export interface TicketFilter {
  /** Statuses, joined by commas. */
  readonly status?: string;
  /** Words to search for, at most 200 characters. */
  readonly q?: string;
  /** `me`, `nobody` or an operator's id. */
  readonly assignee?: string;
  readonly queue?: string;
  readonly priority?: Priority;
  /** `1`: only those over a clock. */
  readonly late?: '1';
  /** `1`: only those put aside; otherwise they are left out unless `status` is `closed` or words are sought. */
  readonly snoozed?: '1';
}

export interface TicketList {
  readonly tickets: readonly TicketRow[];
  /** There are more than are listed. */
  readonly more: boolean;
}

export interface SealedFile {
  readonly kind: AttachmentKind;
  readonly origin: string;
  readonly id: string;
  /** Proves that this server named the file; without it nobody can ask for one. */
  readonly seal: string;
  readonly name: string;
  readonly mime: string;
  readonly size?: number;
}

export interface Entry {
  readonly id: string;
  readonly at: number;
  readonly author: Author;
  readonly text: RichText;
  readonly files: readonly SealedFile[];
  readonly delivery?: DeliveryState;
  /** By which it is quoted, changed and taken back. */
  readonly ref?: string;
  readonly quoted?: Quoted;
  readonly state?: 'edited' | 'removed';
}

export interface TicketDetail {
  readonly row: TicketRow;
  /** The status in the desk's own words and language. */
  readonly statusLabel: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly tried: readonly { readonly question: string; readonly answer?: string }[];
  readonly files: readonly SealedFile[];
  readonly actions: readonly CardAction[];
  /** Articles that may answer the last question, best first. */
  readonly suggested: readonly { readonly article: string; readonly title: string }[];
  /** The language that the customer is spoken to in. */
  readonly locale: Locale;
  readonly blocked?: true;
  readonly entries: readonly Entry[];
  /** The conversation began earlier than what is listed. */
  readonly earlier: boolean;
  readonly history: readonly HistoryLine[];
}

/** Body of `POST tickets/:id/act`, under `act`; beside it `id` as in Words. Ends with 202 once it is durable. */
export type PageAct =
  | { readonly kind: 'take' | 'release' | 'reopen' | 'wake' | 'block' | 'unblock' }
  /** `unasked` is for managers. */
  | { readonly kind: 'close'; readonly unasked?: true }
  /** `to` is a person's operator id as `board` lists it. */
  | { readonly kind: 'assign'; readonly to: string }
  | { readonly kind: 'priority'; readonly priority: Priority }
  | { readonly kind: 'tier'; readonly tier: Tier; readonly queue?: string }
  | { readonly kind: 'snooze'; readonly until: number }
  | { readonly kind: 'merge'; readonly into: number }
  | { readonly kind: 'language'; readonly locale: Locale }
  | { readonly kind: 'macro'; readonly macro: string }
  | { readonly kind: 'answer'; readonly article: string }
  /** `of` is an entry's `ref`. */
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  | { readonly kind: 'delete'; readonly of: string };

/** `GET board`: everything about the desk that is not a ticket. */
export interface Board {
  readonly people: readonly Person[];
  readonly queues: readonly DeskQueue[];
  /** Parts that are not well, each with its cure. */
  readonly troubles: readonly { readonly name: string; readonly detail: string }[];
  readonly stats: readonly { readonly label: string; readonly value: string }[];
}

/** `GET tickets/:id/macros?q=`. */
export interface MacroList {
  readonly macros: readonly { readonly id: string; readonly title: string; readonly preview: RichText }[];
}

/** `GET tickets/:id/articles?q=`. */
export interface ArticleList {
  readonly articles: readonly { readonly article: string; readonly title: string; readonly text: RichText }[];
}

/** `GET tickets/:id/past`: the customer's other tickets, newest first, and the SLA clocks' account of this one. */
export interface Past {
  readonly tickets: readonly {
    readonly id: string;
    readonly number: number;
    readonly subject: string;
    readonly status: TicketStatus;
    readonly openedAt: number;
  }[];
  readonly explain: readonly string[];
}

/** `GET audit?ticket=&limit=`, for managers; newest first. */
export interface AuditList {
  readonly lines: readonly {
    readonly at: number;
    readonly by: string;
    readonly desk: string;
    readonly ticket?: string;
    readonly act: string;
    /** What was chosen; a queue by its name, a person by his. */
    readonly detail?: string;
    readonly outcome: 'done' | 'refused';
  }[];
}

/** Body of `POST shift`; answers ShiftResult. */
export interface ShiftWord {
  readonly on: boolean;
}

export interface ShiftResult {
  readonly handedOver: number;
}

export interface HistoryLine {
  readonly at: number;
  readonly kind: Exclude<TicketEvent['kind'], 'customer-wrote' | 'operator-wrote' | 'note'>;
  readonly by?: string;
  /**
   * The new value, the number of the other request, the clock, how it ended, or until when as an ISO time; a queue by its name.
   */
  readonly detail?: string;
  /** To whom it was given. */
  readonly to?: string;
}

/** Body of `reply` and `note`; `id` is made by the page and stays the same when it tries again. */
export interface Words {
  readonly id: string;
  readonly text: string;
  readonly files?: readonly SealedFile[];
  /** `ref` of the entry that the reply quotes. */
  readonly quotes?: string;
}

/** Words of a reply that send an article, named by its id or a part of its title, in place of themselves. */
export const ANSWER_COMMAND = /^\s*\/answer(?:\s+(?<article>\S[\s\S]*))?\s*$/iu;

/**
 * One piece of live news, as an event `change`. `text` comes with a notice only. The other events of the stream carry nothing:
 * `hello` at its beginning, `beat` every HEARTBEAT_MS, `desk` when troubles or shifts differ from what `board` said.
 */
export interface Change {
  readonly ticket: string;
  readonly what: DeskPost['kind'];
  readonly text?: string;
  /** The notice is for managers besides. */
  readonly managers?: true;
}

export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}
