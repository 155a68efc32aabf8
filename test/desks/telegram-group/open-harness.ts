// A started desk with one open ticket and an operator who works on it.
import type { DeskBoard } from '../../../src/model/desk.ts';
import type { TelegramGroupOptions } from '../../../src/desks/telegram-group/options.ts';
import { messageMap, type Shown } from '../../../src/desks/telegram-group/messages.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { cardOf, deskHarness, TICKET } from './harness.ts';

export async function openHarness(board: Partial<DeskBoard> = {}, more: Partial<TelegramGroupOptions> = {}) {
  const harness = await deskHarness({ board: fakeBoard(board), ...more });
  const { desk, inbox, post, group, telegram, bot, bindings } = harness;
  await desk.start(inbox.accept);
  await post({ kind: 'opened', card: cardOf() });
  const topic = harness.topic();
  const operator = group.operator('Олег', 'Петров');
  const map = messageMap(bindings, group.id);

  function botSays(words: RegExp, thread: number | undefined) {
    return telegram.until(
      () =>
        group.chat.messages.find((one) => one.from.is_bot && one.thread === thread && words.test(one.text)),
      `words like ${String(words)}`,
    );
  }

  return {
    ...harness,
    topic,
    operator,
    /** The first message of the bot in the ticket's topic that reads like this. */
    told: (words: RegExp) => botSays(words, topic),
    /** The same in the general topic. */
    toldAll: (words: RegExp) => botSays(words, undefined),
    /** The card's message. */
    card: () => group.messages(topic)[0],
    /** Remembers what one of the group's messages shows. */
    shows: (message: number, shown: Omit<Shown, 'ticket'>) =>
      map.remember({ ticket: TICKET, ...shown }, [message]),
    /** Answers a message of the group, as Telegram tells it. */
    answers: (message: number, content: Record<string, unknown>, from: unknown = operator.user) =>
      operator.sendsRaw(topic, {
        reply_to_message: { message_id: message, date: 1, chat: { id: group.id }, from },
        ...content,
      }),
    edits: (message: number, content: Record<string, unknown>, from: unknown = operator.user) =>
      telegram.deliver(bot, {
        edited_message: {
          message_id: message,
          date: 1_772_440_000,
          edit_date: 1_772_440_060,
          chat: { id: group.id, type: 'supergroup', is_forum: true },
          from,
          message_thread_id: topic,
          is_topic_message: true,
          ...content,
        },
      }),
  };
}
