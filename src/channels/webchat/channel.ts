// The web chat as a channel: a Direct Line 3.0 server over a durable feed, our widget, and a demo page to try it on.
import multipart from '@fastify/multipart';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Files } from '../../model/attachment.ts';
import type { Channel } from '../../model/channel.ts';
import type { Locale } from '../../model/locale.ts';
import { DeliveryError, type Accept, type Address, type InboundMessage } from '../../model/message.ts';
import type { ChatFeed } from '../../model/store.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem, type HttpRoutes } from '../../system/http.ts';
import type { NewId } from '../../system/ids.ts';
import type { Log } from '../../system/log.ts';
import { addConversationRoutes } from './conversation-routes.ts';
import type { ContinueIn } from './continuation-route.ts';
import { createFileLinks } from './file-links.ts';
import { CHANNEL } from './inbound.ts';
import { createOrigins } from './origins.ts';
import { toActivity, toEdit, toRemoval } from './outbound.ts';
import { addPages, type DemoHint } from './pages.ts';
import { createReceiver } from './receive.ts';
import { createTimeline } from './timeline.ts';
import { addTokenRoutes } from './token-routes.ts';
import { createTokens } from './tokens.ts';
import { UPLOAD_LIMITS } from './upload.ts';

export interface WebchatOptions {
  /** Where browsers reach this server, for example `https://bot.shop.example`; no path means the root. */
  readonly publicUrl: string;
  /** At least 32 bytes, the same over restarts: it signs tokens and file addresses. */
  readonly signingKey: Uint8Array;
  /** Origins of the pages that may carry the widget; `*` for all. The server's own pages always may. */
  readonly allowedOrigins: readonly string[];
  readonly feed: ChatFeed;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Language of the demo page where neither `?lang=` nor the browser names one we speak. */
  readonly defaultLocale: Locale;
  /** Another messenger in which a person can go on with the conversation. */
  readonly continueIn?: ContinueIn;
  /** Shown as the bot's name. */
  readonly shopName?: string;
  /** What the demo page proposes to write, beside its own proposals; the same in every language. */
  readonly demoHints?: readonly DemoHint[];
}

/** Throws when `publicUrl` is not a URL or the key is shorter than 32 bytes. */
export function webchatChannel(options: WebchatOptions): Channel & HttpRoutes {
  const { publicUrl, signingKey, feed, files, clock, newId, log } = options;
  if (signingKey.length < 32) throw new RangeError('the web chat needs a signing key of at least 32 bytes');
  const links = createFileLinks(signingKey, publicUrl, files);
  const timeline = createTimeline(feed, links);
  const receiver = createReceiver({ timeline, files, clock, newId });
  const botName = options.shopName ?? 'Firstline';

  return {
    name: CHANNEL,
    capabilities: { choices: true, files: true, edits: true, once: true },

    start(accept: Accept<InboundMessage>) {
      receiver.open(accept);
      return Promise.resolve();
    },

    stop: () => receiver.close(),

    async send(to, message, key) {
      mustBeOurs(to);
      const at = clock.now();
      const ref = await written(timeline.append(to.chat, `out:${key}`, toActivity(message, botName, at), at));
      return { refs: [ref] };
    },

    async edit(to, receipt, message, key) {
      mustBeOurs(to);
      const at = clock.now();
      const of = await written(timeline.find(to.chat, receipt.refs[0] ?? ''));
      if (of === undefined) throw refusal('the message to change is no longer in the chat');
      await written(timeline.append(to.chat, `edit:${key}`, toEdit(message, botName, at, of), at));
      return receipt;
    },

    async remove(to, { refs }, key) {
      mustBeOurs(to);
      const at = clock.now();
      const of = await written(timeline.find(to.chat, refs[0] ?? ''));
      if (of !== undefined) {
        await written(timeline.append(to.chat, `remove:${key}`, toRemoval(botName, at, of), at));
      }
      return { refs: [] };
    },

    async routes(app: FastifyInstance) {
      const origins = createOrigins(options.allowedOrigins, publicUrl);
      const deps = { publicUrl, tokens: createTokens(signingKey, clock), timeline, clock, newId, log };
      await app.register(async (scope) => {
        await scope.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
        origins.addTo(scope, '/v3/directline');
        useDirectLineForms(scope);
        addTokenRoutes(scope, { ...deps, origins });
        const { continueIn } = options;
        addConversationRoutes(scope, { ...deps, receiver, links, ...(continueIn ? { continueIn } : {}) });
        links.addTo(scope);
      });
      await addPages(app, options);
    },
  } satisfies Channel & HttpRoutes;
}

function mustBeOurs(to: Address): void {
  if (to.channel !== CHANNEL || to.chat === '')
    throw refusal(`it cannot send to an address of ${to.channel}`);
}

function refusal(why: string): DeliveryError {
  return new DeliveryError(`the web chat: ${why}`, { outcome: 'rejected', sentForSure: 'no' });
}

/** Trouble of the feed as the failure of a delivery. */
async function written<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw new DeliveryError('the chat feed could not be read or written', {
      outcome: 'retry',
      sentForSure: 'unknown',
      cause,
    });
  }
}

/** JSON where an empty body is nothing, and errors with Direct Line's own codes. */
function useDirectLineForms(scope: FastifyInstance): void {
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(String(body)));
    } catch (error) {
      done(new HttpProblem(400, 'BadArgument', 'The body is not JSON.', error));
    }
  });
  scope.setErrorHandler((error: FastifyError) => {
    const { statusCode = 500 } = error;
    if (error instanceof HttpProblem || statusCode >= 500) throw error;
    throw new HttpProblem(
      statusCode,
      statusCode === 413 ? 'MessageSizeTooBig' : 'BadArgument',
      error.message,
      error,
    );
  });
}
