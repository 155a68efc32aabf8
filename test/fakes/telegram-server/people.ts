// The people of this Telegram, as a test uses them: a customer in a private chat, a group with its operators.
import { edit, person, place, press, type About } from './acts.ts';
import { entitiesIn, type Entity } from './entities.ts';
import { chatJson, messageJson } from './world.ts';
import type { Bot, BotRights, Button, Chat, MediaKind, MemberStatus, Message, User, World } from './world.ts';

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
  readonly replyTo?: number;
}

export interface Writing {
  readonly replyTo?: number;
  /** People without a user name, each named in the text by the first name. */
  readonly mentions?: readonly { readonly user: User }[];
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
    return this.write({ text, entities: entitiesIn(text), ...(replyTo === undefined ? {} : { replyTo }) });
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

  /** One message for each, as Telegram does it. */
  sendsAlbum(files: readonly SentFile[]): readonly number[] {
    const album = String(this.world.count());
    return files.map((file) => this.sends({ ...file, album }));
  }

  /** The text or the caption. */
  edits(id: number, text: string): void {
    edit([this.bot], this.chat, id, text);
  }

  /** For both sides; no bot ever hears of it. */
  deletes(id: number): void {
    this.chat.messages = this.chat.messages.filter((one) => one.id !== id);
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
  private readonly owner: User;

  constructor(world: World, title: string, id: number) {
    this.world = world;
    this.chat = world.addChat(String(id), { id, kind: 'supergroup', title });
    this.owner = person(world, { firstName: 'Owner' });
    this.chat.people.set(this.owner.id, this.owner);
    this.chat.members.set(this.owner.id, 'creator');
  }

  get id(): number {
    return this.chat.id;
  }

  /** The group's creator, in whose name the bots are added, demoted and removed. */
  get creator(): User {
    return this.owner;
  }

  add(bot: Bot, rights: BotRights = { manageTopics: true, pin: true }): this {
    place(this.world, this.chat, bot, rights, this.owner);
    return this;
  }

  /** Leaves the bot a plain member, or with these rights alone. */
  demote(bot: Bot, rights: BotRights = { manageTopics: false, pin: false, deleteMessages: false }): void {
    place(this.world, this.chat, bot, rights, this.owner);
  }

  kick(bot: Bot): void {
    place(this.world, this.chat, bot, 'kicked', this.owner);
  }

  /** Everybody is in that group from now on, and whoever writes to this one is told so. */
  becomes({ chat: to }: Group): void {
    for (const [id, status] of this.chat.members) to.members.set(id, status);
    for (const [id, user] of this.chat.people) to.people.set(id, user);
    for (const [id, rights] of this.chat.bots) to.bots.set(id, rights);
    const raw = { migrate_to_chat_id: to.id };
    const message = this.world.addMessage(this.chat, { from: this.owner, raw });
    for (const bot of this.listeners()) bot.updates.push({ message: messageJson(this.chat, message) });
    this.chat.movedTo = to.id;
  }

  operator(firstName: string, lastName?: string, about: Omit<About, 'firstName'> = {}): GroupOperator {
    const name = { firstName, ...(lastName === undefined ? {} : { lastName }) };
    return new GroupOperator(this.world, this, person(this.world, { ...about, ...name }));
  }

  /** Topics that are there to be seen. */
  topics(): readonly {
    id: number;
    title: string;
    icon: string;
    closed: boolean;
    pinned: readonly number[];
  }[] {
    return [...this.chat.topics.values()]
      .filter((topic) => !topic.deleted)
      .map(({ id, title, icon, closed }) => ({ id, title, icon, closed, pinned: this.pinnedIn(id) }));
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
    group.chat.people.set(user.id, user);
    this.becomes('member');
  }

  /** A bot hears of it only when it asked for `chat_member`. */
  becomes(status: MemberStatus): this {
    const { chat } = this.group;
    const old = chat.members.get(this.user.id) ?? 'left';
    chat.members.set(this.user.id, status);
    const date = Math.floor(this.world.now().getTime() / 1000);
    const change = {
      old_chat_member: { status: old, user: this.user },
      new_chat_member: { status, user: this.user },
    };
    for (const bot of this.group.listeners()) {
      bot.updates.push({ chat_member: { chat: chatJson(chat), from: this.user, date, ...change } });
    }
    return this;
  }

  leaves(): void {
    this.becomes('left');
  }

  /** `topic` undefined is the group's General. */
  writes(topic: number | undefined, text: string, { replyTo, mentions = [] }: Writing = {}): number {
    const entities = entitiesIn(
      text,
      mentions.map(({ user }) => user),
    );
    return this.write(topic, { text, entities, ...(replyTo === undefined ? {} : { replyTo }) });
  }

  /** The text or the caption. */
  edits(id: number, text: string): void {
    edit(this.group.listeners(), this.group.chat, id, text);
  }

  /** Closes or opens the topic by hand, which Telegram tells in the topic. */
  closes(topic: number): void {
    this.setClosed(topic, true);
  }

  reopens(topic: number): void {
    this.setClosed(topic, false);
  }

  /** A bot hears of it only when it asked for `message_reaction`. Undefined takes the reaction back. */
  reacts(id: number, emoji?: string): void {
    const date = Math.floor(this.world.now().getTime() / 1000);
    const about = {
      chat: chatJson(this.group.chat),
      message_id: id,
      user: this.user,
      date,
      old_reaction: [],
    };
    const new_reaction = emoji === undefined ? [] : [{ type: 'emoji', emoji }];
    for (const bot of this.group.listeners())
      bot.updates.push({ message_reaction: { ...about, new_reaction } });
  }

  sendsPhoto(topic: number, bytes: Uint8Array = TINY_JPEG, caption?: string): number {
    return this.sends(topic, { kind: 'photo', bytes, ...(caption === undefined ? {} : { caption }) });
  }

  sends(topic: number, file: SentFile): number {
    return this.write(topic, mediaMessage(this.world, file));
  }

  sendsAlbum(topic: number, files: readonly SentFile[]): readonly number[] {
    const album = String(this.world.count());
    return files.map((file) => this.sends(topic, { ...file, album }));
  }

  sendsRaw(topic: number, raw: Record<string, unknown>): number {
    return this.write(topic, { raw });
  }

  presses(id: number, data: string): string {
    return press(this.world, this.group.listeners(), this.group.chat, this.user, id, data);
  }

  private setClosed(topic: number, closed: boolean): void {
    const known = this.group.chat.topics.get(topic);
    if (!known) throw new Error(`there is no topic ${topic}`);
    known.closed = closed;
    this.write(topic, { raw: { [closed ? 'forum_topic_closed' : 'forum_topic_reopened']: {} } });
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
    entities: entitiesIn(sent.caption ?? ''),
    ...(sent.replyTo === undefined ? {} : { replyTo: sent.replyTo }),
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
