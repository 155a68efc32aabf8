// A Bot Framework service of our own: login, signing keys, the connector that takes replies, and signed activities.
import { randomUUID } from 'node:crypto';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { Activity } from 'botframework-schema';
import type { Cloud, CredentialsFactory } from '../../../src/channels/botframework/adapter.ts';

export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A reply that the service took. */
export interface Taken {
  readonly conversation: string;
  /** The activity that it answers, from the address. */
  readonly replyTo?: string;
  activity: Partial<Activity>;
  deleted: boolean;
}

export interface BotConnector {
  readonly appId: string;
  readonly serviceUrl: string;
  readonly cloud: Cloud;
  readonly credentials: CredentialsFactory;
  readonly taken: readonly Taken[];
  /** Requests to the connector, taken or not. */
  readonly attempts: number;
  /** Answers the next replies so, one each, before taking any again. */
  fail(...failures: readonly Failure[]): void;
  /** Refuses the bot's login from now on. */
  refuseLogin(error: string | undefined): void;
  /** Serves a file that only the bot may fetch; returns its address. */
  serveFile(bytes: Uint8Array, mime: string): string;
  /** Serves a redirect; returns its address. */
  serveRedirect(to: string): string;
  /** `Authorization` with which the service signs what it sends; `claims` replaces the honest ones. */
  sign(claims?: Readonly<Record<string, unknown>>, key?: 'own' | 'foreign'): Promise<string>;
  close(): Promise<void>;
}

const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'fake-connector-key';
const own = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256', { extractable: true });

/** Starts the service on a free local port with keys made for this run. */
export async function startBotConnector(): Promise<BotConnector> {
  const appId = randomUUID();
  const password = randomUUID();
  const app = fastify({ forceCloseConnections: true });
  const state = {
    taken: [] as Taken[],
    attempts: 0,
    failures: [] as Failure[],
    loginError: undefined as string | undefined,
    files: new Map<string, { bytes: Uint8Array; mime: string }>(),
    redirects: new Map<string, string>(),
  };
  let url = '';

  const sign = (claims: Record<string, unknown>, key: 'own' | 'foreign' = 'own'): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
      .setIssuedAt()
      .setNotBefore('-1 minute')
      .setExpirationTime(typeof claims['exp'] === 'number' ? claims['exp'] : '1 hour')
      .sign((key === 'own' ? own : foreign).privateKey);

  const requireToken = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? '';
    await jwtVerify(token, own.publicKey, { issuer: `${url}/login`, audience: ISSUER, subject: appId }).catch(
      () => reply.code(401).send({ error: { code: 'Unauthorized' } }),
    );
  };

  serveLogin(app, {
    metadata: () => ({ issuer: ISSUER, jwks_uri: `${url}/keys` }),
    keys: async () => [{ ...(await exportJWK(own.publicKey)), kid: KEY_ID, use: 'sig' }],
    login: async (form) => {
      const refused =
        state.loginError ?? (form.get('client_secret') === password ? undefined : 'invalid_client');
      return refused === undefined
        ? { access_token: await sign({ iss: `${url}/login`, aud: ISSUER, sub: appId }) }
        : { error: refused };
    },
  });

  const failing = (reply: FastifyReply): FastifyReply | undefined => {
    state.attempts += 1;
    const failure = state.failures.shift();
    return (
      failure &&
      reply
        .code(failure.status)
        .headers(failure.headers ?? {})
        .send(failure.body ?? '')
    );
  };
  const take = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failed = failing(reply);
    if (failed) return failed;
    const { conversation, activity } = request.params as { conversation: string; activity?: string };
    state.taken.push({
      conversation,
      ...(activity !== undefined && { replyTo: activity }),
      activity: request.body as Partial<Activity>,
      deleted: false,
    });
    return reply.code(201).send({ id: `sent-${state.taken.length}` });
  };
  app.post('/v3/conversations/:conversation/activities', { preHandler: requireToken }, take);
  app.post('/v3/conversations/:conversation/activities/:activity', { preHandler: requireToken }, take);
  const change = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failed = failing(reply);
    if (failed) return failed;
    const { activity = '' } = request.params as { activity?: string };
    const known = state.taken[Number(activity.replace('sent-', '')) - 1];
    if (!known || known.deleted) {
      return reply.code(404).send({ error: { code: 'ActivityNotFoundInConversation' } });
    }
    if (request.method === 'DELETE') known.deleted = true;
    else known.activity = request.body as Partial<Activity>;
    return reply.send({ id: activity });
  };
  app.put('/v3/conversations/:conversation/activities/:activity', { preHandler: requireToken }, change);
  app.delete('/v3/conversations/:conversation/activities/:activity', { preHandler: requireToken }, change);
  app.get<{ Params: { id: string } }>(
    '/v3/attachments/:id',
    { preHandler: requireToken },
    (request, reply) => {
      const file = state.files.get(request.params.id);
      if (file === undefined) return reply.code(404).send();
      return reply.type(file.mime).send(Buffer.from(file.bytes));
    },
  );
  app.get<{ Params: { id: string } }>('/v3/moved/:id', (request, reply) =>
    reply.redirect(state.redirects.get(request.params.id) ?? '/nowhere'),
  );

  url = await app.listen({ host: '127.0.0.1', port: 0 });
  const serviceUrl = `${url}/`;
  return {
    appId,
    serviceUrl,
    cloud: {
      loginUrl: `${url}/login`,
      oauthScope: ISSUER,
      tokenIssuer: ISSUER,
      openIdMetadataUrl: `${url}/.well-known/openidconfiguration`,
      emulatorOpenIdMetadataUrl: `${url}/.well-known/openidconfiguration`,
      oauthUrl: url,
    },
    credentials: new LocalCredentials({ MicrosoftAppId: appId, MicrosoftAppPassword: password }),
    get taken() {
      return state.taken;
    },
    get attempts() {
      return state.attempts;
    },
    fail: (...failures) => void state.failures.push(...failures),
    refuseLogin: (error) => {
      state.loginError = error;
    },
    serveFile(bytes, mime) {
      const id = `file-${state.files.size + 1}`;
      state.files.set(id, { bytes, mime });
      return `${url}/v3/attachments/${id}`;
    },
    serveRedirect(to) {
      const id = `moved-${state.redirects.size + 1}`;
      state.redirects.set(id, to);
      return `${url}/v3/moved/${id}`;
    },
    sign: async (claims, key) =>
      `Bearer ${await sign({ iss: ISSUER, aud: appId, serviceurl: serviceUrl, ...claims }, key)}`,
    close: () => app.close(),
  };
}

