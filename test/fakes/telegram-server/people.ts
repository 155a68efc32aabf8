// The people of this Telegram, as a test uses them: a customer in a private chat, a group with its operators.
import type { MediaKind, Bot, Button, Chat, Message, User, World } from './world.ts';
import { chatJson, messageJson } from './world.ts';
import type { Entity } from './entities.ts';

/** A message as somebody sees it on the screen. */
export interface Seen {
  readonly id: number;
  readonly from: string;
  /** Visible text or caption. */
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly buttons: readonly (readonly Button[])[];
  readonly file?: { readonly kind: MediaKind; readonly name: string; readonly bytes: Buffer };
  readonly album?: string;
  readonly replyTo?: number;
  readonly reaction?: string;
  readonly edits: number;
  readonly silent: boolean;
}

export interface SentFile {
  readonly kind: MediaKind;
  readonly bytes?: Uint8Array;
  readonly name?: string;
  readonly mime?: string;
  readonly caption?: string;
  readonly album?: string;
  /** As Telegram states it, for files too large to keep in a test. */
  readonly size?: number;
}

/** The smallest files that pass for pictures. */
export const TINY_JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
export const TINY_PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082',
  'hex',
);

/** Every act returns the id of the message it made. */
export class Customer {
  readonly user: User;
  readonly chat: Chat;
  private readonly world: World;
  private readonly bot: Bot;

  constructor(world: World, bot: Bot, user: User) {
    this.world = world;
    this.bot = bot;
    this.user = user;
    const about = { id: user.id, kind: 'private', title: user.first_name, person: user } as const;
    this.chat = world.addChat(`${bot.user.id}:${user.id}`, about);
  }

  /** Makes the chat exist without a word, as after an earlier conversation. */
  wroteBefore(): this {
    this.chat.known = true;
    return this;
  }

  says(text: string, replyTo?: number): number {
    return this.write({ text, ...(replyTo === undefined ? {} : { replyTo }) });
  }

  sendsPhoto(bytes: Uint8Array = TINY_JPEG, caption?: string): number {
    return this.sends({ kind: 'photo', bytes, ...(caption === undefined ? {} : { caption }) });
  }

  sends(file: SentFile): number {
    return this.write(mediaMessage(this.world, file));
  }

  /** Something else in the Bot API's words, for example `{ location: {...} }`. */
  sendsRaw(raw: Record<string, unknown>): number {
    return this.write({ raw });
  }

  edits(id: number, text: string): void {
    const message = this.chat.messages.find((one) => one.id === id);
    if (!message) throw new Error(`there is no message ${id}`);
    message.text = text;
    message.edits += 1;
    this.bot.updates.push({ edited_message: messageJson(this.chat, message) });
  }

  /** Presses a button, which need not exist any more. Returns the query's id. */
  presses(id: number, data: string): string {
    return press(this.world, [this.bot], this.chat, this.user, id, data);
  }

  blocksBot(): void {
    this.chat.blocked = true;
    this.member('kicked');
  }

  unblocksBot(): void {
    this.chat.blocked = false;
    this.member('member');
  }

  deletesAccount(): void {
    this.chat.deactivated = true;
  }

  /** What the bot wrote, in order. */
  sees(): readonly Seen[] {
    return this.chat.messages.filter((message) => message.from.is_bot).map(seen);
  }

  private member(status: string): void {
    const date = Math.floor(this.world.now().getTime() / 1000);
    const was = { user: this.bot.user, status: status === 'kicked' ? 'member' : 'kicked' };
    const change = { old_chat_member: was, new_chat_member: { user: this.bot.user, status, until_date: 0 } };
    this.bot.updates.push({
      my_chat_member: { chat: chatJson(this.chat), from: this.user, date, ...change },
    });
  }

  private write(content: Partial<Message>): number {
    this.chat.known = true;
    const message = this.world.addMessage(this.chat, { from: this.user, ...content });
    this.bot.updates.push({ message: messageJson(this.chat, message) });
    return message.id;
  }
}

export class Group {
  readonly chat: Chat;
  private readonly world: World;

  constructor(world: World, title: string, id: number) {
    this.world = world;
    this.chat = world.addChat(String(id), { id, kind: 'supergroup', title });
  }

  get id(): number {
    return this.chat.id;
  }

  add(bot: Bot, rights: { manageTopics: boolean; pin: boolean } = { manageTopics: true, pin: true }): this {
    this.chat.bots.set(bot.user.id, rights);
    return this;
  }

  kick(bot: Bot): void {
    this.chat.bots.set(bot.user.id, 'kicked');
  }

  operator(firstName: string, lastName?: string): GroupOperator {
    return new GroupOperator(this.world, this, person(this.world, firstName, lastName));
  }

  /** Topics that are there to be seen. */
  topics(): readonly { id: number; title: string; closed: boolean; pinned: readonly number[] }[] {
    return [...this.chat.topics.values()]
      .filter((topic) => !topic.deleted)
      .map(({ id, title, closed }) => ({ id, title, closed, pinned: this.pinnedIn(id) }));
  }

