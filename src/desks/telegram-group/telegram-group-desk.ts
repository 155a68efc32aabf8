// The desk in the group that the settings name, or in the supergroup that it has become: Telegram gives such a group a new id, and
// everything goes on there.
import type { DeskEvent } from '../../model/desk.ts';
import type { Accept } from '../../model/message.ts';
import { TELEGRAM_GROUP } from './acts.ts';
import { groupDesk, type GroupDesk } from './group-desk.ts';
import type { TelegramGroupOptions } from './options.ts';

export type TelegramGroupDesk = GroupDesk & {
  /** The group in which it works now. */
  chatId(): number;
};

export function telegramGroupDesk(options: TelegramGroupOptions): TelegramGroupDesk {
  const { bindings, log } = options;
  const movedKey = `moved:${options.chatId}`;
  let chat = options.chatId;
  let desk = deskIn(chat);
  let accept: Accept<DeskEvent> | undefined;
  let found: Promise<void> | undefined;
  let moving: Promise<void> | undefined;

  function deskIn(chatId: number): GroupDesk {
    return groupDesk({ ...options, chatId, moved: move });
  }

  /** The old desk is stopped at once: what it has not acknowledged by then comes again, to the new one. */
  function become(to: number): Promise<void> {
    const ended = desk.stop();
    chat = to;
    desk = deskIn(to);
    return ended;
  }

  function move(to: number): void {
    if (to === chat) return;
    const before = moving;
    const ended = become(to);
    moving = (async () => {
      await before;
      await bindings.setBinding(TELEGRAM_GROUP, movedKey, String(to));
      await ended;
      if (accept) await desk.start(accept);
    })().catch((error: unknown) => {
      const name = error instanceof Error ? error.name : typeof error;
      log.error({ desk: TELEGRAM_GROUP, error: name }, 'the group could not be followed; restart Firstline');
    });
  }

  /** Resolves once it works where the group is now, as far as is known. */
  async function settled(): Promise<void> {
    found ??= bindings.getBinding(TELEGRAM_GROUP, movedKey).then(async (earlier) => {
      if (earlier !== undefined && Number(earlier) !== chat) await become(Number(earlier));
    });
    await found.catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    await moving;
  }

  return {
    name: desk.name,
    ...(desk.rate ? { rate: desk.rate } : {}),
    chatId: () => chat,
    async start(accepts) {
      await settled();
      accept = accepts;
      await desk.start(accepts);
      await moving;
    },
    async stop() {
      accept = undefined;
      await Promise.all([desk.stop(), moving]);
    },
    async post(...what) {
      await settled();
      return desk.post(...what);
    },
    fetchFile: (id) => desk.fetchFile(id),
    health: () => desk.health(),
    async handleUpdate(update) {
      await settled();
      await desk.handleUpdate(update);
    },
  } satisfies TelegramGroupDesk;
}
