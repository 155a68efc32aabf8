// Files on the web desk: what is taken in, and that nothing shown can run or be asked for without right.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SealedFile } from '../../../src/desks/web/wire.ts';
import { fileUrl, OperatorBrowser, PNG, problemCode, startKit, type Kit } from './kit.ts';

let kit: Kit;
let anna: OperatorBrowser;

beforeEach(async () => {
  kit = await startKit();
  kit.memory.open({ id: 't1' });
  anna = await OperatorBrowser.signedIn(kit);
});
afterEach(() => kit.close());

/** A file that came in through a channel, as the desk names it to the page. */
async function shown(name: string, mime: string, bytes: Uint8Array, id = 'file-1'): Promise<SealedFile> {
  const file = kit.files.put('telegram', id, { bytes, name, mime });
  kit.memory.say('t1', {
    author: { kind: 'customer' },
    text: '',
    at: kit.clock.now(),
    files: [{ kind: 'document', file, name, mime }],
  });
  return (await anna.detail('t1')).entries.at(-1)!.files[0]!;
}

describe('an upload', () => {
  test('of a photo is kept and goes out with a reply', async () => {
    const response = await anna.upload('снимок.png', 'image/png', PNG);
    const file = response.json<SealedFile>();
    expect(response.statusCode).toBe(201);
    expect(file).toMatchObject({ kind: 'photo', name: 'снимок.png', mime: 'image/png', size: PNG.length });
    await anna.say('reply', 't1', '', [file]);
    expect(kit.events[0]?.body).toEqual({
      kind: 'reply',
      text: '',
      files: [
        {
          kind: 'photo',
          file: { origin: file.origin, id: file.id },
          name: 'снимок.png',
          mime: 'image/png',
          size: PNG.length,
        },
      ],
    });
    expect((await anna.get(fileUrl(file))).rawPayload).toEqual(PNG);
  });

  test.each([
    ['photo.png', 'image/png', '<svg onload=alert(1)>', 'document', 'application/octet-stream'],
    ['page.html', 'text/html', '<script>alert(1)</script>', 'document', 'text/html'],
    ['clip.mp4', 'video/mp4', '....ftyp', 'video', 'video/mp4'],
    ['x', 'not a type', 'x', 'document', 'application/octet-stream'],
  ])('%s as %s is what its bytes are', async (name, mime, text, kind, kept) => {
    const response = await anna.upload(name, mime, Buffer.from(text));
    expect(response.json()).toMatchObject({ kind, mime: kept });
  });

  test('a path in the name is left behind', async () => {
    const response = await anna.upload('..\\..\\a/b/c.txt', 'text/plain', Buffer.from('x'));
    expect(response.json()).toMatchObject({ name: 'c.txt' });
  });

  test('of more than 20 MB is refused in words', async () => {
    const response = await anna.upload('big.bin', 'application/zip', new Uint8Array(20 * 1024 * 1024 + 1));
    expect([response.statusCode, problemCode(response)]).toEqual([413, 'LARGE_FILE']);
  });

  test('of an empty file is refused', async () => {
    const response = await anna.upload('empty.txt', 'text/plain', new Uint8Array());
    expect([response.statusCode, problemCode(response)]).toEqual([400, 'EMPTY_FILE']);
  });

  test('that is no form is refused', async () => {
    const response = await anna.post('/desk/api/upload', { file: 'x' });
    expect([response.statusCode, problemCode(response)]).toEqual([415, 'NOT_MULTIPART']);
  });
});

describe('a download', () => {
  test('of a picture is shown, in a sandbox and never sniffed', async () => {
    const file = await shown('фото (1).png', 'image/png', PNG);
    const { headers, rawPayload } = await anna.get(fileUrl(file));
    expect(rawPayload).toEqual(PNG);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=600',
    });
    expect(headers['content-disposition']).toBe(
      `inline; filename="____ _1_.png"; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE%20%281%29.png`,
    );
  });

  test.each([
    ['a.html', 'text/html', '<script>alert(1)</script>'],
    ['a.svg', 'image/svg+xml', '<svg onload=alert(1)>'],
    ['a.pdf', 'application/pdf', '%PDF-1.7'],
    ['a.jpg', 'image/jpeg', '<html>'],
  ])('of %s is only ever saved', async (name, mime, text) => {
    const file = await shown(name, mime, Buffer.from(text));
    const { headers } = await anna.get(fileUrl(file));
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toContain('attachment;');
  });

  test('works for ids of any length with any signs', async () => {
    const file = await shown('a.png', 'image/png', PNG, `https://host/путь?${'x'.repeat(300)}`);
    expect((await anna.get(fileUrl(file))).rawPayload).toEqual(PNG);
  });

  test.each([
    ['another id', (file: SealedFile) => fileUrl({ ...file, id: 'file-2' })],
    ['another origin', (file: SealedFile) => fileUrl({ ...file, origin: 'local' })],
    ['no seal', (file: SealedFile) => fileUrl({ ...file, seal: '' })],
  ])('with %s than the desk named is refused', async (_case, forge) => {
    const file = await shown('a.png', 'image/png', PNG);
    kit.files.put('telegram', 'file-2', { bytes: PNG, name: 'b.png', mime: 'image/png' });
    const response = await anna.get(forge(file));
    expect([response.statusCode, problemCode(response)]).toEqual([404, 'NO_FILE']);
  });

  test('without a session is refused even with the seal', async () => {
    const file = await shown('a.png', 'image/png', PNG);
    expect((await kit.app.inject({ method: 'GET', url: fileUrl(file) })).statusCode).toBe(401);
  });

  test('of what its channel no longer has says so', async () => {
    kit.memory.say('t1', {
      author: { kind: 'customer' },
      text: '',
      at: kit.clock.now(),
      files: [{ kind: 'photo', file: { origin: 'telegram', id: 'gone' }, name: 'a.jpg', mime: 'image/jpeg' }],
    });
    const file = (await anna.detail('t1')).entries[0]!.files[0]!;
    const response = await anna.get(fileUrl(file));
    expect([response.statusCode, problemCode(response)]).toEqual([404, 'FILE_GONE']);
  });
});
