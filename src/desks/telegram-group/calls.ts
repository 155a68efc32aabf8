// The calls to Telegram that the desk makes in its one group, through telegraf, none beyond what the group may get.
import type { Telegram } from 'telegraf';
import { DeliveryError } from '../../model/message.ts';
import type { Clock } from '../../system/clock.ts';
import type { PartSender } from '../../system/telegram/send-parts.ts';
import type { Allowance, Purse } from './allowance.ts';
import { failureOf } from './failures.ts';
import { topicSender, type Counted, type Manner } from './sender.ts';

export type Keyboard = { text: string; callback_data: string }[][];

/**
 * Every call rejects with what telegraf throws, which `failureOf` reads; or, with nothing sent, with a `DeliveryError` that
 * says when the group may get more.
 */
export interface GroupCalls {
  /** The same calls, at the expense of that purse. Without it they are words. */
  paidFrom(purse: Purse): GroupCalls;
  createTopic(title: string): Promise<number>;
  renameTopic(thread: number, title: string): Promise<void>;
  closeTopic(thread: number): Promise<void>;
  reopenTopic(thread: number): Promise<void>;
  sendCard(thread: number, html: string, keyboard: Keyboard, manner?: Manner): Promise<number>;
  editCard(message: number, html: string, keyboard: Keyboard): Promise<void>;
  pin(message: number): Promise<void>;
  react(message: number, emoji: '👍' | '👎' | '🤔'): Promise<void>;
  /** Of the bot's own messages: words, or the words under a file. */
  edit(message: number, as: 'text' | 'caption', html: string): Promise<void>;
  remove(message: number): Promise<void>;
  /** Words in a topic, or without `thread` in the one that every forum begins with. */
  tell(html: string, thread?: number): Promise<void>;
  sender(thread: number, manner: Manner): PartSender;
  /** Waits until the group may get `messages` more, then makes a call of the caller's own. Rejects when the desk stops. */
  whenAllowed: Counted;
  /** Ends all waiting. */
  stop(): void;
}

/** Where Telegram asks for silence and does not say how long. */
const SILENCE_MS = 5_000;

export function groupCalls(telegram: Telegram, chat: number, allowance: Allowance, clock: Clock): GroupCalls {
  const waiting = new Set<() => void>();
  let stopped = false;
  let last: Promise<void> = Promise.resolve();

  async function obeying<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      const { status, retryAfterMs } = failureOf(error);
      if (status === 429) allowance.shut(retryAfterMs ?? SILENCE_MS);
      throw error;
    }
  }

  /** One call at a time, with a breath after each. */
  function inTurn<Result>(messages: number, call: () => Promise<Result>): Promise<Result> {
    const made = last.then(async () => {
      await pause(allowance.gap());
      try {
        return await obeying(call);
      } finally {
        allowance.finished(messages);
      }
    });
    last = made.then(nothing, nothing);
    return made;
  }

  function pause(ms: number): Promise<void> {
    if (ms === 0 || stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        waiting.delete(end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      waiting.add(end);
    });
  }

  const whenAllowed: Counted = async (messages, call) => {
    for (;;) {
      if (stopped) throw new Error('the Telegram desk was stopped');
      const waitMs = allowance.take(messages, 'words');
      if (waitMs === 0) return inTurn(messages, call);
      await pause(waitMs);
    }
  };

  function callsFrom(purse: Purse): GroupCalls {
    const counted: Counted = (messages, call) => {
      const retryAfterMs = allowance.take(messages, purse);
      if (retryAfterMs === 0) return inTurn(messages, call);
      const why = 'telegram-group: the group has had the messages of this minute';
      return Promise.reject(new DeliveryError(why, { outcome: 'retry', sentForSure: 'no', retryAfterMs }));
    };
    const html = { parse_mode: 'HTML' as const, link_preview_options: { is_disabled: true } };
    return {
      paidFrom: callsFrom,
      async createTopic(title) {
        return (await counted(1, () => telegram.createForumTopic(chat, title))).message_thread_id;
      },
      async renameTopic(thread, name) {
        await counted(1, () => telegram.editForumTopic(chat, thread, { name }));
      },
      async closeTopic(thread) {
        await counted(1, () => telegram.closeForumTopic(chat, thread));
      },
      async reopenTopic(thread) {
        await counted(1, () => telegram.reopenForumTopic(chat, thread));
      },
      async sendCard(thread, text, keyboard, manner = {}) {
        const extra = {
          ...html,
          message_thread_id: thread,
          reply_markup: { inline_keyboard: keyboard },
          ...(manner.silent === true ? { disable_notification: true } : {}),
        };
        return (await counted(1, () => telegram.sendMessage(chat, text, extra))).message_id;
      },
      async editCard(message, text, keyboard) {
        const extra = { ...html, reply_markup: { inline_keyboard: keyboard } };
        await counted(1, () => telegram.editMessageText(chat, message, undefined, text, extra));
      },
      async pin(message) {
        await counted(1, () => telegram.pinChatMessage(chat, message, { disable_notification: true }));
      },
      async react(message, emoji) {
        const reaction = [{ type: 'emoji' as const, emoji }];
        const call = { chat_id: chat, message_id: message, reaction };
        await obeying(() => telegram.callApi('setMessageReaction', call));
      },
      async edit(message, as, text) {
        await counted<unknown>(1, () =>
          as === 'text'
            ? telegram.editMessageText(chat, message, undefined, text, html)
            : telegram.editMessageCaption(chat, message, undefined, text, { parse_mode: 'HTML' }),
        );
      },
      async remove(message) {
        await obeying(() => telegram.deleteMessage(chat, message));
      },
      async tell(text, thread) {
        const extra = thread === undefined ? html : { ...html, message_thread_id: thread };
        await counted(1, () => telegram.sendMessage(chat, text, extra));
      },
      sender: (thread, manner) => topicSender(telegram, chat, thread, manner, counted),
      whenAllowed,
      stop() {
        stopped = true;
        for (const end of waiting) end();
      },
    };
  }

  return callsFrom('words');
}

function nothing(): void {
  // how a call ended is for whoever made it
}
