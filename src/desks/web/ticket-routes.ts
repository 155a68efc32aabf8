// Reading: the list of tickets with search, and one ticket with its card and conversation.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TicketCard } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Ticket, TicketStatus } from '../../model/ticket.ts';
import { HttpProblem } from '../../system/http.ts';
import type { FileSeal } from './file-seal.ts';
import { detailOf, matches, rowOf, searchWords } from './present.ts';
import type { TicketDetail, TicketList } from './wire.ts';

export interface TicketParts {
  readonly reader: DeskReader;
  readonly cardOf: (ticket: Ticket) => TicketCard;
  readonly seal: FileSeal;
}

const STATUSES: readonly TicketStatus[] = ['new', 'open', 'waiting', 'closed'];
const MAX_LISTED = 200;
const MAX_SEARCHED = 2000;

const listQuery = z.object({
  status: z
    .string()
    .transform((list) => list.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.enum(['new', 'open', 'waiting', 'closed'])))
    .optional(),
  q: z.string().max(200).default(''),
});
const detailQuery = z.object({ entries: z.coerce.number().int().min(1).max(2000).default(200) });

export function ticketRoutes(app: FastifyInstance, { reader, cardOf, seal }: TicketParts): void {
  app.get('/tickets', async (request): Promise<TicketList> => {
    const query = listQuery.safeParse(request.query);
    if (!query.success) {
      throw new HttpProblem(
        400,
        'BAD_QUERY',
        `Ask as ?status=new,open&q=words: a status is one of ${STATUSES.join(', ')}, words have at most 200 characters.`,
      );
    }
    const { q, status } = query.data;
    const sought = searchWords(q);
    const limit = sought.length > 0 ? MAX_SEARCHED : MAX_LISTED + 1;
    const found = await reader.tickets({ limit, ...(status && status.length > 0 && { status }) });
    const fitting = found.filter((ticket) => matches(ticket, sought));
    const rows = await Promise.all(
      fitting.slice(0, MAX_LISTED).map(async (ticket) => {
        const [last] = await reader.transcript(ticket.conversation, 1);
        return rowOf(ticket, last);
      }),
    );
    return {
      tickets: rows.sort((a, b) => b.changedAt - a.changedAt),
      more: fitting.length > MAX_LISTED,
    };
  });

  app.get('/tickets/:id', async (request): Promise<TicketDetail> => {
    const { id } = request.params as { id: string };
    const query = detailQuery.safeParse(request.query);
    if (!query.success) throw new HttpProblem(400, 'BAD_QUERY', 'Ask as ?entries=N with N from 1 to 2000.');
    const ticket = await reader.ticket(id as TicketId);
    if (ticket === undefined) throw new HttpProblem(404, 'NO_TICKET', 'There is no such request.');
    const { entries: limit } = query.data;
    const entries = await reader.transcript(ticket.conversation, limit + 1);
    return detailOf({
      ticket,
      card: cardOf(ticket),
      entries: entries.slice(-limit),
      earlier: entries.length > limit,
      seal,
    });
  });
}
