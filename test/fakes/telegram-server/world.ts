// Everything that this Telegram knows: bots, people, chats, topics, messages, files.
import type { Changes } from '../waiting.ts';
import type { Entity } from './entities.ts';
import { badRequest, Refusal } from './refusal.ts';
import { UpdateQueue } from './updates.ts';

export type MediaKind =
  'photo' | 'video' | 'audio' | 'voice' | 'sticker' | 'document' | 'animation' | 'video_note';

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface Bot {
  readonly user: User;
  readonly token: string;
  readonly updates: UpdateQueue;
  /** Presses that wait for answerCallbackQuery. */
  readonly presses: Set<string>;
  readonly answered: { readonly query: string; readonly text: string }[];
  /** The set that was given last, and all of them by scope and language. */
  commands: unknown;
  readonly commandSets: { readonly commands: unknown; readonly scope: unknown; readonly language: string }[];
}

export interface StoredFile {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
  /** What Telegram says it is; may be more than the bytes here. */
  readonly size: number;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface Message {
  readonly id: number;
  readonly from: User;
  readonly date: number;
  readonly thread?: number;
  text: string;
  entities: readonly Entity[];
  buttons: readonly (readonly Button[])[];
  readonly media?: { readonly kind: MediaKind; readonly file: StoredFile };
  readonly album?: string;
  readonly replyTo?: number;
  /** As the bot gave them. */
  readonly replyParameters?: Readonly<Record<string, unknown>>;
  readonly silent: boolean;
  reaction?: string;
  edits: number;
  /** Anything else in the Bot API's own words: a poll, a location, a service message. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface Topic {
  readonly id: number;
  title: string;
  /** `icon_custom_emoji_id`; empty for the plain one. */
  icon: string;
  closed: boolean;
  deleted: boolean;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** With none of them the bot is a plain member. */
export interface BotRights {
  readonly manageTopics: boolean;
  readonly pin: boolean;
  /** Of other people's messages; true without. */
  readonly deleteMessages?: boolean;
}

export interface Chat {
  readonly id: number;
  readonly kind: 'private' | 'supergroup';
  readonly title: string;
  /** Who may be told apart in a private chat; its one person. */
  readonly person?: User;
  forum: boolean;
  /** The group became another one, which has this id. */
  movedTo?: number;
  /** A private chat does not exist for the bot before its person has written. */
  known: boolean;
  blocked: boolean;
  deactivated: boolean;
  reactionsAllowed: boolean;
  readonly members: Map<number, MemberStatus>;
  /** Everybody who has ever been a member. */
  readonly people: Map<number, User>;
  readonly bots: Map<number, BotRights | 'kicked'>;
  readonly topics: Map<number, Topic>;
  readonly pinned: number[];
  messages: Message[];
  nextMessage: number;
}

export class World {
  readonly changes: Changes;
  readonly now: () => Date;
  readonly bots = new Map<string, Bot>();
  readonly files = new Map<string, StoredFile>();
  /** Groups by id; private chats by `<bot>:<person>`. */
  readonly chats = new Map<string, Chat>();
  private counter = 0;

  constructor(changes: Changes, now: () => Date) {
    this.changes = changes;
    this.now = now;
  }

  count(): number {
    this.counter += 1;
    return this.counter;
  }

  addBot(name: string): Bot {
    const id = 7_000_000 + this.count();
    const user: User = { id, is_bot: true, first_name: name, username: `${name.toLowerCase()}_bot` };
    const token = `${id}:AAF${'x'.repeat(32)}`;
    const updates = new UpdateQueue(this.changes, 1000 * this.count());
    const bot: Bot = {
      user,
      token,
      updates,
      presses: new Set(),
      answered: [],
      commands: [],
      commandSets: [],
    };
    this.bots.set(token, bot);
    return bot;
  }

  addChat(key: string, about: Pick<Chat, 'id' | 'kind' | 'title'> & { person?: User }): Chat {
    const chat: Chat = {
      ...about,
      forum: about.kind === 'supergroup',
      known: about.kind === 'supergroup',
      blocked: false,
      deactivated: false,
      reactionsAllowed: true,
      members: new Map(),
      people: new Map(),
      bots: new Map(),
      topics: new Map(),
      pinned: [],
      messages: [],
      nextMessage: 1,
    };
    this.chats.set(key, chat);
    return chat;
  }

  /** The chat that this bot means, if it may write there. */
  chatFor(bot: Bot, id: number | undefined): Chat {
    const chat = this.chats.get(String(id)) ?? this.chats.get(`${bot.user.id}:${id}`);
    if (!chat?.known) throw badRequest('chat not found');
    if (chat.movedTo !== undefined) {
      const parameters = { migrate_to_chat_id: chat.movedTo };
      const words = 'Bad Request: group chat was upgraded to a supergroup chat';
      throw new Refusal(400, words, parameters);
    }
    if (chat.deactivated) throw new Refusal(403, 'Forbidden: user is deactivated');
    if (chat.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    if (chat.kind === 'supergroup') {
      const place = chat.bots.get(bot.user.id);
      if (place === 'kicked') throw new Refusal(403, 'Forbidden: bot was kicked from the supergroup chat');
      if (!place) throw new Refusal(403, 'Forbidden: bot is not a member of the supergroup chat');
    }
    return chat;
  }

  addFile(kind: MediaKind, bytes: Uint8Array, name: string, mime: string, size = bytes.length): StoredFile {
    const number = this.count();
    const extension = name.includes('.') ? `.${name.split('.').at(-1) ?? ''}` : '';
    const file = {
      id: `file-id-${number}`,
      path: `${kind}s/file_${number}${extension}`,
      name,
      mime,
      bytes: Buffer.from(bytes),
      size,
    };
    this.files.set(file.id, file);
    return file;
  }

  addMessage(chat: Chat, content: Partial<Message> & Pick<Message, 'from'>): Message {
    const message: Message = {
      id: chat.nextMessage,
      date: Math.floor(this.now().getTime() / 1000),
      text: '',
      entities: [],
      buttons: [],
      silent: false,
      edits: 0,
      raw: {},
      ...content,
    };
    chat.nextMessage += 1;
    chat.messages.push(message);
    this.changes.changed();
    return message;
  }
}

/** The Bot API's `Chat`. */
export function chatJson(chat: Chat): Record<string, unknown> {
  if (chat.kind === 'private') return { id: chat.id, type: 'private', first_name: chat.title };
  return { id: chat.id, type: 'supergroup', title: chat.title, ...(chat.forum ? { is_forum: true } : {}) };
}

/** The Bot API's `Message`. */
export function messageJson(chat: Chat, message: Message): Record<string, unknown> {
  const { media } = message;
  const words = media ? 'caption' : 'text';
  // In a topic whatever quotes nothing else answers the message that began the topic.
  const quotedId = message.replyTo ?? message.thread;
  const quoted = chat.messages.find((one) => one.id === quotedId);
  return {
    message_id: message.id,
    from: message.from,
    chat: chatJson(chat),
    date: message.date,
    ...(message.thread === undefined ? {} : { message_thread_id: message.thread, is_topic_message: true }),
    ...(message.text === '' ? {} : { [words]: message.text }),
    ...(message.entities.length === 0 ? {} : { [media ? 'caption_entities' : 'entities']: message.entities }),
    ...(message.album === undefined ? {} : { media_group_id: message.album }),
    ...(quoted ? { reply_to_message: messageJson(chat, { ...quoted, replyTo: -1 }) } : {}),
    ...(message.edits > 0 ? { edit_date: message.date + message.edits } : {}),
    ...(message.buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: message.buttons } }),
    ...(media ? mediaJson(media.kind, media.file) : {}),
    ...message.raw,
  };
}

function mediaJson(kind: MediaKind, file: StoredFile): Record<string, unknown> {
  const about = { file_id: file.id, file_unique_id: `u${file.id}`, file_size: file.size };
  const named = { ...about, file_name: file.name, mime_type: file.mime };
  switch (kind) {
    case 'photo':
      return {
        photo: [
          {
            ...about,
            file_id: `${file.id}-small`,
            file_size: Math.min(900, file.size),
            width: 90,
            height: 90,
          },
          { ...about, width: 800, height: 600 },
        ],
      };
    case 'animation':
      return { animation: { ...named, width: 1, height: 1, duration: 1 }, document: named };
    case 'sticker':
      return {
        sticker: { ...about, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false },
      };
    case 'video_note':
      return { video_note: { ...about, length: 240, duration: 3 } };
    case 'voice':
      return { voice: { ...about, mime_type: file.mime, duration: 3 } };
    default:
      return { [kind]: named };
  }
}
