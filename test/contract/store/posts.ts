// Deliveries to a desk, of each urgency.
import type { DeskPost, TicketCard } from '../../../src/model/desk.ts';
import type { ConversationId, OutboxId, TicketId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import type { Outgoing } from '../../../src/model/turn.ts';
import { at, NOON } from './samples.ts';

export function cardOf(ticket: string, subject = ticket): TicketCard {
  return {
    ticket: ticket as TicketId,
    number: 1001,
    subject,
    status: 'new',
    statusLabel: 'новая',
    priority: 'normal',
    tier: 2,
    openedAt: NOON,
    customerName: 'Иван',
    lines: [],
    tried: [],
    files: [],
    actions: [],
  };
}

/** `seconds` after noon; to the desk `web` unless told otherwise. */
export function postTo(
  conversation: ConversationId,
  outbox: string,
  post: DeskPost,
  { seconds = 0, desk = 'web' } = {},
): Outgoing {
  return {
    id: outbox as OutboxId,
    conversation,
    at: at(seconds),
    delivery: { kind: 'post', desk, post },
  };
}

type Where = Parameters<typeof postTo>[3];

export function opened(conversation: ConversationId, outbox: string, where?: Where): Outgoing {
  return postTo(conversation, outbox, { kind: 'opened', card: cardOf('ticket-1') }, where);
}

export function said(conversation: ConversationId, outbox: string, where?: Where): Outgoing {
  const entry = { at: NOON, author: { kind: 'customer' }, text: plain(outbox), files: [] } as const;
  return postTo(conversation, outbox, { kind: 'said', ticket: 'ticket-1' as TicketId, entry }, where);
}

export function marked(conversation: ConversationId, outbox: string, where?: Where): Outgoing {
  const mark = { kind: 'mark', ticket: 'ticket-1' as TicketId, ref: '5', outcome: 'delivered' } as const;
  return postTo(conversation, outbox, mark, where);
}

export function card(
  conversation: ConversationId,
  outbox: string,
  ticket = 'ticket-1',
  where?: Where,
): Outgoing {
  return postTo(conversation, outbox, { kind: 'card', card: cardOf(ticket, outbox) }, where);
}
