// Which requests the operator wants to see, as rules for rows that are here and as a query to the server. Pure.
import type { Priority } from '../../../model/ticket.ts';
import type { TicketFilter, TicketRow } from '../wire.ts';

export type View = 'mine' | 'nobody' | 'open' | 'late' | 'snoozed' | 'closed';

export const VIEWS: readonly View[] = ['mine', 'nobody', 'open', 'late', 'snoozed', 'closed'];

/** What narrows every view further. */
export interface Narrowing {
  readonly queue?: string;
  readonly priority?: Priority;
  /** An operator's id. */
  readonly assignee?: string;
}

export const ACTIVE_STATUSES = 'new,open,waiting,solved';

/** Whether an open request that is not put aside belongs to the view; never for views that the server has to be asked for. */
export function belongs(row: TicketRow, view: View, me: string): boolean {
  switch (view) {
    case 'mine':
      return row.assignee?.id === me;
    case 'nobody':
      return !row.assignee;
    case 'open':
      return true;
    case 'late':
      return row.late === true;
    case 'snoozed':
    case 'closed':
      return false;
  }
}

export function fits(row: TicketRow, { queue, priority, assignee }: Narrowing): boolean {
  return (
    (queue === undefined || row.queue === queue) &&
    (priority === undefined || row.priority === priority) &&
    (assignee === undefined || row.assignee?.id === assignee)
  );
}

/** Words are sought in every request, whatever the view. */
export function queryOf(view: View, narrowing: Narrowing, words: string): TicketFilter {
  if (words !== '') return { ...narrowing, q: words };
  switch (view) {
    case 'mine':
      return { ...narrowing, status: ACTIVE_STATUSES, assignee: 'me' };
    case 'nobody':
      return { ...narrowing, status: ACTIVE_STATUSES, assignee: 'nobody' };
    case 'open':
      return { ...narrowing, status: ACTIVE_STATUSES };
    case 'late':
      return { ...narrowing, status: ACTIVE_STATUSES, late: '1' };
    case 'snoozed':
      return { ...narrowing, snoozed: '1' };
    case 'closed':
      return { ...narrowing, status: 'closed' };
  }
}
