// Lets a request in: only with a session, and anything that changes something only from our own page.
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../../system/http.ts';
import type { Session, Sessions } from './session.ts';

export interface Guard {
  /** Throws 401 without a session, 403 for a change from a foreign page or without the CSRF token. */
  readonly admit: (request: FastifyRequest) => Promise<void>;
  /** Throws 403 when a browser says that another site sent the request. */
  checkOrigin(request: FastifyRequest): void;
  /** The session of an admitted request. */
  sessionOf(request: FastifyRequest): Session;
}

export function guard(sessions: Sessions, publicUrl: string): Guard {
  const admitted = new WeakMap<FastifyRequest, Session>();
  const ownOrigin = new URL(publicUrl).origin;

  /** Browsers name the origin with every change; a program without one still needs the CSRF token. */
  function checkOrigin(request: FastifyRequest): void {
    const { origin, host } = request.headers;
    if (origin === undefined || origin === ownOrigin) return;
    if (URL.canParse(origin) && new URL(origin).host === host) return;
    throw new HttpProblem(403, 'FOREIGN_ORIGIN', 'This came from another site. Open the desk page itself.');
  }

  return {
    checkOrigin,
    async admit(request) {
      const session = await sessions.read(request.headers.cookie);
      if (session === undefined) {
        throw new HttpProblem(
          401,
          'SIGN_IN',
          'Nobody is signed in, or the session has ended. Sign in again.',
        );
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        checkOrigin(request);
        if (!sessions.checkCsrf(session, request.headers['x-csrf-token'])) {
          throw new HttpProblem(403, 'CSRF', 'The x-csrf-token header is missing or wrong. Reload the page.');
        }
      }
      admitted.set(request, session);
    },
    sessionOf(request) {
      const session = admitted.get(request);
      if (session === undefined) throw new Error('the route is not behind the guard');
      return session;
    },
  };
}
