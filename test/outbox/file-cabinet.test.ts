import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileUnavailableError } from '../../src/model/attachment.ts';
import { fileCabinet } from '../../src/outbox/file-cabinet.ts';
import { newId } from '../../src/system/ids.ts';

const CONTENT = { name: 'a.jpg', mime: 'image/jpeg', bytes: new Uint8Array(300_000).fill(7) };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file that two desks ask for at the same moment is kept whole', async () => {
  const files = fileCabinet(folder, newId);
  files.addOrigin('telegram', () => Promise.resolve(CONTENT));
  const ref = { origin: 'telegram', id: 'photo' };
  const opened = await Promise.all(Array.from({ length: 8 }, () => files.open(ref)));
  expect(opened.every(({ bytes }) => bytes.length === CONTENT.bytes.length)).toBe(true);
  const kept = await fileCabinet(folder, newId).open(ref);
  expect(Buffer.compare(kept.bytes, CONTENT.bytes)).toBe(0);
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('a file of nobody is said to be unavailable', async () => {
  await expect(fileCabinet(folder, newId).open({ origin: 'local', id: '../secret' })).rejects.toThrow(
    FileUnavailableError,
  );
});

test('a removed file is gone from the disk, its own or a copy of a channel', async () => {
  const files = fileCabinet(folder, newId);
  files.addOrigin('telegram', () => Promise.resolve(CONTENT));
  const kept = await files.keep(CONTENT);
  await files.open({ origin: 'telegram', id: 'photo' });
  await files.remove(kept);
  await files.remove({ origin: 'telegram', id: 'photo' });
  await files.remove({ origin: 'local', id: '../secret' });
  expect(await readdir(folder)).toEqual([]);
  await expect(files.open(kept)).rejects.toThrow(FileUnavailableError);
});
