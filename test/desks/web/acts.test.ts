// What operators do on the web desk, and what the core is handed for it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SealedFile } from '../../../src/desks/web/wire.ts';
import { OperatorBrowser, PNG, problemCode, startKit, type Kit } from './kit.ts';

let kit: Kit;
let anna: OperatorBrowser;

beforeEach(async () => {
  kit = await startKit();
  kit.memory.open({ id: 't1' });
  anna = await OperatorBrowser.signedIn(kit);
});
afterEach(() => kit.close());

const url = (act: string, ticket = 't1'): string => `/desk/api/tickets/${ticket}/${act}`;

describe('an act', () => {
  test('a reply is handed on whole and answered with 202', async () => {
    const response = await anna.post(url('reply'), { id: 'key-0001', text: '  Здравствуйте!\r\nУже едем. ' });
    expect([response.statusCode, response.json()]).toEqual([202, { id: 'web:staff:1:key-0001' }]);
    expect(kit.events).toEqual([
      {
        id: 'web:staff:1:key-0001',
        ref: 'web:staff:1:key-0001',
        desk: 'web',
        ticket: 't1',
        operator: { id: 'staff:1', name: 'Анна' },
        at: kit.clock.now(),
        body: { kind: 'reply', text: 'Здравствуйте!\nУже едем.', files: [] },
      },
    ]);
  });

  test('a note stays a note', async () => {
    await anna.say('note', 't1', 'Клиент сердится');
    expect(kit.events[0]?.body).toEqual({ kind: 'note', text: 'Клиент сердится', files: [] });
  });

  test.each(['// только для своих', '  //только для своих'])(
    'a reply that begins with two strokes stays inside: %j',
    async (text) => {
      await anna.say('reply', 't1', text);
      expect(kit.events[0]?.body).toEqual({ kind: 'note', text: 'только для своих', files: [] });
    },
  );

  test.each(['/answer delivery-abroad', ' /Answer  delivery-abroad\n'])(
    'a reply %j sends an article in place of itself',
    async (text) => {
      expect((await anna.say('reply', 't1', text)).statusCode).toBe(202);
      expect(kit.events.map(({ body }) => body)).toEqual([{ kind: 'answer', article: 'delivery-abroad' }]);
    },
  );

  test('/answer without an article is told how to write it, and nothing happens', async () => {
    const response = await anna.say('reply', 't1', '/answer ');
    expect([response.statusCode, problemCode(response)]).toEqual([400, 'NO_ARTICLE']);
    expect(kit.events).toEqual([]);
  });

  test('a note may speak of /answer', async () => {
    await anna.say('note', 't1', '/answer delivery-abroad');
    expect(kit.events[0]?.body).toMatchObject({ kind: 'note' });
  });

  test('the answer waits until the act is durable', async () => {
    const order: string[] = [];
    const slow = await startKit({
      accept: async () => {
        await new Promise(setImmediate);
        order.push('durable');
      },
    });
    slow.memory.open({ id: 't1' });
    await (await OperatorBrowser.signedIn(slow)).act('t1', { kind: 'take' });
    order.push('answered');
    expect(order).toEqual(['durable', 'answered']);
    await slow.close();
  });

  test('a repeated key makes the same event again, so that the core absorbs it', async () => {
    const once = await anna.post(url('reply'), { id: 'key-0001', text: 'Раз' });
    const again = await anna.post(url('reply'), { id: 'key-0001', text: 'Раз' });
    expect([once.statusCode, again.statusCode]).toEqual([202, 202]);
    expect(new Set(kit.events.map((event) => event.id)).size).toBe(1);
  });

  test('equal keys of two operators are two events', async () => {
    const boris = await OperatorBrowser.signedIn(kit, 'Борис');
    await anna.post(url('act'), { id: 'key-0001', act: { kind: 'take' } });
    await boris.post(url('act'), { id: 'key-0001', act: { kind: 'take' } });
    expect(kit.events.map((event) => event.id)).toEqual(['web:staff:1:key-0001', 'web:staff:2:key-0001']);
  });

  test('signs that databases and messengers refuse are taken out', async () => {
    await anna.say('reply', 't1', 'а\u0000б\u001b\ud800в\tг');
    expect(kit.events[0]?.body).toMatchObject({ text: 'аб\ufffdв\tг' });
  });

  test('markup is passed on as it is: it is only ever text', async () => {
    await anna.say('reply', 't1', '<script>alert(1)</script>');
    expect(kit.events[0]?.body).toMatchObject({ text: '<script>alert(1)</script>' });
  });
});

