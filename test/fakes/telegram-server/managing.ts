// The methods about bots, webhooks, topics, pins and members.
import { badRequest } from './refusal.ts';
import { json, number, text, type Params } from './request.ts';
import type { Method } from './sending.ts';
import type { Bot, Chat, Topic, World } from './world.ts';

export const managingMethods: Record<string, Method> = {
  getMe: (_world, bot) => ({ ...bot.user, can_join_groups: true, can_read_all_group_messages: true }),

  setMyCommands(_world, bot, params) {
    bot.commands = json(params, 'commands');
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
    if (place && place !== 'kicked') {
      const rights = { can_manage_topics: place.manageTopics, can_pin_messages: place.pin };
      return { status: 'administrator', user: { id, is_bot: true, first_name: 'bot' }, ...rights };
    }
    const status = chat.members.get(id);
    if (!status) throw badRequest('user not found');
    return { status, user: { id, is_bot: false, first_name: 'person' } };
  },

  createForumTopic(world, bot, params) {
    const chat = forum(world, bot, params, 'create a topic');
    const title = text(params, 'name') ?? '';
    if (title === '' || title.length > 128) throw badRequest('TOPIC_TITLE_INVALID');
    const service = world.addMessage(chat, { from: bot.user, raw: { forum_topic_created: { name: title } } });
    chat.topics.set(service.id, { id: service.id, title, closed: false, deleted: false });
    world.changes.changed();
    return { message_thread_id: service.id, name: title, icon_color: 7322096 };
  },

  editForumTopic(world, bot, params) {
    const topic = topicOf(forum(world, bot, params, 'manage topics'), params);
    const title = text(params, 'name') ?? '';
    if (title.length > 128) throw badRequest('TOPIC_TITLE_INVALID');
    if (title === topic.title) throw badRequest('TOPIC_NOT_MODIFIED');
    topic.title = title;
    world.changes.changed();
    return true;
  },

  closeForumTopic: (world, bot, params) => setClosed(world, bot, params, true),
  reopenForumTopic: (world, bot, params) => setClosed(world, bot, params, false),

  pinChatMessage(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    const rights = chat.bots.get(bot.user.id);
    if (rights !== undefined && rights !== 'kicked' && !rights.pin) {
      throw badRequest('not enough rights to manage pinned messages in the chat');
    }
    const id = number(params, 'message_id') ?? 0;
    if (!chat.messages.some((one) => one.id === id)) throw badRequest('message to pin not found');
    if (!chat.pinned.includes(id)) chat.pinned.push(id);
    world.changes.changed();
    return true;
  },
};

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
