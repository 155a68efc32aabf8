// The waiting promise as the customer reads it: made when the ticket opens, made anew before it would be broken.
import { clockTime, describeHours, nextOpening, zoneName } from '../desk/calendar.ts';
import { promiseOf, type Load } from '../desk/promise.ts';
import { slaClocks } from '../desk/sla.ts';
import { addDays, formatDay, isoDay, localDay } from '../model/day.ts';
import type { DeskFacts, Lookup } from '../model/order.ts';
import type { RichText } from '../model/rich-text.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { deskFacts, isLookup } from './past.ts';

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

/** Nobody has answered and the time is nearly up: said before it is broken, with an honest new one. */
export function renewPromise(draft: Draft, ticket: Ticket): EventOutcome | Lookup {
  if (ticket.assignee || ticket.status !== 'new' || !ticket.promisedBy) return 'ignored';
  const facts = deskFacts(draft);
  if (isLookup(facts)) return facts;
  const { by } = promiseFor(draft, ticket, facts);
  if (!by) return 'ignored';
  draft.say(draft.phrase('handoff.delayed', { number: ticket.number, time: whenOf(draft, by) }), {
    speaker: { kind: 'system' },
  });
  draft.keepTicket({ ...ticket, promisedBy: by }, { quiet: true });
  return 'acted';
}

function loadOf(draft: Draft, facts: DeskFacts | undefined): Load {
  const { slaRules, now } = draft.deps;
  const recentMs = (facts?.recent ?? []).flatMap((ticket) => {
    const first = slaClocks(ticket, slaRules, now).find(({ name }) => name === 'first');
    return first ? [first.usedMs] : [];
  });
  const people = Object.keys(facts?.loads ?? {}).length;
  return { ahead: facts?.untaken ?? 0, recentMs, people: Math.max(1, people) };
}

/** "сегодня до 14:30" is said by the phrase; here only the clock, with the day when it is not today. */
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
