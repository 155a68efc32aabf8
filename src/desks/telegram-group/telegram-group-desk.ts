// The operators' group in Telegram as a desk, through telegraf: a forum topic per ticket.
import { Telegraf } from 'telegraf';
import type { Attachment } from '../../model/attachment.ts';
import type { Desk, DeskPost } from '../../model/desk.ts';
import type { OutboxId, TicketId } from '../../model/ids.ts';
import { DeliveryError, type Receipt } from '../../model/message.ts';
import { plain, type RichText } from '../../model/rich-text.ts';
import { download } from '../../system/telegram/download.ts';
import { planParts } from '../../system/telegram/parts.ts';
import { ProgressMemory, sendParts, type Progress } from '../../system/telegram/send-parts.ts';
import { TELEGRAM_GROUP } from './acts.ts';
import { groupCalls } from './calls.ts';
import { entryText } from './card.ts';
import { failureOf, isReactionRefused, isTargetGone, toDeliveryError } from './failures.ts';
import { courtesies } from './courtesies.ts';
import { deskHealth } from './desk-health.ts';
import { groupListener } from './listener.ts';
import { deskMemory } from './memory.ts';
import type { TelegramGroupOptions } from './options.ts';
import { missingFile, ticketPlaces, type UpTo } from './places.ts';
import { wordsIn } from './words/words-in.ts';

/** `handleUpdate` resolves once what the update did is accepted, and rejects to get it again. */
export type TelegramGroupDesk = Desk & { handleUpdate(update: unknown): Promise<void> };

export function telegramGroupDesk(options: TelegramGroupOptions): TelegramGroupDesk {
  const { token, files, log, chatId } = options;
  const apiRoot = `${options.apiRoot.replace(/\/+$/u, '')}/`;
  const words = wordsIn(options.locale);
  const bot = new Telegraf(token, {
    telegram: { apiRoot, webhookReply: false },
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  const { telegram } = bot;
  const tokenVariable = options.polling ? 'DESK_TELEGRAM_BOT_TOKEN' : 'TELEGRAM_BOT_TOKEN';
  const health = deskHealth({ telegram, chatId, polling: options.polling, tokenVariable, log });
  const calls = groupCalls(telegram, chatId);
  const memory = deskMemory(options.bindings, chatId);
  const { pinned } = health;
  const places = ticketPlaces({ calls, memory, reader: options.reader, files, words, log, pinned });
  const listener = groupListener({
    ...options,
    bot,
    courtesies: courtesies(telegram, chatId, (_messages, call) => call()),
    memory,
    words,
    health,
  });
  const progressOf = new ProgressMemory();

  async function say(
    ticket: TicketId,
    text: RichText,
    attachments: readonly Attachment[],
    progress: Progress,
    entry?: UpTo['entry'],
  ): Promise<readonly string[]> {
    const parts = planParts(text, attachments, false);
    const missing = (file: Attachment): string => missingFile(words, file.name);
    await places.within(
      ticket,
      (thread) => sendParts(parts, progress, calls.sender(thread, false), files, missing),
      {
        ...(entry === undefined ? {} : { entry }),
        restart() {
          progress.refs.length = 0;
          progress.done = 0;
        },
      },
    );
    return progress.refs;
  }

  async function show(post: DeskPost, progress: Progress): Promise<readonly string[]> {
    switch (post.kind) {
      case 'opened':
      case 'card': {
        const message = String(await places.show(post.card));
        const attached = post.kind === 'opened' ? post.card.files : [];
        return [message, ...(await say(post.card.ticket, [], attached, progress))];
      }
      case 'said': {
        const { entry } = post;
        return say(post.ticket, entryText(entry, words), entry.files, progress, entry);
      }
      case 'edited':
        return say(post.ticket, entryText(post.entry, words), post.entry.files, progress, post.entry);
      case 'removed':
        return [];
      case 'notice':
        return say(post.ticket, plain(`⚠️ ${post.text}`), [], progress);
      case 'mark':
        return mark(post, progress);
    }
  }

  async function mark(
    post: Extract<DeskPost, { kind: 'mark' }>,
    progress: Progress,
  ): Promise<readonly string[]> {
    const failed = post.outcome === 'failed';
    try {
      await calls.react(Number(post.ref), failed ? '👎' : '👍');
      return [post.ref];
    } catch (error) {
      const failure = failureOf(error);
      // Nothing is left to put a mark on, or the group allows none: only a failure has to be told in words.
      if (!isTargetGone(failure) && !isReactionRefused(failure)) throw error;
      return failed ? say(post.ticket, plain(`⚠️ ${words.undelivered}`), [], progress) : [];
    }
  }

  return {
    name: TELEGRAM_GROUP,
    rate: { perSecond: 1, perChatPerMinute: 20 },
    async start(accept) {
      const me = await health.check();
      if (me) bot.botInfo = me;
      listener.start(accept);
    },
    stop: () => listener.stop(),
    async post(post: DeskPost, key: OutboxId): Promise<Receipt> {
      const progress = progressOf.of(key);
      try {
        const refs = await show(post, progress);
        progressOf.forget(key);
        health.posted();
        return { refs: [...refs] };
      } catch (error) {
        if (error instanceof DeliveryError) {
          progressOf.forget(key);
          throw error;
        }
        const failure = failureOf(error);
        health.report(failure);
        const delivery = toDeliveryError(failure, progress.done, tokenVariable);
        if (delivery.outcome !== 'retry') progressOf.forget(key);
        throw delivery;
      }
    },
    fetchFile: (id) =>
      download(
        { getFile: (file) => telegram.getFile(file), failureOf },
        { origin: TELEGRAM_GROUP, id, apiRoot, token },
      ),
    health: () => health.state(),
    handleUpdate: (update) => listener.handle(update),
  } satisfies TelegramGroupDesk;
}
