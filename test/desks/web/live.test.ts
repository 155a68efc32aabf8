// The live stream of the web desk, over a real connection.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardOf } from '../../fakes/desk-memory.ts';
import type { DeskPost } from '../../../src/model/desk.ts';
import type { OutboxId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { HEARTBEAT_MS } from '../../../src/desks/web/wire.ts';
import { listenTo, type EventStream } from './event-stream.ts';
import { OperatorBrowser, startKit, ticketId, type Kit } from './kit.ts';

let kit: Kit;
let anna: OperatorBrowser;

let troubles: { name: string; detail: string }[] | Error;
let onShift: boolean;

beforeEach(async () => {
  troubles = [];
  onShift = false;
  kit = await startKit({
    board: {
      troubles: () => (troubles instanceof Error ? Promise.reject(troubles) : Promise.resolve(troubles)),
      people: () => Promise.resolve([{ operator: { id: 'staff:2', name: 'Борис' }, onShift, tickets: 0 }]),
    },
  });
  kit.memory.open({ id: 't1' });
  anna = await OperatorBrowser.signedIn(kit);
  await kit.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => kit.close());

const key = 'outbox-1' as OutboxId;

const listening = (who: OperatorBrowser = anna): Promise<EventStream> =>
  listenTo(kit, who.headers['cookie'] ?? '');

/** Reads on until the server ends the stream. */
async function ended(page: EventStream): Promise<boolean> {
  while ((await page.next()) !== undefined);
  return true;
}

describe('the live stream', () => {
  test('begins with a greeting, upon which the page fetches what it missed', async () => {
    const page = await listening();
    expect(page.contentType).toBe('text/event-stream; charset=utf-8');
    expect(await page.next()).toEqual(['hello', {}]);
    page.leave();
  });

  test('tells which ticket changed and not what was said', async () => {
    const page = await listening();
    await page.next();
    const entry = { at: kit.clock.now(), author: { kind: 'bot' as const }, text: plain('Секрет'), files: [] };
    const receipt = await kit.desk.post({ kind: 'said', ticket: ticketId('t1'), entry }, key);
    expect(receipt).toEqual({ refs: [] });
    expect(await page.next()).toEqual(['change', { ticket: 't1', what: 'said' }]);
    page.leave();
  });

  test('tells every kind of post, and the words of a notice', async () => {
    const page = await listening();
    await page.next();
    const card = cardOf((await kit.memory.ticket(ticketId('t1')))!);
    await kit.desk.post({ kind: 'opened', card }, key);
    await kit.desk.post({ kind: 'card', card }, key);
    await kit.desk.post(
      { kind: 'notice', ticket: ticketId('t1'), text: 'Покупатель заблокировал бота' },
      key,
    );
    await kit.desk.post({ kind: 'mark', ticket: ticketId('t1'), ref: 'x', outcome: 'delivered' }, key);
    expect([await page.next(), await page.next(), await page.next(), await page.next()]).toEqual([
      ['change', { ticket: 't1', what: 'opened' }],
      ['change', { ticket: 't1', what: 'card' }],
      ['change', { ticket: 't1', what: 'notice', text: 'Покупатель заблокировал бота' }],
      ['change', { ticket: 't1', what: 'mark' }],
    ]);
    page.leave();
  });

  test('reaches every open page', async () => {
    const pages = await Promise.all([listening(), listening()]);
    for (const page of pages) await page.next();
    await kit.desk.post({ kind: 'notice', ticket: ticketId('t1'), text: 'x' }, key);
    for (const page of pages) expect(await page.next()).toMatchObject(['change', { ticket: 't1' }]);
    for (const page of pages) page.leave();
  });

  test('beats while nothing happens, so that a dead line is noticed', async () => {
    const page = await listening();
    await page.next();
    kit.clock.advance(HEARTBEAT_MS);
    expect(await page.next()).toEqual(['beat', {}]);
    kit.clock.advance(HEARTBEAT_MS);
    expect(await page.next()).toEqual(['beat', {}]);
    page.leave();
  });

  test('ends with the session', async () => {
    const page = await listening();
    await page.next();
    kit.clock.advance(12 * 60 * 60 * 1000 - HEARTBEAT_MS);
    expect(await page.next()).toEqual(['beat', {}]);
    kit.clock.advance(HEARTBEAT_MS);
    expect(await ended(page)).toBe(true);
  });

  test.each([
    ['has left', () => kit.people.change('Анна', { active: false })],
    ['has a new key', () => kit.people.renewKey('Анна', 'another key', kit.clock.now())],
  ])('ends within five seconds when its holder %s', async (_case, change) => {
    const page = await listening();
    await page.next();
    change();
    kit.clock.advance(5000);
    expect(await ended(page)).toBe(true);
  });

  test('ends when its holder signs out, and other people’s go on', async () => {
    const boris = await OperatorBrowser.signedIn(kit, 'Борис');
    const [mine, his] = await Promise.all([listening(), listening(boris)]);
    await his.next();
    await anna.send({ method: 'DELETE', url: '/desk/api/session' });
    expect(await ended(mine)).toBe(true);
    await kit.desk.post({ kind: 'notice', ticket: ticketId('t1'), text: 'x' }, key);
    expect(await his.next()).toMatchObject(['change', { text: 'x' }]);
    his.leave();
  });

  test('ends when the desk stops, and a post then still resolves', async () => {
    const page = await listening();
    await page.next();
    await kit.desk.stop();
    expect(await page.next()).toBeUndefined();
    const post = { kind: 'notice', ticket: ticketId('t1'), text: 'x' } as const;
    expect(await kit.desk.post(post, key)).toEqual({ refs: [] });
  });
});

describe('every kind of post', () => {
  const ticket = ticketId('t1');
  const entry = {
    at: new Date('2026-03-02T09:00:00Z'),
    author: { kind: 'customer' as const },
    text: plain('Секрет'),
    files: [],
  };

  test.each<DeskPost>([
    { kind: 'said', ticket, entry, ref: 'telegram:1' },
    { kind: 'edited', ticket, entry, ref: 'telegram:1' },
    { kind: 'removed', ticket, ref: 'telegram:1' },
    { kind: 'mark', ticket, ref: 'web:1', outcome: 'unsure' },
  ])('is told without what was said: $kind', async (post) => {
    const page = await listening();
    await page.next();
    await kit.desk.post(post, key, true);
    expect(await page.next()).toEqual(['change', { ticket: 't1', what: post.kind }]);
    page.leave();
  });

  test('a notice for the managers is marked on their pages alone', async () => {
    const vera = await OperatorBrowser.signedIn(kit, 'Вера');
    const [hers, mine] = await Promise.all([listening(vera), listening()]);
    await Promise.all([hers.next(), mine.next()]);
    await kit.desk.post({ kind: 'notice', ticket, text: 'Срок вышел', to: 'managers' }, key);
    const change = { ticket: 't1', what: 'notice', text: 'Срок вышел' };
    expect(await hers.next()).toEqual(['change', { ...change, managers: true }]);
    expect(await mine.next()).toEqual(['change', change]);
    hers.leave();
    mine.leave();
  });
});

describe('the board', () => {
  const WATCH_MS = 10_000;
  const beats = (event: readonly [string, unknown] | undefined): boolean => event?.[0] === 'beat';

  /** The next event that is no sign of life. */
  async function news(page: EventStream) {
    let event = await page.next();
    while (beats(event)) event = await page.next();
    return event;
  }

  test.each([
    ['a part is not well', () => (troubles = [{ name: 'telegram', detail: 'no rights in the group' }])],
    ['somebody comes to work', () => (onShift = true)],
  ])('pages are told when %s', async (_case, change) => {
    const page = await listening();
    await page.next();
    change();
    kit.clock.advance(WATCH_MS);
    expect(await news(page)).toEqual(['desk', {}]);
    page.leave();
  });

  test('nothing is told while it reads the same', async () => {
    const page = await listening();
    await page.next();
    kit.clock.advance(WATCH_MS);
    await kit.desk.post({ kind: 'removed', ticket: ticketId('t1'), ref: 'x' }, key);
    expect(await news(page)).toEqual(['change', { ticket: 't1', what: 'removed' }]);
    page.leave();
  });

  test('it is watched on after a failure', async () => {
    const page = await listening();
    await page.next();
    troubles = new Error('the database is busy');
    kit.clock.advance(WATCH_MS);
    await new Promise(setImmediate);
    troubles = [{ name: 'telegram', detail: 'no rights in the group' }];
    kit.clock.advance(WATCH_MS);
    expect(await news(page)).toEqual(['desk', {}]);
    page.leave();
  });

  test('going on shift is told at once', async () => {
    const page = await listening();
    await page.next();
    await anna.post('/desk/api/shift', { on: true });
    expect(await news(page)).toEqual(['desk', {}]);
    page.leave();
  });
});
