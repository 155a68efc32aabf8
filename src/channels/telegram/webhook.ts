// The route that Telegram posts updates to when polling is not wanted. Anybody can find it; only Telegram knows the secret.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Update } from 'grammy/types';
import { HttpProblem } from '../../system/http.ts';

export interface Webhook {
  /** The path that the route has and the whole address that Telegram is told. */
  readonly path: string;
  readonly url: string;
}

/** `url` with a path is taken as it is; a bare origin gets `/telegram/webhook/<bot id>`. Throws when it is no URL. */
export function webhookAt(url: string, botId: string): Webhook {
  const whole = new URL(url);
  if (whole.pathname === '/') whole.pathname = `/telegram/webhook/${botId}`;
  return { path: whole.pathname, url: whole.href };
}

/** Answers 200 once `handle` has resolved and 500 when it rejects, so that Telegram posts the update again. */
export function webhookRoute(
  app: FastifyInstance,
  path: string,
  secret: string,
  handle: (update: Update) => Promise<void>,
): void {
  app.post(
    path,
    {
      onRequest(request, _reply, done) {
        const given = request.headers['x-telegram-bot-api-secret-token'];
        const known = typeof given === 'string' && sameSecret(given, secret);
        const refusal = 'The secret token of this webhook is missing or wrong.';
        done(known ? undefined : new HttpProblem(401, 'WRONG_WEBHOOK_SECRET', refusal));
      },
    },
    async (request) => {
      if (!isUpdate(request.body)) {
        throw new HttpProblem(
          400,
          'NOT_AN_UPDATE',
          'The body is not a Telegram update: update_id is missing.',
        );
      }
      await handle(request.body);
      return {};
    },
  );
}

/** Compared as digests, so that neither the time nor the length tells anything. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function isUpdate(body: unknown): body is Update {
  return (
    typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id)
  );
}
