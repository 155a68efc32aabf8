// The methods that change what is there: edits, deletions, reactions, answers to presses.
import { badRequest } from './refusal.ts';
import { json, number, text, type Params } from './request.ts';
import { readButtons, readCaption, readText, type Method } from './sending.ts';
import { messageJson, type Bot, type Chat, type MediaKind, type Message, type World } from './world.ts';

/** A message older than this cannot be deleted (Bot API, `deleteMessage`). */
const DELETABLE_MS = 48 * 60 * 60 * 1000;

const CAPTIONLESS: ReadonlySet<MediaKind> = new Set<MediaKind>(['sticker', 'video_note']);

/** Most of the reactions that Telegram lets bots use; ✅ and ❌ are famously not among them. */
const REACTIONS = new Set([
  '👍',
  '👎',
  '❤',
  '🔥',
  '👏',
  '😁',
  '🤔',
  '😢',
  '🎉',
  '🙏',
  '👌',
  '👀',
  '💯',
  '🤝',
  '✍',
]);

export const changingMethods: Record<string, Method> = {
  editMessageText(world, bot, params) {
    const { chat, message } = editable(world, bot, params);
    if (message.media) throw badRequest('there is no text in the message to edit');
    return change(world, chat, message, { ...readText(params), buttons: readButtons(params) });
  },

  editMessageCaption(world, bot, params) {
    const { chat, message } = editable(world, bot, params);
    if (!message.media || CAPTIONLESS.has(message.media.kind)) {
      throw badRequest('there is no caption in the message to edit');
    }
    const words = readCaption(text(params, 'caption'), text(params, 'parse_mode'));
    return change(world, chat, message, { ...words, buttons: readButtons(params) });
  },

  editMessageReplyMarkup(world, bot, params) {
    const { chat, message } = editable(world, bot, params);
    const { text: words, entities } = message;
    return change(world, chat, message, { text: words, entities, buttons: readButtons(params) });
  },

  deleteMessage(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    const message = find(chat, number(params, 'message_id'));
    if (!message) throw badRequest('message to delete not found');
    remove(world, bot, chat, [message]);
    return true;
  },

  /** Those that are not there are passed over. */
  deleteMessages(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    const ids = (json(params, 'message_ids') ?? []) as number[];
    if (ids.length < 1 || ids.length > 100) throw badRequest('message identifiers are not specified');
    remove(
      world,
      bot,
      chat,
      chat.messages.filter(({ id }) => ids.includes(id)),
    );
    return true;
  },

  setMessageReaction(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    const message = find(chat, number(params, 'message_id'));
    if (!message) throw badRequest('message to react not found');
    const [reaction] = (json(params, 'reaction') ?? []) as { type: string; emoji: string }[];
    if (reaction && (!chat.reactionsAllowed || !REACTIONS.has(reaction.emoji)))
      throw badRequest('REACTION_INVALID');
    if (reaction) message.reaction = reaction.emoji;
    else delete message.reaction;
    world.changes.changed();
    return true;
  },

  answerCallbackQuery(world, bot, params) {
    const query = text(params, 'callback_query_id') ?? '';
    if (!bot.presses.delete(query)) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    bot.answered.push({ query, text: text(params, 'text') ?? '' });
    world.changes.changed();
    return true;
  },
};

function find(chat: Chat, id: number | undefined): Message | undefined {
  return chat.messages.find((one) => one.id === id);
}

/** A bot's own messages can be edited at any age; nobody else's can. */
function editable(world: World, bot: Bot, params: Params): { chat: Chat; message: Message } {
  const chat = world.chatFor(bot, number(params, 'chat_id'));
  const message = find(chat, number(params, 'message_id'));
  if (!message) throw badRequest('message to edit not found');
  if (message.from.id !== bot.user.id) throw badRequest("message can't be edited");
  return { chat, message };
}

function change(
  world: World,
  chat: Chat,
  message: Message,
  to: Pick<Message, 'text' | 'entities' | 'buttons'>,
): Record<string, unknown> {
  const now = [message.text, message.entities, message.buttons];
  if (JSON.stringify([to.text, to.entities, to.buttons]) === JSON.stringify(now)) {
    const why = 'are exactly the same as a current content and reply markup of the message';
    throw badRequest(`message is not modified: specified new message content and reply markup ${why}`);
  }
  Object.assign(message, to, { edits: message.edits + 1 });
  world.changes.changed();
  return messageJson(chat, message);
}

function remove(world: World, bot: Bot, chat: Chat, messages: readonly Message[]): void {
  const rights = chat.bots.get(bot.user.id);
  const mayAll =
    chat.kind === 'private' ||
    (typeof rights === 'object' && (rights.deleteMessages ?? (rights.manageTopics || rights.pin)));
  const oldest = world.now().getTime() - DELETABLE_MS;
  for (const { date, from, raw } of messages) {
    const foreign = from.id !== bot.user.id && !mayAll;
    if (date * 1000 < oldest || foreign || 'forum_topic_created' in raw) {
      throw badRequest("message can't be deleted for everyone");
    }
  }
  chat.messages = chat.messages.filter((one) => !messages.includes(one));
  world.changes.changed();
}