describe('a bad act', () => {
  test.each([
    ['empty text', 'reply', 't1', { id: 'key-0001', text: ' \n ' }, 400, 'EMPTY_TEXT'],
    ['an empty note', 'note', 't1', { id: 'key-0001', text: '' }, 400, 'EMPTY_TEXT'],
    ['two strokes alone', 'reply', 't1', { id: 'key-0001', text: '//' }, 400, 'EMPTY_TEXT'],
    ['too long a text', 'reply', 't1', { id: 'key-0001', text: 'я'.repeat(4001) }, 413, 'LONG_TEXT'],
    ['no key', 'reply', 't1', { text: 'Раз' }, 400, 'BAD_BODY'],
    ['a key with odd signs', 'note', 't1', { id: 'key/../../1', text: 'Раз' }, 400, 'BAD_BODY'],
    ['a quote of nothing', 'reply', 't1', { id: 'key-0001', text: 'Раз', quotes: '' }, 400, 'BAD_BODY'],
    ['no text', 'reply', 't1', { id: 'key-0001' }, 400, 'BAD_BODY'],
    ['another shape', 'note', 't1', { id: 'key-0001', text: { $gt: '' } }, 400, 'BAD_BODY'],
    ['an unknown ticket', 'reply', 't404', { id: 'key-0001', text: 'Раз' }, 404, 'NO_TICKET'],
  ])('%s is refused in words', async (_case, act, ticket, payload, status, code) => {
    const response = await anna.post(url(act, ticket), payload);
    expect([response.statusCode, problemCode(response)]).toEqual([status, code]);
    expect(kit.events).toEqual([]);
  });

  test('too long a text is told how long it is', async () => {
    const response = await anna.say('reply', 't1', 'я'.repeat(4321));
    expect(response.json<{ detail: string }>().detail).toBe(
      'The text has 4321 characters; a message has at most 4000. Send it in parts.',
    );
  });

  test('4,000 characters are not too long', async () => {
    expect((await anna.say('reply', 't1', 'я'.repeat(4000))).statusCode).toBe(202);
  });

  test('malformed JSON is refused', async () => {
    const response = await anna.send({
      method: 'POST',
      url: url('reply'),
      headers: { 'content-type': 'application/json' },
      payload: '{"id": "key-0001", ',
    });
    expect(response.statusCode).toBe(400);
    expect(problemCode(response)).not.toBe('');
  });

  test('a file that was never uploaded cannot be sent', async () => {
    const file = (await anna.upload('a.png', 'image/png', PNG)).json<SealedFile>();
    const forged = { ...file, id: '../../etc/passwd' };
    const response = await anna.say('reply', 't1', 'Вот', [forged]);
    expect([response.statusCode, problemCode(response)]).toEqual([400, 'UNKNOWN_FILE']);
  });

  test('a store that fails is a 500 without its words, and the next act works', async () => {
    let broken = true;
    const failing = await startKit({
      accept: () => (broken ? Promise.reject(new Error('disk full at /secret')) : Promise.resolve()),
    });
    failing.memory.open({ id: 't1' });
    const browser = await OperatorBrowser.signedIn(failing);
    const response = await browser.act('t1', { kind: 'take' });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret');
    broken = false;
    expect((await browser.act('t1', { kind: 'take' })).statusCode).toBe(202);
    await failing.close();
  });

  test('a stopped desk says so instead of losing the act', async () => {
    await kit.desk.stop();
    const response = await anna.act('t1', { kind: 'take' });
    expect([response.statusCode, problemCode(response)]).toEqual([503, 'NOT_RUNNING']);
  });

  test('stopping waits for the act that is just being accepted', async () => {
    let finish = (): void => undefined;
    const slow = await startKit({ accept: () => new Promise<void>((resolve) => (finish = resolve)) });
    slow.memory.open({ id: 't1' });
    const act = (await OperatorBrowser.signedIn(slow)).act('t1', { kind: 'take' });
    await expect.poll(() => slow.events.length).toBe(1);
    let stopped = false;
    const stopping = slow.desk.stop().then(() => (stopped = true));
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect((await act).statusCode).toBe(202);
    await slow.close();
  });
});
