// The state of the page and everything that changes it. Views read `state` and call the rest; they keep no data.
import type { Operator } from '../../../model/ticket.ts';
import type { Change, Move, SealedFile, TicketRow } from '../wire.ts';
import { coalesced } from './coalesced.ts';
import { ACTIVE_STATUSES, EMPTY_DESK, statusesOf, type DeskState } from './desk-state.ts';
import { ApiError, newKey, type Api } from './api.ts';
import { listen } from './live.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { seenBy, type Seen } from './seen.ts';
import { tracker } from './tracker.ts';
import type { Filter } from './text.ts';

/** Things to say aloud or to show for a moment. */
export type Moment =
  /** `watched`: its conversation is open in front of the operator. */
  | { readonly kind: 'arrived'; readonly row: TicketRow; readonly isNew: boolean; readonly watched: boolean }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: ApiError };

export interface Desk {
  readonly state: DeskState;
  readonly operator: Operator;
  readonly outbox: Outbox;
  readonly seen: Seen;
  /** Calls `run` after every change; returns the way to stop it. */
  subscribe(run: () => void): () => void;
  /** Has the views look again, after a change outside this state. */
  readonly redraw: () => void;
  filter(filter: Filter): void;
  search(query: string): void;
  select(ticket: string | undefined): void;
  earlier(): void;
  say(kind: 'reply' | 'note', text: string, files: readonly SealedFile[]): void;
  move(move: Move): void;
  stop(): void;
}

const PAGE = 200;
const MAX_ENTRIES = 2000;
const REFRESH_MS = 30_000;
const LOOK_AGAIN_MS = [250, 700, 1500, 3000, 6000];
const MOVE_TRIES = 4;
export function createDesk(api: Api, operator: Operator, tell: (moment: Moment) => void): Desk {
  let state = EMPTY_DESK;
  let wanted = PAGE;
  let looking: number | undefined;
  let telling = false;
  const listeners = new Set<() => void>();
  const seen = seenBy(operator.id);
  const news = tracker((row, isNew) => {
    const watched = row.id === state.selected && document.visibilityState === 'visible';
    tell({ kind: 'arrived', row, isNew, watched });
  });

  function set(change: Partial<DeskState>): void {
    state = { ...state, ...change };
    render();
  }

  function render(): void {
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      for (const run of listeners) run();
    });
  }

  async function quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 0) set({ online: false });
      else if (error.code !== 'SIGN_IN') tell({ kind: 'problem', problem: error });
    }
  }

  async function fetchActive(): Promise<void> {
    const { tickets } = await api.tickets(ACTIVE_STATUSES, '');
    set({ active: tickets, online: true });
    if (state.detail) look(state.detail.row);
    news.see(tickets);
  }

  async function fetchFound(): Promise<void> {
    const { filter, query } = state;
    if (query === '' && filter !== 'closed' && filter !== 'all') return;
    const list = await api.tickets(statusesOf(filter), query);
    if (filter !== state.filter || query !== state.query) return;
    const mine = filter === 'mine' ? list.tickets.filter(isMine) : list.tickets;
    set({ found: mine, more: list.more, online: true });
  }

  async function fetchDetail(): Promise<void> {
    const id = state.selected;
    if (id === undefined) return;
    try {
      const detail = await api.ticket(id, wanted);
      if (id !== state.selected) return;
      outbox.arrived(id, detail.entries);
      set({ detail, problem: undefined, online: true });
      look(detail.row);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404 || id !== state.selected) throw error;
      set({ problem: error, detail: undefined });
    }
  }

  const refreshList = coalesced(() => quietly(() => Promise.all([fetchActive(), fetchFound()])));
  const refreshDetail = coalesced(() => quietly(fetchDetail));
  const refresh = (): void => {
    refreshList();
    refreshDetail();
  };

  const outbox = createOutbox(api, operator, render, () => lookSoon());

  /** Operators' acts are worked on after they are accepted: look several times soon, in case no news comes. */
  function lookSoon(step = 0): void {
    clearTimeout(looking);
    looking = setTimeout(() => {
      refresh();
      const { selected = '', moving, detail } = state;
      const waiting = outbox.of(selected).some((item) => item.state === 'accepted') || moving !== undefined;
      const sending = detail?.entries.some((entry) => entry.delivery === 'pending') ?? false;
      if ((waiting || sending) && step + 1 < LOOK_AGAIN_MS.length) lookSoon(step + 1);
    }, LOOK_AGAIN_MS[step]);
  }

  function look(row: TicketRow): void {
    if (document.visibilityState !== 'visible') return;
    seen.look(row);
    render();
  }

  const isMine = (row: TicketRow): boolean => row.assignee?.id === operator.id;

  async function move(kind: Move, ticket: string): Promise<void> {
    const key = newKey();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await api.move(kind, ticket, key);
        break;
      } catch (error) {
        if (!(error instanceof ApiError) || !error.passing || attempt === MOVE_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
      }
    }
    lookSoon();
  }

  const stopListening = listen({
    up: () => {
      set({ online: true });
      refresh();
    },
    down: () => set({ online: false }),
    change: ({ ticket, what, text }: Change) => {
      if (what === 'notice' && text !== undefined) {
        set({ notices: [...state.notices, { ticket, at: Date.now(), text }] });
        tell({ kind: 'notice', text });
      }
      refreshList();
      if (ticket === state.selected) refreshDetail();
    },
  });
  const ticking = setInterval(refresh, REFRESH_MS);
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') refresh();
  };
  document.addEventListener('visibilitychange', whenVisible);
  refresh();

  return {
    get state() {
      return state;
    },
    operator,
    outbox,
    seen,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    redraw: render,
    filter(filter) {
      set({ filter, found: undefined, more: false });
      refreshList();
    },
    search(query) {
      if (query === state.query) return;
      set({ query, more: false });
      refreshList();
    },
    select(ticket) {
      if (ticket === state.selected) return;
      wanted = PAGE;
      set({ selected: ticket, detail: undefined, problem: undefined, moving: undefined });
      refreshDetail();
    },
    earlier() {
      wanted = Math.min(wanted + PAGE, MAX_ENTRIES);
      refreshDetail();
    },
    say(kind, text, files) {
      const { selected, detail } = state;
      if (selected === undefined || !detail) return;
      const before = detail.entries.slice(-30).map((entry) => entry.id);
      outbox.add({ ticket: selected, kind, text, files, before });
    },
    move(kind) {
      const { selected, moving } = state;
      if (selected === undefined || moving) return;
      set({ moving: kind });
      void quietly(() => move(kind, selected)).finally(() =>
        setTimeout(() => set({ moving: undefined }), LOOK_AGAIN_MS[1]),
      );
    },
    stop() {
      stopListening();
      outbox.stop();
      clearInterval(ticking);
      clearTimeout(looking);
      document.removeEventListener('visibilitychange', whenVisible);
      listeners.clear();
    },
  };
}
