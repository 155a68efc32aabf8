// The calls to Telegram with which operators are answered: words, previews with buttons, the menu of commands.
import type { Telegram } from 'telegraf';
import type { RichText } from '../../model/rich-text.ts';
import { toTelegramHtml } from '../../system/telegram/html.ts';
import type { Keyboard } from './calls.ts';
import { failureOf, isTopicClosed } from './failures.ts';

/** Every call rejects with what telegraf throws; `failureOf` reads it. */
export interface Courtesies {
  /** `thread` undefined is the general topic; a topic that was closed is opened for it, and closed again if it is to stay so. */
  say(thread: number | undefined, text: RichText, more?: SayOptions): Promise<void>;
  /** Changes one of our own messages; a text too long for one message is cut. */
  change(message: number, text: RichText, keyboard: Keyboard): Promise<void>;
  setKeyboard(message: number, keyboard: Keyboard): Promise<void>;
  remove(message: number): Promise<void>;
  /** Ends the wait of whoever pressed a button; `text` of at most 200 characters is shown for a moment. */
  answer(query: string, text?: string): Promise<void>;
  /** The menu that the group's members see when they type a slash. */
  setMenu(commands: readonly { readonly command: string; readonly description: string }[]): Promise<void>;
}

export interface SayOptions {
  /** The message that is answered. */
  readonly replyTo?: number;
  readonly keyboard?: Keyboard;
  readonly staysClosed?: true;
}

/** Runs a call that makes so many messages, when the group may have them. */
export type Counted = <Result>(messages: number, call: () => Promise<Result>) => Promise<Result>;

/** Most characters of an answer to a button (Bot API, `answerCallbackQuery`). */
const MAX_ANSWER = 200;

export function courtesies(telegram: Telegram, chat: number, counted: Counted): Courtesies {
  const form = { parse_mode: 'HTML' as const, link_preview_options: { is_disabled: true } };

  async function send(
    html: string,
    thread: number | undefined,
    extra: object,
    staysClosed: boolean,
  ): Promise<void> {
    const place = thread === undefined ? {} : { message_thread_id: thread };
    const call = (): Promise<unknown> =>
      counted(1, () => telegram.sendMessage(chat, html, { ...form, ...place, ...extra }));
    try {
      await call();
    } catch (error) {
      if (thread === undefined || !isTopicClosed(failureOf(error))) throw error;
      await counted(1, () => telegram.reopenForumTopic(chat, thread));
      await call();
      if (staysClosed) await counted(1, () => telegram.closeForumTopic(chat, thread));
    }
  }

  return {
    async say(thread, text, { replyTo, keyboard, staysClosed = false } = {}) {
      const parts = toTelegramHtml(text);
      for (const [index, html] of parts.entries()) {
        const isLast = index === parts.length - 1;
        const extra = {
          ...(replyTo !== undefined && index === 0
            ? { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }
            : {}),
          ...(keyboard && isLast ? { reply_markup: { inline_keyboard: keyboard } } : {}),
        };
        await send(html, thread, extra, staysClosed);
      }
    },
    async change(message, text, keyboard) {
      const [html = ''] = toTelegramHtml(text);
      await counted(1, () =>
        telegram.editMessageText(chat, message, undefined, html, {
          ...form,
          reply_markup: { inline_keyboard: keyboard },
        }),
      );
    },
    async setKeyboard(message, keyboard) {
      await counted(1, () =>
        telegram.editMessageReplyMarkup(chat, message, undefined, { inline_keyboard: keyboard }),
      );
    },
    async remove(message) {
      await telegram.deleteMessage(chat, message);
    },
    async answer(query, text) {
      await telegram.answerCbQuery(query, text?.slice(0, MAX_ANSWER));
    },
    async setMenu(commands) {
      await telegram.setMyCommands([...commands], { scope: { type: 'chat', chat_id: chat } });
    },
  };
}
