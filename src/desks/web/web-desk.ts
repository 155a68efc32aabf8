// The operators' desk that is always there: a page under /desk, its JSON API, and live news to whoever has it open.
import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Files } from '../../model/attachment.ts';
import type { Desk, DeskBoard, TicketCard } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import type { Bindings, DeskReader } from '../../model/store.ts';
import type { AuditLog } from '../../model/audit.ts';
import type { Staff } from '../../model/staff.ts';
import type { Ticket } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import type { HttpRoutes } from '../../system/http.ts';
import type { NewId } from '../../system/ids.ts';
import type { Log } from '../../system/log.ts';
import { actRoutes } from './act-routes.ts';
import { acts as deskActs } from './acts.ts';
import { aidRoutes } from './aid-routes.ts';
import { boardRoutes } from './board-routes.ts';
import { boardWatch } from './board-watch.ts';
import { endedSessions } from './ended-sessions.ts';
import { fileRoutes } from './file-routes.ts';
import { fileSeal } from './file-seal.ts';
import { frontDoor } from './front-door.ts';
import { guard } from './guard.ts';
import { knownBrowsers } from './known-browser.ts';
import { liveStream } from './live-stream.ts';
import { lockOut } from './lock-out.ts';
import { pageRoutes } from './page-routes.ts';
import { roster } from './roster.ts';
import { sessions as deskSessions } from './session.ts';
import { sessionRoutes } from './session-routes.ts';
import { signInRoute } from './sign-in.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { wordsRoutes } from './words-routes.ts';

export const WEB_DESK = 'web';

export interface WebDeskOptions {
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
  readonly bindings: Pick<Bindings, 'getBinding' | 'setBinding'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** True when the page is served over https: the cookie is then never sent without it. */
  readonly secureCookies: boolean;
}

/** Throws when the session key is shorter than 32 bytes. */
export function webDesk(options: WebDeskOptions): Desk & HttpRoutes {
  const { clock, log, reader, files, cardOf, board, staff, audit, newId } = options;
  if (options.sessionKey.length < 32)
    throw new Error('the session key of the desk must have 32 bytes or more');

  const door = frontDoor();
  const seal = fileSeal(subKey(options.sessionKey, 'files'));
  const secure = options.secureCookies;
  const sessions = deskSessions({
    key: subKey(options.sessionKey, 'sessions'),
    roster: roster(staff, clock),
    ended: endedSessions(options.bindings, clock),
    ...{ clock, newId, secure },
  });
  const browsers = knownBrowsers({ key: subKey(options.sessionKey, 'browsers'), newId, secure });
  const live = liveStream({
    clock,
    log,
    renewed: (session) => sessions.renewed(session),
    deskChanged: boardWatch(board),
  });
  const gate = guard(sessions, options.publicUrl);
  const acts = deskActs({ reader, door, gate, clock });

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
      const notice = post.kind === 'notice' ? post : undefined;
      live.tell({
        ticket,
        what: post.kind,
        ...(notice && { text: notice.text }),
        ...(notice?.to === 'managers' && { managers: true }),
      });
      return Promise.resolve({ refs: [] });
    },
    async routes(app) {
      await app.register((scope) => pageRoutes(scope, options.locale));
      await app.register(
        (scope) => {
          scope.addHook('onSend', privately);
          const attempts = lockOut(clock);
          signInRoute(scope, { staff, audit, sessions, browsers, attempts, gate, clock, log });
        },
        { prefix: '/desk/api' },
      );
      await app.register(
        async (scope) => {
          scope.addHook('onSend', privately);
          scope.addHook('onRequest', gate.admit);
          sessionRoutes(scope, { sessions, audit, gate, live, clock });
          ticketRoutes(scope, { acts, reader, cardOf, seal, gate, clock });
          wordsRoutes(scope, acts, seal);
          actRoutes(scope, { acts, reader, board, audit, gate, clock });
          aidRoutes(scope, { acts, board, gate });
          boardRoutes(scope, { board, audit, gate, live });
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
