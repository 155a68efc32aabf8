// The live stream of the web desk, over a real connection.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardOf } from '../../fakes/desk-memory.ts';
import type { OutboxId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { HEARTBEAT_MS } from '../../../src/desks/web/wire.ts';
import { listenTo, type EventStream } from './event-stream.ts';
import { OperatorBrowser, startKit, ticketId, type Kit } from './kit.ts';

let kit: Kit;
let anna: OperatorBrowser;

beforeEach(async () => {
  kit = await startKit();
  kit.memory.open({ id: 't1' });
  anna = await OperatorBrowser.signedIn(kit);
  await kit.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => kit.close());

const key = 'outbox-1' as OutboxId;

const listening = (): Promise<EventStream> => listenTo(kit, anna.headers['cookie'] ?? '');

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
    kit.clock.advance(2 * HEARTBEAT_MS);
    let event: unknown;
    do event = await page.next();
    while (event !== undefined);
    expect(event).toBeUndefined();
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
