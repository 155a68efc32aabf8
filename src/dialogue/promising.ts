// The waiting promise as the customer reads it: made when the ticket opens, made anew before it would be broken.
import { clockTime, describeHours, nextOpening, zoneName } from '../desk/calendar.ts';
import { promiseOf, type Load } from '../desk/promise.ts';
import { afterBusinessMs, businessMs } from '../desk/business-time.ts';
import { peopleOf } from '../desk/people.ts';
import { slaClocks } from '../desk/sla.ts';
import { isStillPromised } from '../desk/ticket.ts';
import { addDays, formatDay, isoDay, localDay } from '../model/day.ts';
import type { DeskFacts, Lookup } from '../model/order.ts';
import type { RichText } from '../model/rich-text.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { deskFacts, isLookup } from './past.ts';

const LEAST_RENEWAL_MS = 30 * 60_000;

export interface Spoken {
  readonly text: RichText;
  readonly by?: Date;
}

/** What the customer hears about when: hours and, where the figures allow it, a time. */
export function promiseFor(draft: Draft, ticket: Ticket, facts: DeskFacts | undefined): Spoken {
  const { slaRules, now } = draft.deps;
  const { locale } = draft.state;
  const calendar = slaRules.calendarOf(ticket.queue ?? '');
  const hours = describeHours(calendar, locale);
  const zone = zoneName(calendar, locale, now);
  const allowed = slaRules.policy.targets[ticket.priority].first;
  const { open, by } = promiseOf(calendar, loadOf(draft, facts), allowed, now);
  if (!by) return { text: draft.phrase('handoff.no-hours') };
  if (open) return { by, text: draft.phrase('handoff.open-now', { hours, zone, time: timeOf(draft, by) }) };
  const next = nextOpening(calendar, now);
  if (!next) return { by, text: draft.phrase('handoff.no-hours') };
  const time = clockTime(next.minute);
  const key = next.inDays === 0 ? 'today' : next.inDays === 1 ? 'tomorrow' : 'later';
  return {
    by,
    text: draft.phrase(`handoff.${key}`, { hours, zone, time, day: formatDay(next.day, locale) }),
  };
}

/**
 * Nobody has taken it up and the time is nearly over: said before it is broken, with an honest new one, which is always later
 * than the old one; the card shows it. Each time the working time since the request is doubled at least, so that a customer who
 * waits for days hears of it now and then and not every half hour.
 */
export function renewPromise(draft: Draft, ticket: Ticket): EventOutcome | Lookup {
  const { promisedBy } = ticket;
  if (!promisedBy || !isStillPromised(ticket)) return 'ignored';
  const facts = deskFacts(draft);
  if (isLookup(facts)) return facts;
  const { by } = promiseFor(draft, ticket, facts);
  const { slaRules, now } = draft.deps;
  const calendar = slaRules.calendarOf(ticket.queue ?? '');
  const waited = businessMs(calendar, ticket.openedAt, promisedBy);
  const least = afterBusinessMs(calendar, later(promisedBy, now), Math.max(LEAST_RENEWAL_MS, waited));
  if (!by || !least) return 'ignored';
  const renewed = later(by, least);
  draft.say(draft.phrase('handoff.delayed', { number: ticket.number, time: whenOf(draft, renewed) }), {
    speaker: { kind: 'system' },
    quiet: true,
  });
  draft.keepTicket({ ...ticket, promisedBy: renewed });
  return 'acted';
}

function later(a: Date, b: Date): Date {
  return a.getTime() > b.getTime() ? a : b;
}

/** What is ahead of it, how long the latest first replies took, and who is there to work. */
function loadOf(draft: Draft, facts: DeskFacts | undefined): Load {
  const { slaRules, deskRules, calendar, now } = draft.deps;
  if (!facts) return { ahead: 0, recentMs: [], people: 1 };
  const recentMs = facts.recent.flatMap((ticket) => {
    const first = slaClocks(ticket, slaRules, now).find(({ name }) => name === 'first');
    return first ? [first.usedMs] : [];
  });
  const there = peopleOf(facts, deskRules, calendar, now).filter(({ onShift }) => onShift).length;
  // where nobody says that he comes and goes, those who have tickets are counted
  const people = there > 0 ? there : Object.keys(facts.loads).length;
  return { ahead: facts.untaken, recentMs, people: Math.max(1, people) };
}

/** The clock, with the day when it is not today; the phrase says "by" before it. */
function whenOf(draft: Draft, at: Date): string {
  const { calendar, now } = draft.deps;
  const [day, today] = [localDay(at, calendar.timeZone), localDay(now, calendar.timeZone)];
  const time = timeOf(draft, at);
  if (isoDay(day) === isoDay(today)) return time;
  if (isoDay(day) === isoDay(addDays(today, 1))) return draft.label('handoff.tomorrow-at', { time });
  return `${formatDay(day, draft.state.locale)}, ${time}`;
}

function timeOf({ deps }: Draft, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: deps.calendar.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
