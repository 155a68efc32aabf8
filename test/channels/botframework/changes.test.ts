// A message that went through the service is changed and deleted there, or the refusal says why not.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryError } from '../../../src/model/message.ts';
import { activity, startHarness, type Harness } from '../../fakes/bot-connector/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
  await harness.receive(activity());
});
afterEach(() => harness.close());

async function failure(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DeliveryError);
  return error as DeliveryError;
}

const NOT_THERE = { error: { code: 'ActivityNotFoundInConversation' } };

test('an edit puts the new words in the place of the old', async () => {
  const receipt = await harness.send({});
  expect(await harness.edit(receipt, 'Bye')).toEqual(receipt);
  expect(harness.connector.taken).toMatchObject([
    { conversation: 'conv-1', deleted: false, activity: { id: 'sent-1', type: 'message', text: 'Bye' } },
  ]);
});

test('a removal deletes it, and what is gone already counts as done', async () => {
  const receipt = await harness.send({});
  expect(await harness.remove(receipt)).toEqual({ refs: [] });
  expect(await harness.remove(receipt)).toEqual({ refs: [] });
  expect(harness.connector.taken).toMatchObject([{ deleted: true }]);
});

test.each([
  [404, NOT_THERE, { outcome: 'rejected', message: /no longer there/u }],
  [404, 'a page', { outcome: 'rejected', message: /no longer there/u }],
  [405, {}, { outcome: 'rejected', message: /cannot change or delete/u }],
  [501, {}, { outcome: 'rejected', message: /cannot change or delete/u }],
  [400, {}, { outcome: 'rejected', message: /answered 400/u }],
  [404, { error: { code: 'ConversationNotFound' } }, { outcome: 'gone', message: /ConversationNotFound/u }],
  [403, {}, { outcome: 'gone', message: /answered 403/u }],
  [429, {}, { outcome: 'retry', message: /answered 429/u }],
  [503, {}, { outcome: 'retry', message: /answered 503/u }],
])('an edit that is answered with %d %j fails as it should', async (status, body, { outcome, message }) => {
  const receipt = await harness.send({});
  harness.connector.fail({ status, body });
  const error = await failure(harness.edit(receipt, 'Bye'));
  expect(error.outcome).toBe(outcome);
  expect(error.message).toMatch(message);
});

test('a removal that the messenger does not know is refused, and a passing trouble passes', async () => {
  const receipt = await harness.send({});
  harness.connector.fail({ status: 501 }, { status: 503 });
  expect(await failure(harness.remove(receipt))).toMatchObject({ outcome: 'rejected' });
  expect(await failure(harness.remove(receipt))).toMatchObject({ outcome: 'retry' });
  expect(await harness.remove(receipt)).toEqual({ refs: [] });
});

test('a message without an id, and a chat that never wrote, are refused', async () => {
  expect(await failure(harness.edit({ refs: [] }, 'Bye'))).toMatchObject({ outcome: 'rejected' });
  expect(await failure(harness.remove({ refs: [] }))).toMatchObject({ outcome: 'rejected' });
  const receipt = await harness.send({});
  expect(await failure(harness.edit(receipt, 'Bye', 'webchat:none'))).toMatchObject({ outcome: 'gone' });
});
