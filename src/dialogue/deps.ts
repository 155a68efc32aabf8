// What a decision is made with: the shop's words and rules, the time, and the facts looked up so far. Nothing that does I/O.
import type { Calendar } from '../desk/calendar.ts';
import type { FlowBook } from '../flows/flow.ts';
import type { Phrases } from '../flows/phrases.ts';
import type { Rules } from '../flows/rules.ts';
import type { KnowledgeBase } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Fact, Lookup } from '../model/order.ts';
import type { TurnChanges } from '../model/turn.ts';
import type { Commands } from './commands.ts';
import type { Moods } from './mood.ts';

/** The same for every turn until an author changes something. */
export interface Shop {
  readonly knowledge: KnowledgeBase;
  readonly flows: FlowBook;
  readonly phrases: Phrases;
  readonly commands: Commands;
  readonly moods: Moods;
  readonly calendar: Calendar;
  readonly rules: Rules;
  /** Names of the desks, each of which is shown every ticket. */
  readonly desks: readonly string[];
  /** The language that operators read. */
  readonly deskLocale: Locale;
  /** What an order number looks like, without anchors. */
  readonly orderPattern: RegExp;
  /** How long a proved order stays known, in ms. */
  readonly verifiedForMs: number;
  /** Flows offered as buttons in the greeting, in order. */
  readonly menu: readonly string[];
}

export interface Deps extends Shop {
  readonly now: Date;
  newId(): string;
  fact(lookup: Lookup): Fact | undefined;
}

export type Decision =
  | { readonly kind: 'done'; readonly changes: TurnChanges }
  /** Resolve this and decide again from the same input. */
  | { readonly kind: 'needs'; readonly lookup: Lookup };
