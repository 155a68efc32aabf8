// The one HTTP server. Adapters hang their routes into it; errors leave it as problem bodies (RFC 9457), never as traces.
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import websocket from '@fastify/websocket';
import type { Log } from './log.ts';

/** An answer to bad input: 4xx with words for whoever sent it. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
  }
}

/** A part that answers HTTP. Routes are registered before the server listens. */
export interface HttpRoutes {
  routes(app: FastifyInstance): void | Promise<void>;
}

/**
 * A server with WebSocket support and our error form; not yet listening. `bodyLimit` is 1 MiB unless a route says more.
 * A forwarded client address is believed only from `proxies` (addresses, networks such as `10.0.0.0/8`, or `loopback`):
 * anybody else could make up a new one for each guess at a key.
 */
export async function createHttp(log: Log, proxies: readonly string[] = []): Promise<FastifyInstance> {
  const trustProxy = proxies.length > 0 ? [...proxies] : false;
  const app = fastify({ bodyLimit: 1024 * 1024, trustProxy });
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } });

  app.setErrorHandler((error: FastifyError | HttpProblem, request, reply) => {
    const status = error instanceof HttpProblem ? error.status : (error.statusCode ?? 500);
    const fields = { method: request.method, route: request.routeOptions.url, status, code: error.code };
    if (status >= 500) log.error({ ...fields, error: error.message, stack: error.stack }, 'request failed');
    else log.info(fields, 'request refused');
    const detail =
      status < 500 || error instanceof HttpProblem
        ? error.message
        : 'The server failed; the failure is logged.';
    return sendProblem(reply, status, error.code, detail);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      404,
      'NOT_FOUND',
      `Nothing is served at ${request.method} ${request.url.split('?')[0] ?? ''}.`,
    ),
  );
  return app;
}

interface Reply {
  code(status: number): Reply;
  type(mime: string): Reply;
  send(payload: unknown): unknown;
}

function sendProblem(reply: Reply, status: number, code: string, detail: string): unknown {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', status, code, detail, error: { code, message: detail } });
}
