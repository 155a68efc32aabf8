// The way into another messenger: a one-time link that carries the conversation on there.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Address } from '../../model/message.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import { addressOf } from './inbound.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Claims } from './tokens.ts';

export interface ContinueIn {
  /** Name of the messenger's channel; the widget has words for it. */
  readonly channel: string;
  /** A link for the person at that address; undefined when none can be had at this moment. */
  link(from: Address): Promise<string | undefined>;
}

interface Route {
  Params: { readonly id: string };
  Querystring: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Adds nothing where there is no other messenger. */
export function addContinuationRoute(
  scope: FastifyInstance,
  base: string,
  deps: {
    readonly continueIn?: ContinueIn;
    readonly clock: Clock;
    /** Checks the token; throws `HttpProblem`. */
    readonly enter: (request: FastifyRequest<Route>) => Promise<Claims>;
  },
): void {
  const { continueIn, enter } = deps;
  if (continueIn === undefined) return;
  const asked = createRateLimit(deps.clock, 5, 60_000);
  scope.post<Route>(`${base}/:id/continuation`, async (request) => {
    const { conversation } = await enter(request);
    asked.take(conversation);
    const url = await continueIn.link(addressOf(conversation));
    if (url !== undefined) return { url };
    throw new HttpProblem(
      503,
      'ServiceUnavailable',
      'There is no link at this moment: try again in a minute.',
    );
  });
}
