// The card: all that an operator must see of a ticket at a glance, worded in the desk's language.
import type { Phrases } from '../flows/phrases.ts';
import type { TicketCard } from '../model/desk.ts';
import type { Locale } from '../model/locale.ts';
import type { Ticket } from '../model/ticket.ts';

export function cardOf(ticket: Ticket, phrases: Phrases, locale: Locale): TicketCard {
  const word = (key: string): string => phrases.label(locale, key);
  const line = (key: string, value: string): { label: string; value: string } => ({
    label: word(`desk.card.${key}`),
    value,
  });
  const { case: matter } = ticket;
  return {
    ticket: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    statusLabel: word(`desk.status.${ticket.status}`),
    priority: ticket.priority,
    tier: ticket.tier,
    ...(ticket.assignee ? { assignee: ticket.assignee } : {}),
    openedAt: ticket.openedAt,
    customerName: matter.customerName ?? word('desk.card.nameless'),
    lines: [
      line('channel', channelName(matter.channel, phrases, locale)),
      line(
        'language',
        new Intl.DisplayNames(locale, { type: 'language' }).of(matter.locale) ?? matter.locale,
      ),
      line('reason', word(`desk.reason.${matter.reason}`)),
      line('priority', word(`desk.priority.${ticket.priority}`)),
      ...matter.fields,
      ...(ticket.assignee ? [line('assignee', ticket.assignee.name)] : []),
    ],
    tried: matter.tried,
    files: matter.files,
    actions: actionsOf(ticket).map((kind) => ({ kind, label: word(`desk.action.${kind}`) })),
  };
}

function actionsOf(ticket: Ticket): TicketCard['actions'][number]['kind'][] {
  if (ticket.status === 'closed') return [];
  return ticket.assignee ? ['release', 'close'] : ['take', 'close'];
}

/** A channel by the name that people know it by; the adapter's own name where nobody gave it one. */
function channelName(channel: string, phrases: Phrases, locale: Locale): string {
  const key = `desk.channel.${channel}`;
  return phrases.has(locale, key) ? phrases.label(locale, key) : channel;
}
