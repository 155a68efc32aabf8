// What the page shows at a moment, as one value.
import type { Move, TicketDetail, TicketRow } from '../wire.ts';
import type { ApiError } from './api.ts';
import type { Filter } from './text.ts';

export interface Notice {
  readonly ticket: string;
  readonly at: number;
  readonly text: string;
}

export interface DeskState {
  readonly filter: Filter;
  readonly query: string;
  /** Everything not closed; undefined until first fetched. */
  readonly active: readonly TicketRow[] | undefined;
  /** What the server found, for closed ones, all and search. */
  readonly found: readonly TicketRow[] | undefined;
  readonly more: boolean;
  readonly selected: string | undefined;
  readonly detail: TicketDetail | undefined;
  /** Why the selected one cannot be shown. */
  readonly problem: ApiError | undefined;
  readonly moving: Move | undefined;
  /** Lines for the staff that came while the page was open. */
  readonly notices: readonly Notice[];
  readonly online: boolean;
}

export const EMPTY_DESK: DeskState = {
  filter: 'all',
  query: '',
  active: undefined,
  found: undefined,
  more: false,
  selected: undefined,
  detail: undefined,
  problem: undefined,
  moving: undefined,
  notices: [],
  online: true,
};

export const ACTIVE_STATUSES = ['new', 'open', 'waiting'];

/** What to ask the server for; empty means every status. */
export function statusesOf(filter: Filter): readonly string[] {
  if (filter === 'all') return [];
  return filter === 'mine' ? ACTIVE_STATUSES : [filter];
}
