// A delivery that will never succeed becomes something that people see.
import { undelivered, unreachable } from '../desk/ticket.ts';
import type { DeskPost } from '../model/desk.ts';
import type { TicketId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome, LaneEvent } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { handOff } from './handoff.ts';

export function hearUndelivered(
  draft: Draft,
  event: Extract<LaneEvent, { kind: 'undelivered' }>,
): EventOutcome | Lookup {
  const { delivery } = event.delivery;
  const { deps, ticket } = draft;
  const words = (key: string): string => deps.phrases.label(deps.deskLocale, key);
  if (delivery.kind === 'post') {
    // the desk that refused it cannot show that; the others can
    const about = ticketOf(delivery.post);
    draft.post({ kind: 'notice', ticket: about, text: words('desk.notice.post-refused') }, delivery.desk);
    return 'failed';
  }
  // an operator's words stay a matter of their ticket, closed or not
  const about = delivery.origin?.ticket ?? ticket?.id;
  const { address } = draft.conversation;
  const gone =
    event.outcome === 'gone' &&
    delivery.kind === 'message' &&
    delivery.to.channel === address.channel &&
    delivery.to.chat === address.chat;
  if (ticket && ticket.id === about) {
    const failed = undelivered(ticket, deps.now);
    draft.keepTicket(gone ? unreachable(failed, deps.now) : failed);
  }
  if (about !== undefined) {
    draft.post({ kind: 'notice', ticket: about, text: words(`desk.notice.undelivered-${event.outcome}`) });
    return 'failed';
  }
  // nobody reads a bot that he has blocked; a message refused for itself is a matter for people
  return event.outcome === 'gone' ? 'noted' : handOff(draft, { reason: 'failure' });
}

function ticketOf(post: DeskPost): TicketId {
  return post.kind === 'opened' || post.kind === 'card' ? post.card.ticket : post.ticket;
}
