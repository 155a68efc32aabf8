// Which web pages may use the chat: the check of the Origin header and the CORS headers that go with it.
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface Origins {
  /** True for requests that no browser page made (no Origin), for our own pages and for the allowed ones. */
  allows(request: FastifyRequest): boolean;
  /** Adds CORS headers to every answer of `scope` and answers the browsers' preflight under `prefix`. */
  addTo(scope: FastifyInstance, prefix: string): void;
}

/** `allowed` holds origins such as `https://shop.example`, or `*` for every page. */
export function createOrigins(allowed: readonly string[], publicUrl: string): Origins {
  const known = new Set([new URL(publicUrl).origin, ...allowed.map(normalise)]);
  const allows = (request: FastifyRequest): boolean => {
    const { origin } = request.headers;
    if (origin === undefined || known.has('*') || known.has(normalise(origin))) return true;
    return URL.canParse(origin) && new URL(origin).host === request.host;
  };
  return {
    allows,
    addTo(scope, prefix) {
      scope.addHook('onRequest', async (request, reply) => {
        reply.header('vary', 'Origin');
        const { origin } = request.headers;
        if (origin === undefined || !allows(request)) return;
        reply.header('access-control-allow-origin', origin);
        reply.header('access-control-expose-headers', 'Retry-After');
      });
      scope.options(`${prefix}/*`, (_request, reply) =>
        reply
          .header('access-control-allow-methods', 'GET, POST')
          .header(
            'access-control-allow-headers',
            'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
          )
          .header('access-control-max-age', '7200')
          .code(204)
          .send(),
      );
    },
  };
}

function normalise(origin: string): string {
  return origin.trim().toLowerCase().replace(/\/+$/u, '');
}
