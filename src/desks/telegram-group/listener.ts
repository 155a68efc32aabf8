// Listens to the group through telegraf: what is done there becomes desk events, accepted before anything is answered.
import type { Telegraf } from 'telegraf';
import type { CallbackQuery, Message, Update } from 'telegraf/types';
import type { DeskBody, DeskEvent } from '../../model/desk.ts';
import type { EventId, TicketId } from '../../model/ids.ts';
import type { Accept } from '../../model/message.ts';
import { isPassing, isWrongToken } from '../../system/telegram/failure.ts';
import { runUpdateLoop, type UpdateLoop } from '../../system/update-loop.ts';
import { operatorOf, readButton, readMessage, TELEGRAM_GROUP } from './acts.ts';
import type { GroupCalls } from './calls.ts';
import type { DeskHealth } from './desk-health.ts';
import { failureOf } from './failures.ts';
import type { DeskMemory } from './memory.ts';
import type { TelegramGroupOptions } from './options.ts';
import type { Words } from './words/words.ts';

export interface GroupListener {
  start(accept: Accept<DeskEvent>): void;
  stop(): Promise<void>;
  handle(update: unknown): Promise<void>;
}

interface ListenerOptions extends TelegramGroupOptions {
  readonly bot: Telegraf;
  readonly calls: GroupCalls;
  readonly memory: DeskMemory;
  readonly words: Words;
  readonly health: DeskHealth;
}

const POLL_SECONDS = 30;
const ALLOWED = ['message', 'callback_query', 'my_chat_member'] as const;

export function groupListener(options: ListenerOptions): GroupListener {
  const { bot, calls, memory, words, health, chatId, clock, log } = options;
  const { telegram } = bot;
  const botId = options.token.split(':')[0] ?? '';
  const skipped = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let accept: Accept<DeskEvent> | undefined;
  let loop: UpdateLoop | undefined;
  // Asking Telegram for it in the middle of an update could only fail; the id is in the token.
  bot.botInfo ??= {
    id: Number(botId),
    is_bot: true,
    first_name: '',
    username: '',
    can_join_groups: true,
    can_read_all_group_messages: true,
    supports_inline_queries: false,
  };
  // The library's own handler prints the whole update, words and names included.
  bot.catch((error) => {
    throw error;
  });
  bot.on('message', (context) => written(context.message, context.update.update_id));
  bot.on('callback_query', (context) => pressed(context.callbackQuery, context.update.update_id));
  bot.use((context) => leave(context.updateType));

  function track(work: Promise<void>): Promise<void> {
    const settled = work.catch(() => undefined).then(() => void underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  function leave(what: string): void {
    if (!skipped.has(what)) log.info({ desk: TELEGRAM_GROUP, what }, 'an update of this kind is left aside');
    skipped.add(what);
  }

  async function written(message: Message, update: number): Promise<void> {
    const thread = message.is_topic_message ? message.message_thread_id : undefined;
    if (message.chat.id !== chatId || thread === undefined) {
      leave('message outside the topics');
      return;
    }
    const ticket = await memory.ticketIn(thread);
    if (ticket === undefined) {
      leave('message in a topic without a ticket');
      return;
    }
    const act = readMessage(message, bot.botInfo?.username || undefined);
    if (act.kind === 'skip' || !message.from) {
      leave(act.kind === 'skip' ? act.what : 'message without a sender');
      return;
    }
    if (act.kind === 'hint') {
      void track(tell(() => calls.replyTo(message.message_id, thread, words[act.hint])));
      return;
    }
    const signature = 'author_signature' in message ? message.author_signature : undefined;
    await deliver(update, ticket, act.body, {
      operator: operatorOf(message.from, words, signature),
      at: new Date(message.date * 1000),
      ref: String(message.message_id),
    });
  }

  async function pressed(query: CallbackQuery, update: number): Promise<void> {
    const answer = (text?: string): void => void track(tell(() => telegram.answerCbQuery(query.id, text)));
    if (query.message?.chat.id !== chatId || !(await isMember(query.from.id))) {
      answer(words.notYourDesk);
      return;
    }
    const button = 'data' in query ? readButton(query.data) : undefined;
    if (!button || (await memory.topicOf(button.ticket)) === undefined) {
      answer(words.oldButton);
      return;
    }
    await deliver(update, button.ticket, button.body, {
      operator: operatorOf(query.from, words),
      at: clock.now(),
    });
    answer();
  }

  async function deliver(
    update: number,
    ticket: TicketId,
    body: DeskBody,
    rest: Pick<DeskEvent, 'operator' | 'at' | 'ref'>,
  ): Promise<void> {
    if (!accept) throw new Error('the Telegram desk was not started');
    const id = `${TELEGRAM_GROUP}:${botId}:${update}` as EventId;
    await accept({ id, desk: TELEGRAM_GROUP, ticket, body, ...rest });
  }

  /** Anybody can see the buttons of a public group; only its members may press them. */
  async function isMember(user: number): Promise<boolean> {
    try {
      const member = await telegram.getChatMember(chatId, user);
      return member.status === 'restricted' ? member.is_member : !['left', 'kicked'].includes(member.status);
    } catch (error) {
      const failure = failureOf(error);
      if (isPassing(failure) || isWrongToken(failure)) throw error;
      return false;
    }
  }

  /** Answers are a courtesy: what they answer has been accepted or refused already. */
  async function tell(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (error) {
      const { status, description } = failureOf(error);
      log.warn({ desk: TELEGRAM_GROUP, status, description }, 'an operator could not be answered');
    }
  }

  function poll(): UpdateLoop {
    let mayPoll = false;
    return runUpdateLoop<Update>(
      {
        async fetch(offset, signal) {
          // A webhook left over from an earlier configuration would keep every update from us.
          if (!mayPoll) await telegram.callApi('deleteWebhook', {}, { signal: shim(signal) });
          mayPoll = true;
          // In trouble the first answer that comes should say at once that it is over.
          const timeout = health.state().ok ? POLL_SECONDS : 0;
          const wanted = { timeout, allowed_updates: ALLOWED };
          return telegram.callApi(
            'getUpdates',
            { ...wanted, ...(offset === undefined ? {} : { offset }) },
            { signal: shim(signal) },
          );
        },
        handle: (update) => track(bot.handleUpdate(update)),
        failed(error, during) {
          if (during === 'handle') {
            const name = error instanceof Error ? error.name : typeof error;
            log.error({ desk: TELEGRAM_GROUP, error: name }, 'an update was not accepted; it comes again');
            return undefined;
          }
          const failure = failureOf(error);
          health.report(failure);
          return failure.retryAfterMs;
        },
        fetched: () => health.fetched(),
      },
      clock,
    );
  }

  return {
    start(accepts) {
      accept = accepts;
      if (options.polling) loop = poll();
    },
    async stop() {
      await loop?.stop();
      accept = undefined;
      await Promise.all(underWay);
    },
    async handle(update) {
      if (!accept) throw new Error('the Telegram desk was not started');
      await track(bot.handleUpdate(update as Update));
    },
  };
}

type Signal = NonNullable<NonNullable<Parameters<Telegraf['telegram']['callApi']>[2]>['signal']>;

/** The library was typed against a polyfill of the same interface. */
function shim(signal: AbortSignal): Signal {
  return signal as unknown as Signal;
}
