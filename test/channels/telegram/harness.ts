// A Telegram of our own, a bot in it and the channel that runs the bot; everything is taken down after the test.
import { onTestFinished } from 'vitest';
import { telegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { TelegramOptions } from '../../../src/channels/telegram/options.ts';
import type { OutboxId } from '../../../src/model/ids.ts';
import type { Address, InboundMessage, OutboundMessage, SoFar } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';
import { startTelegram, type TelegramServerOptions } from '../../fakes/telegram-server/telegram-server.ts';
import { EventInbox, FileShelf, readableLog } from '../../fakes/telegram-parts.ts';

export async function telegramHarness(
  more: Partial<TelegramOptions> = {},
  server: TelegramServerOptions = {},
) {
  const telegram = await startTelegram(server);
  const bot = telegram.bot();
  const clock = hastyClock();
  const log = readableLog();
  const files = new FileShelf();
  const inbox = new EventInbox<InboundMessage>();
  const options: TelegramOptions = {
    token: bot.token,
    apiRoot: `${telegram.apiRoot}/`,
    files,
    clock,
    log,
    ...more,
  };
  const channel = telegramChannel(options);
  onTestFinished(async () => {
    await channel.stop();
    await telegram.stop();
  });
  return { telegram, bot, clock, log, files, inbox, channel, options };
}

/** Keeps how far a delivery has come as the outbox does, from one attempt to the next. */
export function keeping(): SoFar {
  return {
    keep(parts) {
      Object.assign(this, { parts: { ...parts, refs: [...parts.refs] } });
      return Promise.resolve();
    },
  };
}

let keys = 0;

export function newKey(): OutboxId {
  keys += 1;
  return `outbox-${keys}` as OutboxId;
}

export function addressOf(customer: { readonly user: { readonly id: number } }): Address {
  const id = String(customer.user.id);
  return { channel: 'telegram', chat: id, user: id };
}

export function message(text: string, more: Partial<OutboundMessage> = {}): OutboundMessage {
  return { text: plain(text), speaker: { kind: 'bot' }, locale: 'en', ...more };
}
