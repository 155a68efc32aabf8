// The methods that make, change and remove messages, with the limits that Telegram sets them.
import { format, type Formatted } from './entities.ts';
import { badRequest, Refusal } from './refusal.ts';
import { json, number, text, type Params, type UploadedFile } from './request.ts';
import {
  chatJson,
  messageJson,
  type Bot,
  type Button,
  type Chat,
  type MediaKind,
  type World,
} from './world.ts';

export type Method = (world: World, bot: Bot, params: Params) => unknown;

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_UPLOAD = 50 * 1024 * 1024;
const MAX_PHOTO = 10 * 1024 * 1024;

export const sendingMethods: Record<string, Method> = {
  sendMessage(world, bot, params) {
    const chat = target(world, bot, params);
    const words = readText(params);
    return post(world, bot, chat, params, { ...words, buttons: readButtons(params) });
  },
  sendPhoto: (world, bot, params) => sendFile(world, bot, params, 'photo'),
  sendDocument: (world, bot, params) => sendFile(world, bot, params, 'document'),
  sendVideo: (world, bot, params) => sendFile(world, bot, params, 'video'),
  sendVideoNote: (world, bot, params) => sendFile(world, bot, params, 'video_note'),
  sendVoice: (world, bot, params) => sendFile(world, bot, params, 'voice'),
  sendAudio: (world, bot, params) => sendFile(world, bot, params, 'audio'),
  sendSticker: (world, bot, params) => sendFile(world, bot, params, 'sticker'),

  sendMediaGroup(world, bot, params) {
    const chat = target(world, bot, params);
    const items = json(params, 'media') as {
      type: MediaKind;
      media: string;
      caption?: string;
      parse_mode?: string;
    }[];
    if (items.length < 2 || items.length > 10) {
      throw badRequest('there must be 2-10 messages in the media group to send');
    }
    const families = new Set(
      items.map(({ type }) => (type === 'photo' || type === 'video' ? 'visual' : type)),
    );
    if (families.size > 1 || families.has('voice') || families.has('sticker')) {
      throw badRequest("can't mix photo/video with other types of media in the media group");
    }
    const ready = items.map((item) => ({
      kind: item.type,
      file: fileOf(world, params, item.type, item.media),
      caption: readCaption(item.caption, item.parse_mode),
    }));
    const album = String(world.count());
    return ready.map(({ kind, file, caption }) =>
      post(world, bot, chat, params, { ...caption, media: { kind, file }, album }),
    );
  },

  copyMessage(world, bot, params) {
    const from = world.chatFor(bot, number(params, 'from_chat_id'));
    const original = from.messages.find((one) => one.id === number(params, 'message_id'));
    if (!original) throw badRequest('message to copy not found');
    const chat = target(world, bot, params);
    const { text: words, entities, media } = original;
    const copy = post(world, bot, chat, params, { text: words, entities, ...(media ? { media } : {}) });
    return { message_id: copy['message_id'] };
  },

  getFile(world, _bot, params) {
    const id = (text(params, 'file_id') ?? '').replace(/-small$/u, '');
    const file = world.files.get(id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > 20 * 1024 * 1024) throw badRequest('file is too big');
    return { file_id: id, file_unique_id: `u${id}`, file_size: file.size, file_path: file.path };
  },

  getChat(world, bot, params) {
    return chatJson(world.chatFor(bot, number(params, 'chat_id')));
  },
};

/** The chat, and the topic in it, that a message is meant for. */
function target(world: World, bot: Bot, params: Params): Chat {
  const chat = world.chatFor(bot, number(params, 'chat_id'));
  const thread = number(params, 'message_thread_id');
  if (thread === undefined) return chat;
  const topic = chat.topics.get(thread);
  if (!topic) throw badRequest('message thread not found');
  if (topic.deleted) throw badRequest('TOPIC_DELETED');
  if (topic.closed) throw badRequest('TOPIC_CLOSED');
  return chat;
}

function post(
  world: World,
  bot: Bot,
  chat: Chat,
  params: Params,
  content: Partial<Parameters<World['addMessage']>[1]>,
): Record<string, unknown> {
  const thread = number(params, 'message_thread_id');
  const quote = json(params, 'reply_parameters') as
    { message_id: number; allow_sending_without_reply?: boolean } | undefined;
  const quoted = chat.messages.some((one) => one.id === quote?.message_id);
  if (quote && !quoted && !quote.allow_sending_without_reply) {
    throw badRequest('message to be replied not found');
  }
  const message = world.addMessage(chat, {
    from: bot.user,
    ...(thread === undefined ? {} : { thread }),
    ...(quote ? { replyParameters: quote } : {}),
    ...(quote && quoted ? { replyTo: quote.message_id } : {}),
    silent: text(params, 'disable_notification') === 'true',
    ...content,
  });
  return messageJson(chat, message);
}

function sendFile(world: World, bot: Bot, params: Params, kind: MediaKind): unknown {
  const chat = target(world, bot, params);
  const file = fileOf(world, params, kind, text(params, kind) ?? `attach://${kind}`);
  const caption =
    kind === 'sticker' || kind === 'video_note'
      ? format('', undefined)
      : readCaption(text(params, 'caption'), text(params, 'parse_mode'));
  return post(world, bot, chat, params, { ...caption, media: { kind, file }, buttons: readButtons(params) });
}

function fileOf(world: World, params: Params, kind: MediaKind, media: string) {
  const uploaded = media.startsWith('attach://')
    ? params.files.get(media.slice('attach://'.length))
    : undefined;
  if (uploaded) return upload(world, kind, uploaded);
  const known = world.files.get(media);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  return known;
}

function upload(world: World, kind: MediaKind, { name, bytes }: UploadedFile) {
  if (bytes.length > MAX_UPLOAD) throw new Refusal(413, 'Request Entity Too Large');
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo' && bytes.length > MAX_PHOTO) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  if (kind === 'photo' && !isPicture(bytes)) throw badRequest('IMAGE_PROCESS_FAILED');
  return world.addFile(kind, bytes, name, 'application/octet-stream');
}

function isPicture(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47' || start === '52494646' || start === '47494638';
}

export function readText(params: Params): Formatted {
  const words = format(text(params, 'text') ?? '', text(params, 'parse_mode'));
  if (words.text === '') throw badRequest('message text is empty');
  if (words.text.length > MAX_TEXT) throw badRequest('message is too long');
  return words;
}

export function readCaption(caption: string | undefined, parseMode: string | undefined): Formatted {
  const words = format(caption ?? '', parseMode);
  if (words.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return words;
}

export function readButtons(params: Params): readonly (readonly Button[])[] {
  const markup = json(params, 'reply_markup') as { inline_keyboard?: Button[][] } | undefined;
  const rows = markup?.inline_keyboard ?? [];
  if (rows.flat().length > 100 || rows.some((row) => row.length > 8))
    throw badRequest('REPLY_MARKUP_TOO_LONG');
  for (const button of rows.flat()) {
    if (button.text === '') throw badRequest("can't parse inline keyboard button: Text must be non-empty");
    const size = Buffer.byteLength(button.callback_data ?? '');
    if (button.url === undefined && (size < 1 || size > 64)) throw badRequest('BUTTON_DATA_INVALID');
  }
  return rows.filter((row) => row.length > 0);
}
