// What the people of this Telegram do, and what the bots hear of it.
import { entitiesIn } from './entities.ts';
import { botMember } from './managing.ts';
import {
  chatJson,
  messageJson,
  type Bot,
  type BotRights,
  type Chat,
  type User,
  type World,
} from './world.ts';

export interface About {
  readonly firstName?: string;
  readonly lastName?: string;
  /** Without the `@`. */
  readonly username?: string;
  readonly language?: string;
}

export function person(world: World, { firstName = 'Ivan', lastName, username, language }: About): User {
  return {
    id: 100_000 + world.count(),
    is_bot: false,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(username === undefined ? {} : { username }),
    ...(language === undefined ? {} : { language_code: language }),
  };
}

export function press(world: World, bots: Bot[], chat: Chat, from: User, id: number, data: string): string {
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

/** Changes the words of somebody's message; the bots hear of it as `edited_message`. */
export function edit(bots: readonly Bot[], chat: Chat, id: number, text: string): void {
  const message = chat.messages.find((one) => one.id === id);
  if (!message) throw new Error(`there is no message ${id}`);
  message.text = text;
  message.entities = entitiesIn(text);
  message.edits += 1;
  for (const bot of bots) bot.updates.push({ edited_message: messageJson(chat, message) });
}

/** Gives a bot its place in a group; a bot that had another one before is told so. */
export function place(world: World, chat: Chat, bot: Bot, to: BotRights | 'kicked', by: User): void {
  const was = chat.bots.get(bot.user.id);
  chat.bots.set(bot.user.id, to);
  if (was === undefined) return;
  const date = Math.floor(world.now().getTime() / 1000);
  const old_chat_member = botMember(world, bot.user.id, was);
  const new_chat_member = botMember(world, bot.user.id, to);
  bot.updates.push({
    my_chat_member: { chat: chatJson(chat), from: by, date, old_chat_member, new_chat_member },
  });
}
