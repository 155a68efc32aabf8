// What a customer says while his ticket is open makes it more important by the same rules that routed it. Pure; nothing is ever lowered.
import type { Locale } from '../model/locale.ts';
import type { Ticket, Tier, Weighed } from '../model/ticket.ts';
import type { DeskRules } from './desk-rules.ts';
import { highest, holds, mentioned } from './routing.ts';
import { isTaken, moved, withPriority } from './ticket.ts';

type Rule = DeskRules['routing'][number];

/** A message of the customer, as far as rules look at it. */
export interface Said {
  readonly words: string;
  readonly locale: Locale;
  /** He is, or has been of late. */
  readonly angry: boolean;
  /** What is angry in these words; empty when nothing is. */
  readonly anger: readonly string[];
  /** Total of an order that they name, minor units. */
  readonly amount?: number;
}

export type Why =
  /** As the customer wrote them. */
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'anger' }
  | { readonly kind: 'amount'; readonly amount: number };

export interface Raising {
  readonly ticket: Ticket;
  /** What made it more important; empty when it is not. */
  readonly why: readonly Why[];
}

/** What is remembered of the oldest words goes first. */
const MAX_HEARD = 200;

/**
 * A rule counts when it holds with what was said before and something in these words is new to it: whoever lowered the
 * priority by hand knew the old ones. Somebody in the middle of it keeps it; otherwise it goes to the people of the rule's tier.
 */
export function raisedBySaid(ticket: Ticket, said: Said, rules: DeskRules, at: Date): Raising {
  const before = ticket.weighed ?? { contacts: 1, heard: [] };
  const fresh = rules.routing.flatMap((rule) => {
    const why = newIn(rule, said, before);
    return why.length > 0 && stillHolds(rule, said, ticket, before) ? [{ rule, why }] : [];
  });
  const weighed = weighedWith(before, said, rules);
  const same = weighed.heard.length === before.heard.length && weighed.amount === before.amount;
  const kept = same ? ticket : { ...ticket, weighed };
  const holding = fresh.map(({ rule }) => rule);
  const urgent = withPriority(kept, highest([kept.priority, ...holding.map((rule) => rule.priority)]), at);
  const after = toItsPeople(urgent, holding, rules, at);
  if (after === kept) return { ticket: kept, why: [] };
  return { ticket: after, why: unique(fresh.flatMap(({ why }) => why)) };
}

/** What the rules have heard when a ticket is opened with these words. */
export function weighedWith(before: Weighed, said: Said, { routing }: DeskRules): Weighed {
  const named = mentioned(
    said.words,
    routing.flatMap(({ when }) => when.words ?? []),
  );
  const heard = [...new Set([...before.heard, ...named, ...said.anger])].slice(-MAX_HEARD);
  const amount = Math.max(before.amount ?? 0, said.amount ?? 0);
  return { contacts: before.contacts, ...(amount > 0 ? { amount } : {}), heard };
}

/** Which of the rule's conditions these words touch for the first time. */
function newIn({ when }: Rule, said: Said, before: Weighed): readonly Why[] {
  const isNew = (word: string): boolean => !before.heard.includes(word);
  const words = mentioned(said.words, when.words ?? []).filter(isNew);
  const limit = (when.amount ?? Infinity) * 100;
  const amount = said.amount ?? 0;
  return [
    ...words.map((word): Why => ({ kind: 'words', words: asSaid(said.words, word) })),
    ...(when.mood !== undefined && said.anger.some(isNew) ? [{ kind: 'anger' } as const] : []),
    ...(amount >= limit && (before.amount ?? 0) < limit ? [{ kind: 'amount', amount } as const] : []),
  ];
}

function stillHolds({ when }: Rule, said: Said, ticket: Ticket, before: Weighed): boolean {
  const known = when.words?.some((word) => before.heard.includes(word)) === true;
  const { flow } = ticket.case;
  return holds(known ? { ...when, words: undefined } : when, {
    words: said.words,
    ...(flow === undefined ? {} : { flow }),
    amount: Math.max(said.amount ?? 0, before.amount ?? 0),
    contacts: before.contacts,
    locale: said.locale,
    angry: said.angry,
  });
}

/** The tier only rises, and no queue that an operator chose is left for another one of the same tier. */
function toItsPeople(ticket: Ticket, holding: readonly Rule[], { queues }: DeskRules, at: Date): Ticket {
  const tierOf = (name: string | undefined): Tier => queues.find((one) => one.name === name)?.tier ?? 2;
  const named = holding.map(({ queue }) => queue).find((queue) => queue !== undefined);
  const tiers = [ticket.tier, tierOf(named), ...holding.map(({ tier }) => tier)];
  const tier: Tier = tiers.includes(3) ? 3 : 2;
  const now = ticket.queue ?? '';
  if (isTaken(ticket)) return tier === ticket.tier ? ticket : moved(ticket, tier, now, at);
  const chosen = ticket.history.some(({ kind, operator }) => kind === 'queue' && operator !== undefined);
  if (tier === ticket.tier)
    return named === undefined || named === now || chosen || tierOf(named) < tier
      ? ticket
      : moved(ticket, tier, named, at);
  const fits = named !== undefined && tierOf(named) === tier ? named : undefined;
  const queue = fits ?? queues.find((one) => one.tier === tier)?.name ?? now;
  return moved(ticket, tier, queue, at);
}

/** The customer's own words that begin like this. */
function asSaid(text: string, beginning: string): string {
  const parts = beginning
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu);
  const pattern = (parts ?? []).map((part) => part.replaceAll('е', '[её]')).join('[^\\p{L}\\p{N}]+');
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}[\\p{L}\\p{N}]*`, 'iu').exec(text);
  return (found?.[0] ?? beginning).replace(/\s+/gu, ' ').slice(0, 60);
}

function unique(why: readonly Why[]): readonly Why[] {
  return [...new Map(why.map((one) => [JSON.stringify(one), one])).values()];
}
