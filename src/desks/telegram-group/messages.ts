// Which message in the group shows what was said under which `ref`, so that quotes, edits and removals find it. Kept over restarts.
import type { TicketId } from '../../model/ids.ts';
import type { Bindings } from '../../model/store.ts';
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
}

export interface MessageMap {
  /** `messages` are the group's message ids that show it, in order. */
  remember(shown: Shown, messages: readonly number[]): Promise<void>;
  /** Empty when it was never shown here. */
  messagesOf(ticket: TicketId, ref: string): Promise<readonly number[]>;
  shownAs(message: number): Promise<Shown | undefined>;
}

export function messageMap(bindings: Bindings, chat: number): MessageMap {
  const owner = TELEGRAM_GROUP;
  const saidKey = (ticket: TicketId, ref: string): string => `said:${chat}:${ticket}:${ref}`;
  const messageKey = (message: number): string => `message:${chat}:${message}`;

  return {
    async remember(shown, messages) {
      if (messages.length === 0) return;
      await bindings.setBinding(owner, saidKey(shown.ticket, shown.ref), messages.join(' '));
      for (const message of messages)
        await bindings.setBinding(owner, messageKey(message), JSON.stringify(shown));
    },
    async messagesOf(ticket, ref) {
      const ids = await bindings.getBinding(owner, saidKey(ticket, ref));
      return ids === undefined ? [] : ids.split(' ').map(Number);
    },
    async shownAs(message) {
      const json = await bindings.getBinding(owner, messageKey(message));
      return json === undefined ? undefined : (JSON.parse(json) as Shown);
    },
  };
}
