// Signing in and out, asking who one is, and the live stream that lasts as long as the session.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Operator } from '../../model/ticket.ts';
import { HttpProblem } from '../../system/http.ts';
import type { Log } from '../../system/log.ts';
import type { Guard } from './guard.ts';
import type { LiveStream } from './live-stream.ts';
import type { LockOut } from './lock-out.ts';
import type { Session, Sessions } from './session.ts';
import type { SessionInfo } from './wire.ts';

const MAX_NAME_LENGTH = 60;
const credentials = z.object({ name: z.string(), key: z.string() });

export interface SignInParts {
  readonly accessKey: string;
  readonly sessions: Sessions;
  readonly attempts: LockOut;
  readonly gate: Guard;
  readonly log: Log;
}

export function signInRoute(app: FastifyInstance, parts: SignInParts): void {
  const { accessKey, sessions, attempts, gate, log } = parts;

  app.post('/session', async (request, reply): Promise<SessionInfo> => {
    gate.checkOrigin(request);
    const waitMs = attempts.waitMs(request.ip);
    if (waitMs > 0) {
      const minutes = Math.ceil(waitMs / 60_000);
      reply.header('retry-after', String(Math.ceil(waitMs / 1000)));
      throw new HttpProblem(
        429,
        'LOCKED_OUT',
        `Too many wrong access keys from this address. Try again in ${String(minutes)} minutes.`,
      );
    }
    const given = credentials.safeParse(request.body);
    if (!given.success) throw new HttpProblem(400, 'BAD_BODY', 'Send JSON: {"name": "...", "key": "..."}.');
    const operator = operatorNamed(given.data.name);
    if (!sameSecret(given.data.key, accessKey)) {
      attempts.failed(request.ip);
      log.warn({ desk: 'web' }, 'a wrong access key was tried on the desk');
      throw new HttpProblem(
        401,
        'WRONG_KEY',
        'The access key is wrong. It was printed when Firstline started.',
      );
    }
    attempts.succeeded(request.ip);
    const { session, cookie } = await sessions.open(operator);
    reply.header('set-cookie', cookie);
    return infoOf(session, sessions);
  });
}

export function sessionRoutes(app: FastifyInstance, sessions: Sessions, gate: Guard): void {
  app.get('/session', (request): SessionInfo => infoOf(gate.sessionOf(request), sessions));

  app.delete('/session', (request, reply) =>
    reply
      .header('set-cookie', sessions.end(gate.sessionOf(request)))
      .header('clear-site-data', '"cache"')
      .code(204)
      .send(),
  );
}

export function liveRoute(app: FastifyInstance, live: LiveStream, gate: Guard): void {
  app.get('/events', (request, reply) => {
    reply.hijack();
    live.add(reply.raw, gate.sessionOf(request).expiresAt);
  });
}

function infoOf(session: Session, sessions: Sessions): SessionInfo {
  return {
    role: 'operator',
    operator: session.operator,
    csrf: sessions.csrfToken(session),
    expiresAt: session.expiresAt.getTime(),
  };
}

function operatorNamed(raw: string): Operator {
  const name = raw
    .normalize('NFKC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  if (name === '') throw new HttpProblem(400, 'NO_NAME', 'Say your name: customers and colleagues see it.');
  if (name.length > MAX_NAME_LENGTH) {
    throw new HttpProblem(400, 'LONG_NAME', `A name has at most ${String(MAX_NAME_LENGTH)} characters.`);
  }
  return { id: `web:${name.toLowerCase()}`, name };
}

/** Hashing first makes the lengths equal, so that the comparison tells nothing by its duration. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
