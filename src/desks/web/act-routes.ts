// What operators do besides writing: each act becomes one DeskEvent, after what can be said against it at once.
import type { FastifyInstance } from 'fastify';
import type { AuditLog } from '../../model/audit.ts';
import type { DeskBoard, DeskBody } from '../../model/desk.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import { readAct, type GivenAct } from './act-body.ts';
import type { Acts } from './acts.ts';
import type { Guard } from './guard.ts';
import type { Session } from './session.ts';
import { sendable } from './words-routes.ts';

export interface ActRoutesParts {
  readonly acts: Acts;
  readonly reader: Pick<DeskReader, 'transcript'>;
  readonly board: Pick<DeskBoard, 'people' | 'queues'>;
  readonly audit: Pick<AuditLog, 'addAudit'>;
  readonly gate: Guard;
  readonly clock: Clock;
}

const MAX_SNOOZE_MS = 366 * 24 * 60 * 60 * 1000;
/** Entries of a conversation among which a reply is looked for. */
const MAX_SOUGHT = 5000;

export function actRoutes(app: FastifyInstance, parts: ActRoutesParts): void {
  const { acts, gate, audit, clock } = parts;

  app.post('/tickets/:id/act', async (request, reply) => {
    const { id: key, act } = readAct(request.body);
    const ticket = await acts.ticketOf(request);
    const session = gate.sessionOf(request);
    if (act.kind === 'close' && act.unasked === true && session.role !== 'manager') {
      const { operator } = session;
      const line = { at: clock.now(), operator, desk: 'web', ticket: ticket.id, act: 'close' } as const;
      await audit.addAudit({ ...line, detail: 'unasked', outcome: 'refused' });
      throw new HttpProblem(
        403,
        'MANAGERS_ONLY',
        'Only a manager ends a request without asking the customer. Close it the usual way, or ask a manager.',
      );
    }
    return acts.pass(request, reply, {
      ticket: ticket.id,
      key,
      body: await bodyOf(act, ticket, session, parts),
    });
  });
}

/** Throws 400, 403 or 404 for what cannot be done; what depends on the ticket's state is the core's to refuse. */
async function bodyOf(
  act: GivenAct,
  ticket: Ticket,
  session: Session,
  parts: ActRoutesParts,
): Promise<DeskBody> {
  switch (act.kind) {
    case 'close':
      return act.unasked === true ? { kind: 'close', unasked: true } : { kind: 'close' };
    case 'assign':
      return { kind: 'assign', to: await personOf(act.to, parts) };
    case 'tier':
      return tierOf(act, parts);
    case 'snooze':
      return { kind: 'snooze', until: soon(act.until, parts.clock.now()) };
    case 'merge':
      if (act.into !== ticket.number) return act;
      throw new HttpProblem(
        400,
        'SAME_TICKET',
        'A request cannot be merged into itself. Give another number.',
      );
    case 'edit':
      return { ...act, text: await changedWords(act, ticket, session, parts) };
    case 'delete':
      await replyOf(act.of, ticket, parts);
      return act;
    default:
      return act;
  }
}

async function personOf(id: string, { board }: ActRoutesParts) {
  const person = (await board.people()).find(({ operator }) => operator.id === id);
  if (person) return person.operator;
  throw new HttpProblem(
    400,
    'NO_PERSON',
    'At "act.to": nobody on the staff has that id. Take one from the people that the board lists.',
  );
}

function tierOf({ tier, queue }: Extract<GivenAct, { kind: 'tier' }>, { board }: ActRoutesParts): DeskBody {
  if (queue === undefined) return { kind: 'tier', tier };
  const fitting = board.queues().filter((one) => one.tier === tier);
  if (fitting.some(({ name }) => name === queue)) return { kind: 'tier', tier, queue };
  throw new HttpProblem(
    400,
    'NO_QUEUE',
    `At "act.queue": tier ${String(tier)} has no such queue. It has: ${fitting.map(({ name }) => name).join(', ')}.`,
  );
}

function soon(until: number, now: Date): Date {
  const inMs = until - now.getTime();
  if (inMs > 0 && inMs <= MAX_SNOOZE_MS) return new Date(until);
  throw new HttpProblem(
    400,
    'BAD_TIME',
    'At "act.until": the time must lie between now and a year from now, in milliseconds since 1970.',
  );
}

async function changedWords(
  { of, text: raw }: Extract<GivenAct, { kind: 'edit' }>,
  ticket: Ticket,
  session: Session,
  parts: ActRoutesParts,
): Promise<string> {
  const text = sendable(raw);
  if (text === '') {
    throw new HttpProblem(400, 'EMPTY_TEXT', 'A reply cannot be made empty. Write something, or delete it.');
  }
  const author = await replyOf(of, ticket, parts);
  if (author.id === session.operator.id) return text;
  throw new HttpProblem(
    403,
    'NOT_YOURS',
    'Only whoever wrote a reply changes its words. Delete it, or write another.',
  );
}

/** Who wrote the reply that is known by `ref`. */
async function replyOf(ref: string, { conversation }: Ticket, { reader }: ActRoutesParts) {
  const entry = (await reader.transcript(conversation, MAX_SOUGHT)).findLast((one) => one.ref === ref);
  if (entry?.author.kind === 'operator' && entry.state !== 'removed') return entry.author.operator;
  throw new HttpProblem(
    404,
    'NO_REPLY',
    'At "act.of": that is no reply of ours, or it was deleted. Only replies to the customer can be changed or deleted.',
  );
}
