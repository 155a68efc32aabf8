// A process that dies between two parts of one message: the next process sends what is missing, and nothing again.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { telegramChannel } from '../../src/channels/telegram/telegram-channel.ts';
import { telegramGroupDesk } from '../../src/desks/telegram-group/telegram-group-desk.ts';
import type { FileContent } from '../../src/model/attachment.ts';
import type { OutboxId } from '../../src/model/ids.ts';
import { plain } from '../../src/model/rich-text.ts';
import type { Delivery } from '../../src/model/turn.ts';
import { outboxWorker } from '../../src/outbox/outbox-worker.ts';
import { targetsOf } from '../../src/outbox/targets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock } from '../../src/system/clock.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { finishTurn, NOON, ticketOf, turnOf } from '../contract/store/samples.ts';
import { cardOf, entryOf, saidOf } from '../desks/telegram-group/harness.ts';
import { fakeBoard } from '../fakes/desk-board.ts';
import { hastyClock } from '../fakes/hasty-clock.ts';
import { FileShelf } from '../fakes/telegram-parts.ts';
import { TINY_JPEG } from '../fakes/telegram-server/people.ts';
import { startTelegram } from '../fakes/telegram-server/telegram-server.ts';

const LONG = `${'a'.repeat(4000)} ${'b'.repeat(4000)}`;
const folder = mkdtempSync(join(tmpdir(), 'firstline-cut-off-'));
const shelf = new FileShelf();
const photo = shelf.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
let telegram: Awaited<ReturnType<typeof startTelegram>>;
beforeAll(async () => {
  telegram = await startTelegram();
});
afterAll(async () => {
  await telegram.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A process on the database in `place`, which opens files in this way. */
async function processIn(
  place: string,
  tokens: { readonly shop: string; readonly desk: string; readonly chatId: number },
  open: () => Promise<FileContent>,
) {
  const store = await openSqliteStore({ url: `file:${join(place, 'a.db')}`, newId, log: silentLog });
  const { apiRoot } = telegram;
  const shared = {
    apiRoot,
    files: { open, keep: () => Promise.reject(new Error('nothing is kept here')) },
    clock: hastyClock(),
    log: silentLog,
  };
  const channel = telegramChannel({ ...shared, token: tokens.shop });
  const desk = telegramGroupDesk({
    ...shared,
    token: tokens.desk,
    chatId: tokens.chatId,
    polling: true,
    bindings: store,
    reader: store,
    board: fakeBoard(),
    locale: 'en',
    timeZone: 'Europe/Sofia',
  });
  const targets = targetsOf([channel], [desk]);
  const worker = outboxWorker({ store, targets, clock: systemClock, newId, random: () => 0, log: silentLog });
  const end = async () => {
    await worker.stop();
    await desk.stop();
    await store.close();
  };
  return { store, worker, end };
}

/** What is delivered by a process that dies while it opens the photo, and by the one after it. */
async function cutOff(deliveries: (customer: number) => readonly Delivery[]) {
  const bots = { shop: telegram.bot(), desk: telegram.bot() };
  const group = telegram.group('Support').add(bots.desk);
  const customer = telegram.customer(bots.shop).wroteBefore();
  const tokens = { shop: bots.shop.token, desk: bots.desk.token, chatId: group.id };
  const before = join(folder, newId());
  const after = join(folder, newId());
  mkdirSync(before);

  let dies: (error: Error) => void = () => undefined;
  const opening = Promise.withResolvers<undefined>();
  const first = await processIn(before, tokens, () => {
    opening.resolve(undefined);
    return new Promise((_resolve, reject) => (dies = reject));
  });
  const input = await turnOf(first.store, 'ivan', newId());
  const conversation = input.conversation.id;
  const outgoing = deliveries(customer.user.id).map((delivery) => {
    return { id: newId() as OutboxId, conversation, at: NOON, delivery };
  });
  await finishTurn(first.store, input, { ticket: ticketOf(input.conversation, 1042), outgoing });
  first.worker.start();
  await opening.promise;
  cpSync(before, after, { recursive: true });
  dies(new Error('the process is dead'));
  await first.end();

  const second = await processIn(after, tokens, () => shelf.open(photo.file));
  second.worker.start();
  await telegram.until(
    () => customer.sees().some(({ file }) => file) || group.topics().some(hasPhoto),
    'the photo',
  );
  await second.end();
  function hasPhoto({ id }: { readonly id: number }): boolean {
    return group.messages(id).some(({ file }) => file);
  }
  return { customer, below: () => group.messages(group.topics()[0]?.id ?? 0).slice(1) };
}

describe('a process that dies between two parts', () => {
  test('of a message to the customer leaves each part there once', async () => {
    const { customer } = await cutOff((id) => [
      {
        kind: 'message',
        to: { channel: 'telegram', chat: `${id}`, user: `${id}` },
        message: { text: plain(LONG), speaker: { kind: 'bot' }, locale: 'en', files: [photo] },
        unlessHeld: false,
      },
    ]);
    expect(customer.sees().map((one) => one.file?.kind ?? one.text[0])).toEqual(['a', 'b', 'photo']);
  });

  test('of a post in the group leaves each part there once, and marks the one that was in the air', async () => {
    const { below } = await cutOff(() => [
      { kind: 'post', desk: 'telegram-group', post: { kind: 'opened', card: cardOf() } },
      { kind: 'post', desk: 'telegram-group', post: saidOf(entryOf(LONG, undefined, [photo]), '7') },
    ]);
    const seen = below().map((one) => one.file?.kind ?? one.text.slice(-1));
    expect(seen.filter((one) => one !== 'photo')).toHaveLength(3);
    expect(below().at(-2)?.text).toMatch(/^↻/u);
    expect([seen[0], seen[1], seen.at(-1)]).toEqual(['a', 'b', 'photo']);
  });
});
