// Asking who one is, signing out, and the live stream that lasts as long as the session.
import type { FastifyInstance } from 'fastify';
import type { AuditLog } from '../../model/audit.ts';
import type { Clock } from '../../system/clock.ts';
import type { Guard } from './guard.ts';
import type { LiveStream } from './live-stream.ts';
import type { Session, Sessions } from './session.ts';
import type { SessionInfo } from './wire.ts';

export interface SessionParts {
  readonly sessions: Sessions;
  readonly audit: Pick<AuditLog, 'addAudit'>;
  readonly gate: Guard;
  readonly live: LiveStream;
  readonly clock: Clock;
}

export function sessionRoutes(app: FastifyInstance, parts: SessionParts): void {
  const { sessions, audit, gate, live, clock } = parts;

  app.get('/session', (request): SessionInfo => infoOf(gate.sessionOf(request), sessions));

  app.delete('/session', async (request, reply) => {
    const session = gate.sessionOf(request);
    const cookie = await sessions.end(session);
    live.leave(session.id);
    const { operator } = session;
    await audit.addAudit({ at: clock.now(), operator, desk: 'web', act: 'sign-out', outcome: 'done' });
    return reply.header('set-cookie', cookie).header('clear-site-data', '"cache"').code(204).send();
  });

  app.get('/events', (request, reply) => {
    reply.hijack();
    live.add(reply.raw, gate.sessionOf(request));
  });
}

export function infoOf(session: Session, sessions: Sessions): SessionInfo {
  return {
    role: session.role,
    operator: session.operator,
    csrf: sessions.csrfToken(session),
    expiresAt: session.expiresAt.getTime(),
  };
}
