// When each ticket's next clock is used up. Cards are dear to make, so what one said is kept until its ticket changes.
import type { TicketCard } from '../../model/desk.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';

export interface Sla {
  readonly late: boolean;
  readonly dueAt?: Date;
}

/** The rules may have been changed meanwhile. */
const MAX_AGE_MS = 10 * 60 * 1000;
const MAX_KEPT = 5000;

export function slaMemory(cardOf: (ticket: Ticket) => TicketCard, clock: Clock): (ticket: Ticket) => Sla {
  const kept = new Map<string, { readonly version: string; readonly at: number; readonly sla: Sla }>();

  return (ticket) => {
    if (ticket.status === 'closed') return { late: false };
    const now = clock.now();
    const version = versionOf(ticket);
    const known = kept.get(ticket.id);
    if (known?.version === version && now.getTime() - known.at < MAX_AGE_MS) return as(known.sla, now);
    const { late = false, dueAt } = cardOf(unasked(ticket));
    const sla = { late, ...(dueAt && { dueAt }) };
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(ticket.id, { version, at: now.getTime(), sla });
    return as(sla, now);
  };
}

/** Most of a card's making is the search for articles that answer what was asked: no clock needs it. */
function unasked(ticket: Ticket): Ticket {
  return { ...ticket, case: { ...ticket.case, tried: [] } };
}

function as({ late, dueAt }: Sla, now: Date): Sla {
  return { late: late || (dueAt !== undefined && dueAt <= now), ...(dueAt && { dueAt }) };
}

/** Changes with everything that moves a clock. */
function versionOf({ history, status, priority, tier, queue, snoozedUntil }: Ticket): string {
  const last = history.at(-1)?.at.getTime();
  return [history.length, last, status, priority, tier, queue, snoozedUntil?.getTime()].join(' ');
}
