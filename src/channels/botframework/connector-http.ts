// The HTTP client under botbuilder's connector. Ours, because the default one repeats a POST by itself, up to three times
// with back-off: only the outbox may try again, and it must know why and whether the message may already be out.
import { z } from 'zod';
import type { Clock } from '../../system/clock.ts';
import type { ConnectorHttp } from './adapter.ts';
import { isMissing, refused, unanswered, type Refusal } from './failure.ts';

const SEND_TIMEOUT_MS = 30_000;
const errorBody = z.object({ error: z.object({ code: z.string().regex(/^\w{1,80}$/u) }) });

type Request = Parameters<ConnectorHttp['sendRequest']>[0];
type Response = Awaited<ReturnType<ConnectorHttp['sendRequest']>>;

/** Rejects with `DeliveryError` on everything but a 2xx, and the deletion of what is gone. Redirects are not followed: they would carry the token away. */
export function connectorHttp(clock: Clock): ConnectorHttp {
  return {
    async sendRequest(request) {
      const { status, headers, text } = await exchange(request, clock);
      if (status < 200 || status >= 300) {
        const code = errorCode(text);
        const retryAfter = headers.get('retry-after');
        const refusal: Refusal = {
          status,
          change: request.method === 'PUT' || request.method === 'DELETE',
          ...(code !== undefined && { code }),
          ...(retryAfter !== null && { retryAfter }),
        };
        const deleted = request.method === 'DELETE' && isMissing(refusal);
        if (!deleted) throw refused(refusal, clock.now());
        return { request, status: 200, headers: sameKind(request, headers), bodyAsText: '' };
      }
      return { request, status, headers: sameKind(request, headers), bodyAsText: text };
    },
  };
}

async function exchange(request: Request, clock: Clock) {
  const timeout = new AbortController();
  const cancel = clock.after(SEND_TIMEOUT_MS, () => timeout.abort(new Error('no answer within 30 s')));
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson({ preserveCase: true }),
      body: typeof request.body === 'string' ? request.body : null,
      redirect: 'manual',
      signal: timeout.signal,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    throw unanswered(cause);
  } finally {
    cancel();
  }
}

/** The pipeline wants its own kind of header collection, and the request has one to copy. */
function sameKind(request: Request, headers: Headers): Response['headers'] {
  const own = request.headers.clone();
  for (const name of own.headerNames()) own.remove(name);
  for (const [name, value] of headers) own.set(name, value);
  return own;
}

function errorCode(text: string): string | undefined {
  try {
    return errorBody.safeParse(JSON.parse(text)).data?.error.code;
  } catch {
    // A proxy's error page is not JSON and has no code to tell.
    return undefined;
  }
}
