// What the page shows at a moment, as one value.
import type { Board, PageAct, Past, TicketDetail, TicketRow } from '../wire.ts';
import type { ApiError } from './api.ts';
import type { Narrowing, View } from './list-filter.ts';

export interface Notice {
  readonly ticket: string;
  readonly at: number;
  readonly text: string;
}

export interface DeskState {
  readonly view: View;
  readonly narrowing: Narrowing;
  readonly query: string;
  /** Everything not closed and not put aside; undefined until first fetched. */
  readonly active: readonly TicketRow[] | undefined;
  /** There are more of those than the server lists at once. */
  readonly manyActive: boolean;
  /** What the server found for this view and these words. */
  readonly found: readonly TicketRow[] | undefined;
  readonly more: boolean;
  readonly selected: string | undefined;
  readonly detail: TicketDetail | undefined;
  /** Of the selected one, once its history was asked for. */
  readonly past: Past | undefined;
  readonly board: Board | undefined;
  /** Why the selected one cannot be shown. */
  readonly problem: ApiError | undefined;
  /** What is being done to the selected one. */
  readonly busy: PageAct['kind'] | undefined;
  /** The panel lies over the conversation, where there is no room beside it. */
  readonly panel: boolean;
  /** Lines for the staff that came while the page was open. */
  readonly notices: readonly Notice[];
  readonly online: boolean;
}

export const EMPTY_DESK: DeskState = {
  view: 'open',
  narrowing: {},
  query: '',
  active: undefined,
  manyActive: false,
  found: undefined,
  more: false,
  selected: undefined,
  detail: undefined,
  past: undefined,
  board: undefined,
  problem: undefined,
  busy: undefined,
  panel: false,
  notices: [],
  online: true,
};

/** Whether the rows of the view are not among the active ones and the server has to be asked. */
export function asksServer({ view, query, manyActive }: DeskState): boolean {
  return query !== '' || view === 'snoozed' || view === 'closed' || manyActive;
}
