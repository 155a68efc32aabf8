// The operators' desk that is always there: a page under /desk, its JSON API, and live news to whoever has it open.
import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Files } from '../../model/attachment.ts';
import type { Desk, DeskBoard, TicketCard } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import type { DeskReader } from '../../model/store.ts';
import type { AuditLog } from '../../model/audit.ts';
import type { Staff } from '../../model/staff.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import type { HttpRoutes } from '../../system/http.ts';
import type { NewId } from '../../system/ids.ts';
import type { Log } from '../../system/log.ts';
import { actRoutes } from './act-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { fileSeal } from './file-seal.ts';
import { frontDoor } from './front-door.ts';
import { guard } from './guard.ts';
import { liveStream } from './live-stream.ts';
import { lockOut } from './lock-out.ts';
import { pageRoutes } from './page-routes.ts';
import { sessions } from './session.ts';
import { liveRoute, sessionRoutes, signInRoute } from './session-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';

export const WEB_DESK = 'web';

export interface WebDeskOptions {
  /** What operators type to come in; changing it signs everybody out. Not empty. */
  readonly accessKey: string;
  readonly reader: DeskReader;
  readonly files: Files;
  /** At least 32 bytes, kept over restarts; signs sessions and file links. */
  readonly sessionKey: Uint8Array;
  /** Where browsers reach us, for example `https://help.example.com`. */
  readonly publicUrl: string;
  /** Language of the page until an operator picks another. */
  readonly locale: Locale;
  readonly cardOf: (ticket: Ticket) => TicketCard;
  readonly board: DeskBoard;
  readonly staff: Pick<Staff, 'staff' | 'keyOf'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** True when the page is served over https: the cookie is then never sent without it. */
  readonly secureCookies: boolean;
}

/** Throws when the access key is empty or the session key is shorter than 32 bytes. */
export function webDesk(options: WebDeskOptions): Desk & HttpRoutes {
  const { clock, log, reader, files, cardOf } = options;
  if (options.accessKey === '') throw new Error('the desk has no access key: set DESK_ACCESS_KEY');
  if (options.sessionKey.length < 32)
    throw new Error('the session key of the desk must have 32 bytes or more');

  const live = liveStream(clock);
  const door = frontDoor();
  const seal = fileSeal(subKey(options.sessionKey, 'files'));
  const known = sessions({
    key: subKey(options.sessionKey, `sessions:${options.accessKey}`),
    clock,
    newId: options.newId,
    secure: options.secureCookies,
  });
  const gate = guard(known, options.publicUrl);

  return {
    name: WEB_DESK,
    start(accept) {
      door.open(accept);
      return Promise.resolve();
    },
    async stop() {
      live.close();
      await door.close();
    },
    post(post) {
      const ticket = 'card' in post ? post.card.ticket : post.ticket;
      live.tell({ ticket, what: post.kind, ...(post.kind === 'notice' && { text: post.text }) });
      return Promise.resolve({ refs: [] });
    },
    async routes(app) {
      await app.register((scope) => pageRoutes(scope, options.locale));
      await app.register(
        (scope) => {
          scope.addHook('onSend', privately);
          const attempts = lockOut(clock);
          signInRoute(scope, { accessKey: options.accessKey, sessions: known, attempts, gate, log });
        },
        { prefix: '/desk/api' },
      );
      await app.register(
        async (scope) => {
          scope.addHook('onSend', privately);
          scope.addHook('onRequest', gate.admit);
          sessionRoutes(scope, known, gate);
          liveRoute(scope, live, gate);
          ticketRoutes(scope, { reader, cardOf, seal });
          actRoutes(scope, { reader, door, seal, gate, clock });
          await fileRoutes(scope, { files, seal });
        },
        { prefix: '/desk/api' },
      );
    },
  };
}

/** Nothing of the API stays in a cache or is taken for what it is not, unless a route says otherwise. */
function privately(_request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  reply.header('x-content-type-options', 'nosniff');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  return Promise.resolve(payload);
}

function subKey(key: Uint8Array, purpose: string): Uint8Array {
  return createHmac('sha256', key).update(purpose).digest();
}
