// The Direct Line endpoints as a client meets them: what is taken, what is repeated safely, what is refused and how.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SignJWT } from 'jose';
import type { OutboxId } from '../../../src/model/ids.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { openChat, problemOf, type Chat } from '../../fakes/direct-line.ts';
import { manualClock, type ManualClock } from '../../fakes/manual-clock.ts';
import { GIF, JPEG, PNG } from '../../fakes/photos.ts';
import { startWebchat, TEST_KEY, type WebchatServer } from '../../fakes/webchat-server.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('the Direct Line server', () => {
  let server: WebchatServer;
  let clock: ManualClock;
  let chat: Chat;
  let failures: number;

  beforeEach(async () => {
    clock = manualClock(new Date());
    failures = 0;
    server = await startWebchat({
      clock,
      accept: () => () => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('disk full')) : Promise.resolve();
      },
    });
    chat = await openChat(server.url);
  });

  afterEach(() => server.close());

  const message = (text: string, id = 'c1') => ({
    type: 'message',
    text,
    channelData: { clientActivityID: id },
  });
  const photo = (bytes: Uint8Array, type = 'image/png', name = 'фото.png') =>
    new File([new Uint8Array(bytes)], name, { type });
  const generate = (init: RequestInit = {}) =>
    fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST', ...init });

  describe('posting', () => {
    test('is idempotent on the client’s activity id', async () => {
      const first = (await (await chat.post(message('Алло'))).json()) as { id: string };
      const second = (await (await chat.post(message('Алло'))).json()) as { id: string };
      expect(second.id).toBe(first.id);
      expect((await chat.read()).activities).toHaveLength(1);
      expect(new Set(server.accepted.map(({ id }) => id))).toEqual(
        new Set([`webchat:${chat.conversation}:c1`]),
      );
    });

    test('that failed after the echo was stored can be repeated', async () => {
      failures = 1;
      expect((await chat.post(message('Алло'))).status).toBe(500);
      expect(server.accepted).toHaveLength(0);
      expect((await chat.post(message('Алло'))).status).toBe(200);
      expect(server.accepted).toHaveLength(1);
      expect((await chat.read()).activities).toHaveLength(1);
    });

    test('that failed before the echo was stored leaves nothing behind', async () => {
      server.feed.failNext(new Error('disk full'));
      expect((await chat.post(message('Алло'))).status).toBe(500);
      expect((await chat.read()).activities).toEqual([]);
      expect(server.accepted).toEqual([]);
    });

    test('without an id of its own makes each activity a new one', async () => {
      await chat.post({ type: 'message', text: 'Алло' });
      await chat.post({ type: 'message', text: 'Алло' });
      expect(new Set(server.accepted.map(({ id }) => id)).size).toBe(2);
    });

    test('speaks for the token’s user, whatever the activity claims', async () => {
      await chat.post({ ...message('Алло'), from: { id: 'dl_somebody-else', name: 'Анна' } });
      const [activity] = (await chat.read()).activities;
      expect(activity!.from).toEqual({ id: chat.user, name: 'Анна', role: 'user' });
      expect(server.accepted[0]).toMatchObject({
        from: { channel: 'webchat', chat: chat.conversation },
        senderName: 'Анна',
        ref: activity!.id,
      });
    });

    test('the typing sign is taken and forgotten', async () => {
      expect((await chat.post({ type: 'typing' })).status).toBe(200);
      expect(server.accepted).toEqual([]);
    });

    test('a closed channel asks to come later', async () => {
      await server.channel.stop();
      expect((await chat.post(message('Алло'))).status).toBe(503);
    });
  });

  describe('bad input is refused in words', () => {
    test.each([
      ['malformed JSON', '{"type": "mess', 400, 'not JSON'],
      ['no body', '', 400, 'Not an activity'],
      ['an activity without a type', '{"text": "a"}', 400, '"type"'],
      ['a text that is no text', '{"type": "message", "text": 7}', 400, '"text"'],
      ['an empty text', '{"type": "message", "text": "  "}', 400, 'empty'],
      ['a list', '[]', 400, 'Not an activity'],
      ['a long text', JSON.stringify(message('я'.repeat(10_001))), 413, '10000 characters'],
      [
        'a stuffed channelData',
        JSON.stringify({ ...message('a'), channelData: { x: 'y'.repeat(20_000) } }),
        413,
        '16 KB',
      ],
      [
        'an attachment from elsewhere',
        JSON.stringify({ type: 'message', attachments: [{ contentUrl: 'http://127.0.0.1/secret' }] }),
        400,
        'not fetched',
      ],
    ])('%s', async (_name, body, status, words) => {
      const answer = await chat.request(`/conversations/${chat.conversation}/activities`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const problem = await problemOf(answer);
      expect(answer.status).toBe(status);
      expect(problem.detail).toContain(words);
      expect(problem.error.message).toBe(problem.detail);
      expect(server.accepted).toEqual([]);
    });

    test('a text of exactly ten thousand characters is taken', async () => {
      expect((await chat.post(message('я'.repeat(10_000)))).status).toBe(200);
    });

    test.each(['-1', 'abc', '1.5', '9'.repeat(30)])('the watermark %s', async (watermark) => {
      const answer = await chat.request(
        `/conversations/${chat.conversation}/activities?watermark=${watermark}`,
      );
      expect(answer.status).toBe(400);
    });

    test('a body of another type', async () => {
      const answer = await chat.request(`/conversations/${chat.conversation}/activities`, {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: '<a/>',
      });
      expect(answer.status).toBe(415);
    });
  });

  describe('tokens', () => {
    const read = (token: string, conversation = chat.conversation) =>
      chat.request(`/conversations/${conversation}/activities`, {
        headers: { authorization: token === '' ? '' : `Bearer ${token}` },
      });
    const forged = (key: Uint8Array) =>
      new SignJWT({ conv: chat.conversation, user: chat.user })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('firstline-webchat')
        .setAudience('chat')
        .setExpirationTime('1h')
        .sign(key);

    test('a missing one', async () => {
      expect((await read('')).status).toBe(401);
    });

    test.each([
      ['forged', () => forged(new Uint8Array(32).fill(1))],
      ['unsigned', () => Promise.resolve(`${btoa('{"alg":"none"}')}.${btoa('{"conv":"x"}')}.`)],
      ['damaged', () => Promise.resolve(chat.token.slice(0, -4))],
      ['made for coming back', () => Promise.resolve(chat.resume)],
    ])('one that is %s', async (_name, make) => {
      const answer = await read(await make());
      expect(answer.status).toBe(403);
      expect((await problemOf(answer)).error.code).toBe('BadArgument');
    });

    test('one that has expired', async () => {
      clock.advance(61 * MINUTE);
      const answer = await read(chat.token);
      expect(answer.status).toBe(403);
      expect((await problemOf(answer)).error.code).toBe('TokenExpired');
    });

    test('live for an hour and can be refreshed', async () => {
      clock.advance(59 * MINUTE);
      const answer = await chat.request('/tokens/refresh', { method: 'POST' });
      const { token, conversationId, expires_in } = (await answer.json()) as Record<string, string>;
      expect({ conversationId, expires_in }).toEqual({ conversationId: chat.conversation, expires_in: 3600 });
      clock.advance(59 * MINUTE);
      expect((await read(token!)).status).toBe(200);
    });

    test('an expired one is not refreshed, but the resume token brings the same browser back for 30 days', async () => {
      clock.advance(29 * DAY);
      const refused = await chat.request('/tokens/refresh', { method: 'POST' });
      expect((await problemOf(refused)).error.code).toBe('TokenExpired');
      const resume = () =>
        chat.request('/tokens/refresh', {
          method: 'POST',
          headers: { authorization: `Bearer ${chat.resume}` },
        });
      const { token } = (await (await resume()).json()) as { token: string };
      expect((await read(token)).status).toBe(200);
      clock.advance(2 * DAY);
      expect((await resume()).status).toBe(403);
    });

    test('one for another conversation, and a conversation that does not exist', async () => {
      const other = await openChat(server.url);
      await other.post(message('чужое'));
      expect((await read(chat.token, other.conversation)).status).toBe(403);
      expect((await read(chat.token, 'no-such-conversation')).status).toBe(404);
    });

    test('survive a restart with the same key', async () => {
      await chat.post(message('до'));
      await server.close();
      server = await startWebchat({ port: server.port, feed: server.feed, signingKey: TEST_KEY });
      expect((await chat.read()).activities).toHaveLength(1);
    });
  });

  describe('pages', () => {
    const from = (origin: string) => generate({ headers: { origin } });

    test.each(['https://shop.example', 'https://SHOP.example/'])('%s may open a chat', async (origin) => {
      const answer = await from(origin);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    });

    test('our own may', async () => {
      expect((await from(server.url)).status).toBe(200);
    });

    test.each(['https://evil.example', 'null'])('%s may not', async (origin) => {
      const answer = await from(origin);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    });

    test('an error too can be read by an allowed page', async () => {
      const answer = await chat.request('/conversations/unknown/activities', {
        headers: { origin: 'https://shop.example' },
      });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    });

    test('a preflight is answered', async () => {
      const answer = await fetch(`${server.url}/v3/directline/conversations/x/activities`, {
        method: 'OPTIONS',
        headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
      });
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
    });

    test('may name their user with a dl_ id and no other', async () => {
      const named = (id: string) =>
        generate({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: { id } }) });
      expect(await (await named('dl_42')).json()).toMatchObject({ user: { id: 'dl_42' } });
      expect((await named('42')).status).toBe(400);
    });

    test('two chats of one named user are strangers to each other', async () => {
      const body = JSON.stringify({ user: { id: 'dl_42' } });
      const open = async () => {
        const answer = await generate({ headers: { 'content-type': 'application/json' }, body });
        return ((await answer.json()) as { conversationId: string }).conversationId;
      };
      expect(await open()).not.toBe(await open());
    });
  });

  describe('files', () => {
    const uploaded = async (file: File) => {
      const answer = await chat.upload(message('Вот'), [file]);
      expect(answer.status).toBe(200);
      const [activity] = (await chat.read()).activities;
      return { url: activity!.attachments![0]!.contentUrl!, activity: activity! };
    };

    test.each([
      ['PNG', PNG, 'image/png'],
      ['JPEG', JPEG, 'image/jpeg'],
      ['GIF', GIF, 'image/gif'],
    ])('a %s is known by its content, whatever it is called', async (_name, bytes, type) => {
      const { activity } = await uploaded(photo(bytes, 'application/octet-stream', 'x.bin'));
      expect(activity.attachments![0]!.contentType).toBe(type);
      expect(server.accepted[0]!.body).toMatchObject({
        kind: 'files',
        files: [{ kind: 'photo', mime: type }],
      });
    });

    test('come back as they were, closed to scripts', async () => {
      const { url } = await uploaded(photo(PNG));
      const answer = await fetch(url);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(answer.headers.get('content-disposition')).toContain(
        "filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE.png",
      );
    });

    test('that could be pages are only offered for saving', async () => {
      const { url } = await uploaded(photo(Buffer.from('<script>1</script>'), 'text/html', '../../a;б.html'));
      const answer = await fetch(url);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="a;_\.html"/u);
    });

    test('at a changed address are not there', async () => {
      const { url } = await uploaded(photo(PNG));
      expect((await fetch(`${url}x`)).status).toBe(404);
      expect((await fetch(`${server.url}/v3/directline/files/abc`)).status).toBe(404);
    });

    test('that are no longer kept are gone', async () => {
      const { url } = await uploaded(photo(PNG));
      await server.close();
      server = await startWebchat({ port: server.port, feed: server.feed });
      expect((await fetch(url)).status).toBe(410);
    });

    test.each([
      ['cut off', photo(PNG.subarray(0, 40))],
      ['not a photo at all', photo(Buffer.from('hello'), 'image/jpeg')],
    ])('a photo that is %s is refused in words', async (_name, file) => {
      const answer = await chat.upload(message('Вот'), [file]);
      expect(answer.status).toBe(422);
      expect((await problemOf(answer)).detail).toContain('photo cannot be read');
      expect(server.files.kept.size).toBe(0);
    });

    test('an empty one, none, and one beyond 20 MB are refused', async () => {
      expect((await chat.upload(message('a'), [photo(Buffer.alloc(0))])).status).toBe(400);
      expect((await chat.upload(message('a'), [])).status).toBe(400);
      const big = photo(Buffer.alloc(20 * 1024 * 1024 + 1), 'application/zip', 'big.zip');
      const answer = await chat.upload(message('a'), [big]);
      expect(answer.status).toBe(413);
      expect((await problemOf(answer)).detail).toContain('20 MB');
    });

    test('eleven at once, a broken activity part, and another kind of body are refused', async () => {
      const many = Array.from({ length: 11 }, () => photo(PNG));
      expect((await chat.upload(message('a'), many)).status).toBe(413);
      const form = new FormData();
      form.append('activity', '{"type":');
      form.append('file', photo(PNG));
      const path = `/conversations/${chat.conversation}/upload`;
      expect((await chat.request(path, { method: 'POST', body: form })).status).toBe(400);
      const headers = { 'content-type': 'application/json' };
      expect((await chat.request(path, { method: 'POST', headers, body: '{}' })).status).toBe(415);
    });

    test('a repeated upload is one message', async () => {
      await chat.upload(message('Вот'), [photo(PNG)]);
      await chat.upload(message('Вот'), [photo(PNG)]);
      expect((await chat.read()).activities).toHaveLength(1);
      expect(new Set(server.accepted.map(({ id }) => id)).size).toBe(1);
    });

    test('can come inside the activity as a data address', async () => {
      const contentUrl = `data:image/png;base64,${PNG.toString('base64')}`;
      const answer = await chat.post({
        ...message(''),
        attachments: [{ contentType: 'image/png', contentUrl }],
      });
      expect(answer.status).toBe(200);
      expect(server.accepted[0]!.body).toMatchObject({ kind: 'files', files: [{ kind: 'photo' }] });
    });
  });

  describe('sending', () => {
    const to = () => ({ channel: 'webchat', chat: chat.conversation, user: chat.conversation });

    test('the same delivery twice is shown once, with the same reference', async () => {
      const once = () =>
        server.channel.send(
          to(),
          { text: plain('Готово'), speaker: { kind: 'bot' }, locale: 'ru' },
          'o1' as OutboxId,
        );
      const { refs } = await once();
      expect(await once()).toEqual({ refs });
      expect((await chat.read()).activities.map(({ id }) => id)).toEqual(refs);
    });

    test('an operator is named, and a choice is a button for any client', async () => {
      await server.channel.send(
        to(),
        {
          text: [{ kind: 'paragraph', spans: [{ kind: 'strong', spans: [{ kind: 'text', text: 'Да' }] }] }],
          speaker: { kind: 'operator', name: 'Марина' },
          locale: 'bg',
          choices: [{ label: 'Ясно', value: 'n:1' }],
        },
        'o1' as OutboxId,
      );
      const { activities, watermark } = await chat.read();
      expect(watermark).toBe('1');
      expect(activities[0]).toMatchObject({
        type: 'message',
        text: '**Да**',
        textFormat: 'markdown',
        locale: 'bg',
        from: { id: 'operator:Марина', name: 'Марина', role: 'bot' },
        channelData: { speaker: { kind: 'operator', name: 'Марина' } },
        suggestedActions: { actions: [{ type: 'postBack', title: 'Ясно', value: 'n:1' }] },
      });
    });
  });
});
