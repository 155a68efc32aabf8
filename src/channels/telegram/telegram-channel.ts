// Customers in Telegram, through grammY: transport and nothing else. Retrying deliveries is the outbox's work.
import type { FastifyInstance } from 'fastify';
import { Api } from 'grammy';
import { FileUnavailableError } from '../../model/attachment.ts';
import type { Channel } from '../../model/channel.ts';
import { DeliveryError, type OutboundMessage } from '../../model/message.ts';
import type { HttpRoutes } from '../../system/http.ts';
import { download } from '../../system/telegram/download.ts';
import { isWrongToken } from '../../system/telegram/failure.ts';
import { withSpeaker } from '../../system/telegram/header.ts';
import { planParts, type Part } from '../../system/telegram/parts.ts';
import { type PartSender, type Progress, progressFrom, sendParts } from '../../system/telegram/send-parts.ts';
import { customerSender, failureOf, toDeliveryError } from './calls.ts';
import { changeMessages, deleteMessages, idsOf, toChangeError } from './changes.ts';
import { TELEGRAM } from './inbound.ts';
import type { TelegramOptions } from './options.ts';
import { telegramReceiver } from './receiver.ts';

export interface TelegramChannel extends Channel, Partial<HttpRoutes> {
  /** Name of the bot in links to it; undefined while Telegram does not say. */
  botName(): Promise<string | undefined>;
}

/** Longest wait between the parts of one message, ms; Telegram asks for about a second where a chat gets two in one. */
const LONGEST_WAIT_MS = 5_000;

/** The channel; it has HTTP routes when `options.webhook` is set. Receiving begins with `start`, sending works before. */
export function telegramChannel(options: TelegramOptions): TelegramChannel {
  const apiRoot = options.apiRoot.replace(/\/+$/u, '');
  const api = new Api(options.token, { apiRoot, timeoutSeconds: 120 });
  const receiver = telegramReceiver(options, api);
  let name: string | undefined;

  function changeError(error: unknown, sent: number): DeliveryError {
    if (error instanceof DeliveryError) return error;
    const failure = failureOf(error);
    if (isWrongToken(failure)) receiver.report(failure);
    return toChangeError(failure, sent);
  }

  /** A moment's wait between two parts is ours: handed back to be retried, the message would count as perhaps sent twice. */
  async function sendAll(parts: readonly Part[], progress: Progress, sender: PartSender): Promise<void> {
    for (let waitedAt = 0; ;) {
      try {
        await sendParts(parts, progress, sender, options.files);
        return;
      } catch (error) {
        const { retryAfterMs = Infinity } = failureOf(error);
        if (progress.done === waitedAt || retryAfterMs > LONGEST_WAIT_MS) throw error;
        waitedAt = progress.done;
        await new Promise<void>((resolve) => void options.clock.after(retryAfterMs, resolve));
      }
    }
  }

  return {
    name: TELEGRAM,
    capabilities: {
      choices: true,
      files: true,
      edits: true,
      rate: { perSecond: 25, perChatPerMinute: 60 },
    },
    start: (accept) => receiver.start(accept),
    stop: () => receiver.stop(),
    async send(to, message, _key, soFar) {
      const chat = chatOf(to.chat);
      const parts = planParts(shownText(message), message.files ?? [], (message.choices?.length ?? 0) > 0);
      if (parts.length === 0) throw unsendable('there is nothing to send: no text and no files');
      const progress = progressFrom(soFar);
      try {
        await sendAll(parts, progress, customerSender(api, chat, message));
      } catch (error) {
        const failure = failureOf(error);
        if (isWrongToken(failure)) receiver.report(failure);
        throw error instanceof FileUnavailableError
          ? unsendable('a file is no longer available', progress.done)
          : toDeliveryError(failure, progress.done, parts.length);
      }
      return { refs: progress.refs };
    },
    async edit(to, { refs }, message, _key, soFar) {
      const added = progressFrom(soFar);
      try {
        const place = { api, chat: chatOf(to.chat), refs: idsOf(refs) };
        return { refs: await changeMessages(place, shownText(message), message, added) };
      } catch (error) {
        throw changeError(error, added.done);
      }
    },
    async remove(to, { refs }) {
      try {
        await deleteMessages(api, chatOf(to.chat), idsOf(refs));
      } catch (error) {
        throw changeError(error, 0);
      }
      return { refs: [] };
    },
    fetchFile: (id) =>
      download(
        { getFile: (file) => api.getFile(file), failureOf },
        { origin: TELEGRAM, id, apiRoot, token: options.token },
      ),
    health: () => receiver.health(),
    async botName() {
      name ??= await api.getMe().then(
        ({ username }) => username,
        (error: unknown) => {
          receiver.report(failureOf(error));
          return undefined;
        },
      );
      return name;
    },
    ...(options.webhook ? { routes: (app: FastifyInstance) => receiver.routes(app) } : {}),
  } satisfies TelegramChannel;
}

/** In Telegram everything comes from the bot, so a person's words begin with the person's name. */
function shownText({ speaker, text }: OutboundMessage): OutboundMessage['text'] {
  return speaker.kind === 'operator' ? withSpeaker('👤', speaker.name, text) : text;
}

function chatOf(chat: string): number {
  const id = Number(chat);
  if (!Number.isSafeInteger(id)) throw unsendable('the address is not a Telegram chat');
  return id;
}

function unsendable(why: string, sent = 0): DeliveryError {
  const sentForSure = sent === 0 ? 'no' : 'unknown';
  return new DeliveryError(`telegram: ${why}`, { outcome: 'rejected', sentForSure });
}
