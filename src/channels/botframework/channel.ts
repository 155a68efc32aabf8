// Teams and every other messenger behind the Bot Framework, as a channel. Import it only when it is configured:
// botbuilder costs half a second and 130 MB.
import type { FastifyInstance } from 'fastify';
import { FileUnavailableError, type FileRef, type Files } from '../../model/attachment.ts';
import type { Channel } from '../../model/channel.ts';
import type { EventId } from '../../model/ids.ts';
import {
  DeliveryError,
  type Accept,
  type Address,
  type InboundBody,
  type InboundMessage,
  type OutboundMessage,
  type Receipt,
} from '../../model/message.ts';
import type { Bindings } from '../../model/store.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem, type HttpRoutes } from '../../system/http.ts';
import type { NewId } from '../../system/ids.ts';
import type { Log } from '../../system/log.ts';
import { parseActivity, type IncomingActivity } from './activity.ts';
import { Adapter, type Answer, type Cloud, type CredentialsFactory } from './adapter.ts';
import { connectorHttp } from './connector-http.ts';
import { deliver, idOf, postQuoting } from './delivery.ts';
import { download } from './download.ts';
import { decodeRemoteFile, encodeRemoteFile, toAttachment, type IncomingFile } from './incoming-files.ts';
import { meaningOf, quoteOf, type Meaning } from './incoming.ts';
import { firmLogin, loginRefusal } from './login.ts';
import { readyFiles } from './outgoing-files.ts';
import { toActivity } from './outgoing.ts';
import {
  chatKey,
  keepReference,
  OWNER,
  readReference,
  toConversationReference,
  type StoredReference,
} from './references.ts';
import { traitsOf } from './traits.ts';

export interface BotFrameworkOptions {
  /** MICROSOFT_APP_ID of the bot's registration. */
  readonly appId: string;
  readonly password: string;
  /** Set for a single-tenant registration. */
  readonly tenantId?: string;
  readonly bindings: Bindings;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** A public address of one of our files, for what cannot travel inside a message. */
  readonly fileUrl?: (ref: FileRef) => string;
  /** Another cloud than the public one. */
  readonly cloud?: Cloud;
  /** Another way to get the bot's own tokens than the password. */
  readonly credentials?: CredentialsFactory;
}

/** Pictures may come inside the activity. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** Serves POST /api/messages. Throws when the app id or the password is empty: botbuilder would then trust everybody. */
export function botFrameworkChannel(options: BotFrameworkOptions): Channel & HttpRoutes {
  return new BotFrameworkChannel(options) satisfies Channel & HttpRoutes;
}

class BotFrameworkChannel implements Channel, HttpRoutes {
  readonly name = OWNER;
  /** Teams allows a bot about 50 requests a second in all and 60 messages in 30 s into one chat, 1800 in an hour. */
  readonly capabilities = {
    choices: true,
    files: true,
    edits: true,
    rate: { perSecond: 30, perChatPerMinute: 60 },
  };
  readonly #options: BotFrameworkOptions;
  readonly #adapter: Adapter;
  readonly #underway = new Set<Promise<unknown>>();
  #accept: Accept<InboundMessage> | undefined;
  #loginFailure: string | undefined;

  constructor(options: BotFrameworkOptions) {
    if (options.appId.trim() === '' || options.password.trim() === '') {
      throw new Error('The Bot Framework channel needs both MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD.');
    }
    this.#options = options;
    this.#adapter = new Adapter({ ...options, http: connectorHttp(options.clock) });
  }

