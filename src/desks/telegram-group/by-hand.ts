// Topics that the staff close or open by hand: the ticket stays as it is, and whoever did it is asked whether he meant the ticket.
import type { Message } from 'telegraf/types';
import type { TicketId } from '../../model/ids.ts';
import { plain } from '../../model/rich-text.ts';
import { buttonData } from './buttons.ts';
import type { ListenerParts } from './parts.ts';

export function turnedByHand(message: Message): 'closed' | 'opened' | undefined {
  if ('forum_topic_closed' in message) return 'closed';
  return 'forum_topic_reopened' in message ? 'opened' : undefined;
}

/** A closed topic stays closed until the customer writes; a ticket about which the customer is being asked is left at that. */
export async function topicTurned(
  turned: 'closed' | 'opened',
  { ticket, thread }: { readonly ticket: TicketId; readonly thread: number },
  { reader, memory, telling, courtesies, words: { operators: words } }: ListenerParts,
): Promise<void> {
  const known = await reader.ticket(ticket);
  if (known === undefined) return;
  const over = known.status === 'closed';
  if (turned === 'opened') await memory.setClosed(thread, false);
  else await memory.setClosed(thread, over ? true : 'by hand');
  if (turned === 'closed' ? over || known.status === 'solved' : !over) return;
  const [text, label, action] =
    turned === 'closed'
      ? ([words.closedByHand, words.closeTicket, 'close'] as const)
      : ([words.reopenedByHand, words.reopenTicket, 'reopen'] as const);
  const keyboard = [[{ text: label, callback_data: buttonData(action, ticket) }]];
  const more = { keyboard, ...(turned === 'closed' ? { staysClosed: true as const } : {}) };
  telling.tell(() => courtesies.say(thread, plain(text), more));
}
