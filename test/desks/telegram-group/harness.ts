// A forum group in a Telegram of our own and the desk that works in it; everything is taken down after the test.
import { onTestFinished } from 'vitest';
import type { TelegramGroupOptions } from '../../../src/desks/telegram-group/options.ts';
import { telegramGroupDesk } from '../../../src/desks/telegram-group/telegram-group-desk.ts';
import type { Attachment } from '../../../src/model/attachment.ts';
import type { Author, DeskEvent, DeskPost, TicketCard, TranscriptEntry } from '../../../src/model/desk.ts';
import type { ConversationId, MessageId, OutboxId, TicketId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { DeliveryError } from '../../../src/model/message.ts';
import type { DeskReader } from '../../../src/model/store.ts';
import type { Ticket } from '../../../src/model/ticket.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';
import { EventInbox, FileShelf, MemoryBindings, readableLog } from '../../fakes/telegram-parts.ts';
import { startTelegram, type TelegramServerOptions } from '../../fakes/telegram-server/telegram-server.ts';

/** A real ticket id is a UUID; with `release:` before it, it must fit a button. */
export const TICKET = '0193a000-0000-7000-8000-000000001042' as TicketId;

export async function deskHarness(
  more: Partial<TelegramGroupOptions> = {},
  server: TelegramServerOptions = {},
) {
  const clock = hastyClock();
  const telegram = await startTelegram({ now: () => clock.now(), ...server });
  const bot = telegram.bot('Desk');
  const group = telegram.group('Support').add(bot);
  const log = readableLog();
  const files = new FileShelf();
  const inbox = new EventInbox<DeskEvent>();
  const bindings = new MemoryBindings();
  const transcript: Entry[] = [];
  const options: TelegramGroupOptions = {
    token: bot.token,
    // People copy addresses with and without the last slash.
    apiRoot: `${telegram.apiRoot}/`,
    chatId: group.id,
    polling: true,
    bindings,
    reader: readerOf(transcript),
    board: fakeBoard(),
    files,
    clock,
    log,
    locale: 'en',
    timeZone: 'Europe/Sofia',
    ...more,
  };
  const desk = telegramGroupDesk(options);
  onTestFinished(async () => {
    await desk.stop();
    await telegram.stop();
  });
  return {
    telegram,
    bot,
    group,
    clock,
    log,
    files,
    inbox,
    bindings,
    transcript,
    options,
    desk,
    post: (post: DeskPost, key = newKey(), again = false) => desk.post(post, key, again),
    /** Posts as the outbox does: waits as long as it is told to, and tries again. */
    patiently: async (post: DeskPost, key = newKey(), again = false) => {
      for (;;) {
        try {
          return await desk.post(post, key, again);
        } catch (error) {
          if (!(error instanceof DeliveryError) || error.retryAfterMs === undefined) throw error;
          const { retryAfterMs } = error;
          await new Promise<void>((resolve) => void clock.after(retryAfterMs, resolve));
        }
      }
    },
    /** The only topic's id. */
    topic: () => group.topics()[0]?.id ?? 0,
    /** Texts in the only topic, below the card. */
    below: () =>
      group
        .messages(group.topics().at(-1)?.id ?? 0)
        .slice(1)
        .map((one) => one.text),
  };
}

type Entry = Awaited<ReturnType<DeskReader['transcript']>>[number];

function readerOf(transcript: Entry[]): DeskReader {
  const conversation = 'conversation-1' as ConversationId;
  return {
    ticket: (id) => Promise.resolve(id === TICKET ? ({ id, conversation } as Ticket) : undefined),
    tickets: () => Promise.resolve([]),
    standing: () => Promise.resolve(undefined),
    transcript: (of, limit) => Promise.resolve(of === conversation ? transcript.slice(-limit) : []),
  };
}

let keys = 0;

export function newKey(): OutboxId {
  keys += 1;
  return `outbox-${keys}` as OutboxId;
}

export function cardOf(more: Partial<TicketCard> = {}): TicketCard {
  return {
    ticket: TICKET,
    number: 1042,
    subject: 'Чайник не греет',
    status: 'new',
    statusLabel: 'никто не взял',
    priority: 'normal',
    tier: 2,
    openedAt: new Date('2026-03-02T09:00:00Z'),
    customerName: 'Мария',
    lines: [
      { label: 'Канал', value: 'Telegram' },
      { label: 'Модель', value: 'WK-17 <new>' },
    ],
    tried: [{ question: 'не греет', answer: 'Проверьте подставку' }],
    files: [],
    actions: [
      { kind: 'take', label: 'Взять' },
      { kind: 'close', label: 'Закрыть' },
    ],
    ...more,
  };
}

let seconds = 0;

export function entryOf(
  text: string,
  author: Author = { kind: 'customer', name: 'Мария' },
  files: readonly Attachment[] = [],
): Entry {
  seconds += 1;
  const at = new Date(Date.parse('2026-03-02T10:00:00Z') + seconds * 1000);
  return { id: `message-${seconds}` as MessageId, at, author, text: plain(text), files };
}

export function saidOf(entry: TranscriptEntry, ref?: string, ticket = TICKET): DeskPost {
  const { at, author, text, files, quoted } = entry;
  const told = { at, author, text, files, ...(quoted ? { quoted } : {}) };
  return { kind: 'said', ticket, entry: told, ...(ref === undefined ? {} : { ref }) };
}
