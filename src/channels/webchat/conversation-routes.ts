// Direct Line endpoints of one conversation: start, reconnect, post, read, upload, stream.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { Log } from '../../system/log.ts';
import { readActivity, type PostedActivity, type StoredFile } from './activity.ts';
import { addContinuationRoute, type ContinueIn } from './continuation-route.ts';
import type { FileLinks } from './file-links.ts';
import type { Receiver } from './receive.ts';
import { streamTo } from './stream.ts';
import { readWatermark, type Timeline } from './timeline.ts';
import { grant } from './token-routes.ts';
import { bearer, type Claims, type Tokens, type TokenUse } from './tokens.ts';
import { checkFile, readUpload, type UploadedFile } from './upload.ts';

const BASE = '/v3/directline/conversations';

interface Route {
  Params: { readonly id: string };
  /** A parameter given twice comes as a list. */
  Querystring: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export function addConversationRoutes(
  scope: FastifyInstance,
  deps: {
    readonly publicUrl: string;
    readonly tokens: Tokens;
    readonly timeline: Timeline;
    readonly receiver: Receiver;
    readonly links: FileLinks;
    readonly continueIn?: ContinueIn;
    readonly clock: Clock;
    readonly log: Log;
  },
): void {
  const { tokens, timeline, receiver, links } = deps;
  const socketBase = deps.publicUrl.replace(/^http/u, 'ws').replace(/\/+$/u, '') + BASE;

  const enter = async (
    request: FastifyRequest<Route>,
    token: string | undefined,
    ...uses: readonly TokenUse[]
  ): Promise<Claims> => {
    const claims = await tokens.verify(token, ...uses);
    const { id } = request.params;
    if (claims.conversation === id) return claims;
    if (!(await timeline.isKnown(id))) {
      throw new HttpProblem(404, 'NotFound', 'There is no conversation with this id.');
    }
    throw new HttpProblem(403, 'BadArgument', 'The token belongs to another conversation.');
  };
  const enterByHeader = (request: FastifyRequest<Route>): Promise<Claims> =>
    enter(request, bearer(request.headers.authorization), 'chat');

  const session = async (claims: Claims, watermark: number) => ({
    ...(await grant(tokens, claims)),
    ...(deps.continueIn === undefined ? {} : { continueIn: deps.continueIn.channel }),
    streamUrl: `${socketBase}/${claims.conversation}/stream?watermark=${String(watermark)}&t=${await tokens.issue('stream', claims)}`,
  });

  scope.post(BASE, async (request, reply) => {
    const claims = await tokens.verify(bearer(request.headers.authorization), 'chat');
    return reply.code(201).send(await session(claims, 0));
  });

  scope.get<Route>(`${BASE}/:id`, async (request) =>
    session(await enterByHeader(request), readWatermark(request.query['watermark'])),
  );

  scope.get<Route>(`${BASE}/:id/activities`, async (request) => {
    const { conversation } = await enterByHeader(request);
    return timeline.read(conversation, readWatermark(request.query['watermark']));
  });

  scope.post<Route>(`${BASE}/:id/activities`, async (request) => {
    const claims = await enterByHeader(request);
    const activity = readActivity(request.body);
    // Someone is typing: of no use to the dialogue, and nothing to keep.
    if (activity.type === 'typing') return { id: '' };
    return { id: await receiver.receive(claims, { activity, ...(await inlineFiles(activity, links)) }) };
  });

  scope.post<Route>(`${BASE}/:id/upload`, async (request) => {
    const claims = await enterByHeader(request);
    const { activity, files } = await readUpload(request);
    return { id: await receiver.receive(claims, { activity, uploaded: files, known: [] }) };
  });

  addContinuationRoute(scope, BASE, { ...deps, enter: enterByHeader });

  scope.get<Route>(
    `${BASE}/:id/stream`,
    {
      websocket: true,
      preValidation: async (request) => {
        const { t } = request.query;
        const token = typeof t === 'string' ? t : bearer(request.headers.authorization);
        await enter(request, token, 'stream', 'chat');
        readWatermark(request.query['watermark']);
      },
    },
    (socket, request) => streamTo(socket, request.params.id, readWatermark(request.query['watermark']), deps),
  );
}

/** Files that come inside a posted activity: data addresses, and our own files sent again. Nothing is ever fetched. */
async function inlineFiles(
  { attachments = [] }: PostedActivity,
  links: FileLinks,
): Promise<{ uploaded: UploadedFile[]; known: StoredFile[] }> {
  const uploaded: UploadedFile[] = [];
  const known: StoredFile[] = [];
  for (const { contentUrl = '', contentType, name } of attachments) {
    const data = /^data:([^,;]*)[^,]*;base64,/iu.exec(contentUrl);
    const own = await links.fileOf(contentUrl);
    if (data !== null) {
      const bytes = Buffer.from(contentUrl.slice(data[0].length), 'base64');
      uploaded.push(checkFile(bytes, name, contentType ?? data[1]));
    } else if (own !== undefined) known.push(own);
    else {
      throw new HttpProblem(
        400,
        'BadArgument',
        'An attachment must come as multipart to …/upload, or as a base64 data address; other addresses are not fetched.',
      );
    }
  }
  return { uploaded, known };
}
