// Who gets a ticket that the rules give away: of those on shift who work on its queue, the one with the fewest.
import type { DeskFacts } from '../model/order.ts';
import type { Operator, Ticket } from '../model/ticket.ts';
import type { Calendar } from './calendar.ts';
import type { DeskRules } from './desk-rules.ts';
import { peopleOf } from './people.ts';
import { leastLoaded } from './routing.ts';

/** Undefined when nobody is there. Among equals it is whoever was given a ticket longest ago. */
export function whoGets(
  { queue }: Pick<Ticket, 'queue'>,
  facts: DeskFacts,
  rules: DeskRules,
  shop: Calendar,
  now: Date,
  except?: Operator['id'],
): Operator | undefined {
  const colleagues = peopleOf(facts, rules, shop, now)
    .filter(({ queues }) => queues === undefined || queue === undefined || queues.includes(queue))
    .map(({ operator, onShift, tickets }) => ({
      operator,
      onShift,
      open: tickets,
      lastGivenAt: facts.lastGiven?.[operator.id] ?? 0,
    }));
  return leastLoaded(colleagues, except);
}

/** When each operator got a ticket last, ms since 1970, as far as these tickets tell. */
export function lastGivenIn(tickets: readonly Ticket[]): Readonly<Record<string, number>> {
  const last: Record<string, number> = {};
  for (const { history } of tickets)
    for (const { kind, at, operator, detail } of history) {
      const to =
        kind === 'taken' ? operator?.id : kind === 'assigned' || kind === 'handed-over' ? detail : undefined;
      if (to !== undefined) last[to] = Math.max(last[to] ?? 0, at.getTime());
    }
  return last;
}
