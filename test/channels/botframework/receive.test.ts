// What the Bot Framework service sends reaches us once, proven and durable, or is refused in plain words.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { activity, startHarness, type Harness } from '../../fakes/bot-connector/harness.ts';

describe('receiving from the Bot Framework', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startHarness();
  });
  afterEach(() => harness.close());

  test('a press names the card that it was made on, and that is no quote', async () => {
    await harness.receive(activity({ value: { choice: 'n1:yes' }, replyToId: 'sent-1' }));

    expect(harness.received).toMatchObject([{ body: { kind: 'choice', value: 'n1:yes' } }]);
    expect(harness.received[0]).not.toHaveProperty('replyTo');
  });

  test('a signed message is accepted with its chat, person, time and language', async () => {
    const response = await harness.receive(activity({ locale: 'bg-BG', replyToId: 'act-0' }));

    expect(response.statusCode).toBe(200);
    expect(harness.received).toEqual([
      {
        id: 'botframework:webchat:conv-1:act-1',
        from: { channel: 'botframework', chat: 'webchat:conv-1', user: 'ann' },
        at: new Date('2026-03-01T10:00:00.000Z'),
        ref: 'act-1',
        replyTo: 'act-0',
        locale: 'bg-BG',
        senderName: 'Ann',
        body: { kind: 'text', text: 'Where is my order?' },
      },
    ]);
  });

  test('the answer waits until the message is durable, and the way to reply is stored before', async () => {
    const steps: string[] = [];
    harness.onAccept = async () => {
      steps.push(harness.bindings.has('botframework webchat:conv-1') ? 'reference stored' : 'no reference');
      await new Promise((resolve) => setImmediate(resolve));
      steps.push('durable');
    };

    await harness.receive(activity());
    steps.push('answered');

    expect(steps).toEqual(['reference stored', 'durable', 'answered']);
  });

  test('the stored reference leaves out what the person is called', async () => {
    await harness.receive(activity());

    expect(harness.bindings.get('botframework webchat:conv-1')).toContain('"id":"ann"');
    expect(harness.bindings.get('botframework webchat:conv-1')).not.toContain('Ann');
  });

  test('when the message cannot be stored the service is told to send it again', async () => {
    harness.onAccept = () => Promise.reject(new Error('disk full at /var/lib/secret'));

    const response = await harness.receive(activity());

    expect(response.statusCode).toBe(500);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).not.toContain('secret');
  });

  test.each([
    ['typing', {}],
    ['messageReaction', {}],
    ['conversationUpdate', { membersAdded: [{ id: 'the-bot' }] }],
    ['conversationUpdate', { membersAdded: [{ id: 'bob' }], conversation: { id: 'team', isGroup: true } }],
    ['installationUpdate', { action: 'add-upgrade' }],
  ])('%s %j is acknowledged and tells nothing', async (type, fields) => {
    const response = await harness.receive(activity({ type, text: null, ...fields }));

    expect(response.statusCode).toBe(200);
    expect(harness.received).toEqual([]);
  });

  test('a call of a Teams feature that we do not offer is answered so', async () => {
    const response = await harness.receive(activity({ type: 'invoke', name: 'task/fetch' }));

    expect(response.statusCode).toBe(501);
    expect(harness.received).toEqual([]);
  });

  test('a message without an id is kept under a new one', async () => {
    await harness.receive(activity({ id: null }));

    expect(harness.received[0]?.id).toBe('botframework:webchat:conv-1:new-1');
  });

  test('a repeat has the same event id, an edit of the same message another', async () => {
    await harness.receive(activity());
    await harness.receive(activity());
    await harness.receive(activity({ type: 'messageUpdate', text: 'Order 4512' }));

    const [first, repeat, edit] = harness.received;
    expect(repeat?.id).toBe(first?.id);
    expect(edit?.id).toBe('botframework:webchat:conv-1:act-1:edited:2026-03-01T10:00:00.000Z');
    expect(edit?.body).toEqual({ kind: 'edited', of: 'act-1', text: 'Order 4512' });
  });

  test('before the start and after the stop the service is asked to send again', async () => {
    await harness.channel.stop();

    const response = await harness.receive(activity());

    expect(response.statusCode).toBe(503);
    expect(harness.received).toEqual([]);
  });

  test('stop waits for a message that is being accepted', async () => {
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      harness.onAccept = () => {
        resolve();
        return new Promise((done) => {
          finish = done;
        });
      };
    });
    const response = harness.receive(activity());
    await begun;
    const order: string[] = [];
    const stopped = harness.channel.stop().then(() => order.push('stopped'));
    await new Promise((resolve) => setImmediate(resolve));
    order.push('finishing');
    finish();
    await stopped;

    expect(order).toEqual(['finishing', 'stopped']);
    expect((await response).statusCode).toBe(200);
  });
});

describe('a request that proves nothing', () => {
  let harness: Harness;
  const noise = vi.spyOn(console, 'error');
  beforeEach(async () => {
    // botbuilder itself prints every token that fails its check.
    noise.mockImplementation(() => undefined);
    harness = await startHarness();
  });
  afterEach(async () => {
    noise.mockReset();
    await harness.close();
  });

  const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
  test.each([
    ['no token', () => Promise.resolve(undefined)],
    ['garbage', () => Promise.resolve('Bearer abc.def.ghi')],
    ['another scheme', () => Promise.resolve('Basic YTpi')],
    ['a foreign key', (of: Harness) => of.connector.sign({}, 'foreign')],
    ['a token for another bot', (of: Harness) => of.connector.sign({ aud: 'someone-else' })],
    ['a token of another issuer', (of: Harness) => of.connector.sign({ iss: 'https://evil.example' })],
    ['an expired token', (of: Harness) => of.connector.sign({ exp: anHourAgo })],
    [
      'a token for another service',
      (of: Harness) => of.connector.sign({ serviceurl: 'https://evil.example/' }),
    ],
  ])('%s is refused with 401', async (_what, authorization) => {
    const response = await harness.receiveAs(await authorization(harness), {
      serviceUrl: harness.connector.serviceUrl,
      ...activity(),
    });

    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ status: 401, code: 'NOT_AUTHORIZED' });
    expect(response.body).not.toMatch(/node_modules|at .*:\d+:\d+/u);
    expect(harness.received).toEqual([]);
    expect(harness.bindings.size).toBe(0);
  });

  test.each([
    ['broken JSON', '{"type": "message"'],
    ['an empty body', ''],
    ['no object', '[1, 2]'],
    ['no conversation', JSON.stringify({ ...activity(), conversation: undefined })],
    ['no service address', JSON.stringify(activity())],
    ['a service address that is none', JSON.stringify({ ...activity(), serviceUrl: 'file:///etc/passwd' })],
    ['a text that is a number', JSON.stringify({ ...activity(), serviceUrl: 'https://a.example', text: 5 })],
  ])('%s is refused with 400', async (_what, body) => {
    const response = await harness.receiveAs(await harness.connector.sign(), body);

    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(harness.received).toEqual([]);
  });

  test('while the keys cannot be fetched the service is asked to send again', async () => {
    const authorization = await harness.connector.sign();
    await harness.connector.close();

    const response = await harness.receiveAs(authorization, {
      serviceUrl: harness.connector.serviceUrl,
      ...activity(),
    });

    expect(response.statusCode).toBe(503);
  });
});
