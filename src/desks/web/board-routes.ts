// The desk as a whole: who is there, how things stand, going on and off shift, and for managers who did what.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AuditLog } from '../../model/audit.ts';
import type { DeskBoard, Person } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { HttpProblem } from '../../system/http.ts';
import { parsed } from './body.ts';
import type { Guard } from './guard.ts';
import type { LiveStream } from './live-stream.ts';
import { readerLocale } from './reader-locale.ts';
import type { AuditList, Board, ShiftResult } from './wire.ts';

export interface BoardParts {
  readonly board: Pick<DeskBoard, 'people' | 'queues' | 'troubles' | 'stats' | 'setShift'>;
  readonly audit: Pick<AuditLog, 'audit'>;
  readonly gate: Guard;
  readonly live: Pick<LiveStream, 'tellDesk'>;
}

const shift = z.object({ on: z.boolean() });
const auditQuery = z.object({
  ticket: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export function boardRoutes(app: FastifyInstance, { board, audit, gate, live }: BoardParts): void {
  app.get('/board', async (request): Promise<Board> => {
    const manager = gate.sessionOf(request).role === 'manager';
    const [people, troubles, stats] = await Promise.all([
      board.people(),
      board.troubles(),
      manager ? board.stats(readerLocale(request)) : [],
    ]);
    return {
      people: manager ? people : people.map(withoutTelegram),
      queues: board.queues(),
      troubles,
      stats,
    };
  });

  app.post('/shift', async (request): Promise<ShiftResult> => {
    const { on } = parsed(shift, request.body, '{"on": true}');
    const result = await board.setShift(gate.sessionOf(request).operator, on);
    live.tellDesk();
    return result;
  });

  app.get('/audit', async (request): Promise<AuditList> => {
    if (gate.sessionOf(request).role !== 'manager') {
      throw new HttpProblem(403, 'MANAGERS_ONLY', 'Only managers see who did what. Ask one of them.');
    }
    const query = auditQuery.safeParse(request.query);
    if (!query.success) {
      throw new HttpProblem(400, 'BAD_QUERY', 'Ask as ?ticket=ID&limit=N with N from 1 to 1000.');
    }
    const { ticket, limit } = query.data;
    const lines = await audit.audit({ limit, ...(ticket !== undefined && { ticket: ticket as TicketId }) });
    const people = [...(await board.people()), ...lines].map(({ operator }) => operator);
    const nameOf = new Map(people.map(({ id, name }) => [id, name]));
    return {
      lines: lines.map(({ at, operator, detail, ...rest }) => ({
        ...rest,
        at: at.getTime(),
        by: operator.name,
        ...(detail !== undefined && {
          detail: rest.act === 'assign' ? (nameOf.get(detail) ?? detail) : detail,
        }),
      })),
    };
  });
}

/** An operator needs to know who is there, not under which account. */
function withoutTelegram(person: Person): Person {
  const { telegram, ...rest } = person;
  return telegram === undefined ? person : rest;
}
