// The card: all that an operator must see of a ticket at a glance, worded in the desk's language.
import type { Phrases } from '../flows/phrases.ts';
import type { CardAction, TicketCard } from '../model/desk.ts';
import type { KnowledgeBase } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import type { Ticket, Tier } from '../model/ticket.ts';
import { mergedFrom } from './merging.ts';
import { queueTitle, type Queues } from './queues.ts';
import { slaClocks, type SlaRules } from './sla.ts';
import { suggestedFor } from './suggesting.ts';
import { isStillPromised, isTaken } from './ticket.ts';

export interface CardParts {
  readonly phrases: Phrases;
  /** The desk's. */
  readonly locale: Locale;
  readonly slaRules: SlaRules;
  readonly queues: Queues;
  /** IANA name; times are shown in it. */
  readonly timeZone: string;
  readonly knowledge: KnowledgeBase;
}

export function cardOf(ticket: Ticket, parts: CardParts, now: Date): TicketCard {
  const { phrases, locale } = parts;
  const word = (key: string): string => phrases.label(locale, key);
  const line = (key: string, value: string): { label: string; value: string } => ({
    label: word(`desk.card.${key}`),
    value,
  });
  const { case: matter } = ticket;
  const clocks = ticket.status === 'closed' ? [] : slaClocks(ticket, parts.slaRules, now);
  const running = clocks.filter(({ state }) => state === 'running');
  const late = running.some((clock) => clock.late);
  const dues = running.flatMap(({ dueAt }) => dueAt ?? []).sort((a, b) => a.getTime() - b.getTime());
  const absorbed = mergedFrom(ticket);
  return {
    ticket: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    statusLabel: word(late ? 'desk.status.late' : `desk.status.${ticket.status}`),
    ...(ticket.mergedInto === undefined ? {} : { mergedInto: ticket.mergedInto }),
    priority: ticket.priority,
    tier: ticket.tier,
    ...(ticket.assignee ? { assignee: ticket.assignee } : {}),
    openedAt: ticket.openedAt,
    ...(ticket.snoozedUntil ? { snoozedUntil: ticket.snoozedUntil } : {}),
    late,
    ...(dues[0] ? { dueAt: dues[0] } : {}),
    customerName: matter.customerName ?? word('desk.card.nameless'),
    lines: [
      line('channel', channelName(matter.channel, phrases, locale)),
      line(
        'language',
        new Intl.DisplayNames(locale, { type: 'language' }).of(matter.locale) ?? matter.locale,
      ),
      line('reason', word(`desk.reason.${matter.reason}`)),
      line('priority', word(`desk.priority.${ticket.priority}`)),
      ...(ticket.queue === undefined ? [] : [line('queue', queueTitle(parts.queues, ticket.queue, locale))]),
      ...(ticket.tier === 3 && tierOf(ticket, parts.queues) !== 3
        ? [line('tier', word('desk.card.specialists'))]
        : []),
      ...(ticket.unreachable ? [line('unreachable', word('desk.card.undelivered'))] : []),
      ...matter.fields,
      ...running.flatMap(({ name, dueAt, late: over }) =>
        dueAt && !over
          ? [line(name, clockTime(dueAt, parts))]
          : over
            ? [line(name, word('desk.card.late'))]
            : [],
      ),
      ...(ticket.promisedBy && isStillPromised(ticket)
        ? [line('promised', clockTime(ticket.promisedBy, parts))]
        : []),
      ...(ticket.follows === undefined ? [] : [line('follows', `№ ${ticket.follows}`)]),
      ...(ticket.mergedInto === undefined ? [] : [line('merged', `№ ${ticket.mergedInto}`)]),
      ...(absorbed.length === 0
        ? []
        : [line('absorbed', absorbed.map((number) => `№ ${number}`).join(', '))]),
      ...(ticket.earlier === undefined
        ? []
        : [
            line('earlier', ticket.earlier.map(({ number, subject }) => `№ ${number} ${subject}`).join('; ')),
          ]),
      ...(ticket.snoozedUntil ? [line('snoozed', clockTime(ticket.snoozedUntil, parts))] : []),
      ...(ticket.resolution ? [line('resolution', word(`desk.resolution.${ticket.resolution}`))] : []),
      ...(ticket.assignee ? [line('assignee', ticket.assignee.name)] : []),
    ],
    tried: matter.tried,
    files: matter.files,
    actions: actionsOf(ticket).map((kind) => ({ kind, label: word(`desk.action.${kind}`) })),
    suggested: suggestedFor(ticket, parts.knowledge, locale),
  };
}

/** What its queue says of the tier already. */
function tierOf({ queue }: Ticket, queues: Queues): Tier | undefined {
  return queues.find(({ name }) => name === queue)?.tier;
}

function actionsOf(ticket: Ticket): CardAction[] {
  const { status, tier, assignee } = ticket;
  // its matter goes on elsewhere
  if (ticket.mergedInto !== undefined && status === 'closed') return [];
  if (status === 'closed') return ['reopen'];
  return [
    // what the rules gave to somebody is still to be taken up
    ...(isTaken(ticket) ? [] : (['take'] as const)),
    ...(assignee ? (['release'] as const) : []),
    // asked already
    ...(status === 'solved' ? [] : (['close'] as const)),
    'priority',
    ...(tier === 3 ? [] : (['up'] as const)),
    'macros',
  ];
}

function clockTime(at: Date, { locale, timeZone }: CardParts): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** A channel by the name that people know it by; the adapter's own name where nobody gave it one. */
export function channelName(channel: string, phrases: Phrases, locale: Locale): string {
  const key = `desk.channel.${channel}`;
  return phrases.has(locale, key) ? phrases.label(locale, key) : channel;
}
