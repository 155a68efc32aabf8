// In which order requests stand: what burns is on top. Pure.
import type { Priority } from '../../../model/ticket.ts';
import type { TicketRow } from '../wire.ts';

const URGENCY: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };

/**
 * Late ones first, then those that wait for us by priority and by what is left on their clock, then those that wait for
 * the customer, then closed ones; the last two by what changed last.
 */
export function byUrgency(rows: readonly TicketRow[]): readonly TicketRow[] {
  return [...rows].sort((a, b) => {
    const step = groupOf(a) - groupOf(b);
    if (step !== 0) return step;
    return groupOf(a) < 2 ? compareWaiting(a, b) : b.changedAt - a.changedAt;
  });
}

function groupOf({ status, late }: TicketRow): number {
  if (status === 'closed') return 3;
  if (late) return 0;
  return status === 'new' || status === 'open' ? 1 : 2;
}

function compareWaiting(a: TicketRow, b: TicketRow): number {
  return (
    URGENCY[a.priority] - URGENCY[b.priority] ||
    compareTimes(a.dueAt, b.dueAt) ||
    compareTimes(a.newsAt, b.newsAt) ||
    a.number - b.number
  );
}

/** The earlier first; none comes last. */
function compareTimes(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a - b;
}
