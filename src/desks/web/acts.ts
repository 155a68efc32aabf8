// Makes one DeskEvent of what somebody did on a page, durable before the answer.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeskBody } from '../../model/desk.ts';
import type { EventId, TicketId } from '../../model/ids.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { FrontDoor } from './front-door.ts';
import type { Guard } from './guard.ts';

export interface Acts {
  /** Throws 404 for a ticket that is not there. */
  ticketOf(request: FastifyRequest): Promise<Ticket>;
  /** Answers 202 once the event is durable. `key` is the page's own for this act. */
  pass(
    request: FastifyRequest,
    reply: FastifyReply,
    act: { readonly ticket: TicketId; readonly key: string; readonly body: DeskBody },
  ): Promise<FastifyReply>;
}

export interface ActParts {
  readonly reader: Pick<DeskReader, 'ticket'>;
  readonly door: FrontDoor;
  readonly gate: Guard;
  readonly clock: Clock;
}

export function acts({ reader, door, gate, clock }: ActParts): Acts {
  return {
    async ticketOf(request) {
      const { id } = request.params as { id: string };
      const ticket = await reader.ticket(id as TicketId);
      if (ticket === undefined) throw new HttpProblem(404, 'NO_TICKET', 'There is no such request.');
      return ticket;
    },
    async pass(request, reply, { ticket, key, body }) {
      const { operator } = gate.sessionOf(request);
      const id = `web:${operator.id}:${key}` as EventId;
      await door.pass({ id, desk: 'web', ticket, operator, at: clock.now(), ref: id, body });
      return reply.code(202).send({ id });
    },
  };
}
