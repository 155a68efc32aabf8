// The calls to Telegram that the desk makes in its one group, through telegraf.
import type { Telegram } from 'telegraf';
import type { PartSender, Upload } from '../../system/telegram/send-parts.ts';
import { failureOf } from './failures.ts';

export type Keyboard = { text: string; callback_data: string }[][];

/** Every call rejects with what telegraf throws; `failureOf` reads it. */
export interface GroupCalls {
  createTopic(title: string): Promise<number>;
  renameTopic(thread: number, title: string): Promise<void>;
  reopenTopic(thread: number): Promise<void>;
  sendCard(thread: number, html: string, keyboard: Keyboard): Promise<number>;
  editCard(message: number, html: string, keyboard: Keyboard): Promise<void>;
  pin(message: number): Promise<void>;
  react(message: number, emoji: '👍' | '👎'): Promise<void>;
  /** Plain words under a message, in whichever topic it is. */
  replyTo(message: number, thread: number | undefined, text: string): Promise<void>;
  /** `silent` sends without a sound, for what the staff have seen before. */
  sender(thread: number, silent: boolean): PartSender;
}

export function groupCalls(telegram: Telegram, chat: number): GroupCalls {
  return {
    async createTopic(title) {
      return (await telegram.createForumTopic(chat, title)).message_thread_id;
    },
    async renameTopic(thread, name) {
      await telegram.editForumTopic(chat, thread, { name });
    },
    async reopenTopic(thread) {
      await telegram.reopenForumTopic(chat, thread);
    },
    async sendCard(thread, html, keyboard) {
      const sent = await telegram.sendMessage(chat, html, {
        parse_mode: 'HTML',
        message_thread_id: thread,
        link_preview_options: { is_disabled: true },
        reply_markup: { inline_keyboard: keyboard },
      });
      return sent.message_id;
    },
    async editCard(message, html, keyboard) {
      await telegram.editMessageText(chat, message, undefined, html, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: { inline_keyboard: keyboard },
      });
    },
    async pin(message) {
      await telegram.pinChatMessage(chat, message, { disable_notification: true });
    },
    async react(message, emoji) {
      await telegram.callApi('setMessageReaction', {
        chat_id: chat,
        message_id: message,
        reaction: [{ type: 'emoji', emoji }],
      });
    },
    async replyTo(message, thread, text) {
      await telegram.sendMessage(chat, text, {
        ...(thread === undefined ? {} : { message_thread_id: thread }),
        reply_parameters: { message_id: message, allow_sending_without_reply: true },
      });
    },
    sender: (thread, silent) => topicSender(telegram, chat, thread, silent),
  };
}

function topicSender(telegram: Telegram, chat: number, thread: number, silent: boolean): PartSender {
  const place = { message_thread_id: thread, ...(silent ? { disable_notification: true } : {}) };
  const extra = { ...place, parse_mode: 'HTML' as const };
  return {
    async text(html) {
      const options = { ...extra, link_preview_options: { is_disabled: true } };
      return [(await telegram.sendMessage(chat, html, options)).message_id];
    },
    async file(upload, html) {
      const sent = await sendFile(telegram, chat, upload, {
        ...extra,
        ...(html === undefined ? {} : { caption: html }),
      });
      return [sent.message_id];
    },
    async album(uploads, html) {
      const items = uploads.map((upload, index) => ({
        type: upload.as as 'photo',
        media: inputFile(upload),
        ...(html !== undefined && index === 0 ? { caption: html, parse_mode: 'HTML' as const } : {}),
      }));
      const sent = await telegram.sendMediaGroup(chat, items, place);
      return sent.map((one) => one.message_id);
    },
    failureOf,
  };
}

function sendFile(
  telegram: Telegram,
  chat: number,
  upload: Upload,
  extra: object,
): Promise<{ message_id: number }> {
  const file = inputFile(upload);
  switch (upload.as) {
    case 'photo':
      return telegram.sendPhoto(chat, file, extra);
    case 'video':
      return telegram.sendVideo(chat, file, extra);
    case 'audio':
      return telegram.sendAudio(chat, file, extra);
    case 'voice':
      return telegram.sendVoice(chat, file, extra);
    case 'sticker':
      return telegram.sendSticker(chat, file, extra);
    case 'document':
      return telegram.sendDocument(chat, file, extra);
  }
}

function inputFile({ content, name }: Upload): { source: Buffer; filename: string } {
  return { source: Buffer.from(content.bytes), filename: name };
}
