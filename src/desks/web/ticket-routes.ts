// Reading: the list of tickets with filters and search, and one ticket with its card and conversation.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TicketCard } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { Acts } from './acts.ts';
import type { FileSeal } from './file-seal.ts';
import type { Guard } from './guard.ts';
import { detailOf, rowOf } from './present.ts';
import { readerLocale } from './reader-locale.ts';
import { slaMemory, type Sla } from './sla-memory.ts';
import { fits, isNarrow, readFilter, type Wanted } from './ticket-filter.ts';
import type { TicketDetail, TicketList } from './wire.ts';

export interface TicketParts {
  readonly acts: Acts;
  readonly reader: DeskReader;
  /** Worded in that language, or in the desk's. */
  readonly cardOf: (ticket: Ticket, locale?: Locale) => TicketCard;
  readonly seal: FileSeal;
  readonly gate: Guard;
  readonly clock: Clock;
}

const MAX_LISTED = 200;
const MAX_SEARCHED = 2000;

const detailQuery = z.object({ entries: z.coerce.number().int().min(1).max(2000).default(200) });

export function ticketRoutes(app: FastifyInstance, parts: TicketParts): void {
  const { acts, reader, cardOf, seal, gate, clock } = parts;
  const slaOf = slaMemory(cardOf, clock);

  app.get('/tickets', async (request): Promise<TicketList> => {
    const wanted = readFilter(request.query);
    const me = gate.sessionOf(request).operator.id;
    const now = clock.now();
    const { status } = wanted;
    const found = await reader.tickets({ limit: reach(wanted), ...(status.length > 0 && { status }) });
    const fitting = found.filter((ticket) => fits(ticket, wanted, { me, now, slaOf }));
    const rows = await Promise.all(
      mostPressing(fitting, slaOf).map(async (ticket) => {
        const [last] = await reader.transcript(ticket.conversation, 1);
        return rowOf({ ticket, last, sla: slaOf(ticket), now });
      }),
    );
    return {
      tickets: rows.sort((a, b) => b.changedAt - a.changedAt),
      more: fitting.length > MAX_LISTED,
    };
  });

  app.get('/tickets/:id', async (request): Promise<TicketDetail> => {
    const query = detailQuery.safeParse(request.query);
    if (!query.success) throw new HttpProblem(400, 'BAD_QUERY', 'Ask as ?entries=N with N from 1 to 2000.');
    const ticket = await acts.ticketOf(request);
    const { entries: limit } = query.data;
    const [entries, standing] = await Promise.all([
      reader.transcript(ticket.conversation, limit + 1),
      reader.standing(ticket.conversation),
    ]);
    return detailOf({
      ticket,
      card: cardOf(ticket, readerLocale(request)),
      entries: entries.slice(-limit),
      earlier: entries.length > limit,
      standing,
      seal,
      now: clock.now(),
    });
  });
}

/** How many tickets are looked at; of closed ones alone the newest are as good as all. */
function reach(wanted: Wanted): number {
  const closedOnly = wanted.status.length > 0 && wanted.status.every((status) => status === 'closed');
  return closedOnly && !isNarrow(wanted) ? MAX_LISTED + 1 : MAX_SEARCHED;
}

/** When there are more than fit: those whose time is up first, then those without a clock, the newest first. */
function mostPressing(tickets: readonly Ticket[], slaOf: (ticket: Ticket) => Sla): readonly Ticket[] {
  if (tickets.length <= MAX_LISTED) return tickets;
  const dueAt = (ticket: Ticket): number => slaOf(ticket).dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return [...tickets]
    .map((ticket) => ({ ticket, dueAt: dueAt(ticket) }))
    .sort((a, b) => a.dueAt - b.dueAt || b.ticket.number - a.ticket.number)
    .slice(0, MAX_LISTED)
    .map(({ ticket }) => ticket);
}
