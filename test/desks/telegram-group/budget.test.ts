// Telegram allows a bot about twenty messages a minute in one group: what is more comes late, whole and in order.
import { refOf } from '../../../src/desks/telegram-group/messages.ts';
import { expect, test } from 'vitest';
import type { TicketId } from '../../../src/model/ids.ts';
import { TINY_JPEG } from '../../fakes/telegram-server/people.ts';
import { EVERY_WRITE, REAL_LIMITS } from '../../fakes/telegram-server/limits.ts';
import { cardOf, deskHarness, entryOf, newKey, saidOf, TICKET } from './harness.ts';

const STRICT = { groupMessagesPerMinute: 20, counted: EVERY_WRITE };

const ticketOf = (number: number): TicketId =>
  `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}` as TicketId;

test('two hundred escalations in a minute arrive complete and in order, and Telegram never has to say no', async () => {
  const { patiently, group, clock, desk } = await deskHarness({}, STRICT);
  const start = clock.now().getTime();
  const numbers = Array.from({ length: 200 }, (_, n) => 1001 + n);
  for (const number of numbers) {
    await patiently({ kind: 'opened', card: cardOf({ ticket: ticketOf(number), number }) });
  }
  for (const number of numbers) {
    await patiently(saidOf(entryOf(`words of ${number}`), undefined, ticketOf(number)));
  }
  const topics = group.topics();
  expect(topics.map(({ title }) => /№(?<n>\d+)/u.exec(title)?.[1])).toEqual(numbers.map(String));
  for (const [index, { id, pinned }] of topics.entries()) {
    const [card, words, ...more] = group.messages(id);
    expect(pinned).toEqual([card?.id]);
    expect(words?.text).toBe(`👤 Мария\nwords of ${1001 + index}`);
    expect(more).toEqual([]);
  }
  // A topic, its card, the pin and the words are four calls each.
  const minutes = (clock.now().getTime() - start) / 60_000;
  expect(minutes).toBeGreaterThan(38);
  expect(minutes).toBeLessThan(42);
  expect(desk.health().ok).toBe(true);
});

test('cards stop first, then notices, and words go on until the minute is used up', async () => {
  const { post, group } = await deskHarness({}, STRICT);
  await post({ kind: 'opened', card: cardOf() });
  for (let n = 4; n <= 15; n += 1) await post({ kind: 'card', card: cardOf({ statusLabel: `state ${n}` }) });
  const retryAfterMs = expect.toSatisfy((ms: number) => ms > 0 && ms < 61_000) as number;
  const wait = { outcome: 'retry', sentForSure: 'no', retryAfterMs };
  await expect(post({ kind: 'card', card: cardOf({ statusLabel: 'next' }) })).rejects.toMatchObject(wait);
  for (let n = 16; n <= 18; n += 1) await post({ kind: 'notice', ticket: TICKET, text: `notice ${n}` });
  await expect(post({ kind: 'notice', ticket: TICKET, text: 'next' })).rejects.toMatchObject(wait);
  for (let n = 19; n <= 20; n += 1) await post(saidOf(entryOf(`words ${n}`)));
  await expect(post(saidOf(entryOf('next')))).rejects.toMatchObject(wait);
  expect(group.topics()).toHaveLength(1);
});

test('a card that looks as before costs nothing, and marks cost nothing', async () => {
  const { post, group, topic, telegram } = await deskHarness({}, STRICT);
  await post({ kind: 'opened', card: cardOf() });
  const ref = refOf(group.operator('Олег').writes(topic(), 'ответ'));
  const before = telegram.calls.length;
  for (let n = 0; n < 40; n += 1) await post({ kind: 'card', card: cardOf() });
  expect(telegram.calls).toHaveLength(before);
  for (let n = 0; n < 40; n += 1) await post({ kind: 'mark', ticket: TICKET, ref, outcome: 'delivered' });
  expect(group.messages(topic()).at(-1)?.reaction).toBe('👍');
});

test('calls keep a second apart, as Telegram advises', async () => {
  const { post, patiently, group, topic } = await deskHarness({}, REAL_LIMITS);
  await post({ kind: 'opened', card: cardOf() });
  for (let n = 0; n < 30; n += 1) await patiently(saidOf(entryOf(`${n}`)));
  expect(group.messages(topic())).toHaveLength(31);
});

test('every picture of an album counts', async () => {
  const { post, files } = await deskHarness({}, STRICT);
  await post({ kind: 'opened', card: cardOf() });
  const photos = Array.from({ length: 9 }, (_, n) => files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'));
  await post(saidOf(entryOf('look', undefined, photos)));
  await expect(post(saidOf(entryOf('more', undefined, photos)))).rejects.toMatchObject({
    outcome: 'retry',
    sentForSure: 'no',
  });
  await post(saidOf(entryOf('short')));
});

test('what was sent in part goes on where it stopped', async () => {
  const { post, patiently, group, topic } = await deskHarness({}, STRICT);
  await post({ kind: 'opened', card: cardOf() });
  for (let n = 0; n < 15; n += 1) await post(saidOf(entryOf(`${n}`)));
  const key = newKey();
  const long = saidOf(entryOf('слово '.repeat(2500)));
  await expect(post(long, key)).rejects.toMatchObject({ outcome: 'retry', sentForSure: 'no' });
  await patiently(long, key, true);
  const texts = group
    .messages(topic())
    .slice(16)
    .map(({ text }) => text);
  expect(texts.join(' ').match(/слово/gu)).toHaveLength(2500);
  expect(texts.join(' ')).not.toContain('↻');
});

test("Telegram's own 429 shuts the desk for as long as it says", async () => {
  const { post, telegram, below, clock } = await deskHarness();
  await post({ kind: 'opened', card: cardOf() });
  telegram.failNext('sendMessage', { status: 429, parameters: { retry_after: 9 } });
  const waiting = { outcome: 'retry', sentForSure: 'no', retryAfterMs: 9000 };
  const key = newKey();
  const first = saidOf(entryOf('first'));
  await expect(post(first, key)).rejects.toMatchObject(waiting);
  const made = telegram.calls.length;
  await expect(post({ kind: 'notice', ticket: TICKET, text: 'x' })).rejects.toMatchObject(waiting);
  expect(telegram.calls).toHaveLength(made);
  await new Promise<void>((resolve) => void clock.after(9000, resolve));
  await post(first, key);
  expect(below()).toEqual(['👤 Мария\nfirst']);
});
