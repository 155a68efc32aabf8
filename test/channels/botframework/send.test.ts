// Replies go out through the stored conversation reference, once, and a refusal is told in our terms.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileUnavailableError } from '../../../src/model/attachment.ts';
import { DeliveryError } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { activity, photo, startHarness, type Harness } from '../../fakes/bot-connector/harness.ts';

async function failure(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DeliveryError);
  return error as DeliveryError;
}

describe('sending through the Bot Framework', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startHarness();
    await harness.receive(activity());
  });
  afterEach(() => harness.close());

  test('a reply goes to the conversation as the bot, and its id comes back', async () => {
    const receipt = await harness.send({
      text: plain('It left *today*.'),
      choices: [{ label: 'Ok', value: 'n1:ok' }],
    });

    expect(receipt).toEqual({ refs: ['sent-1'] });
    expect(harness.connector.taken).toMatchObject([
      {
        conversation: 'conv-1',
        activity: {
          type: 'message',
          text: 'It left \\*today\\*.',
          from: { id: 'the-bot' },
          recipient: { id: 'ann' },
          conversation: { id: 'conv-1' },
          suggestedActions: { actions: [{ title: 'Ok', value: { choice: 'n1:ok' } }] },
        },
      },
    ]);
    expect(harness.connector.taken[0]).not.toHaveProperty('replyTo');
  });

  test('a quote answers the quoted activity', async () => {
    await harness.send({ replyTo: 'act-1' });

    expect(harness.connector.taken[0]?.replyTo).toBe('act-1');
  });

  test('a quote of what is gone does not cost the answer', async () => {
    harness.connector.fail({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    await expect(harness.send({ replyTo: 'gone' })).resolves.toEqual({ refs: ['sent-1'] });

    expect(harness.connector.taken[0]).not.toHaveProperty('replyTo');
  });

  test('a reply works from what is stored, long after the process that received the message', async () => {
    const stored = harness.bindings.get('botframework webchat:conv-1')!;
    const later = await startHarness();
    later.bindings.set(
      'botframework webchat:conv-1',
      stored.replace(harness.connector.serviceUrl, later.connector.serviceUrl),
    );

    await later.send({});

    expect(later.connector.taken).toHaveLength(1);
    await later.close();
  });

  test('sending still works after the stop', async () => {
    await harness.channel.stop();

    await expect(harness.send({})).resolves.toEqual({ refs: ['sent-1'] });
  });

  test('a small picture travels inside the message', async () => {
    await harness.send({ files: [photo('a')] });

    expect(harness.connector.taken[0]?.activity.attachments).toEqual([
      { contentType: 'image/png', contentUrl: 'data:image/png;base64,ZGF0YQ==', name: 'a.png' },
    ]);
  });

  test.each([
    [429, { 'retry-after': '7' }, {}, { outcome: 'retry', sentForSure: 'no', retryAfterMs: 7000 }],
    [412, {}, {}, { outcome: 'retry', sentForSure: 'no' }],
    [401, {}, {}, { outcome: 'retry', sentForSure: 'no' }],
    [500, {}, {}, { outcome: 'retry', sentForSure: 'unknown' }],
    [502, {}, 'a proxy’s page', { outcome: 'retry', sentForSure: 'unknown' }],
    [503, { 'retry-after': '2' }, {}, { outcome: 'retry', sentForSure: 'no', retryAfterMs: 2000 }],
    [504, {}, {}, { outcome: 'retry', sentForSure: 'unknown' }],
    [403, {}, { error: { code: 'BotNotInConversationRoster' } }, { outcome: 'gone', sentForSure: 'no' }],
    [404, {}, { error: { code: 'ConversationNotFound' } }, { outcome: 'gone', sentForSure: 'no' }],
    [400, {}, { error: { code: 'ConversationNotFound' } }, { outcome: 'gone', sentForSure: 'no' }],
    [404, {}, { error: { code: 'ActivityNotFoundInConversation' } }, { outcome: 'rejected' }],
    [400, {}, { error: { code: 'BadSyntax' } }, { outcome: 'rejected', sentForSure: 'no' }],
    [413, {}, { error: { code: 'MessageSizeTooBig' } }, { outcome: 'rejected', sentForSure: 'no' }],
    [307, { location: 'https://evil.example/' }, {}, { outcome: 'rejected', sentForSure: 'no' }],
  ])('an answer %i %j %j is told once, not repeated', async (status, headers, body, expected) => {
    harness.connector.fail({ status, headers, body });

    const error = await failure(harness.send({ text: plain('secret words') }));

    expect(error).toMatchObject(expected);
    expect(error.message).not.toContain('secret words');
    expect(harness.connector.attempts).toBe(1);
    expect(harness.connector.taken).toEqual([]);
  });

  test('a wait that is given as a date is counted from now', async () => {
    harness.connector.fail({
      status: 429,
      headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
    });

    const { retryAfterMs } = await failure(harness.send({}));

    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  test('when nobody answers at the address the message surely did not go out', async () => {
    const closed = await startHarness();
    await closed.close();
    const reference = harness.bindings.get('botframework webchat:conv-1')!;
    harness.bindings.set(
      'botframework webchat:conv-1',
      reference.replace(harness.connector.serviceUrl, closed.connector.serviceUrl),
    );

    expect(await failure(harness.send({}))).toMatchObject({ outcome: 'retry', sentForSure: 'no' });
  });

  test('a chat that never wrote is out of reach', async () => {
    expect(await failure(harness.send({}, 'webchat:nobody'))).toMatchObject({
      outcome: 'gone',
      sentForSure: 'no',
    });
  });

  test('a refused login is retried and shows in the health', async () => {
    harness.connector.refuseLogin('invalid_client');

    expect(await failure(harness.send({}))).toMatchObject({ outcome: 'retry', sentForSure: 'no' });
    expect(harness.channel.health?.()).toMatchObject({ ok: false });

    harness.connector.refuseLogin(undefined);
    await harness.send({});
    expect(harness.channel.health?.()).toMatchObject({ ok: true });
  });
});

describe('files that cannot travel inside a message', () => {
  test.each([
    ['a big picture', photo('big', 5_000_000)],
    ['a document', { ...photo('doc'), kind: 'document' as const, mime: 'application/pdf' }],
  ])('%s goes by its public address', async (_what, file) => {
    const harness = await startHarness({ fileUrl: ({ id }) => `https://shop.example/f/${id}` });
    await harness.receive(activity());

    await harness.send({ files: [file] });

    expect(harness.connector.taken[0]?.activity.attachments).toMatchObject([
      { contentUrl: `https://shop.example/f/${file.file.id}` },
    ]);
    await harness.close();
  });

  test('without public addresses the operator is told instead of losing the file in silence', async () => {
    const harness = await startHarness();
    await harness.receive(activity());

    expect(await failure(harness.send({ files: [photo('big', 5_000_000)] }))).toMatchObject({
      outcome: 'rejected',
    });
    expect(harness.connector.attempts).toBe(0);
    await harness.close();
  });

  test.each([
    ['that no longer exists is given up', new FileUnavailableError({ origin: 'local', id: 'a' }), 'rejected'],
    ['that cannot be read now is tried again', new Error('EMFILE'), 'retry'],
  ])('a file %s', async (_what, reason, outcome) => {
    const files = { open: () => Promise.reject(reason), keep: () => Promise.reject(reason) };
    const harness = await startHarness({ files });
    await harness.receive(activity());

    expect(await failure(harness.send({ files: [photo('a')] }))).toMatchObject({
      outcome,
      sentForSure: 'no',
    });
    await harness.close();
  });
});

describe('without credentials of our own', () => {
  test.each([{}, { tenantId: '11111111-2222-3333-4444-555555555555' }])(
    'botbuilder’s password login is used, and its failure is told as one of delivery (%j)',
    async (registration) => {
      const harness = await startHarness({ passwordLogin: true, ...registration });
      expect((await harness.receive(activity())).statusCode).toBe(200);

      // The fake's login is not HTTPS, which botbuilder refuses before anything is sent.
      expect(await failure(harness.send({}))).toMatchObject({ outcome: 'retry', sentForSure: 'no' });
      expect(harness.connector.attempts).toBe(0);
      await harness.close();
    },
  );
});

describe('starting', () => {
  test('is refused without an app id: botbuilder would then trust everybody', async () => {
    await expect(startHarness({ appId: ' ' })).rejects.toThrow('MICROSOFT_APP_ID');
  });

  test('is refused when the login is, with the variables to check', async () => {
    const harness = await startHarness({ started: false });
    harness.connector.refuseLogin('invalid_client');

    await expect(harness.channel.start(() => Promise.resolve())).rejects.toThrow(
      /invalid_client.*MICROSOFT_APP_PASSWORD/u,
    );
    await harness.close();
  });

  test('goes on when the login service is only out of reach', async () => {
    const harness = await startHarness({ started: false });
    harness.connector.refuseLogin('temporarily_unavailable');

    await harness.channel.start(() => Promise.resolve());

    expect(harness.channel.health?.()).toMatchObject({ ok: false });
    await harness.close();
  });
});
