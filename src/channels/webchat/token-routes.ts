// Direct Line endpoints that hand out tokens. No secret is needed, but a browser must come from an allowed page.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { NewId } from '../../system/ids.ts';
import type { Origins } from './origins.ts';
import { createRateLimit } from './rate-limit.ts';
import { bearer, TOKEN_SECONDS, type Claims, type Tokens } from './tokens.ts';

const request = z.object({
  user: z.object({ id: z.string().max(200).nullish(), name: z.string().nullish() }).nullish(),
});

/** What a client gets to go on with its conversation. */
export interface Grant {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
  /** For tokens/refresh within 30 days, when `token` has run out. Keep it where only the page can read it. */
  readonly resumeToken: string;
}

export function addTokenRoutes(
  scope: FastifyInstance,
  deps: {
    readonly tokens: Tokens;
    readonly origins: Origins;
    readonly newId: NewId;
    readonly clock: Clock;
  },
): void {
  const { tokens, origins, newId } = deps;
  // generous, as many people may share an address; the rest only keeps a loop from filling the disk
  const openings = createRateLimit(deps.clock, 120, 1000);

  scope.post('/v3/directline/tokens/generate', async (incoming) => {
    if (!origins.allows(incoming)) {
      throw new HttpProblem(
        403,
        'BadArgument',
        'This page may not open a chat here: its origin is not among the allowed ones.',
      );
    }
    openings.take(incoming.ip);
    const user = readUser(incoming.body) ?? `dl_${newId()}`;
    const claims = { conversation: newId(), user };
    return { ...(await grant(tokens, claims)), user: { id: user } };
  });

  scope.post('/v3/directline/tokens/refresh', async (incoming) => {
    const claims = await tokens.verify(bearer(incoming.headers.authorization), 'chat', 'resume');
    return { ...(await grant(tokens, claims)), user: { id: claims.user } };
  });
}

export async function grant(tokens: Tokens, claims: Claims): Promise<Grant> {
  return {
    conversationId: claims.conversation,
    token: await tokens.issue('chat', claims),
    expires_in: TOKEN_SECONDS,
    resumeToken: await tokens.issue('resume', claims),
  };
}

function readUser(body: unknown): string | undefined {
  const parsed = request.safeParse(body ?? {});
  if (!parsed.success)
    throw new HttpProblem(400, 'BadArgument', 'The body must be {"user": {"id": "dl_…"}}.');
  const id = parsed.data.user?.id ?? undefined;
  if (id !== undefined && !/^dl_\S+$/u.test(id)) {
    throw new HttpProblem(400, 'BadArgument', 'A user id must begin with "dl_" and have no spaces.');
  }
  return id;
}
