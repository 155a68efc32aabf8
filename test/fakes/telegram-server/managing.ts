// The methods about bots, webhooks, topics, pins and members.
import { badRequest } from './refusal.ts';
import { json, number, text, type Params } from './request.ts';
import type { Method } from './sending.ts';
import type { Bot, BotRights, Chat, Topic, World } from './world.ts';

export const managingMethods: Record<string, Method> = {
  getMe: (_world, bot) => ({ ...bot.user, can_join_groups: true, can_read_all_group_messages: true }),

  setMyCommands(_world, bot, params) {
    bot.commands = json(params, 'commands');
    const [scope, language] = [json(params, 'scope'), text(params, 'language_code') ?? ''];
    bot.commandSets.push({ commands: bot.commands, scope, language });
    return true;
  },

  setWebhook(_world, bot, params) {
    bot.updates.allow(json(params, 'allowed_updates') as string[] | undefined);
    bot.updates.setWebhook(text(params, 'url') ?? '', text(params, 'secret_token'));
    return true;
  },

  deleteWebhook(_world, bot) {
    bot.updates.setWebhook('', undefined);
    return true;
  },

  getWebhookInfo: (_world, bot) => ({
    url: bot.updates.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.unacknowledged().length,
  }),

  getChatMember(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    const id = number(params, 'user_id') ?? 0;
    const place = chat.bots.get(id);
    if (place) return botMember(world, id, place);
    const status = chat.members.get(id);
    if (!status) throw badRequest('user not found');
    return { status, user: chat.people.get(id) };
  },

  getChatAdministrators(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    return [...chat.members]
      .filter(([, status]) => status === 'creator' || status === 'administrator')
      .map(([id, status]) => ({ status, user: chat.people.get(id) }));
  },

  createForumTopic(world, bot, params) {
    const chat = forum(world, bot, params, 'create a topic');
    const title = text(params, 'name') ?? '';
    if (title === '' || title.length > 128) throw badRequest('TOPIC_TITLE_INVALID');
    const service = world.addMessage(chat, { from: bot.user, raw: { forum_topic_created: { name: title } } });
    const icon = text(params, 'icon_custom_emoji_id') ?? '';
    chat.topics.set(service.id, { id: service.id, title, icon, closed: false, deleted: false });
    world.changes.changed();
    return { message_thread_id: service.id, name: title, icon_color: 7322096 };
  },

  editForumTopic(world, bot, params) {
    const topic = topicOf(forum(world, bot, params, 'manage topics'), params);
    const title = text(params, 'name') ?? topic.title;
    const icon = text(params, 'icon_custom_emoji_id') ?? topic.icon;
    if (title === '' || title.length > 128) throw badRequest('TOPIC_TITLE_INVALID');
    if (title === topic.title && icon === topic.icon) throw badRequest('TOPIC_NOT_MODIFIED');
    Object.assign(topic, { title, icon });
    world.changes.changed();
    return true;
  },

  closeForumTopic: (world, bot, params) => setClosed(world, bot, params, true),
  reopenForumTopic: (world, bot, params) => setClosed(world, bot, params, false),

  pinChatMessage(world, bot, params) {
    const chat = pinning(world, bot, params);
    const id = number(params, 'message_id') ?? 0;
    if (!chat.messages.some((one) => one.id === id)) throw badRequest('message to pin not found');
    if (!chat.pinned.includes(id)) chat.pinned.push(id);
    world.changes.changed();
    return true;
  },

  unpinChatMessage(world, bot, params) {
    const chat = pinning(world, bot, params);
    const place = chat.pinned.indexOf(number(params, 'message_id') ?? chat.pinned.at(-1) ?? 0);
    if (place < 0) throw badRequest('message to unpin not found');
    chat.pinned.splice(place, 1);
    world.changes.changed();
    return true;
  },

  deleteForumTopic(world, bot, params) {
    const chat = forum(world, bot, params, 'delete topics');
    const topic = topicOf(chat, params);
    topic.deleted = true;
    chat.messages = chat.messages.filter((one) => one.thread !== topic.id);
    world.changes.changed();
    return true;
  },
};

function pinning(world: World, bot: Bot, params: Params): Chat {
  const chat = world.chatFor(bot, number(params, 'chat_id'));
  const rights = chat.bots.get(bot.user.id);
  if (rights !== undefined && rights !== 'kicked' && !rights.pin) {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
  return chat;
}

/** The Bot API's `ChatMember` of a bot. */
export function botMember(world: World, id: number, place: BotRights | 'kicked'): Record<string, unknown> {
  const user = [...world.bots.values()].find((one) => one.user.id === id)?.user;
  if (place === 'kicked') return { status: 'kicked', user, until_date: 0 };
  const { manageTopics, pin, deleteMessages = manageTopics || pin } = place;
  if (!manageTopics && !pin && !deleteMessages) return { status: 'member', user };
  const rights = {
    can_manage_topics: manageTopics,
    can_pin_messages: pin,
    can_delete_messages: deleteMessages,
  };
  return { status: 'administrator', user, ...rights };
}

function forum(world: World, bot: Bot, params: Params, what: string): Chat {
  const chat = world.chatFor(bot, number(params, 'chat_id'));
  if (!chat.forum) throw badRequest('the chat is not a forum');
  const rights = chat.bots.get(bot.user.id);
  if (rights === undefined || rights === 'kicked' || !rights.manageTopics) {
    throw badRequest(`not enough rights to ${what}`);
  }
  return chat;
}

function topicOf(chat: Chat, params: Params): Topic {
  const topic = chat.topics.get(number(params, 'message_thread_id') ?? 0);
  if (!topic) throw badRequest('TOPIC_ID_INVALID');
  if (topic.deleted) throw badRequest('TOPIC_DELETED');
  return topic;
}

function setClosed(world: World, bot: Bot, params: Params, closed: boolean): true {
  const topic = topicOf(forum(world, bot, params, 'manage topics'), params);
  if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED');
  topic.closed = closed;
  world.changes.changed();
  return true;
}
