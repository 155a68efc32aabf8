// What travels between the desk page and its API, as JSON. Times are milliseconds since 1970, UTC.
import type { AttachmentKind } from '../../model/attachment.ts';
import type { Author, DeskPost } from '../../model/desk.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { DeliveryState } from '../../model/store.ts';
import type { Operator, Priority, TicketEvent, TicketStatus, Tier } from '../../model/ticket.ts';

export const MAX_TEXT_LENGTH = 4000;
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_FILES = 10;
/** Milliseconds between two signs of life on the event stream. */
export const HEARTBEAT_MS = 25_000;

export interface SessionInfo {
  readonly operator: Operator;
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
  readonly assignee?: Operator;
  readonly openedAt: number;
  /** When anything last happened to it. */
  readonly changedAt: number;
  /** When the customer last wrote, if no operator has answered since. */
  readonly newsAt?: number;
  /** One line, at most 160 characters. */
  readonly last?: { readonly by: Author['kind']; readonly text: string };
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
}

export interface TicketDetail {
  readonly row: TicketRow;
  /** The status in the desk's own words and language. */
  readonly statusLabel: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly tried: readonly { readonly question: string; readonly answer?: string }[];
  readonly files: readonly SealedFile[];
  readonly actions: readonly Move[];
  readonly entries: readonly Entry[];
  /** The conversation began earlier than what is listed. */
  readonly earlier: boolean;
  readonly history: readonly HistoryLine[];
}

export type Move = 'take' | 'release' | 'close';

export interface HistoryLine {
  readonly at: number;
  readonly kind: Exclude<TicketEvent['kind'], 'customer-wrote' | 'operator-wrote' | 'note'>;
  readonly by?: string;
}

/** Body of `reply` and `note`; `id` is made by the page and stays the same when it tries again. */
export interface Words {
  readonly id: string;
  readonly text: string;
  readonly files?: readonly SealedFile[];
}

/** Words of a reply that send an article, named by its id or a part of its title, in place of themselves. */
export const ANSWER_COMMAND = /^\s*\/answer(?:\s+(?<article>\S[\s\S]*))?\s*$/iu;

/** One piece of live news. `text` comes with a notice only. */
export interface Change {
  readonly ticket: string;
  readonly what: DeskPost['kind'];
  readonly text?: string;
}

export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}
