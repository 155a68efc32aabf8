// What the desk must find again after a restart: each ticket's topic, its card and how far a repair has come.
import { createHash } from 'node:crypto';
import type { TicketCard } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { PartsDone } from '../../model/message.ts';
import type { Bindings } from '../../model/store.ts';
import { TELEGRAM_GROUP } from './acts.ts';

/** What is known of a ticket besides its topic. */
export interface PlaceState {
  /** As last posted; a new topic begins with it. */
  readonly card: TicketCard;
  /** The topic's name as last set. */
  readonly title?: string;
  /** The message that shows the card. */
  readonly message?: number | undefined;
  /** Digest of what that message shows. */
  readonly shown?: string | undefined;
  readonly pinned?: true | undefined;
  /** The topic is gone, and another one is still to be made. */
  readonly gone?: true | undefined;
  /** The topic took the place of one that is gone, which the staff are still to be told. */
  readonly anew?: true | undefined;
  /** Set while a new topic is still missing the last entries; `last` is the entry replayed last, `now` the next one, out in part. */
  readonly replay?:
    { readonly last?: string; readonly now?: PartsDone & { readonly entry: string } } | undefined;
  /** Keys of the entries that the replay showed, some of which may still come as posts of their own. */
  readonly replayed?: readonly string[];
}

export interface DeskMemory {
  topicOf(ticket: TicketId): Promise<number | undefined>;
  ticketIn(thread: number): Promise<TicketId | undefined>;
  bindTopic(ticket: TicketId, thread: number): Promise<void>;
  unbindTopic(ticket: TicketId): Promise<void>;
  /** Whether the topic was closed when we heard of it last. */
  isClosed(thread: number): Promise<boolean>;
  /** Whether one of the staff closed it, and not we. */
  isClosedByHand(thread: number): Promise<boolean>;
  setClosed(thread: number, closed: boolean | 'by hand'): Promise<void>;
  state(ticket: TicketId): Promise<PlaceState | undefined>;
  save(ticket: TicketId, state: PlaceState): Promise<void>;
}

/** Topics are remembered together with their group, so that another group starts with fresh ones. */
export function deskMemory(bindings: Bindings, chat: number): DeskMemory {
  const owner = TELEGRAM_GROUP;
  const topicKey = (ticket: TicketId): string => `topic:${ticket}`;
  const cardKey = (ticket: TicketId): string => `card:${chat}:${ticket}`;
  const closedKey = (thread: number): string => `closed:${chat}:${thread}`;
  const place = (thread: number): string => `${chat}/${thread}`;

  return {
    async topicOf(ticket) {
      const [inChat, thread] = (await bindings.getBinding(owner, topicKey(ticket)))?.split('/') ?? [];
      return inChat === String(chat) ? Number(thread) : undefined;
    },
    async ticketIn(thread) {
      const key = await bindings.findBinding(owner, place(thread));
      return key?.startsWith('topic:') ? (key.slice('topic:'.length) as TicketId) : undefined;
    },
    bindTopic: (ticket, thread) => bindings.setBinding(owner, topicKey(ticket), place(thread)),
    unbindTopic: (ticket) => bindings.deleteBinding(owner, topicKey(ticket)),
    isClosed: async (thread) => (await bindings.getBinding(owner, closedKey(thread))) !== undefined,
    isClosedByHand: async (thread) => (await bindings.getBinding(owner, closedKey(thread))) === 'by hand',
    setClosed: (thread, closed) =>
      closed
        ? bindings.setBinding(owner, closedKey(thread), closed === 'by hand' ? closed : 'yes')
        : bindings.deleteBinding(owner, closedKey(thread)),
    async state(ticket) {
      const json = await bindings.getBinding(owner, cardKey(ticket));
      return json === undefined ? undefined : revive(json);
    },
    save: (ticket, state) => bindings.setBinding(owner, cardKey(ticket), JSON.stringify(state)),
  };
}

/** Tells one look of a card from another. */
export function digestOf(html: string, keyboard: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([html, keyboard]))
    .digest('base64url');
}

/** Written by `save` alone, so its shape is known; only dates have become text. */
function revive(json: string): PlaceState {
  const state = JSON.parse(json) as PlaceState;
  const { openedAt, snoozedUntil, dueAt } = state.card;
  const card = {
    ...state.card,
    openedAt: new Date(openedAt),
    ...(snoozedUntil ? { snoozedUntil: new Date(snoozedUntil) } : {}),
    ...(dueAt ? { dueAt: new Date(dueAt) } : {}),
  };
  return { ...state, card };
}
