// Sends the parts of one message into a topic of the group, through telegraf.
import type { Telegram } from 'telegraf';
import type { PartSender, Upload } from '../../system/telegram/send-parts.ts';
import { failureOf } from './failures.ts';

export interface Manner {
  /** Without a sound: for what the staff have seen before, and for muted topics. */
  readonly silent?: boolean;
  /** The first part is shown as an answer to that message of the group. */
  readonly quotes?: number | undefined;
}

/** Runs a call that makes so many messages, when the group may have them. */
export type Counted = <Result>(messages: number, call: () => Promise<Result>) => Promise<Result>;

export function topicSender(
  telegram: Telegram,
  chat: number,
  thread: number,
  { silent = false, quotes }: Manner,
  counted: Counted,
): PartSender {
  const place = (first: boolean): object => ({
    message_thread_id: thread,
    ...(silent ? { disable_notification: true } : {}),
    ...(first && quotes !== undefined
      ? { reply_parameters: { message_id: quotes, allow_sending_without_reply: true } }
      : {}),
  });
  return {
    async text(html, { first }) {
      const options = { ...place(first), parse_mode: 'HTML', link_preview_options: { is_disabled: true } };
      const call = (): Promise<{ message_id: number }> =>
        telegram.sendMessage(chat, html, options as Parameters<Telegram['sendMessage']>[2]);
      return [(await counted(1, call)).message_id];
    },
    async file(upload, html, { first }) {
      const caption = html === undefined ? {} : { caption: html, parse_mode: 'HTML' as const };
      const sent = await counted(1, () => sendFile(telegram, chat, upload, { ...place(first), ...caption }));
      return [sent.message_id];
    },
    async album(uploads, html, { first }) {
      const items = uploads.map((upload, index) => ({
        type: upload.as as 'photo',
        media: inputFile(upload),
        ...(html !== undefined && index === 0 ? { caption: html, parse_mode: 'HTML' as const } : {}),
      }));
      const sent = await counted(items.length, () => telegram.sendMediaGroup(chat, items, place(first)));
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
    case 'video_note':
      return telegram.sendVideoNote(chat, file, extra);
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
