// Which message in the group shows what was said under which `ref`, so that quotes, edits and removals find it. Kept over restarts.
import type { Author } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { Bindings } from '../../model/store.ts';
import type { Part } from '../../system/telegram/parts.ts';
import { TELEGRAM_GROUP } from './acts.ts';

/** What a message in the group stands for. */
export interface Shown {
  readonly ticket: TicketId;
  /** The `ref` under which it was said; an operator's own message is its own. */
  readonly ref: string;
  /** The bot's own message with text, whose words can be changed with `editMessageText`; else a caption. */
  readonly as: 'text' | 'caption' | 'operator';
  /** Who said it, as the header of the message names them; needed to write it anew. */
  readonly by: 'customer' | 'bot' | 'operator' | 'note';
  /** With `text`: how many of its messages, from the first one, are words; the rest are files. Absent means all. */
  readonly texts?: number;
}

/** Refs of a customer's channel and of a desk are numbers of their own each, so that both may have the same one. */
export type Side = 'customer' | 'staff';

/** The `ref` of what a person wrote in the group; marked, so that no channel's own id is ever taken for it. */
export function refOf(message: number): string {
  return `g${String(message)}`;
}

/** NaN for a `ref` of another desk. */
export function messageOf(ref: string): number {
  return ref.startsWith('g') ? Number(ref.slice(1)) : Number.NaN;
}

export interface MessageMap {
  /** `messages` are the group's message ids that show it, in order. */
  remember(shown: Shown, messages: readonly number[]): Promise<void>;
  /** Empty when it was never shown here. Without `side` the customer's are looked through first. */
  messagesOf(ticket: TicketId, ref: string, side?: Side): Promise<readonly number[]>;
  shownAs(message: number): Promise<Shown | undefined>;
}

export function messageMap(bindings: Bindings, chat: number): MessageMap {
  const owner = TELEGRAM_GROUP;
  const saidKey = (ticket: TicketId, side: Side, ref: string): string =>
    `said:${chat}:${ticket}:${side}:${ref}`;
  const messageKey = (message: number): string => `message:${chat}:${message}`;
  const idsOf = async (ticket: TicketId, side: Side, ref: string): Promise<readonly number[]> => {
    const ids = await bindings.getBinding(owner, saidKey(ticket, side, ref));
    return ids === undefined ? [] : ids.split(' ').map(Number);
  };

  return {
    async remember(shown, messages) {
      if (messages.length === 0) return;
      await bindings.setBinding(
        owner,
        saidKey(shown.ticket, sideOf(shown.by), shown.ref),
        messages.join(' '),
        shown.ticket,
      );
      for (const message of messages)
        await bindings.setBinding(owner, messageKey(message), JSON.stringify(shown), shown.ticket);
    },
    async messagesOf(ticket, ref, side) {
      if (side !== undefined) return idsOf(ticket, side, ref);
      const customers = await idsOf(ticket, 'customer', ref);
      return customers.length > 0 ? customers : idsOf(ticket, 'staff', ref);
    },
    async shownAs(message) {
      const json = await bindings.getBinding(owner, messageKey(message));
      return json === undefined ? undefined : (JSON.parse(json) as Shown);
    },
  };
}

export function sideOf(by: Shown['by']): Side {
  return by === 'customer' ? 'customer' : 'staff';
}

/** What the messages that these parts become stand for. */
export function shownOf(ticket: TicketId, ref: string, author: Author, parts: readonly Part[]): Shown {
  const texts = parts.filter((part) => part.kind === 'text').length;
  return { ticket, ref, by: author.kind, ...(texts === 0 ? { as: 'caption' } : { as: 'text', texts }) };
}
