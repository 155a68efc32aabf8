// Where a new ticket goes, how urgent it is and who gets it. Pure; the rules are the shop's, in flows/desk.yaml.
import type { Locale } from '../model/locale.ts';
import type { Operator, Priority, Tier } from '../model/ticket.ts';
import type { DeskRules } from './desk-rules.ts';

/** What is known of a matter when it reaches the desk. */
export interface Matter {
  readonly flow?: string;
  /** Everything that the customer wrote about it. */
  readonly words: string;
  /** Order total, minor units. */
  readonly amount?: number;
  /** The customer's requests within seven days, this one included. */
  readonly contacts: number;
  readonly locale: Locale;
  readonly angry: boolean;
  /** What the flow itself asks for. */
  readonly priority?: Priority;
  readonly tier?: Tier;
}

export interface Route {
  readonly queue: string;
  readonly tier: Tier;
  readonly priority: Priority;
}

export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

export function routeOf(matter: Matter, rules: DeskRules): Route {
  const holding = rules.routing.filter(({ when }) => holds(when, matter));
  const priorities = [matter.priority, ...holding.map((rule) => rule.priority)];
  const tiers = [matter.tier, ...holding.map((rule) => rule.tier)].filter((tier) => tier !== undefined);
  const named = holding.find(({ queue }) => queue !== undefined)?.queue;
  const wanted: Tier = tiers.includes(3) ? 3 : 2;
  // a matter of a higher tier goes to the people of that tier, wherever one of their queues exists
  const queue =
    rules.queues.find(({ name }) => name === named) ??
    rules.queues.find(({ tier }) => tier === wanted) ??
    rules.queues[0];
  return {
    queue: queue?.name ?? '',
    tier: queue && queue.tier > wanted ? queue.tier : wanted,
    priority: highest(priorities),
  };
}

/** `normal` when none is named. */
export function highest(priorities: readonly (Priority | undefined)[]): Priority {
  const ranks = priorities.filter((one) => one !== undefined).map((one) => PRIORITIES.indexOf(one));
  return ranks.length === 0 ? 'normal' : (PRIORITIES[Math.max(...ranks)] ?? 'normal');
}

/** One step up; urgent stays urgent. */
export function raised(priority: Priority): Priority {
  return PRIORITIES[Math.min(PRIORITIES.indexOf(priority) + 1, PRIORITIES.length - 1)] ?? priority;
}

export interface Colleague {
  readonly operator: Operator;
  readonly onShift: boolean;
  readonly open: number;
  /** Tickets given to him last, ms since 1970; who waited longest comes first among equals. */
  readonly lastGivenAt: number;
}

/** The colleague on shift with the fewest open tickets; undefined when nobody is there. */
export function leastLoaded(colleagues: readonly Colleague[], except?: Operator['id']): Operator | undefined {
  const there = colleagues.filter(({ onShift, operator }) => onShift && operator.id !== except);
  const [first] = [...there].sort(
    (a, b) => a.open - b.open || a.lastGivenAt - b.lastGivenAt || (a.operator.id < b.operator.id ? -1 : 1),
  );
  return first?.operator;
}

/** Whether any of these beginnings of words, or of several words in a row, is in the text. */
export function mentions(text: string, beginnings: readonly string[]): boolean {
  return mentioned(text, beginnings).length > 0;
}

/** Those of the beginnings that are in the text. */
export function mentioned(text: string, beginnings: readonly string[]): readonly string[] {
  const words = ` ${fold(text)}`;
  return beginnings.filter((one) => words.includes(` ${fold(one).trim()}`));
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** Whether every condition of a rule holds. */
export function holds(when: DeskRules['routing'][number]['when'], matter: Matter): boolean {
  return (
    (when.flow === undefined || (matter.flow !== undefined && when.flow.includes(matter.flow))) &&
    (when.words === undefined || mentions(matter.words, when.words)) &&
    (when.amount === undefined || (matter.amount ?? 0) >= when.amount * 100) &&
    (when.contacts === undefined || matter.contacts >= when.contacts) &&
    (when.locale === undefined || when.locale.includes(matter.locale)) &&
    (when.mood === undefined || matter.angry)
  );
}
