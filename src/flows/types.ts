// What a step and a slot type see of a run, and what they may answer. No step does I/O or knows the dialogue around it.
import type { Attachment } from '../model/attachment.ts';
import type { Slot } from '../model/conversation.ts';
import type { CustomerId, FlowId } from '../model/ids.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Address, Choice } from '../model/message.ts';
import type { Fact, Lookup } from '../model/order.ts';
import type { RichText } from '../model/rich-text.ts';
import type { Priority, Tier } from '../model/ticket.ts';
import type { Effect } from '../model/turn.ts';
import type { ShopRules } from './rules.ts';

/** What the customer said to the pending step. */
export interface Utterance {
  readonly text?: string;
  /** Value of the pressed choice of the pending step. */
  readonly choice?: string;
  readonly files?: readonly Attachment[];
  /** The words of before, to which the pending step answered with a choice among several. */
  readonly earlier?: string;
}

export type Slots = Readonly<Record<string, Slot>>;

export interface StepContext {
  readonly flow: FlowId;
  readonly slots: Slots;
  readonly locale: Locale;
  readonly now: Date;
  readonly timeZone: string;
  readonly by: Address;
  readonly customer: CustomerId;
  /** Numbers of the orders that this conversation has proved to know, the latest last. */
  readonly verified: readonly string[];
  /** The shop's own numbers, from flows/rules.yaml. */
  readonly rules: ShopRules;
  /** The detail is a day to come (a visit, a delivery), not one gone by. */
  readonly future?: boolean;
  /** What an order number looks like, without anchors. */
  readonly orderPattern: RegExp;
  /** A fact that has been looked up already in this turn. */
  fact(lookup: Lookup): Fact | undefined;
  /** A phrase with the slots as variables: `{slot}` is what is shown, `{slot_is}` the value itself. */
  say(key: string, more?: Readonly<Record<string, string | number>>): RichText;
  label(key: string): string;
  has(key: string): boolean;
  /** Undefined when there is none of that name. */
  article(id: string): Article | undefined;
}

export interface Ask {
  readonly text: RichText;
  /** `value` is the step's own; the dialogue makes it unique before it goes out. */
  readonly choices: readonly Choice[];
}

export interface TicketRequest {
  /** Phrase key of the subject line; worded in the desk's language. */
  readonly subject: string;
  readonly priority: Priority;
  readonly tier: Tier;
}

/** Moves on to step `to`, or to the next one in the file. */
export interface Go {
  readonly kind: 'go';
  readonly to?: string;
  readonly slots?: Slots;
  readonly forget?: readonly string[];
  readonly says?: readonly RichText[];
  /** The customer has just proved to know this order. */
  readonly verified?: string;
  readonly effects?: readonly Effect[];
  /** Sent with the next message. */
  readonly files?: readonly Attachment[];
}

/** The customer wants to change the answer in this slot. */
export interface Edit {
  readonly kind: 'edit';
  readonly slot: string;
}

export type StepResult =
  | Go
  /** `slots` are kept while the question waits. */
  | { readonly kind: 'ask'; readonly ask: Ask; readonly slots?: Slots }
  | { readonly kind: 'needs'; readonly lookup: Lookup }
  | { readonly kind: 'ticket'; readonly request: TicketRequest }
  | { readonly kind: 'call'; readonly flow: FlowId }
  | { readonly kind: 'article'; readonly article: string }
  | { readonly kind: 'end' };

/**
 * What a waiting step makes of the customer's words. `why` is a phrase key, absent for the plain "I did not get that";
 * `help` is the key of the words for the second wrong answer, where the flow has none of its own; `ask` is put again
 * in place of the step's own question.
 */
export type AcceptResult =
  | StepResult
  | { readonly kind: 'invalid'; readonly why?: string; readonly help?: string; readonly ask?: Ask }
  | Edit
  | { readonly kind: 'cancel' };

/** How well the words fit the type: an e-mail address is certainly one, free words only possibly a city. */
export type Fit = 'certain' | 'possible';

export interface Value {
  readonly kind: 'value';
  readonly slot: Slot;
  readonly fit: Fit;
  /** Facts beside the value, kept under the slot's name and this one: `price_currency`. */
  readonly beside?: Slots;
}

export type Parsed =
  | Value
  | { readonly kind: 'invalid'; readonly why?: string }
  | { readonly kind: 'needs'; readonly lookup: Lookup }
  /** Several things could be meant by `words`, which are kept until one of them is chosen. */
  | { readonly kind: 'which'; readonly choices: readonly Choice[]; readonly words: string };

/** A value inside a longer message. */
export interface Found {
  readonly slot: Slot;
  /** False when the same words may well mean something else. */
  readonly certain: boolean;
  /** The part of the message that it was read from, exactly as typed. */
  readonly words: string;
  readonly beside?: Slots;
}

/** One kind of detail. Never throws; text is trimmed and not empty where it is present. */
export interface SlotType {
  readonly name: string;
  /** Makes a value of an answer to the question for it. What it accepts, it accepts again from `shown`. */
  parse(said: Utterance, context: StepContext): Parsed;
  /** The value in a message that is about other things too. Absent where words alone cannot tell it. */
  find?(text: string, context: StepContext): Found | undefined;
  /** Buttons under the question. */
  choices?(context: StepContext): readonly Choice[];
}
