// A ticket with the history that a test is about.
import type { ConversationId, CustomerId, TicketId } from '../../src/model/ids.ts';
import type { Ticket, TicketEvent } from '../../src/model/ticket.ts';

export function ticketWith(history: readonly TicketEvent[], more: Partial<Ticket> = {}): Ticket {
  return {
    id: 'ticket' as TicketId,
    number: 17,
    conversation: 'conversation' as ConversationId,
    customer: 'customer' as CustomerId,
    subject: 'Чайник не включается',
    status: 'new',
    priority: 'normal',
    tier: 2,
    queue: 'general',
    openedAt: history[0]?.at ?? new Date(0),
    case: { reason: 'asked', locale: 'ru', channel: 'test', fields: [], files: [], tried: [] },
    history,
    ...more,
  };
}