  routes(app: FastifyInstance): void {
    app.post('/api/messages', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
      const activity = parseActivity(request.body);
      const { status, body } = await this.#track(
        this.#receive(request.headers.authorization ?? '', activity),
      );
      return reply.code(status).send(body);
    });
  }

  async start(accept: Accept<InboundMessage>): Promise<void> {
    await firmLogin(() => this.#token(), this.#options.clock, this.#options.log);
    this.#accept = accept;
  }

  async stop(): Promise<void> {
    this.#accept = undefined;
    await Promise.allSettled(this.#underway);
  }

  send(to: Address, message: OutboundMessage): Promise<Receipt> {
    return deliver(this.#options.bindings, to.chat, async (reference) => {
      const activity = await this.#activity(to, message, reference);
      const post = (one: typeof activity) => this.#adapter.post(toConversationReference(reference), one);
      return { refs: await postQuoting(activity, post) };
    });
  }

  /** The whole message is replaced, so files that `message` does not have are gone. */
  edit(to: Address, receipt: Receipt, message: OutboundMessage): Promise<Receipt> {
    return deliver(this.#options.bindings, to.chat, async (reference) => {
      const id = idOf(receipt);
      const activity = { ...(await this.#activity(to, message, reference)), id };
      return { refs: [await this.#adapter.replace(toConversationReference(reference), activity)] };
    });
  }

  remove(to: Address, receipt: Receipt): Promise<Receipt> {
    return deliver(this.#options.bindings, to.chat, async (reference) => {
      const id = idOf(receipt);
      await this.#token();
      await this.#adapter.withdraw(toConversationReference(reference), id);
      return { refs: [] };
    });
  }

  async fetchFile(id: string) {
    try {
      const file = decodeRemoteFile(id);
      const reference = await readReference(this.#options.bindings, file.chat);
      if (reference === undefined) throw new Error('the chat that the file came from is not known');
      const { bytes, mime } = await download(file.url, {
        trustedOrigin: new URL(reference.serviceUrl).origin,
        token: () => this.#token(),
        clock: this.#options.clock,
      });
      return { bytes, name: file.name, mime: mime ?? file.mime };
    } catch (cause) {
      throw new FileUnavailableError({ origin: OWNER, id }, cause);
    }
  }

  health() {
    return this.#loginFailure === undefined
      ? { ok: true, detail: 'Bot Framework: well' }
      : { ok: false, detail: `Bot Framework: no token to send with: ${this.#loginFailure}` };
  }

  async #activity(to: Address, message: OutboundMessage, { channelId }: StoredReference) {
    const { files, fileUrl } = this.#options;
    const traits = traitsOf(channelId);
    const ready = await readyFiles(message.files ?? [], files, traits, fileUrl);
    await this.#token();
    return toActivity(message, ready, to.user, traits);
  }

  async #receive(authorization: string, activity: IncomingActivity): Promise<Answer> {
    const accept = this.#accept;
    if (accept === undefined) {
      throw new HttpProblem(503, 'NOT_STARTED', 'The bot takes no messages at this moment; send it again.');
    }
    return this.#adapter.receive(authorization, activity, () => this.#take(activity, accept));
  }

  async #take(activity: IncomingActivity, accept: Accept<InboundMessage>): Promise<void> {
    const { bindings, log } = this.#options;
    const chat = chatKey(activity);
    const known = (await readReference(bindings, chat))?.user.id;
    const meaning = meaningOf(activity, known);
    if (meaning === undefined) {
      log.debug({ type: activity.type, messenger: activity.channelId }, 'activity without a message');
      return;
    }
    await keepReference(bindings, activity, meaning.user);
    await accept(await this.#inbound(activity, meaning, chat));
  }

  async #inbound(activity: IncomingActivity, meaning: Meaning, chat: string): Promise<InboundMessage> {
    const { clock, newId } = this.#options;
    const sent = new Date(activity.timestamp ?? Number.NaN);
    // Without any id a repeat cannot be told from a second message; keeping both loses nothing.
    const ids = [activity.id, meaning.suffix].filter((part) => part !== undefined);
    const quoted = meaning.body.kind === 'choice' ? undefined : quoteOf(activity);
    const event = [OWNER, chat, ...(ids.length > 0 ? ids : [newId()])].join(':');
    return {
      id: event as EventId,
      from: { channel: OWNER, chat, user: meaning.user },
      at: Number.isNaN(sent.getTime()) ? clock.now() : sent,
      ...(activity.id !== undefined && { ref: activity.id }),
      ...(quoted !== undefined && { replyTo: quoted }),
      ...(activity.locale !== undefined && { locale: activity.locale }),
      ...(activity.from.name !== undefined && { senderName: activity.from.name }),
      body: await this.#body(meaning.body, chat),
    };
  }

  async #body(body: Meaning['body'], chat: string): Promise<InboundBody> {
    if (body.kind !== 'incoming-files') return body;
    const files = await Promise.all(
      body.files.map(async (file) => toAttachment(file, await this.#fileRef(file, chat))),
    );
    return { kind: 'files', files, ...(body.caption !== undefined && { caption: body.caption }) };
  }

  async #fileRef({ source, name, mime }: IncomingFile, chat: string): Promise<FileRef> {
    if (source.kind === 'inline') return this.#options.files.keep(source.content);
    return { origin: OWNER, id: encodeRemoteFile({ url: source.url, chat, name, mime }) };
  }

  async #token(): Promise<string> {
    try {
      const token = await this.#adapter.token();
      this.#loginFailure = undefined;
      return token;
    } catch (cause) {
      this.#loginFailure = loginRefusal(cause) ?? 'the login service cannot be reached';
      throw new DeliveryError('the bot got no token to send with', {
        outcome: 'retry',
        sentForSure: 'no',
        cause,
      });
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#underway.add(work);
    try {
      return await work;
    } finally {
      this.#underway.delete(work);
    }
  }
}
