// Listens to the group through telegraf: what is done there becomes desk events, accepted before anything is answered.
import type { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import type { DeskEvent } from '../../model/desk.ts';
import type { EventId } from '../../model/ids.ts';
import type { Accept } from '../../model/message.ts';
import { runUpdateLoop, type UpdateLoop } from '../../system/update-loop.ts';
import { TELEGRAM_GROUP } from './acts.ts';
import { noteAbsence } from './absence.ts';
import { albumsIn } from './albums.ts';
import { colleaguesIn } from './colleagues.ts';
import type { Courtesies } from './courtesies.ts';
import type { DeskHealth } from './desk-health.ts';
import { failureOf } from './failures.ts';
import type { DeskMemory } from './memory.ts';
import { noteMembership } from './membership.ts';
import { menuOf } from './menu.ts';
import { messageMap } from './messages.ts';
import type { TelegramGroupOptions } from './options.ts';
import type { ListenerParts } from './parts.ts';
import { pressedHandler } from './pressed.ts';
import { telling } from './telling.ts';
import type { Words } from './words/words.ts';
import { writtenHandler } from './written.ts';

export interface GroupListener {
  start(accept: Accept<DeskEvent>): void;
  stop(): Promise<void>;
  handle(update: unknown): Promise<void>;
}

interface ListenerOptions extends TelegramGroupOptions {
  readonly bot: Telegraf;
  readonly courtesies: Courtesies;
  readonly memory: DeskMemory;
  readonly words: Words;
  readonly health: DeskHealth;
}

const POLL_SECONDS = 30;
const ALLOWED = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

export function groupListener(options: ListenerOptions): GroupListener {
  const { bot, words, health, chatId, clock, log, bindings, courtesies } = options;
  const { telegram } = bot;
  const botId = options.token.split(':')[0] ?? '';
  const skipped = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const teller = telling(clock, log);
  const parts = {
    ...options,
    telling: teller,
    messages: messageMap(bindings, chatId),
    colleagues: colleaguesIn(bindings, chatId),
    albums: albumsIn(bindings, chatId),
    botName: () => bot.botInfo?.username || undefined,
    deliver,
    leave,
    statusOf: (user: number) => telegram.getChatMember(chatId, user),
  };
  const { written, edited } = writtenHandler(parts);
  const pressed = pressedHandler(parts);
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
  bot.on('message', ({ message, update }) => {
    if (message.chat.id !== chatId || !('migrate_to_chat_id' in message))
      return written(message, update.update_id);
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    health.report({ status: 400, description, movedTo: message.migrate_to_chat_id });
    return undefined;
  });
  bot.on('edited_message', (context) => edited(context.editedMessage, context.update.update_id));
  bot.on('callback_query', (context) => pressed(context.callbackQuery, context.update.update_id));
  bot.on('my_chat_member', async ({ myChatMember }) => {
    const { chat, date, new_chat_member: member } = myChatMember;
    if (chat.id !== chatId) {
      leave('membership elsewhere');
      return;
    }
    if (noteMembership(member, health)) offerMenu();
    const hearsAll = bot.botInfo?.can_read_all_group_messages !== false;
    await noteAbsence(member, { at: new Date(date * 1000), hearsAll }, parts);
  });
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

  /** Without a menu the commands work all the same. */
  function offerMenu(): void {
    teller.tell(() => courtesies.setMenu(menuOf(words.operators)));
  }

  async function deliver(...[key, ticket, body, rest]: Parameters<ListenerParts['deliver']>): Promise<void> {
    if (!accept) throw new Error('the Telegram desk was not started');
    const id = `${TELEGRAM_GROUP}:${botId}:${key}` as EventId;
    await accept({ id, desk: TELEGRAM_GROUP, ticket, body, ...rest });
  }

  function poll(): UpdateLoop {
    let unheard = false;
    let mayPoll = false;
    return runUpdateLoop<Update>(
      {
        async fetch(offset, signal) {
          // A webhook left over from an earlier configuration would keep every update from us.
          if (!mayPoll) await telegram.callApi('deleteWebhook', {}, { signal: shim(signal) });
          mayPoll = true;
          // After a failure the first answer that comes should say at once that it is over; other troubles last.
          const timeout = unheard ? 0 : POLL_SECONDS;
          const wanted = { timeout, allowed_updates: ALLOWED };
          return telegram.callApi(
            'getUpdates',
            { ...wanted, ...(offset === undefined ? {} : { offset }) },
            { signal: shim(signal) },
          );
        },
        handle: (update) => track(bot.handleUpdate(update)),
        failed(error, during) {
          unheard ||= during === 'fetch';
          if (during === 'handle') {
            const name = error instanceof Error ? error.name : typeof error;
            log.error({ desk: TELEGRAM_GROUP, error: name }, 'an update was not accepted; it comes again');
            return undefined;
          }
          const failure = failureOf(error);
          health.report(failure);
          return failure.retryAfterMs;
        },
        fetched() {
          unheard = false;
          health.fetched();
        },
      },
      clock,
    );
  }

  return {
    start(accepts) {
      accept = accepts;
      offerMenu();
      if (options.polling) loop = poll();
    },
    async stop() {
      await loop?.stop();
      accept = undefined;
      await Promise.all(underWay);
      await teller.stop();
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