  /** Everything in a topic, service messages aside. */
  messages(topic: number): readonly Seen[] {
    return this.chat.messages
      .filter((one) => one.thread === topic && Object.keys(one.raw).length === 0)
      .map(seen);
  }

  /** As Telegram does it, together with all that is in the topic. */
  deleteTopic(id: number): void {
    const topic = this.chat.topics.get(id);
    if (topic) topic.deleted = true;
    this.chat.messages = this.chat.messages.filter((one) => one.thread !== id);
    this.world.changes.changed();
  }

  closeTopic(id: number): void {
    const topic = this.chat.topics.get(id);
    if (topic) topic.closed = true;
  }

  deleteMessage(id: number): void {
    this.chat.messages = this.chat.messages.filter((one) => one.id !== id);
  }

  forbidReactions(): void {
    this.chat.reactionsAllowed = false;
  }

  /** Bots that hear what people write here. */
  listeners(): Bot[] {
    return [...this.world.bots.values()].filter((bot) => {
      const place = this.chat.bots.get(bot.user.id);
      return place !== undefined && place !== 'kicked';
    });
  }

  private pinnedIn(topic: number): readonly number[] {
    const here = new Set(this.messages(topic).map((one) => one.id));
    return this.chat.pinned.filter((id) => here.has(id));
  }
}

export class GroupOperator {
  readonly user: User;
  private readonly world: World;
  private readonly group: Group;

  constructor(world: World, group: Group, user: User) {
    this.world = world;
    this.group = group;
    this.user = user;
    group.chat.members.set(user.id, 'member');
  }

  leaves(): void {
    this.group.chat.members.set(this.user.id, 'left');
  }

  /** `topic` undefined is the group's General. */
  writes(topic: number | undefined, text: string): number {
    return this.write(topic, { text });
  }

  sendsPhoto(topic: number, bytes: Uint8Array = TINY_JPEG, caption?: string): number {
    return this.sends(topic, { kind: 'photo', bytes, ...(caption === undefined ? {} : { caption }) });
  }

  sends(topic: number, file: SentFile): number {
    return this.write(topic, mediaMessage(this.world, file));
  }

  sendsRaw(topic: number, raw: Record<string, unknown>): number {
    return this.write(topic, { raw });
  }

  presses(id: number, data: string): string {
    return press(this.world, this.group.listeners(), this.group.chat, this.user, id, data);
  }

  private write(topic: number | undefined, content: Partial<Message>): number {
    const thread = topic === undefined ? {} : { thread: topic };
    const message = this.world.addMessage(this.group.chat, { from: this.user, ...thread, ...content });
    for (const bot of this.group.listeners()) {
      bot.updates.push({ message: messageJson(this.group.chat, message) });
    }
    return message.id;
  }
}

export function person(world: World, firstName: string, lastName?: string, language?: string): User {
  return {
    id: 100_000 + world.count(),
    is_bot: false,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(language === undefined ? {} : { language_code: language }),
  };
}

function press(world: World, bots: Bot[], chat: Chat, from: User, id: number, data: string): string {
  const query = `query-${world.count()}`;
  const message = chat.messages.find((one) => one.id === id);
  // Telegram tells no more than this of a message that it keeps no longer.
  const shown = message ? messageJson(chat, message) : { chat: chatJson(chat), message_id: id, date: 0 };
  for (const bot of bots) {
    bot.presses.add(query);
    bot.updates.push({
      callback_query: { id: query, from, message: shown, data, chat_instance: '1' },
    });
  }
  return query;
}

const MIMES: Record<MediaKind, readonly [extension: string, mime: string]> = {
  photo: ['jpg', 'image/jpeg'],
  video: ['mp4', 'video/mp4'],
  audio: ['mp3', 'audio/mpeg'],
  voice: ['oga', 'audio/ogg'],
  sticker: ['webp', 'image/webp'],
  document: ['pdf', 'application/pdf'],
  animation: ['mp4', 'video/mp4'],
  video_note: ['mp4', 'video/mp4'],
};

function mediaMessage(world: World, sent: SentFile): Partial<Message> {
  const [extension, usual] = MIMES[sent.kind];
  const bytes = sent.bytes ?? TINY_JPEG;
  const name = sent.name ?? `${sent.kind}.${extension}`;
  const file = world.addFile(sent.kind, bytes, name, sent.mime ?? usual, sent.size);
  return {
    text: sent.caption ?? '',
    media: { kind: sent.kind, file },
    ...(sent.album === undefined ? {} : { album: sent.album }),
  };
}

function seen(message: Message): Seen {
  const { id, text, entities, buttons, media, album, replyTo, reaction, edits, silent } = message;
  return {
    id,
    from: message.from.first_name,
    text,
    entities,
    buttons,
    ...(media ? { file: { kind: media.kind, name: media.file.name, bytes: media.file.bytes } } : {}),
    ...(album === undefined ? {} : { album }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(reaction === undefined ? {} : { reaction }),
    edits,
    silent,
  };
}
