// Brings what the page shows from the server, each kind at most once at a time, and puts it into the state.
import type { TicketRow } from '../wire.ts';
import { ApiError, type Api } from './api.ts';
import { coalesced } from './coalesced.ts';
import { asksServer, type DeskState } from './desk-state.ts';
import { ACTIVE_STATUSES, queryOf } from './list-filter.ts';
import type { Outbox } from './outbox.ts';

export interface FetchingParts {
  readonly api: Api;
  readonly state: () => DeskState;
  readonly set: (change: Partial<DeskState>) => void;
  /** Everything active was fetched. */
  readonly listed: (rows: readonly TicketRow[]) => void;
  /** The row of the open conversation, as it was fetched. */
  readonly opened: (row: TicketRow) => void;
  readonly failed: (problem: ApiError) => void;
  /** Nobody answered. */
  readonly offline: () => void;
  readonly outbox: () => Outbox;
}

export interface Fetching {
  readonly list: () => void;
  readonly detail: () => void;
  readonly board: () => void;
  readonly past: () => void;
  /** More of the conversation's beginning. */
  readonly earlier: () => void;
  /** Another conversation was opened. */
  reset(): void;
  quietly(work: () => Promise<unknown>): Promise<void>;
}

const PAGE = 200;
const MAX_ENTRIES = 2000;

export function fetching(parts: FetchingParts): Fetching {
  const { api, state, set, failed } = parts;
  let wanted = PAGE;

  async function quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 0) parts.offline();
      else if (error.code !== 'SIGN_IN') failed(error);
    }
  }

  async function fetchActive(): Promise<void> {
    const { tickets, more } = await api.tickets({ status: ACTIVE_STATUSES });
    set({ active: tickets, manyActive: more, online: true });
    parts.listed(tickets);
  }

  async function fetchFound(): Promise<void> {
    const { view, narrowing, query } = state();
    if (!asksServer(state())) return;
    const { tickets, more } = await api.tickets(queryOf(view, narrowing, query));
    const now = state();
    if (view !== now.view || narrowing !== now.narrowing || query !== now.query) return;
    set({ found: tickets, more, online: true });
  }

  async function fetchDetail(): Promise<void> {
    const id = state().selected;
    if (id === undefined) return;
    try {
      const detail = await api.ticket(id, wanted);
      if (id !== state().selected) return;
      parts.outbox().arrived(id, detail.entries);
      set({ detail, problem: undefined, online: true });
      parts.opened(detail.row);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404 || id !== state().selected) throw error;
      set({ problem: error, detail: undefined });
    }
  }

  async function fetchPast(): Promise<void> {
    const id = state().selected;
    if (id === undefined) return;
    const past = await api.past(id);
    if (id === state().selected) set({ past });
  }

  const detail = coalesced(() => quietly(fetchDetail));
  return {
    list: coalesced(() =>
      quietly(async () => {
        await Promise.all([fetchActive(), fetchFound()]);
      }),
    ),
    detail,
    board: coalesced(() => quietly(async () => set({ board: await api.board() }))),
    past: coalesced(() => quietly(fetchPast)),
    earlier() {
      wanted = Math.min(wanted + PAGE, MAX_ENTRIES);
      detail();
    },
    reset() {
      wanted = PAGE;
    },
    quietly,
  };
}
