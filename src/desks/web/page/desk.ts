// The state of the page and everything that changes it. Views read `state` and call the rest; they keep no data.
import type { Operator } from '../../../model/ticket.ts';
import type { Change, PageAct, SealedFile, SessionInfo, TicketRow } from '../wire.ts';
import { ApiError, newKey, type Api } from './api.ts';
import { EMPTY_DESK, type DeskState } from './desk-state.ts';
import { fetching } from './fetching.ts';
import type { Narrowing, View } from './list-filter.ts';
import { listen } from './live.ts';
import { createOutbox, type Outbox, type Spoken } from './outbox.ts';
import { seenBy, type Seen } from './seen.ts';
import { tracker } from './tracker.ts';

/** Things to say aloud or to show for a moment. */
export type Moment =
  /** `watched`: its conversation is open in front of the operator. */
  | { readonly kind: 'arrived'; readonly row: TicketRow; readonly isNew: boolean; readonly watched: boolean }
  | { readonly kind: 'notice'; readonly text: string; readonly ticket: string }
  | { readonly kind: 'shift'; readonly on: boolean; readonly handedOver: number }
  | { readonly kind: 'problem'; readonly problem: ApiError };

export interface Desk {
  readonly state: DeskState;
  readonly operator: Operator;
  readonly isManager: boolean;
  readonly api: Api;
  readonly outbox: Outbox;
  readonly seen: Seen;
  /** Calls `run` after every change; returns the way to stop it. */
  subscribe(run: () => void): () => void;
  /** Has the views look again, after a change outside this state. */
  readonly redraw: () => void;
  /** Fetches everything anew. */
  readonly refresh: () => void;
  /** Goes on after signing in again: fetches everything and sends what waited. */
  readonly resume: () => void;
  view(view: View): void;
  narrow(narrowing: Narrowing): void;
  search(query: string): void;
  select(ticket: string | undefined): void;
  /** The panel with the case over the conversation, where there is no room beside it. */
  showPanel(open: boolean): void;
  earlier(): void;
  past(): void;
  say(kind: 'reply' | 'note', text: string, files: readonly SealedFile[], quotes?: Spoken['quoted']): void;
  /** Does it to the open request, behind all that was done and written before. */
  act(act: PageAct): void;
  setShift(on: boolean): void;
  stop(): void;
}

const REFRESH_MS = 30_000;
const RETRY_MS = 3000;
const LOOK_AGAIN_MS = [250, 700, 1500, 3000, 6000];
const ACT_TRIES = 4;

export function createDesk(api: Api, { operator, role }: SessionInfo, tell: (moment: Moment) => void): Desk {
  let state = EMPTY_DESK;
  let looking: number | undefined;
  let again: number | undefined;
  let telling = false;
  let acting: Promise<void> = Promise.resolve();
  let acts = 0;
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

  function look(row: TicketRow): void {
    if (document.visibilityState !== 'visible') return;
    seen.look(row);
    render();
  }

  const outbox = createOutbox(api, operator, render, () => lookSoon());
  const fetch = fetching({
    api,
    state: () => state,
    set,
    listed(rows) {
      if (state.detail) look(state.detail.row);
      news.see(rows);
    },
    opened: look,
    failed: (problem) => tell({ kind: 'problem', problem }),
    offline() {
      set({ online: false });
      clearTimeout(again);
      again = setTimeout(refresh, RETRY_MS);
    },
    outbox: () => outbox,
  });
  function refresh(): void {
    fetch.list();
    fetch.detail();
    fetch.board();
  }

  /** Operators' acts are worked on after they are accepted: look several times soon, in case no news comes. */
  function lookSoon(step = 0): void {
    clearTimeout(looking);
    looking = setTimeout(() => {
      fetch.list();
      fetch.detail();
      const { selected = '', busy, detail } = state;
      const waiting = outbox.of(selected).some((item) => item.state === 'accepted') || busy !== undefined;
      const sending = detail?.entries.some((entry) => entry.delivery === 'pending') ?? false;
      if ((waiting || sending) && step + 1 < LOOK_AGAIN_MS.length) lookSoon(step + 1);
    }, LOOK_AGAIN_MS[step]);
  }

  async function act(what: PageAct, ticket: string): Promise<void> {
    const key = newKey();
    acts += 1;
    const mine = acts;
    set({ busy: what.kind });
    await fetch.quietly(async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          // what was written before it comes before it
          if (!(await outbox.flush(ticket))) throw new ApiError(0, 'OFFLINE', 'words wait to be sent first');
          await api.act(ticket, key, what);
          return;
        } catch (error) {
          if (!(error instanceof ApiError) || !error.passing || attempt === ACT_TRIES) throw error;
          await wait(500 * attempt);
        }
      }
    });
    lookSoon();
    void wait(LOOK_AGAIN_MS[0] ?? 0).then(() => mine === acts && set({ busy: undefined }));
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
        tell({ kind: 'notice', text, ticket });
      }
      fetch.list();
      if (ticket === state.selected) fetch.detail();
    },
    board: fetch.board,
  });
  const ticking = setInterval(refresh, REFRESH_MS);
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') refresh();
  };
  document.addEventListener('visibilitychange', whenVisible);
  addEventListener('online', refresh);
  refresh();

  return {
    get state() {
      return state;
    },
    operator,
    isManager: role === 'manager',
    api,
    outbox,
    seen,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    redraw: render,
    refresh,
    resume() {
      outbox.resume();
      refresh();
    },
    view(view) {
      set({ view, found: undefined, more: false });
      fetch.list();
    },
    narrow(narrowing) {
      set({ narrowing, found: undefined, more: false });
      fetch.list();
    },
    search(query) {
      if (query === state.query) return;
      set({ query, more: false });
      fetch.list();
    },
    select(ticket) {
      if (ticket === state.selected) return;
      fetch.reset();
      const { detail, past, problem, busy, panel } = EMPTY_DESK;
      set({ selected: ticket, detail, past, problem, busy, panel });
      fetch.detail();
    },
    showPanel: (panel) => set({ panel }),
    earlier: fetch.earlier,
    past: fetch.past,
    say(kind, text, files, quoted) {
      const { selected, detail } = state;
      if (selected === undefined || !detail) return;
      const before = detail.entries.slice(-30).map((entry) => entry.id);
      outbox.add({ ticket: selected, kind, text, files, before, ...(quoted && { quoted }) }, acting);
    },
    act(what) {
      const { selected } = state;
      if (selected !== undefined) acting = acting.then(() => act(what, selected));
    },
    setShift(on) {
      void fetch.quietly(async () => {
        const { handedOver } = await api.shift(on);
        tell({ kind: 'shift', on, handedOver });
        refresh();
      });
    },
    stop() {
      stopListening();
      outbox.stop();
      clearInterval(ticking);
      clearTimeout(looking);
      clearTimeout(again);
      removeEventListener('online', refresh);
      document.removeEventListener('visibilitychange', whenVisible);
      listeners.clear();
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
