// The operators' group in Telegram as a desk, through telegraf: a forum topic per ticket.
import { Telegraf } from 'telegraf';
import type { Desk, DeskPost, TicketCard } from '../../model/desk.ts';
import type { OutboxId, TicketId } from '../../model/ids.ts';
import { DeliveryError, type Receipt, type SoFar } from '../../model/message.ts';
import { download } from '../../system/telegram/download.ts';
import { planParts } from '../../system/telegram/parts.ts';
import { TELEGRAM_GROUP } from './acts.ts';
import { Allowance } from './allowance.ts';
import { Attempts, type Attempt } from './attempts.ts';
import { groupCalls } from './calls.ts';
import { conversation } from './conversation.ts';
import { courtesies } from './courtesies.ts';
import { failureOf, toDeliveryError } from './failures.ts';
import { deskHealth } from './desk-health.ts';
import { groupListener } from './listener.ts';
import { deskMemory } from './memory.ts';
import { messageMap } from './messages.ts';
import { isMuted } from './mute.ts';
import { notices } from './notices.ts';
import type { TelegramGroupOptions } from './options.ts';
import { ticketPlaces } from './places.ts';
import { replayer } from './replay.ts';
import { speaker } from './speech.ts';
import { wordsIn } from './words/words-in.ts';

/** `handleUpdate` resolves once what the update did is accepted, and rejects to get it again. */
export type GroupDesk = Required<Pick<Desk, 'fetchFile' | 'health'>> &
  Desk & { handleUpdate(update: unknown): Promise<void> };

/** `moved` is told the group's new id, where it has become another one; nothing more comes through then. */
export function groupDesk(options: TelegramGroupOptions & { moved(to: number): void }): GroupDesk {
  const { token, files, log, chatId } = options;
  const apiRoot = `${options.apiRoot.replace(/\/+$/u, '')}/`;
  const words = wordsIn(options.locale);
  const bot = new Telegraf(token, {
    telegram: { apiRoot, webhookReply: false },
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  const { telegram } = bot;
  const tokenVariable = options.polling ? 'DESK_TELEGRAM_BOT_TOKEN' : 'TELEGRAM_BOT_TOKEN';
  const health = deskHealth({ ...options, telegram, tokenVariable });
  const calls = groupCalls(telegram, chatId, new Allowance(options.clock), options.clock);
  const memory = deskMemory(options.bindings, chatId);
  const messages = messageMap(options.bindings, chatId);
  const replay = replayer({ ...options, memory, messages, words });
  const places = ticketPlaces({ calls, memory, board: options.board, replay, words, log, health });
  const listener = groupListener({
    ...options,
    bot,
    courtesies: courtesies(telegram, chatId, calls.whenAllowed),
    memory,
    words,
    health,
  });
  const speak = speaker(places, files, words);
  const quiet = (ticket: TicketId): Promise<boolean> =>
    isMuted(options.bindings, ticket, options.clock.now());
  const talk = conversation({ speak, calls, memory, messages, words, isMuted: quiet });
  const staff = notices({
    ...options,
    speak,
    calls: calls.paidFrom('notices'),
    memory,
    words,
    isMuted: quiet,
  });
  const attempts = new Attempts();
  let stopped = false;

  async function show(post: DeskPost, attempt: Attempt): Promise<readonly number[]> {
    switch (post.kind) {
      case 'opened':
        return [await places.show(post.card, 'words'), ...(await attach(post.card, attempt))];
      case 'card':
        return [await places.show(post.card, 'cards')];
      case 'said':
        return talk.said(post, attempt);
      case 'edited':
        return talk.edited(post, attempt);
      case 'removed':
        return talk.removed(post, attempt);
      case 'notice':
        return staff.notice(post, attempt);
      case 'mark':
        return staff.mark(post, attempt);
    }
  }

  /** What the customer sent before the ticket was opened, below its card. */
  async function attach({ ticket, files: sent }: TicketCard, attempt: Attempt): Promise<readonly number[]> {
    if (sent.length === 0) return [];
    const manner = { silent: await quiet(ticket) };
    const parts = (): ReturnType<typeof planParts> => planParts([], sent, false);
    return speak({ ticket, purse: 'words', open: true, manner, parts }, attempt);
  }

  function refused(error: unknown, attempt: Attempt): DeliveryError {
    const failure = failureOf(error);
    health.report(failure);
    return toDeliveryError(failure, attempt.done, tokenVariable);
  }

  return {
    name: TELEGRAM_GROUP,
    // The calls are counted here, of which a post may need none or ten; one at a time keeps the posts in their order.
    rate: { perSecond: 20, perChatPerMinute: 600, atOnce: 1 },
    async start(accept) {
      const me = await health.check();
      if (stopped) return;
      if (me) bot.botInfo = me;
      listener.start(accept);
    },
    stop() {
      stopped = true;
      calls.stop();
      return listener.stop();
    },
    async post(post: DeskPost, key: OutboxId, again = false, soFar?: SoFar): Promise<Receipt> {
      const attempt = attempts.of(key, again, soFar);
      try {
        const refs = await show(post, attempt);
        attempts.forget(key);
        await health.posted();
        return { refs: refs.map(String) };
      } catch (error) {
        const delivery = error instanceof DeliveryError ? error : refused(error, attempt);
        if (delivery.outcome !== 'retry') attempts.forget(key);
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
  } satisfies GroupDesk;
}