interface Login {
  metadata(): object;
  keys(): Promise<readonly object[]>;
  login(form: URLSearchParams): Promise<{ access_token: string } | { error: string }>;
}

function serveLogin(app: FastifyInstance, login: Login): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(body.toString())),
  );
  app.get('/.well-known/openidconfiguration', () => login.metadata());
  app.get('/keys', async () => ({ keys: await login.keys() }));
  app.post('/login', async (request, reply) => {
    const answer = await login.login(request.body as URLSearchParams);
    return reply.code('error' in answer ? 401 : 200).send(answer);
  });
}

/**
 * The client credentials grant in plain HTTP. botbuilder's own factory goes through MSAL, which speaks only HTTPS to
 * hosts that Microsoft vouches for.
 */
class LocalCredentials extends ConfigurationServiceClientCredentialFactory {
  override createCredentials(
    appId: string,
    audience: string,
    loginEndpoint: string,
  ): ReturnType<CredentialsFactory['createCredentials']> {
    const getToken = async (): Promise<string> => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: this.password ?? '',
        scope: `${audience}/.default`,
      });
      const response = await fetch(loginEndpoint, { method: 'POST', body });
      const answer = (await response.json()) as { access_token?: string; error?: string };
      if (answer.access_token === undefined) {
        throw Object.assign(new Error('login refused'), { errorCode: answer.error });
      }
      return answer.access_token;
    };
    const credentials: Awaited<ReturnType<CredentialsFactory['createCredentials']>> & {
      getToken: typeof getToken;
    } = {
      getToken,
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await getToken()}`);
        return request;
      },
    };
    return Promise.resolve(credentials);
  }
}
