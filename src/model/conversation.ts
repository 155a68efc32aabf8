// The state of one conversation: everything that the next turn needs to know, as plain JSON-able data.
import type { Attachment } from './attachment.ts';
import type { ArticleId, ConversationId, CustomerId, FlowId, TicketId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Address, Choice } from './message.ts';
import type { OrderStatus } from './order.ts';
import type { Tried } from './ticket.ts';

/** Grows when the shape of ConversationState changes; the store refuses to load a newer one. */
export const CONVERSATION_VERSION = 1;

export interface Conversation {
  readonly id: ConversationId;
  readonly customer: CustomerId;
  /** Counts commits; a commit whose revision is not the stored one is stale. */
  readonly revision: number;
  /** Where the customer last wrote from; answers go there. */
  readonly address: Address;
  readonly state: ConversationState;
}

export interface ConversationState {
  readonly version: typeof CONVERSATION_VERSION;
  readonly locale: Locale;
  readonly mode: Mode;
  readonly customerName?: string;
  /** Questions in a row that found no answer, since the last one that did. */
  readonly misses: number;
  /** What a button press refers to, and what "repeat" says again. */
  readonly prompt?: Prompt;
  /** The answered article that still waits for "did this help?". */
  readonly feedback?: { readonly article: ArticleId; readonly question: string };
  /** Latest questions and what was answered, oldest first, at most ten; goes into the case. */
  readonly tried: readonly Tried[];
  /** What the conversation is about, as far as it was told; steers the answers until `until` (ms UTC). */
  readonly about?: {
    readonly products: readonly string[];
    readonly order?: OrderStatus;
    readonly until: number;
  };
  /** Orders that this person has proved to know, by number. */
  readonly verified: readonly { readonly order: string; readonly until: number }[];
  /** Files that came before anybody knew what they were about; they go into the next case. */
  readonly files?: readonly Attachment[];
  /** Errands put aside for another one, the latest last; at most two. */
  readonly suspended?: readonly (readonly FlowRun[])[];
  /** When the latest of them was put aside, ms. */
  readonly suspendedAt?: number;
  /** What the bot offers about errands, and waits to hear about. */
  readonly offer?: Offer;
  /** When the customer was angry last, ms. */
  readonly angryAt?: number;
  /** What was angry in his words meanwhile; at most twenty. */
  readonly angryWords?: readonly string[];
  /** When the bot introduced itself last, ms. */
  readonly greetedAt?: number;
  /** The customer's latest words by the `ref` of their message, oldest first, at most five; an edit is compared with them. */
  readonly heard?: readonly Heard[];
  /** The album whose parts came last. */
  readonly album?: string;
  /** Operators' messages that were taken back from the customer, by `ref`, the latest last; at most fifty. */
  readonly takenBack?: readonly string[];
  /** An operator blocked the customer: what he writes is kept and reaches nobody. */
  readonly blocked?: boolean;
  /** The ticket that was closed last, while no other one has been opened. */
  readonly ended?: {
    readonly ticket: TicketId;
    readonly number: number;
    /** ms. */
    readonly at: number;
    /** What the customer has said since: nothing, thanks that were returned, or something else. */
    readonly since: 'nothing' | 'thanks' | 'words';
    /** Silence ended it, and he has not said since that it was solved. */
    readonly unconfirmed?: boolean;
  };
  /** The latest ticket, open or closed. */
  readonly lastTicket?: TicketId;
}

/** How a conversation begins. */
export function initialState(locale: Locale, customerName?: string): ConversationState {
  return {
    version: CONVERSATION_VERSION,
    locale,
    mode: { kind: 'idle' },
    ...(customerName === undefined ? {} : { customerName }),
    misses: 0,
    tried: [],
    verified: [],
  };
}

export type Mode =
  | { readonly kind: 'idle' }
  | { readonly kind: 'suggesting'; readonly question: string; readonly candidates: readonly ArticleId[] }
  /** The innermost flow is last. */
  | { readonly kind: 'flow'; readonly stack: readonly FlowRun[] }
  | { readonly kind: 'handoff'; readonly ticket: TicketId };

export type Offer =
  /** To leave the errand under way for another, which `words` asked for. */
  | { readonly kind: 'switch'; readonly flow: FlowId; readonly words: string }
  /** To go on with the errand put aside last; `asked` false: when the customer is back. */
  | { readonly kind: 'resume'; readonly asked: boolean };

export interface Heard {
  readonly ref: string;
  /** Cut. */
  readonly text: string;
  /** The question of an errand that waited for an answer when it came. */
  readonly pending?: { readonly flow: FlowId; readonly step: string };
}

/** The buttons offered last. `nonce` is part of their values, so that an old button is recognised as old. */
export interface Prompt {
  readonly nonce: string;
  readonly choices: readonly Choice[];
}

export interface FlowRun {
  readonly flow: FlowId;
  /** Of the flow file when the run began. */
  readonly version: number;
  readonly step: string;
  readonly slots: Readonly<Record<string, Slot>>;
  /** Wrong answers in a row to the pending question. */
  readonly tries: number;
  /** Set while an answer is corrected: the step at which the customer was, to come back to. */
  readonly returnTo?: string;
  /** What the flow's steps looked like when the run began; with `version` it pins the file. */
  readonly form?: string;
  /** Answered questions in order: the slot's name, behind `<step>/` for a flow that the step called with slots of its own. */
  readonly answered?: readonly string[];
  /** What the flow has told so far, so that coming past it again after a correction does not repeat it. */
  readonly told?: readonly string[];
  /** Runs of flows that were called with slots of their own, by the step that called them. */
  readonly kept?: Readonly<Record<string, FlowRun>>;
}

export type SlotValue = string | number | boolean | readonly Attachment[] | null;

/** A collected detail. `value` null means the customer skipped it. */
export interface Slot {
  readonly value: SlotValue;
  /** How it is shown back to people. */
  readonly shown: string;
}

/** The value of a slot as a word: files have none, a skipped slot neither. */
export function slotWord(slot: Slot | undefined): string {
  const value = slot?.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
