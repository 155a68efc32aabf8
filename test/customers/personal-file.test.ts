import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachPersonalFile, personalFile } from '../../src/customers/personal-file.ts';
import { FileUnavailableError, type FileContent, type FileRef } from '../../src/model/attachment.ts';
import type { CustomerId } from '../../src/model/ids.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { at, entry, finishTurn, NOON, turnOf } from '../contract/store/samples.ts';

const PHOTO = { bytes: Buffer.from('photo of the kettle'), name: 'a.jpg', mime: 'image/jpeg' };

let store: Store;
let kept: FileContent[];
beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  kept = [];
});
afterEach(() => store.close());

const files = {
  open: (ref: FileRef): Promise<FileContent> =>
    ref.id === 'lost' ? Promise.reject(new FileUnavailableError(ref)) : Promise.resolve(PHOTO),
  keep: (content: FileContent) => Promise.resolve({ origin: 'local', id: `kept-${kept.push(content)}` }),
};

async function customerWith(ids: readonly string[]): Promise<CustomerId> {
  const input = await turnOf(store, 'ivan', '1');
  const attached = ids.map((id) => ({
    kind: 'photo' as const,
    file: { origin: 'telegram', id },
    name: `${id}/чек.jpg`,
    mime: 'image/jpeg',
  }));
  await finishTurn(store, input, {
    transcript: [entry('m1', { author: { kind: 'customer', name: 'Иван' }, files: attached })],
  });
  return input.conversation.customer;
}

test('without files it is JSON that people can read', async () => {
  const content = await personalFile(store, files, await customerWith([]), NOON);
  expect(content).toMatchObject({ name: 'my-data.json', mime: 'application/json' });
  const text = Buffer.from(content?.bytes ?? []).toString('utf8');
  expect(text).toContain('"from": "Иван"');
  expect(JSON.parse(text)).toMatchObject({ conversations: [{ messages: [{ from: 'Иван' }] }] });
});

test('with files it is an archive of all that can still be had, each once', async () => {
  const content = await personalFile(store, files, await customerWith(['one', 'lost', 'one']), NOON);
  expect(content).toMatchObject({ name: 'my-data.zip', mime: 'application/zip' });
  const text = Buffer.from(content?.bytes ?? []).toString('utf8');
  expect(text.split('photo of the kettle')).toHaveLength(2);
  expect(text).toContain('files/001-one_чек.jpg');
  expect(text).toMatch(/"filesNotIncluded": \[\s+"lost\/чек\.jpg"/u);
});

test('as an attachment it is kept for a day', async () => {
  const customer = await customerWith([]);
  const attachment = await attachPersonalFile(store, files, customer, NOON);
  expect(attachment).toMatchObject({ kind: 'document', name: 'my-data.json', file: { id: 'kept-1' } });
  expect(kept).toHaveLength(1);
  expect(await store.doomedFiles(at(24 * 3600 - 1), 9)).toEqual([]);
  expect(await store.doomedFiles(at(24 * 3600), 9)).toEqual([{ origin: 'local', id: 'kept-1' }]);
});

test('of a stranger there is nothing', async () => {
  expect(await personalFile(store, files, 'nobody' as CustomerId, NOON)).toBeUndefined();
});
