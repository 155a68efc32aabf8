// /healthz: the process lives. /readyz: every part says that it can work. /metrics: the figures.
import type { FastifyInstance } from 'fastify';
import type { Health } from '../model/health.ts';
import type { Metrics } from './metrics.ts';

export interface Part {
  readonly name: string;
  health(): Health | Promise<Health>;
}

export function healthRoutes(app: FastifyInstance, parts: readonly Part[], metrics: Metrics): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const checks = await Promise.all(
      parts.map(async (part) => {
        try {
          return { part: part.name, ...(await part.health()) };
        } catch (error) {
          return {
            part: part.name,
            ok: false,
            detail: error instanceof Error ? error.message : String(error),
          };
        }
      }),
    );
    const ok = checks.every((check) => check.ok);
    return reply.code(ok ? 200 : 503).send({ ok, checks });
  });
  app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.page();
    return reply.type(type).send(text);
  });
}
